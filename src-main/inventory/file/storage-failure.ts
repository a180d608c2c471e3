import fs from 'node:fs';
import path from 'node:path';
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

/** Makes the error of content that does not authenticate or does not hold together. */
export function damaged(reason: string): InventoryError {
  return new InventoryError({ kind: 'inventory-damaged' }, { cause: new Error(reason) });
}

/** Makes the error of a request that cannot be carried out as it stands; `detail` is a fixed word, never input, `names` say what is in the way. */
export function invalid(detail: string, names: readonly string[] = []): InventoryError {
  return new InventoryError({ kind: 'input-invalid', detail, ...(names.length > 0 && { names: [...names] }) });
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT']);
const damagedMessages = /malformed|not a database|corrupt|unsupported file format|no such table|no such column/i;
const probeBytes = 64 * 1024;

/**
 * Translates whatever the file system or SQLite threw into a failure; null where it is neither (a defect).
 * The WebAssembly file layer reports every write error as "disk I/O error", so a full disk is found by trying.
 */
export function storageFailure(error: unknown, file: string): InventoryFailureValue | null {
  if (error instanceof InventoryError) return error.failure;
  const code = errorCode(error);
  if (code !== null) {
    return fullCodes.has(code) ? { kind: 'disk-full' } : { kind: 'inventory-unreadable', detail: code };
  }
  if (!(error instanceof Error) || error.name !== 'SQLite3Error') return null;
  if (damagedMessages.test(error.message)) return { kind: 'inventory-damaged' };
  const reason = probeDirectory(path.dirname(file));
  if (reason === null ? isNearlyFull(file) : fullCodes.has(reason)) return { kind: 'disk-full' };
  return { kind: 'inventory-unreadable', detail: reason ?? 'EIO' };
}

/** Gives the system error code of an error, or null. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/**
 * True where a change may not fit: what the engine had written when it failed it has already cut off again, so that a small file
 * finds room. A change needs as much as the file takes, and some more.
 */
function isNearlyFull(file: string): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(path.dirname(file));
    const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return bavail * bsize < size + 4 * probeBytes;
  } catch {
    return false;
  }
}

/** Tries to write and sync a small file; returns the system error code, or null where it went well. */
function probeDirectory(directory: string): string | null {
  const probe = path.join(directory, `.sparekey-probe-${process.pid}`);
  let handle: number | null = null;
  try {
    handle = fs.openSync(probe, 'w', 0o600);
    fs.writeSync(handle, new Uint8Array(probeBytes).fill(0xa5));
    fs.fsyncSync(handle);
    return null;
  } catch (error) {
    return errorCode(error);
  } finally {
    if (handle !== null) fs.closeSync(handle);
    fs.rmSync(probe, { force: true });
  }
}
