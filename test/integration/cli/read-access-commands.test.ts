import { afterEach, describe, expect, it } from 'vitest';
import { createCore, openReadAccess } from '../../../src-main/create-core.ts';
import { noKeychain } from '../../../src-main/keychain/keychain.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import type { Personality } from '../../../src-virtual-key/personality.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { pinOf, someCredentials, valueOf } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness, type CommandRun } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
/** A key that says its serial number, too. */
const yubikey: Personality = {
  ...personalities.persistent23,
  usb: personalities.yubikey54.usb,
  yubico: personalities.yubikey54.yubico,
};
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

interface One {
  readonly key: VirtualKey;
  readonly harness: CliHarness;
}

function keyAndHarness(options: Partial<VirtualKeyOptions> = {}): One {
  const key = createVirtualKey({
    personality: 'persistent23',
    seed: 1,
    pin,
    credentials: someCredentials(2, 2),
    ...options,
  });
  const harness = cliHarness([key]);
  harnesses.push(harness);
  return { key, harness };
}

/** Creates a key that is remembered as "Blue", and to which read access is kept. */
async function kept(options: Partial<VirtualKeyOptions> = {}): Promise<One> {
  const one = keyAndHarness(options);
  expect((await one.harness.run(['scan', '--pin-stdin'], { stdin: [pin] })).status).toBe(0);
  const [{ label } = { label: '' }] = await remembered(one);
  expect((await one.harness.run(['inventory', 'edit', label, '--label', 'Blue'])).status).toBe(0);
  const run = await one.harness.run(['read-access', 'keep', '--as', 'Blue', '--pin-stdin'], { stdin: [pin] });
  expect([run.err, run.status]).toEqual(['', 0]);
  one.key.log.clear();
  return one;
}

async function remembered({ harness }: One) {
  const { keys } = JSON.parse((await harness.run(['inventory', 'keys', '--json'])).out) as {
    keys: { id: string; label: string; lastRead: string; identifiedBy: string }[];
  };
  return keys;
}

const scan = async (one: One, ...more: string[]) =>
  documents.scanDocument.parse((await one.harness.run(['scan', '--json', ...more], { canAsk: false })).json());
const keptKeys = async ({ harness }: One) =>
  documents.readAccessDocument.parse((await harness.run(['read-access', '--json'])).json()).keys;
const failureOf = (run: CommandRun) => [run.status, documents.errorDocument.parse(run.json()).error.kind];

async function changePinElsewhere(key: VirtualKey): Promise<void> {
  const core = await createCore({ transport: createVirtualTransport([key]), keychain: noKeychain });
  const [{ handle } = { handle: '' }] = await core.keys.refresh();
  valueOf(await core.keys.run('change-pin', handle, { pin: pinOf(pin), newPin: pinOf('another-pin') }));
  await core.close();
}

