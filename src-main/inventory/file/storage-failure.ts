import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { InventoryFailure } from '../inventory.ts';

export type InventoryFailureValue = Extract<OperationFailure, { kind: InventoryFailure }>;

/** An expected failure on its way to the caller; `open-inventory.ts` turns it into an Outcome. */
export class InventoryError extends Error {
  readonly failure: InventoryFailureValue;

  constructor(failure: InventoryFailureValue, options?: ErrorOptions) {
    super(`inventory: ${failure.kind}${'detail' in failure ? ` (${failure.detail})` : ''}`, options);
    this.name = 'InventoryError';
    this.failure = failure;
  }
}

/** Creates the error of content that does not authenticate or is inconsistent. */
export function damaged(reason: string): InventoryError {
  return new InventoryError({ kind: 'inventory-damaged' }, { cause: new Error(reason) });
}

/**
 * Creates the error of a request that cannot be performed as it is; `detail` is a fixed term, never input, `names` are of the records in
 * the way.
 */
export function invalid(detail: string, names: readonly string[] = []): InventoryError {
  return new InventoryError({ kind: 'input-invalid', detail, ...(names.length > 0 && { names: [...names] }) });
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT']);
const readOnlyCodes = new Set(['EROFS']);
/** Primary result codes of SQLite that say more than that a file cannot be used. */
const failureOfCode: ReadonlyMap<number, InventoryFailureValue> = new Map([
  [5, { kind: 'inventory-locked' }], // SQLITE_BUSY
  [8, { kind: 'inventory-read-only' }], // SQLITE_READONLY
  [11, { kind: 'inventory-damaged' }], // SQLITE_CORRUPT
  [13, { kind: 'disk-full' }], // SQLITE_FULL
  [26, { kind: 'inventory-damaged' }], // SQLITE_NOTADB
]);
/** SQLITE_ERROR stands for mistakes of ours, too: only these are the file's. */
const missingParts = /^no such (table|column)/;

/** Translates whatever the file system or SQLite threw into a failure; null where it is neither (a defect). */
export function storageFailure(error: unknown): InventoryFailureValue | null {
  if (error instanceof InventoryError) return error.failure;
  const code = errorCode(error);
  if (code !== null) {
    if (readOnlyCodes.has(code)) return { kind: 'inventory-read-only' };
    return fullCodes.has(code) ? { kind: 'disk-full' } : { kind: 'inventory-unreadable', detail: code };
  }
  const result = sqliteCode(error);
  if (result === null) return null;
  if (result === 1) return missingParts.test(messageOf(error)) ? { kind: 'inventory-damaged' } : null;
  return failureOfCode.get(result) ?? { kind: 'inventory-unreadable', detail: `SQLITE ${result}` };
}

/** Checks for the failure of content that somebody else may open: it needs a passphrase, or a keychain that is not here. */
export function isSealed(error: unknown): boolean {
  const failure = storageFailure(error);
  if (failure?.kind === 'inventory-needs-passphrase') return true;
  return failure?.kind === 'inventory-unreadable' && failure.detail === 'keychain-missing';
}

/** Checks for the failure of a file whose content cannot be shown: it may all the same be replaced. */
export function isUnopenable(error: unknown): boolean {
  const kind = storageFailure(error)?.kind;
  return isSealed(error) || kind === 'inventory-damaged' || kind === 'inventory-newer' || kind === 'inventory-replaced';
}

/** Checks for the failure of a request that was refused before anything was written. */
export function isRefusal(error: unknown): boolean {
  return error instanceof InventoryError && error.failure.kind === 'input-invalid';
}

/** Returns the primary result code of an error of SQLite, or null of any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/** Returns the system error code of an error, or null. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
