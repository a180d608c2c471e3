import type { KeyCapabilities } from '../domain/capability.ts';
import type { KeyFacts, PluggedKey } from '../domain/plugged-key.ts';
import { failureMessage, findingMessage } from '../i18n/failure-message.ts';
import type { Translate } from '../i18n/translator.ts';
import { displayText } from '../lib/display-text.ts';
import { capabilityText } from './capability-text.ts';
import { factText } from './key-fact.ts';
import { keyFactGroups } from './key-fact-groups.ts';
import { pinStateText } from './pin-state-text.ts';

/** A name and its value. */
type NamedText = readonly [name: string, text: string];

/**
 * Returns what a help desk may see of a key: its model and what it can do, and nothing that says which key or whose it is. Left out are serial
 * numbers, label, path, the encrypted identifiers and the bytes of getInfo, which hold these.
 */
export function redactedFacts(t: Translate, key: PluggedKey): readonly NamedText[] {
  const hex = (number: number): string => number.toString(16).padStart(4, '0');
  const product = [key.manufacturer, key.product].filter((part) => part !== null).join(' ');
  const first: readonly NamedText[] = [
    [t('facts.product'), product === '' ? t('facts.not-told') : displayText(product, 160)],
    [t('facts.usb'), `${hex(key.vendorId)}:${hex(key.productId)}`],
    [t('facts.serial'), t('facts.left-out')],
  ];
  const problem: readonly NamedText[] =
    key.problem === null ? [] : [[t('facts.problem'), failureMessage(t, key.problem).text]];
  return [...first, ...problem, ...(key.facts === null ? [] : ownFacts(t, key, key.facts))];
}

function ownFacts(t: Translate, key: PluggedKey, facts: KeyFacts): readonly NamedText[] {
  const groups = keyFactGroups(t, facts).flatMap((group) => group.facts);
  const capabilities = Object.entries(facts.capabilities) as [keyof KeyCapabilities, KeyCapabilities['reset']][];
  return [
    [t('facts.aaguid'), facts.aaguid ?? t('facts.not-told')],
    [t('facts.pin'), pinStateText(t, key)],
    ...groups.map((fact): NamedText => [t(fact.name), factText(t, fact)]),
    ...capabilities.map(([name, capability]): NamedText => [t(`window.can.${name}`), capabilityText(t, capability)]),
    ...facts.findings
      .filter(({ kind }) => kind !== 'vendor-serial-shared')
      .map((finding): NamedText => [t('facts.unusual'), displayText(findingMessage(t, finding), 300)]),
  ];
}
