import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { PinState } from '../../../src-shared/domain/plugged-key.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { areTriesFull } from '../../../src-shared/lib/pin-tries.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { keyName } from '../../components/use-key-name.ts';
import type { KeyEntry } from './key-entries.ts';

type KeyState = Exclude<KeyView['state'], 'ready'> | 'unlocked' | 'no-pin' | 'locked' | 'paused' | 'blocked';

/** Returns the state of a plugged-in key: a PIN that is needed, paused and blocked are three states that are never mixed. */
function keyState({ state, unlocked, facts }: KeyView): KeyState {
  if (state !== 'ready') return state;
  if (facts?.pin.blocked === true) return 'blocked';
  if (facts?.pin.needsReplug === true) return 'paused';
  if (unlocked) return 'unlocked';
  return facts?.pin.set === false ? 'no-pin' : 'locked';
}

/** Describes in a word or two what a plugged-in key is doing. */
function keyStateText(t: Translate, key: KeyView): string {
  return t(`window.key.state.${keyState(key)}`);
}

/** Describes what a plugged-in key is doing, and what follows from it; the rest is empty where nothing does. */
export function longStateText(t: Translate, key: KeyView): { readonly state: string; readonly rest: string } {
  const state = keyState(key);
  const hasRest = state === 'unlocked' || state === 'paused' || state === 'blocked';
  return { state: t(`window.key.state.${state}`), rest: hasRest ? t(`window.key.state.${state}.rest`) : '' };
}

/** Describes what a plugged-in key is doing, and first that it is recorded as lost. */
export function presentKeyText(t: Translate, key: KeyView, record: InventoryKey | null): string {
  const state = keyStateText(t, key);
  return record === null || record.lostAt === null
    ? state
    : [t('window.coverage.lost'), state].join(t('coverage.fact.separator'));
}

/** Adds to the state what tells a key from another of the same name among those present, where neither has a serial number: the end of its path. */
export function keyLineText(
  t: Translate,
  key: KeyView,
  record: InventoryKey | null,
  present: readonly KeyView[],
): string {
  const state = presentKeyText(t, key, record);
  if (key.remembered !== null || (key.facts?.vendorSerial ?? null) !== null) return state;
  const name = keyName(t, key);
  if (present.every((one) => one.handle === key.handle || keyName(t, one) !== name)) return state;
  const end = key.usbSerial ?? key.path.split('/').at(-1) ?? '';
  return end === '' ? state : [state, displayText(end, 24)].join(t('coverage.fact.separator'));
}

/** Returns the name of a key: the label a person gave, else its model and the end of its serial number. */
export function entryName(t: Translate, { plugged, record }: KeyEntry): string {
  return plugged === null
    ? displayText(record?.label ?? t('window.key.unnamed'), 80)
    : keyName(t, plugged, record?.label);
}

/** Formats the state of the PIN in two words, for a column of a table. */
export function shortPinText(t: Translate, pin: PinState): string {
  if (!pin.supported) return '–';
  if (pin.blocked) return t('window.pin.short.blocked');
  if (pin.needsReplug) return t('window.pin.short.needs-replug');
  if (pin.set === null) return '–';
  if (!pin.set) return t('window.pin.short.not-set');
  if (pin.forceChange) return t('window.pin.short.must-change');
  const { retriesLeft } = pin;
  return retriesLeft === null || areTriesFull(pin)
    ? t('window.pin.short.set')
    : t('window.pin.short.tries', { count: retriesLeft });
}

/** Describes how full a key is: "12 of 25", "12", or nothing known. */
export function fillText(t: Translate, existing: number | null, remaining: number | null): string {
  if (existing === null) return '–';
  return remaining === null ? String(existing) : t('window.key.fill', { existing, remaining });
}
