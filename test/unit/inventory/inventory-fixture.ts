import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqlite } from '../../../src-main/inventory/file/sqlite-engine.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import type { Keychain } from '../../../src-main/keychain/keychain.ts';
import { openInventory, type OpenInventoryOptions } from '../../../src-main/inventory/open-inventory.ts';
import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';
import type { KeyFacts, PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import type { Result } from '../../../src-shared/lib/outcome.ts';
import { passkey as plainPasskey, passkeyListing } from '../../fixtures/passkey.ts';
import { capabilities, keyFacts, pluggedKey as plainKey } from '../../fixtures/plugged-key.ts';

/** Creates a folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-test-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Returns the path of an inventory file in a folder of its own. */
export function temporaryFile(): string {
  return path.join(temporaryFolder(), 'inventory.sparekey');
}

/** Changes a database file behind the inventory's back, statement by statement. */
export function tamper(file: string, ...statements: readonly string[]): void {
  const database = openSqlite(file, false);
  try {
    for (const statement of statements) database.prepare(statement).run();
  } finally {
    database.close();
  }
}

/** Reads rows of a database file with the engine alone. */
export function rowsOf(file: string, query: string): unknown[] {
  const database = openSqlite(file, true);
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}

/** A keychain in memory that a test can take away. */
export class FakeKeychain implements Keychain {
  readonly entries = new Map<string, Uint8Array>();
  isAvailable = true;

  read(name: string): Promise<Uint8Array | null> {
    return this.#answer(() => this.entries.get(name)?.slice() ?? null);
  }

  write(name: string, secret: Uint8Array): Promise<void> {
    return this.#answer(() => void this.entries.set(name, secret.slice()));
  }

  remove(name: string): Promise<void> {
    return this.#answer(() => void this.entries.delete(name));
  }

  #answer<Value>(work: () => Value): Promise<Value> {
    return this.isAvailable ? Promise.resolve(work()) : Promise.reject(new Error('locked'));
  }
}

/** Returns a source of bytes that are the same in every run. */
export function seededRandom(seed: string): (length: number) => Uint8Array {
  let count = 0;
  return (length) =>
    new Uint8Array(
      createHash('shake256', { outputLength: length })
        .update(`${seed}/${String(count++)}`)
        .digest(),
    );
}

/** Creates a clock that begins on 1 January 2026 and is moved by hand. */
export function handClock(): { now: () => number; set: (iso: string) => void } {
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  return { now: () => time, set: (iso) => void (time = Date.parse(iso)) };
}

/** Opens an inventory that is closed with the test; without a keychain unless told. */
export async function open(options: OpenInventoryOptions): Promise<Inventory> {
  const keychain = new FakeKeychain();
  keychain.isAvailable = false;
  const inventory = await openInventory({ keychain, scryptLogN: 15, ...options });
  onTestFinished(() => inventory.close());
  return inventory;
}

/** Returns the value of a success; a failure fails the test. */
export async function must<Value>(outcome: Promise<Result<Value, unknown>>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** Returns the failure of an outcome; a success fails the test. */
export async function failureOf(outcome: Promise<Result<unknown, { kind: string }>>): Promise<unknown> {
  const result = await outcome;
  if (result.ok) throw new Error(`succeeded: ${JSON.stringify(result.value)}`);
  return result.failure;
}

let handles = 0;

/** Creates a plugged-in key with the given facts. */
export function pluggedKey(facts: Partial<KeyFacts> = {}, device: Partial<PluggedKey> = {}): PluggedKey {
  return plainKey({
    handle: `key-${(++handles).toString(16).padStart(16, '0')}`,
    product: 'YubiKey FIDO',
    simulated: false,
    facts: keyFacts({
      aaguid: '2fc0579f811347eab116bb5a8db9202a',
      model: 'YubiKey 5 NFC',
      transports: ['usb', 'nfc'],
      firmware: '5.4.3',
      capabilities: capabilities({ answer: 'unknown', reason: null }),
      ...facts,
    }),
    ...device,
  });
}

/** Creates a passkey whose credential ID follows from its name. */
export function passkey(name: string, rpId = 'example.com', more: Partial<Credential> = {}): Credential {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  return plainPasskey({
    credentialId: hash(`credential ${name} ${rpId}`),
    rpId,
    rpIdHash: hash(rpId),
    userId: hash(`user ${name}`).slice(0, 32),
    userName: name,
    algorithm: -7,
    credProtect: 1,
    ...more,
  });
}

/** Creates a complete listing. */
export function listing(
  passkeys: readonly Credential[],
  readAt = '2026-01-02T00:00:00.000Z',
  more: Partial<PasskeyListing> = {},
): PasskeyListing {
  return passkeyListing(passkeys, { readAt, ...more });
}

/** Another way in to an account without a passkey of its own: the recovery codes of alice. */
export const alicesCodes = {
  ...unsaidOfOtherWay,
  serviceId: 'github',
  rpId: null,
  userId: null,
  userName: 'alice',
  kind: 'recovery-codes',
  name: 'Codes',
} as const;
