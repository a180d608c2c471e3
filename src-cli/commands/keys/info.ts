import type { KeyFacts, PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { advisoryText } from '../../../src-shared/i18n/catalogue-message.ts';
import { findingMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { PlainMessageKey, Translate } from '../../../src-shared/i18n/translator.ts';
import { coseAlgorithmName } from '../../../src-shared/lib/cose-algorithm.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { chosenKey } from '../../program/key-access.ts';
import { advisoriesOf } from './key-advisories.ts';
import { serialNumber } from '../../program/key-reference.ts';
import { keyDocument } from './key-document.ts';
import { pinStateText } from './pin-state-text.ts';
import { factLines } from '../../terminal/table-lines.ts';

/** `info`: everything one key says about itself, in words and raw. */
export const showInfo = defineCommand({
  summary: 'cli.info',
  options: {},
  run: async (context) => ({ candidate: await chosenKey(context) }),
  document: ({ t }, { candidate }) => {
    const { facts } = candidate.key;
    return {
      ...keyDocument(t, candidate),
      options: facts?.options ?? {},
      extensions: facts?.extensions ?? [],
      transports: facts?.transports ?? [],
      algorithms: facts?.algorithms ?? [],
      formFactor: facts?.formFactor ?? null,
      capabilities: facts?.capabilities ?? null,
      ctaphid: facts?.ctaphid ?? null,
      raw: facts?.rawGetInfo ?? null,
      findings: (facts?.findings ?? []).map((finding) => ({ ...finding, message: findingMessage(t, finding) })),
    };
  },
  lines: (context, { candidate: { key, label } }) => {
    const { t } = context;
    const { facts } = key;
    const all = [...deviceFacts(t, key, label), ...(facts === null ? [] : ownFacts(t, facts))];
    return [
      ...factLines(
        all.map(([name, value]) => [t(name), displayText(value, 2000)] as const),
        context.terminal.size,
      ),
      ...advisoryLines(context, key),
      ...(facts?.findings ?? []).map((finding) => `! ${displayText(findingMessage(t, finding), 300)}`),
    ];
  },
});

function advisoryLines({ t, locale }: CommandContext, key: PluggedKey): string[] {
  return advisoriesOf(key).flatMap(({ advisory, state }) => {
    const { title, summary } = advisoryText(advisory, locale);
    const severity = t('advisory.severity', { severity: t(`advisory.severity.${advisory.severity}`) });
    return [`! ${title} (${advisory.id})`, `  ${t(`advisory.state.${state}`)} ${severity}`, `  ${summary}`];
  });
}

type Fact = readonly [PlainMessageKey, string];

function deviceFacts(t: Translate, key: PluggedKey, label: string | null): Fact[] {
  const hex = (number: number): string => number.toString(16).padStart(4, '0');
  return [
    ['cli.column.label', label ?? '–'],
    ['cli.fact.product', [key.manufacturer, key.product].filter((part) => part !== null).join(' ') || '–'],
    ['cli.fact.usb', `${hex(key.vendorId)}:${hex(key.productId)}`],
    ['cli.column.path', key.path],
    ['cli.column.serial', serialNumber(key) ?? '–'],
    ['cli.column.pin', pinStateText(t, key)],
  ];
}

function ownFacts(t: Translate, facts: KeyFacts): Fact[] {
  const list = (values: readonly (string | number)[]): string => values.join(', ') || '–';
  const options = Object.entries(facts.options).map(([name, on]) => `${name}=${String(on)}`);
  const can = Object.entries(facts.capabilities).map(([name, { answer, reason }]) =>
    reason === null ? `${name}: ${answer}` : `${name}: ${answer} (${reason})`,
  );
  return [
    ['cli.column.model', facts.model ?? '–'],
    ['cli.fact.aaguid', facts.aaguid ?? '–'],
    ['cli.column.firmware', facts.firmware ?? '–'],
    ['cli.fact.form-factor', facts.formFactor ?? '–'],
    ['cli.fact.versions', list(facts.versions)],
    ['cli.fact.extensions', list(facts.extensions)],
    ['cli.fact.options', list(options)],
    ['cli.fact.algorithms', list(facts.algorithms.map(coseAlgorithmName))],
    ['cli.fact.transports', list(facts.transports)],
    ['cli.fact.pin-length', facts.pin.supported ? `${facts.pin.minLength}–${facts.pin.maxLength}` : '–'],
    [
      'cli.fact.passkeys',
      t('cli.fact.passkeys.value', {
        existing: facts.passkeys.existing ?? -1,
        remaining: facts.passkeys.remaining ?? -1,
      }),
    ],
    ['cli.fact.can', list(can)],
    ['cli.fact.raw', facts.rawGetInfo ?? '–'],
  ];
}
