import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { defineCommand, type Document } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { keyJournal } from '../../program/inventory-access.ts';
import { chosenKey, pinOutcome, presentKey } from '../../program/key-access.ts';
import { keyDocument } from './key-document.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { askKeyPin, askNewPin } from '../../program/pin-prompt.ts';
import type { KeyCandidate } from '../../program/select-key.ts';

/** `pin set`: the first PIN of a key. The key's own rules are said before anything is typed. */
export const setPin = defineCommand({
  summary: 'cli.pin.set',
  options: {},
  run: async (context) => {
    const candidate = await chosenKey(context);
    requirePinSupport(context, candidate);
    if (candidate.key.facts?.pin.set === true) throw new CommandFailed({ kind: 'pin-already-set' });
    const { keys } = await context.core();
    const pin = await askNewPin(context, candidate);
    try {
      const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
      valueOf(await keys.run('set-pin', candidate.key.handle, { newPin: pin }, options));
      return { candidate, after: await presentKey(context, candidate) };
    } finally {
      pin.wipe();
    }
  },
  document: pinDocument,
  lines: ({ t }, { candidate }) => [t('cli.pin.set-done', { key: nameOf(candidate) })],
});

/** `pin change`: one wrong current PIN costs one try, and nothing is tried twice. */
export const changePin = defineCommand({
  summary: 'cli.pin.change',
  options: {},
  run: async (context) => {
    const candidate = await chosenKey(context);
    requirePinSupport(context, candidate);
    if (candidate.key.facts?.pin.set === false) throw new CommandFailed({ kind: 'pin-not-set' });
    const { keys } = await context.core();
    const current = await askKeyPin(context, candidate);
    try {
      const next = await askNewPin(context, candidate);
      try {
        const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
        pinOutcome(
          context,
          await keys.run('change-pin', candidate.key.handle, { pin: current, newPin: next }, options),
        );
        return { candidate, after: await presentKey(context, candidate) };
      } finally {
        next.wipe();
      }
    } finally {
      current.wipe();
    }
  },
  document: pinDocument,
  lines: ({ t }, { candidate }) => [t('cli.pin.change-done', { key: nameOf(candidate) })],
});

function requirePinSupport(context: CommandContext, { key }: KeyCandidate): void {
  if (key.facts?.pin.supported === true) return;
  const reason = key.state === 'u2f-only' ? 'u2f-only' : 'no-pin-support';
  throw new CommandFailed({ kind: 'not-supported', feature: 'pin' }, context.t(`reason.${reason}`));
}

function pinDocument(
  { t }: CommandContext,
  { candidate, after }: { readonly candidate: KeyCandidate; readonly after: PluggedKey },
): Document {
  const { pin } = keyDocument(t, { ...candidate, key: after });
  return { key: keyReference(candidate), done: true, pin };
}