describe('N-14 read access on the command line', () => {
  it('is kept for one PIN, shown, used by scan and passkeys without a PIN, and forgotten', async () => {
    const one = await kept();
    expect(await keptKeys(one)).toMatchObject([{ label: 'Blue' }]);
    expect(one.key.log.entries).toEqual([]);

    const unchanged = await scan(one);
    expect(unchanged).toMatchObject({ by: 'read-access', unchanged: true, existing: 2, added: [], vanished: [] });
    // Nothing was sent but what tells which key it is.
    expect(one.key.log.named('credentialManagement')).toEqual([]);
    expect(one.key.log.pinBearing).toEqual([]);
    const { out } = await one.harness.run(['scan']);
    expect(out).toBe('Blue: nothing has changed since it was last read (2 passkeys).');

    const { by, passkeys } = documents.passkeysDocument.parse(
      (await one.harness.run(['passkeys', '--json'], { canAsk: false })).json(),
    );
    expect([by, passkeys.length]).toEqual(['read-access', 2]);
    expect(one.key.log.pinBearing).toEqual([]);

    const forget = await one.harness.run(['read-access', 'forget', 'Blue', '--json']);
    expect(documents.forgetReadAccessDocument.parse(forget.json())).toMatchObject({ wasKept: true });
    expect(await keptKeys(one)).toEqual([]);
    const again = await one.harness.run(['read-access', 'forget', 'Blue']);
    expect([again.status, again.out]).toEqual([0, 'No read access to Blue was kept.']);
    expect((await one.harness.run(['scan', '--json'], { canAsk: false })).status).toBe(2);
  });

  it('says what it means, and asks at the terminal', async () => {
    const one = keyAndHarness({ personality: yubikey, yubicoSerial: 4711 });
    await one.harness.run(['scan', '--pin-stdin'], { stdin: [pin] });
    const run = await one.harness.run(['read-access', 'keep'], { answers: [pin] });
    expect(run.status).toBe(0);
    expect(run.out).toContain('is kept in the keychain of this computer (2 passkeys).');
    expect(run.out).toContain('Deleting and renaming still ask for it.');
    expect(run.terminal.secrets.every((secret) => secret.every((byte) => byte === 0))).toBe(true);
    const json = await one.harness.run(['read-access', 'keep', '--json', '--pin-stdin'], { stdin: [pin] });
    expect(documents.keepReadAccessDocument.parse(json.json())).toMatchObject({ done: true, existing: 2 });
  });

  it('recognises a key without a serial number: --key takes its label, and each unchanged scan renews the reading', async () => {
    const one = await kept();
    const [before] = await remembered(one);
    expect((await one.harness.run(['scan', '--key', 'Blue', '--json'], { canAsk: false })).status).toBe(0);
    const [after] = await remembered(one);
    expect(Date.parse(after?.lastRead ?? '')).toBeGreaterThan(Date.parse(before?.lastRead ?? ''));
    expect((await scan(one)).unchanged).toBe(true);
  });

  it('14 must show 5: a scan of an unchanged key sends nothing beyond the look at it that every command takes', async () => {
    const one = await kept();
    await one.harness.run(['info', '--json'], { canAsk: false });
    const look = one.key.log.entries.map(({ name }) => name);
    one.key.log.clear();
    expect((await scan(one)).unchanged).toBe(true);
    expect(one.key.log.entries.map(({ name }) => name)).toEqual(look);
    expect(look).toEqual(['init', 'getInfo', 'clientPin.getPinRetries']);
  });

  it('a passkey that came is listed and recorded without a PIN', async () => {
    const one = await kept();
    one.key.addCredential({ rpId: 'new.example', userId: '01', userName: 'new' });
    const changed = await scan(one);
    expect(changed).toMatchObject({ by: 'read-access', unchanged: false, added: [{ rpId: 'new.example' }] });
    expect(one.key.log.pinBearing).toEqual([]);
    expect((await scan(one)).unchanged).toBe(true);
  });

  it('with --pin-stdin the PIN is used, and with --as the listing decides which key it is', async () => {
    const one = await kept();
    const run = await one.harness.run(['scan', '--json', '--pin-stdin'], { stdin: [pin] });
    expect(documents.scanDocument.parse(run.json())).toMatchObject({ by: 'pin', unchanged: false });
    expect(await scan(one, '--as', 'Blue')).toMatchObject({ by: 'read-access', unchanged: false });
    expect(failureOf(await one.harness.run(['scan', '--json', '--as', 'new'], { canAsk: false }))).toEqual([
      2,
      'input-invalid',
    ]);
  });

  it('the PIN changed elsewhere: of a key with a serial that is said, and the PIN asked for', async () => {
    const one = await kept({ personality: yubikey, yubicoSerial: 4711 });
    await changePinElsewhere(one.key);
    one.key.log.clear();
    const run = await one.harness.run(['scan', '--json', '--pin-stdin'], { stdin: ['another-pin'] });
    expect(run.status).toBe(0);
    expect(run.err).toContain('The read access to Blue that was kept has ended');
    expect(await keptKeys(one)).toEqual([]);
    expect(one.key.log.pinBearing).toHaveLength(1);
  });

  it('of a key without a serial it is said once its passkeys told which one it is', async () => {
    const one = await kept();
    await changePinElsewhere(one.key);
    const run = await one.harness.run(['scan', '--json', '--pin-stdin'], { stdin: ['another-pin'] });
    expect([run.status, run.err]).toEqual([
      0,
      expect.stringContaining('The read access to Blue that was kept has ended'),
    ]);
    expect(await keptKeys(one)).toEqual([]);
  });

  it('the key refuses what is kept: forgotten, said, no PIN try; at the terminal the PIN is asked for at once', async () => {
    const one = await kept();
    one.key.addCredential({ rpId: 'new.example', userId: '01' });
    one.key.script.failNext('credentialManagement', { status: 0x33 });
    expect(failureOf(await one.harness.run(['scan', '--json'], { canAsk: false }))).toEqual([4, 'read-access-ended']);
    expect(await keptKeys(one)).toEqual([]);
    expect(one.key.state.pinRetries).toBe(8);

    const other = await kept();
    other.key.addCredential({ rpId: 'new.example', userId: '01' });
    other.key.script.failNext('credentialManagement', { status: 0x33 });
    const run = await other.harness.run(['scan'], { answers: [pin] });
    expect([run.status, run.err]).toEqual([0, expect.stringContaining('The key no longer takes the read access')]);
  });

  it('pin change, reset and forgetting the key forget it', async () => {
    const one = await kept({ personality: yubikey, yubicoSerial: 4711 });
    await one.harness.run(['pin', 'change', '--pin-stdin'], { stdin: [pin, 'another-pin'] });
    expect(await keptKeys(one)).toEqual([]);
    expect((await one.harness.run(['scan'], { answers: ['another-pin'] })).status).toBe(0);
    expect((await one.harness.run(['read-access', 'keep'], { answers: ['another-pin'] })).status).toBe(0);
    const [{ inventoryId } = { inventoryId: '' }] = await keptKeys(one);
    await one.harness.run(['inventory', 'forget', 'Blue', '--yes']);
    expect(await keptKeys(one)).toEqual([]);
    expect(inventoryId).not.toBe('');
    // Nothing is left of it: the key is not recognised by it any more.
    expect((await one.harness.run(['info', '--json'])).json()).toMatchObject({ inventoryId: null });
  });

  it('a key that is not remembered, one that does not offer it, and a missing keychain are said before a PIN is typed', async () => {
    const one = keyAndHarness();
    expect(failureOf(await one.harness.run(['read-access', 'keep', '--json']))).toEqual([3, 'no-such-key']);
    const old = keyAndHarness({ personality: 'strict21' });
    const run = await old.harness.run(['read-access', 'keep', '--json']);
    expect(failureOf(run)).toEqual([5, 'not-supported']);
    expect(run.out).toContain('This key offers no read access that could be kept.');

    const key = createVirtualKey({ personality: yubikey, seed: 1, pin, yubicoSerial: 4711 });
    const harness = cliHarness([key], {
      core: () => createCore({ transport: createVirtualTransport([key]), keepOpen: true, keychain: noKeychain }),
      readAccess: () => Promise.resolve(openReadAccess(noKeychain)),
    });
    harnesses.push(harness);
    await harness.run(['scan', '--pin-stdin'], { stdin: [pin] });
    key.log.clear();
    expect(failureOf(await harness.run(['read-access', 'keep', '--json']))).toEqual([9, 'keychain-unavailable']);
    expect(failureOf(await harness.run(['read-access', '--json']))).toEqual([9, 'keychain-unavailable']);
    expect(key.log.pinBearing).toEqual([]);
    // The key is read as ever.
    expect((await harness.run(['scan', '--pin-stdin'], { stdin: [pin] })).status).toBe(0);
  });
});
