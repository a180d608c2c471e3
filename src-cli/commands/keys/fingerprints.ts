import type { FingerprintListing, FingerprintSensor } from '../../../src-shared/domain/fingerprint.ts';
import { unlistableFailure } from '../../../src-shared/domain/capability.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed } from '../../program/command-failure.ts';
import { chosenKey, withTypedPin } from '../../program/key-access.ts';
import { keyReference } from '../../program/key-reference.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { factLines, tableLines } from '../../terminal/table-lines.ts';

/** `fingerprints`: the fingerprints of one key, and what its sensor tells. */
export const listFingerprints = defineCommand({
  summary: 'cli.fingerprints.list',
  options: {},
  run: async (context) => {
    const candidate = await chosenKey(context);
    const { fingerprints, sensor, readAt } = await unlockFingerprints(context, candidate);
    return { key: keyReference(candidate), fingerprints, sensor, readAt };
  },
  lines: ({ t, terminal }, { fingerprints, sensor }) => [
    ...(fingerprints.length === 0
      ? [t('cli.fingerprints.none')]
      : tableLines(
          [t('cli.column.fingerprint'), t('cli.column.template-id')],
          fingerprints.map((one) => [displayText(one.name ?? '–', 40), one.templateId]),
          terminal.size,
        )),
    '',
    ...factLines(sensorFacts(t, sensor), terminal.size),
    t('fingerprint.room'),
  ],
});

/** Asks for the PIN and lists the fingerprints; the key stays unlocked for them. Throws CommandFailed. */
export async function unlockFingerprints(
  context: CommandContext,
  candidate: KeyCandidate,
): Promise<FingerprintListing> {
  const { listFingerprints: can } = candidate.key.facts?.capabilities ?? {};
  if (can?.answer === 'no' && can.reason !== null) {
    const failure = unlistableFailure(can.reason);
    const isOfPin = failure.kind !== 'not-supported';
    throw new CommandFailed(
      isOfPin ? failure : { kind: 'not-supported', feature: 'fingerprints' },
      context.t(`reason.${can.reason}`),
    );
  }
  const { keys } = await context.core();
  const { handle } = candidate.key;
  return withTypedPin(context, candidate, (pin) =>
    keys.run('unlock-fingerprints', handle, { pin }, { signal: context.signal }),
  );
}

function sensorFacts(t: Translate, { kind, samples, triesLeft }: FingerprintSensor): (readonly [string, string])[] {
  return [
    [t('cli.fingerprints.sensor'), t('fingerprint.sensor.kind', { kind: kind ?? 'other' })],
    [t('cli.fingerprints.samples'), samples === null ? '–' : String(samples)],
    [t('cli.fingerprints.tries'), t('fingerprint.sensor.tries', { tries: triesLeft ?? -1 })],
  ];
}
