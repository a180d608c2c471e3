import { sharedSerialFinding } from '../domain/plugged-key.ts';
import { tellingSerial } from '../lib/vendor-serial.ts';
import type { CheckQuestion, DraftFinding } from './check-question.ts';
import { entriesWith, foldedNumber } from './key-number.ts';

/** Finds by which number the key is known, and whether another key has the same. */
export function serialFinding(question: CheckQuestion): DraftFinding {
  const { key, remembered, assetTag } = question;
  const serial = vendorSerialOf(question);
  const finding = (variant: string, state: DraftFinding['state'], more: Record<string, string> = {}): DraftFinding => ({
    point: 'serial',
    variant,
    state,
    values: { serial: serial ?? '', tag: assetTag ?? '', usb: key.usbSerial ?? '', ...more },
  });
  const clash = serial === null ? null : clashOf(question, serial);
  // A key that was swapped, or that gives another key's number, is never issued, whatever the profile asks for.
  if (clash !== null) return { ...finding(clash.variant, 'failed', clash.values), always: true };
  const owner = remembered?.owner ?? null;
  if (serial !== null) {
    const again = earlierOf(question, serial)[0];
    if (again !== undefined) return finding('again', 'ok', { at: again.at });
    return owner === null ? finding('vendor', 'ok') : finding('issued', 'ok', { owner });
  }
  if (assetTag !== null) return owner === null ? finding('tag', 'ok') : finding('tag-issued', 'ok', { owner });
  return finding(key.usbSerial === null ? 'none' : 'usb-only', 'unknown');
}

/** Finds whether the key is on the list of delivered keys; null where there is no list and none is asked for. */
export function goodsInFinding(question: CheckQuestion): DraftFinding | null {
  const { goodsIn, rules, assetTag } = question;
  if (goodsIn === null) {
    return rules['goods-in'] === true
      ? { point: 'goods-in', variant: 'no-list', state: 'unknown', always: true }
      : null;
  }
  const numbers = [vendorSerialOf(question), assetTag].filter((number) => number !== null);
  const found = entriesWith(goodsIn, numbers);
  const [first] = found;
  const finding = (variant: string, state: DraftFinding['state']): DraftFinding => ({
    point: 'goods-in',
    variant,
    state,
    values: {
      list: goodsIn.name,
      number: numbers.join(', '),
      count: found.length,
      line: first?.line ?? 0,
      lines: found.map(({ line }) => line).join(', '),
    },
    // A list that was given is meant to be held against the keys.
    always: true,
  });
  if (numbers.length === 0) return finding('no-number', 'unknown');
  if (first === undefined) return finding('not-listed', 'failed');
  return found.length > 1 ? finding('twice', 'failed') : finding('listed', 'ok');
}

function vendorSerialOf({ key, reading }: CheckQuestion): string | null {
  return tellingSerial(key.facts?.vendorSerial ?? reading?.vendor?.serial ?? null);
}

/** Finds another key that has the same serial number: one that is plugged in, one of the inventory, one that was checked today. */
function clashOf(
  question: CheckQuestion,
  serial: string,
): { readonly variant: string; readonly values: Record<string, string> } | null {
  const { key, others } = question;
  const facts = key.facts;
  if (facts?.findings.some(({ kind }) => kind === sharedSerialFinding) === true)
    return { variant: 'shared', values: {} };
  const other = others.find(
    (one) => one.vendorSerial !== null && foldedNumber(one.vendorSerial) === foldedNumber(serial),
  );
  if (other !== undefined)
    return { variant: 'other-key', values: { label: other.label, model: other.model ?? other.product ?? '' } };
  const differing = earlierOf(question, serial).find(
    (one) => one.key.aaguid !== null && facts?.aaguid != null && one.key.aaguid !== facts.aaguid,
  );
  return differing === undefined
    ? null
    : { variant: 'swapped', values: { at: differing.at, model: differing.key.model ?? '' } };
}

/** Lists the checks of the same day of keys with this serial number, newest first. */
function earlierOf({ earlier, now }: CheckQuestion, serial: string): CheckQuestion['earlier'] {
  const dayBefore = Date.parse(now) - 24 * 60 * 60 * 1_000;
  return earlier
    .filter((one) => one.key.vendorSerial === serial && Date.parse(one.at) > dayBefore)
    .toSorted((left, right) => right.at.localeCompare(left.at));
}
