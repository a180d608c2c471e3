import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { tellingSerial } from '../../src-shared/lib/vendor-serial.ts';
import type { OutputOf } from '../../src-shared/operations/operation-names.ts';
import { timeouts } from './deadlines.ts';
import type { KeyManager } from './key-manager.ts';
import { isErased } from './reset-evidence.ts';

type Outcome = Result<OutputOf<'reset'>, OperationFailure>;

/**
 * Reads the key after a reset was sent, to say what became of it: a refusal that erased nothing, one that erased all the same, and an unknown
 * outcome where the key can be recognised. What it does not show stays unknown.
 */
export async function lookAfterReset(
  keys: KeyManager,
  before: PluggedKey,
  sent: { readonly handle: KeyHandle; readonly outcome: Outcome },
  signal: AbortSignal,
): Promise<{ readonly outcome: Outcome; readonly isErased: boolean | null }> {
  const { handle, outcome } = sent;
  if (outcome.ok) return { outcome, isErased: outcome.value.confirmed };
  const { kind } = outcome.failure;
  // Nothing was sent, and what stands there now may be another key, which shows nothing of this one.
  if (kind === 'reset-stopped' || kind === 'key-changed') return { outcome, isErased: false };
  const isUnknown = kind === 'outcome-unknown';
  const after = (await readAgain(keys, handle)) ?? (isUnknown ? await comesBack(keys, before, signal) : null);
  const shown = before.facts == null || after?.facts == null ? null : isErased(before.facts, after.facts);
  if (shown === true) return { outcome: success({ confirmed: true }), isErased: true };
  if (shown === false && isUnknown) {
    return { outcome: failed({ kind: 'reset-stopped', why: 'not-erased' }), isErased: false };
  }
  return { outcome, isErased: shown };
}

/** Reads the same plug-in again; null where it left. */
async function readAgain(keys: KeyManager, handle: KeyHandle): Promise<PluggedKey | null> {
  const read = await keys.run('read-key', handle, {});
  return read.ok ? (keys.keys().find((key) => key.handle === handle) ?? null) : null;
}

/** Waits a while for the key with that serial number; null where it has none, or does not come. */
function comesBack(keys: KeyManager, { facts }: PluggedKey, signal: AbortSignal): Promise<PluggedKey | null> {
  const serial = tellingSerial(facts?.vendorSerial ?? null);
  if (serial === null) return Promise.resolve(null);
  const ends = AbortSignal.any([signal, AbortSignal.timeout(timeouts.settleReset)]);
  return new Promise((resolve) => {
    const leave = (found: PluggedKey | null): void => {
      unsubscribe();
      ends.removeEventListener('abort', giveUp);
      resolve(found);
    };
    const giveUp = (): void => leave(null);
    const look = (): void => {
      const found = keys.keys().find((key) => key.facts?.vendorSerial === serial);
      if (found !== undefined) leave(found);
    };
    const unsubscribe = keys.subscribe(look);
    ends.addEventListener('abort', giveUp);
    if (ends.aborted) giveUp();
    else look();
  });
}
