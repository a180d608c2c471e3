import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { type CliHarness, cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
let owner: VirtualKey;
let harness: CliHarness;
beforeEach(() => {
  owner = createVirtualKey({
    personality: 'strict21',
    seed: 1,
    pin,
    credentials: [
      { rpId: 'webauthn.io', userId: new Uint8Array([1]), userName: 'alex' },
      { rpId: 'example.org', userId: new Uint8Array([2]), userName: 'sam' },
    ],
  });
  harness = cliHarness([owner]);
});
afterEach(() => harness.remove());

const first = (): Uint8Array => owner.state.credentials[0]?.id ?? new Uint8Array();
const file = (): readonly string[] => ['--inventory', harness.inventoryFile];
const hashInBase64 = 'dKbqkhPJnC90siSSsyDPQCYqlMGpUKA5fyklC2CEHvA=';
const hash = createHash('sha256').update('webauthn.io').digest('hex');

/** The field case "w9-credential-id-argument": what other programs print is typed in place of our hex. */
describe('w9-credential-id-argument', () => {
  it.each([
    ['base64', () => Buffer.from(first()).toString('base64')],
    ['base64url', () => Buffer.from(first()).toString('base64url')],
    ['hex in capitals', () => toHex(first()).toUpperCase()],
  ])('renames and deletes the passkey that is named in %s', async (_, argument) => {
    const renamed = await harness.run([...file(), 'passkeys', 'rename', '--user-name', 'x', '--', argument()], {
      answers: [pin],
    });
    expect(renamed.status).toBe(0);
    expect(owner.state.credentials.map(({ userName }) => userName)).toEqual(['x', 'sam']);
    const deleted = await harness.run([...file(), 'passkeys', 'delete', '--yes', '--', argument()], { answers: [pin] });
    expect(deleted.status).toBe(0);
    expect(owner.state.credentials.map(({ rpId }) => rpId)).toEqual(['example.org']);
  });

  it.each([
    ['delete', hashInBase64],
    ['delete', hash],
    ['delete', hash.toUpperCase()],
    ['rename', hashInBase64],
    ['rename', hash],
  ])('%s %s: is the hash of an RP ID, and nothing is changed', async (command, argument) => {
    const more = command === 'delete' ? ['--yes'] : ['--user-name', 'x'];
    const run = await harness.run(['passkeys', command, argument, ...more, '--json'], { answers: [pin] });
    expect(run.status).toBe(2);
    const { message } = documents.errorDocument.parse(run.json()).error;
    expect(message).toContain('RP ID hash of webauthn.io');
    expect(message).toContain(toHex(first()));
    expect(owner.state.credentials.map(({ userName }) => userName)).toEqual(['alex', 'sam']);
    expect(owner.log.destructive).toEqual([]);
  });
});
