import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';

/** A plugged-in key with what the inventory calls it. */
export interface KeyCandidate {
  readonly key: PluggedKey;
  readonly inventoryId: string | null;
  readonly label: string | null;
  /** Whether it is surely none of the remembered keys. A strange key could be there to collect the PIN, so the prompt warns. */
  readonly unseen: boolean;
}

type SelectionFailure = Extract<OperationFailure, { kind: 'no-such-key' | 'ambiguous-key' }>;

/**
 * Finds the one key that is meant: by path, serial number of the vendor's own command, inventory id or label; without a selector
 * the only one that is plugged in. Never by the serial number of the USB descriptor, which may be any text. Never guesses: more
 * than one fitting key is a failure.
 */
export function selectKey(
  candidates: readonly KeyCandidate[],
  selector: string | undefined,
): Result<KeyCandidate, SelectionFailure> {
  const fitting = selector === undefined ? candidates : candidates.filter((candidate) => fits(candidate, selector));
  const [only, ...others] = fitting;
  if (only === undefined) return failed({ kind: 'no-such-key' });
  return others.length === 0 ? success(only) : failed({ kind: 'ambiguous-key', count: fitting.length });
}

/** Checks whether a selector can only be a HID path, so that no other device needs to be opened to find the key. */
export function isPath(selector: string): boolean {
  // Linux · Windows · macOS (IOKit) · simulated keys.
  return /^(?:\/dev\/|\\\\|DevSrvsID:|IOService:|virtual-key-\d)/.test(selector);
}

function fits({ key, inventoryId, label }: KeyCandidate, selector: string): boolean {
  return (
    key.path === selector ||
    key.facts?.vendorSerial === selector ||
    inventoryId === selector ||
    (label !== null && sameLabel(label, selector))
  );
}

/** Compares labels as the inventory does. */
export function sameLabel(left: string, right: string): boolean {
  return foldText(left) === foldText(right);
}
