import type { Capability, KeyCapabilities } from '../../../src-shared/domain/capability.ts';
import type { KeyFacts, PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { advisoryText } from '../../../src-shared/i18n/catalogue-message.ts';
import { findingMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { capabilityText } from '../../../src-shared/key-facts/capability-text.ts';
import { formFactorText } from '../../../src-shared/key-facts/form-factor-text.ts';
import { factText } from '../../../src-shared/key-facts/key-fact.ts';
import { keyFactGroups } from '../../../src-shared/key-facts/key-fact-groups.ts';
import { pinStateText } from '../../../src-shared/key-facts/pin-state-text.ts';
import { redactedFacts } from '../../../src-shared/key-facts/redacted-facts.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { chosenKey } from '../../program/key-access.ts';
import { flag } from '../../program/options.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { advisoriesOf } from './key-advisories.ts';
import { serialNumber } from '../../program/key-reference.ts';
import { keyDocument } from './key-document.ts';
import { factLines } from '../../terminal/table-lines.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** `info`: everything one key says about itself, in words and raw; with `--redacted` nothing that says which key it is. */
export const showInfo = defineCommand({
  summary: 'cli.info',
  options: { redacted: flag('--redacted', 'cli.option.redacted') },
  run: async (context, { redacted }) => ({ redacted, candidate: await chosenKey(context) }),
  document: ({ t }, { redacted, candidate }) =>
    redacted
      ? { facts: redactedFacts(t, candidate.key).map(([name, value]) => ({ name, value })) }
      : wholeDocument(t, candidate),
  lines: (context, { redacted, candidate: { key, label } }) => {
    const { t, terminal } = context;
    if (redacted) return factLines(redactedFacts(t, key), terminal.size);
    const first = deviceFacts(t, key, label).map(([name, value]) => [name, displayText(value, 2000)] as const);
    return [
      ...factLines(first, terminal.size),
      ...(key.facts === null ? [] : groupLines(t, key.facts, terminal.size)),
      ...advisoryLines(context, key),
      ...(key.facts?.findings ?? []).map((finding) => `! ${displayText(findingMessage(t, finding), 300)}`),
    ];
  },
});

function wholeDocument(t: Translate, candidate: KeyCandidate): Record<string, unknown> {
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
    catalogueModel: facts?.catalogueModel ?? null,
    details: facts?.details ?? null,
    findings: (facts?.findings ?? []).map((finding) => ({ ...finding, message: findingMessage(t, finding) })),
  };
}

function advisoryLines({ t, locale }: CommandContext, key: PluggedKey): string[] {
  return advisoriesOf(key).flatMap(({ advisory, state }) => {
    const { title, summary } = advisoryText(advisory, locale);
    const severity = t('advisory.severity', { severity: t(`advisory.severity.${advisory.severity}`) });
    return [`! ${title} (${advisory.id})`, `  ${t(`advisory.state.${state}`)} ${severity}`, `  ${summary}`];
  });
}

type Fact = readonly [name: string, value: string];

function deviceFacts(t: Translate, key: PluggedKey, label: string | null): Fact[] {
  const hex = (number: number): string => number.toString(16).padStart(4, '0');
  const product = [key.manufacturer, key.product].filter((part) => part !== null).join(' ');
  return [
    [t('cli.column.label'), label ?? '–'],
    [t('facts.product'), product === '' ? '–' : product],
    [t('facts.usb'), `${hex(key.vendorId)}:${hex(key.productId)}`],
    [t('cli.column.path'), key.path],
    [t('cli.column.serial'), serialNumber(key) ?? t('facts.not-told')],
    [t('cli.column.pin'), pinStateText(t, key)],
    ...(key.facts === null ? [] : ownFacts(t, key.facts)),
  ];
}

function ownFacts(t: Translate, facts: KeyFacts): Fact[] {
  return [
    [t('facts.aaguid'), facts.aaguid ?? t('facts.not-told')],
    [t('cli.fact.form-factor'), formFactorText(t, facts.formFactor) ?? t('facts.not-told')],
    [
      t('cli.fact.passkeys'),
      t('cli.fact.passkeys.value', {
        existing: facts.passkeys.existing ?? -1,
        remaining: facts.passkeys.remaining ?? -1,
      }),
    ],
  ];
}

const indent = '  ';

function groupLines(t: Translate, facts: KeyFacts, size: Terminal['size']): string[] {
  const groups = keyFactGroups(t, facts).map((group) => ({
    title: t(group.name),
    facts: group.facts.map((fact): Fact => [t(fact.name), factText(t, fact)]),
  }));
  const can = (Object.entries(facts.capabilities) as [keyof KeyCapabilities, Capability][]).map(
    ([name, capability]): Fact => [t(`window.can.${name}`), capabilityText(t, capability)],
  );
  const raw: Fact[] = [['getInfo', facts.rawGetInfo ?? t('facts.not-told')]];
  const inner = size === null ? null : { ...size, columns: size.columns - indent.length };
  return [...groups, { title: t('facts.group.can'), facts: can }, { title: t('facts.group.raw'), facts: raw }].flatMap(
    (group) => ['', group.title, ...factLines(group.facts, inner).map((line) => `${indent}${line}`)],
  );
}
