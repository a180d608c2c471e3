import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

const key = (options: Partial<VirtualKeyOptions> = {}): VirtualKey =>
  createVirtualKey({ personality: 'strict21', seed: 1, pin, credentials: someCredentials(2, 3), ...options });

function withKeys(...keys: VirtualKey[]): CliHarness {
  const harness = cliHarness(keys);
  harnesses.push(harness);
  return harness;
}

const idOf = (owner: VirtualKey, index: number): string =>
  toHex(owner.state.credentials[index]?.id ?? new Uint8Array());

describe('keys', () => {
  it('with none plugged in is no failure', async () => {
    const run = await withKeys().run(['keys', '--json']);
    expect([run.status, run.json()]).toEqual([0, { keys: [] }]);
    expect((await withKeys().run(['keys'])).out).toBe('No key is plugged in.');
  });

  it('lists every key, also one without a PIN and one that speaks U2F only', async () => {
    const { pin: _, ...without } = { pin, personality: 'both21', seed: 2 } as const;
    const harness = withKeys(key(), createVirtualKey(without), createVirtualKey({ personality: 'u2fOnly', seed: 3 }));
    const run = await harness.run(['keys', '--json']);
    expect(run.status).toBe(0);
    const { keys } = documents.keysDocument.parse(run.json());
    expect(keys.map((one) => [one.state, one.pin.set, one.pin.retriesLeft, one.passkeys.reason])).toEqual([
      ['ready', true, 8, null],
      ['ready', false, null, 'no-pin-set'],
      ['u2f-only', null, null, 'u2f-only'],
    ]);
  });

  it('B-23 prints nothing that a terminal would obey', async () => {
    const evil = key({ usb: { product: 'a\u001b]0;x\u0007\u001b[2J\u202Eb\nc', manufacturer: '\u009b31m' } });
    const harness = withKeys(evil);
    for (const command of ['keys', 'info']) {
      const run = await harness.run([command]);
      expect(run.status).toBe(0);
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(run.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it('gives the whole of getInfo with info', async () => {
    const run = await withKeys(key()).run(['info', '--json']);
    const info = documents.infoDocument.parse(run.json());
    expect(info.raw).toMatch(/^[ab]/);
    expect(info.options['clientPin']).toBe(true);
  });
});

describe('which key', () => {
  it('H-21 refuses to choose among two, in every command that works on one key', async () => {
    const [one, two] = [key(), key({ seed: 2 })];
    const harness = withKeys(one, two);
    const id = idOf(one, 0);
    const commands = ['info', 'passkeys', `passkeys delete ${id}`, `passkeys rename ${id} --user-name x`];
    for (const command of [...commands, 'pin set', 'pin change', 'identify', 'scan']) {
      const run = await harness.run([...command.split(' '), '--json', '--yes', '--pin-stdin'], {
        stdin: [pin, '9999'],
      });
      expect([command, run.status]).toEqual([command, 3]);
      expect(documents.errorDocument.parse(run.json()).error.kind).toBe('ambiguous-key');
    }
    for (const unharmed of [one, two]) {
      expect(unharmed.log.pinBearing).toEqual([]);
      expect(unharmed.log.destructive).toEqual([]);
      expect(unharmed.state.winks).toBe(0);
    }
  });

  it('with a path opens no other device', async () => {
    const harness = withKeys(key(), key({ seed: 2 }), key({ seed: 3 }));
    const run = await harness.run(['info', '--key', 'virtual-key-1']);
    expect(run.status).toBe(0);
    expect(new Set(harness.opened)).toEqual(new Set(['virtual-key-1']));
  });

  it('names no key that is not there', async () => {
    const run = await withKeys(key()).run(['passkeys', '--key', 'Blue', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([3, 'no-such-key']);
  });
});

describe('passkeys', () => {
  it('lists with the PIN of a prompt that shows the tries left, and wipes it', async () => {
    const owner = key();
    const run = await withKeys(owner).run(['passkeys'], { answers: [pin] });
    expect(run.status).toBe(0);
    expect(run.out).toContain('person0@example.org');
    expect(run.terminal.asked).toEqual([expect.stringContaining('8 tries left')]);
    expect(run.terminal.secrets.every((secret) => secret.every((byte) => byte === 0))).toBe(true);
  });

  it('D-27 a wrong PIN costs one try and is not tried again', async () => {
    const owner = key();
    const run = await withKeys(owner).run(['passkeys', '--json'], { answers: ['0000'] });
    expect(run.status).toBe(4);
    expect(documents.errorDocument.parse(run.json()).error).toMatchObject({ kind: 'pin-wrong', retriesLeft: 7 });
    expect(owner.state.pinRetries).toBe(7);
    expect(owner.log.pinBearing).toHaveLength(1);
    expect(run.err).toContain('7 tries left');
  });

  it('D-03 asks before one of the last tries is used; without a terminal it refuses', async () => {
    const owner = key();
    const harness = withKeys(owner);
    for (let miss = 0; miss < 5; miss++) {
      await harness.run(['passkeys', '--pin-stdin', '--low-tries'], { stdin: ['0000'] });
      owner.powerCycle();
    }
    expect(owner.state.pinRetries).toBe(3);
    const refused = await harness.run(['passkeys', '--pin-stdin'], { stdin: [pin] });
    expect([refused.status, owner.state.pinRetries]).toEqual([2, 3]);
    const declined = await harness.run(['passkeys'], { answers: ['no', pin] });
    expect([declined.status, declined.terminal.asked.length]).toEqual([6, 1]);
    expect(declined.err).toContain('Only 3 tries are left');
    expect((await harness.run(['passkeys'], { answers: ['yes', pin] })).status).toBe(0);
  });

  it('11.10 a key with three tries in all is not low on them once it was read; lost ones and the last one are asked about', async () => {
    const owner = key({ quirks: { pinTries: 3 } });
    const harness = withKeys(owner);
    const list = (typed: string) => harness.run(['passkeys', '--pin-stdin'], { stdin: [typed] });
    // Nobody knows yet that it has no more.
    expect((await list(pin)).status).toBe(2);
    const read = await harness.run(['scan', '--as', 'new', '--pin-stdin', '--low-tries'], { stdin: [pin] });
    expect(read.status).toBe(0);
    expect((await list(pin)).status).toBe(0);
    const again = await harness.run(['passkeys'], { answers: [pin] });
    expect([again.status, again.terminal.asked.length]).toEqual([0, 1]);
    expect((await list('0000')).status).toBe(4);
    expect([(await list(pin)).status, owner.state.pinRetries]).toEqual([2, 2]);
    await harness.run(['passkeys', '--pin-stdin', '--low-tries'], { stdin: ['0000'] });
    expect([(await list(pin)).status, owner.state.pinRetries]).toEqual([2, 1]);
    const last = await harness.run(['passkeys'], { answers: ['last', pin] });
    expect([last.status, owner.state.pinRetries]).toEqual([0, 3]);
    expect((await list(pin)).status).toBe(0);
  });

  it('11.10 a second key of that model and firmware is known by the first', async () => {
    const [first, second] = [key({ quirks: { pinTries: 3 } }), key({ seed: 2, quirks: { pinTries: 3 } })];
    const harness = withKeys(first);
    await harness.run(['scan', '--as', 'new', '--pin-stdin', '--low-tries'], { stdin: [pin] });
    harness.transport.unplug(first);
    harness.transport.plug(second);
    expect((await harness.run(['passkeys', '--pin-stdin'], { stdin: [pin] })).status).toBe(0);
  });

  it('D-26 throws away what a key typed by itself, and asks again', async () => {
    const owner = key();
    const otp = 'ccccccbcgujhingjrdejhgfnuetrgigvejhhgbkugded';
    const run = await withKeys(owner).run(['passkeys'], { answers: [otp, pin] });
    expect(run.status).toBe(0);
    expect(run.err).toContain('one-time password');
    expect(owner.log.pinBearing).toHaveLength(1);
  });

  it('Ctrl-C at the prompt sends nothing', async () => {
    const owner = key();
    const run = await withKeys(owner).run(['passkeys'], { answers: ['ctrl-c'] });
    expect([run.status, owner.log.pinBearing.length]).toEqual([6, 0]);
  });

  it('without a terminal says how a PIN can be given', async () => {
    const run = await withKeys(key()).run(['passkeys', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([2, 'usage']);
    expect(run.err).toContain('--pin-stdin');
    expect((await withKeys(key()).run(['passkeys', '--pin-stdin'])).status).toBe(2);
  });

  it('explains why nothing can be listed', async () => {
    const { pin: _, ...without } = { pin, personality: 'strict21', seed: 2 } as const;
    const noPin = await withKeys(createVirtualKey(without)).run(['passkeys'], { answers: [] });
    expect([noPin.status, noPin.err]).toEqual([5, expect.stringContaining('no PIN yet')]);
    const u2f = await withKeys(createVirtualKey({ personality: 'u2fOnly', seed: 3 })).run(['passkeys'], {
      answers: [],
    });
    expect([u2f.status, u2f.err]).toEqual([5, expect.stringContaining('U2F')]);
  });

  it('F-01 a key that is pulled out in mid-listing ends the command with 8', async () => {
    const owner = key();
    owner.script.failNext('credentialManagement', { unplug: 'after' }, { skip: 2 });
    const run = await withKeys(owner).run(['passkeys', '--json'], { answers: [pin] });
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([8, 'key-removed']);
  });
});

describe('passkeys delete', () => {
  it('names the account and the other key, asks, and deletes one', async () => {
    const credentials = someCredentials(2, 2);
    const [one, two] = [key({ credentials }), key({ seed: 2, credentials })];
    const harness = withKeys(one, two);
    await harness.run(['scan', '--key', 'virtual-key-0', '--as', 'new'], { answers: [pin] });
    await harness.run(['scan', '--key', 'virtual-key-1', '--as', 'new'], { answers: [pin] });
    await harness.run(['inventory', 'keys', '--json']);
    const args = ['passkeys', 'delete', idOf(one, 0), '--key', 'virtual-key-0', '--json'];

    const declined = await harness.run(args, { answers: [pin, 'no'] });
    expect([declined.status, one.state.credentials.length]).toEqual([6, 2]);

    const run = await harness.run(args, { answers: [pin, 'yes'] });
    expect(run.status).toBe(0);
    expect(run.err).toContain('person0@example.org');
    expect(run.err).toContain('The account also opens with');
    const document = documents.deleteDocument.parse(run.json());
    expect(document.otherKeys).toHaveLength(1);
    expect([one.state.credentials.length, two.state.credentials.length]).toEqual([1, 2]);
    const keys = documents.inventoryKeysDocument.parse((await harness.run(['inventory', 'keys', '--json'])).json());
    expect(new Set(keys.keys.map((known) => known.existing))).toEqual(new Set([1, 2]));
  });

  it('says when nothing else opens the account', async () => {
    const owner = key({ credentials: someCredentials(2, 2) });
    const harness = withKeys(owner);
    await harness.run(['scan'], { answers: [pin] });
    const run = await harness.run(['passkeys', 'delete', idOf(owner, 0), '--yes', '--json'], { answers: [pin] });
    expect(run.err).toContain('you may not get into it again');
    expect(documents.deleteDocument.parse(run.json()).onlyKnownWay).toBe(true);
  });

  it('refuses without a terminal and without --yes, and sends no deletion', async () => {
    const owner = key();
    const args = ['passkeys', 'delete', idOf(owner, 0), '--pin-stdin'];
    const run = await withKeys(owner).run(args, { stdin: [pin] });
    expect([run.status, owner.log.destructive.length]).toEqual([2, 0]);
  });

  it('E-14 a deletion that the key only claims is a failure', async () => {
    const owner = key();
    owner.script.failNext('credentialManagement.deleteCredential', { status: 0, carryOut: false });
    const run = await withKeys(owner).run(['passkeys', 'delete', idOf(owner, 0), '--yes', '--json'], {
      answers: [pin],
    });
    expect(run.status).toBe(5);
    expect(documents.errorDocument.parse(run.json()).error.message).toContain('still lists it');
  });

  it('E-16 a deletion whose answer never came is outcome-unknown, and the inventory asks for a reading', async () => {
    const owner = key({ credentials: someCredentials(2, 2) });
    const harness = withKeys(owner);
    await harness.run(['scan'], { answers: [pin] });
    owner.script.failNext('credentialManagement.deleteCredential', { unplug: 'after' });
    const run = await harness.run(['passkeys', 'delete', idOf(owner, 0), '--yes', '--json'], { answers: [pin] });
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([8, 'outcome-unknown']);
    const keys = documents.inventoryKeysDocument.parse((await harness.run(['inventory', 'keys', '--json'])).json());
    expect(keys.keys[0]?.needsReread).toBe(true);
    const coverage = documents.coverageDocument.parse((await harness.run(['coverage', '--json'])).json());
    expect(coverage.keys[0]?.gaps.map((gap) => gap.kind)).toContain('key-needs-reread');
  });

  it('deletes several in one go for one PIN and one yes, and names the loss of each', async () => {
    const owner = key({ credentials: someCredentials(3, 3) });
    const harness = withKeys(owner);
    await harness.run(['scan'], { answers: [pin] });
    const ids = [0, 1, 0].map((index) => idOf(owner, index));
    const run = await harness.run(['passkeys', 'delete', ...ids, '--json'], { answers: [pin, 'yes'] });
    expect([run.status, owner.state.credentials.length]).toEqual([0, 1]);
    expect(run.err.match(/you may not get into it again/g)).toHaveLength(2);
    expect(run.terminal.asked).toContainEqual(expect.stringContaining('Delete these 2 passkeys?'));
    const { done, deletions } = documents.deleteSeveralDocument.parse(run.json());
    expect([done, deletions.map(({ state, onlyKnownWay }) => [state, onlyKnownWay])]).toEqual([
      true,
      [
        ['deleted', true],
        ['deleted', true],
      ],
    ]);
    const keys = documents.inventoryKeysDocument.parse((await harness.run(['inventory', 'keys', '--json'])).json());
    expect(keys.keys[0]?.existing).toBe(1);
  });

  it.each([
    ['is refused', { status: 0x3f }, 5, 'failed', 2],
    ['is only claimed', { status: 0, carryOut: false }, 5, 'still-listed', 2],
    ['has no answer', { unplug: 'after' }, 8, 'unknown', 1],
  ] as const)('E-18 stops where the second one %s, and says what became of each', async (...of) => {
    const [, fault, status, state, left] = of;
    const owner = key({ credentials: someCredentials(3, 3) });
    const harness = withKeys(owner);
    await harness.run(['scan'], { answers: [pin] });
    const ids = [0, 1, 2].map((index) => idOf(owner, index));
    owner.script.failNext('credentialManagement.deleteCredential', fault, { skip: 1 });
    const run = await harness.run(['passkeys', 'delete', ...ids, '--yes', '--json'], { answers: [pin] });
    expect([run.status, owner.state.credentials.length]).toEqual([status, left]);
    const { done, deletions } = documents.deleteSeveralDocument.parse(run.json());
    expect([done, deletions.map((one) => one.state)]).toEqual([false, ['deleted', state, 'not-tried']]);
    expect(run.err).toContain('Not tried: nothing was sent for it.');
    expect(owner.log.destructive).toHaveLength(2);
  });

  it('does not ask for a PIN for what is no credential ID', async () => {
    const run = await withKeys(key()).run(['passkeys', 'delete', 'github.com'], { answers: [] });
    expect([run.status, run.terminal.asked.length]).toEqual([2, 0]);
  });
});

describe('passkeys rename', () => {
  it('changes one name and leaves the other', async () => {
    const owner = key();
    const args = ['passkeys', 'rename', idOf(owner, 0).slice(0, 12), '--user-name', '新しい名前', '--json'];
    const run = await withKeys(owner).run(args, { answers: [pin] });
    expect(run.status).toBe(0);
    expect(documents.renameDocument.parse(run.json()).passkey).toMatchObject({
      userName: '新しい名前',
      userDisplayName: 'Person 0',
    });
  });

  it('needs a name', async () => {
    const run = await withKeys(key()).run(['passkeys', 'rename', '00112233'], { answers: [] });
    expect([run.status, run.terminal.asked.length]).toEqual([2, 0]);
  });
});

describe('pin', () => {
  const fresh = (options: Partial<VirtualKeyOptions> = {}): VirtualKey =>
    createVirtualKey({ personality: 'strict21', seed: 9, minPinLength: 6, ...options });

  it('set: says the rules of the key before anything is typed, and asks twice', async () => {
    const owner = fresh();
    const run = await withKeys(owner).run(['pin', 'set', '--json'], { answers: ['135790', '135790'] });
    expect(run.status).toBe(0);
    expect(documents.pinDocument.parse(run.json()).pin.set).toBe(true);
    expect(run.terminal.noted[0]).toContain('6 to 63');
    expect(run.err).toContain('only a reset does that');
    expect([owner.state.pinSet, run.terminal.asked.length]).toEqual([true, 2]);
    expect(run.terminal.secrets.every((secret) => secret.every((byte) => byte === 0))).toBe(true);
  });

  it('set: two different ones, or one that is too short, send nothing', async () => {
    const owner = fresh();
    const harness = withKeys(owner);
    const differ = await harness.run(['pin', 'set'], { answers: ['135790', '135791'] });
    expect([differ.status, differ.err]).toEqual([6, expect.stringContaining('not the same')]);
    const short = await harness.run(['pin', 'set', '--pin-stdin', '--json'], { stdin: ['1357'] });
    expect([short.status, documents.errorDocument.parse(short.json()).error.kind]).toEqual([5, 'pin-too-short']);
    expect(owner.log.pinBearing).toEqual([]);
  });

  it('set on a key that has one, and change on one that has none, are refused before a PIN is asked for', async () => {
    const set = await withKeys(key()).run(['pin', 'set', '--json'], { answers: [] });
    expect(documents.errorDocument.parse(set.json()).error.kind).toBe('pin-already-set');
    const change = await withKeys(fresh()).run(['pin', 'change', '--json'], { answers: [] });
    expect(documents.errorDocument.parse(change.json()).error.kind).toBe('pin-not-set');
  });

  it('change: the present PIN and the new one from standard input', async () => {
    const owner = key();
    const harness = withKeys(owner);
    const run = await harness.run(['pin', 'change', '--pin-stdin', '--json'], { stdin: [pin, 'neue-pin-ü'] });
    expect(run.status).toBe(0);
    expect((await harness.run(['passkeys', '--pin-stdin'], { stdin: ['neue-pin-ü'] })).status).toBe(0);
  });

  it('D-14 change with a wrong present PIN costs exactly one try', async () => {
    const owner = key();
    const run = await withKeys(owner).run(['pin', 'change', '--json'], { answers: ['0000', '13579', '13579'] });
    expect(documents.errorDocument.parse(run.json()).error).toMatchObject({ kind: 'pin-wrong', retriesLeft: 7 });
    expect([run.status, owner.state.pinRetries]).toEqual([4, 7]);
  });

  it('D-01 after three wrong PINs says to replug, and sends no fourth', async () => {
    const owner = key();
    const harness = withKeys(owner);
    for (let miss = 0; miss < 3; miss++) await harness.run(['passkeys', '--pin-stdin'], { stdin: ['0000'] });
    const sent = owner.log.pinBearing.length;
    const run = await harness.run(['passkeys', '--pin-stdin', '--json'], { stdin: [pin] });
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([4, 'pin-needs-replug']);
    expect(sent).toBe(3);
  });
});

describe('identify and Ctrl-C', () => {
  it('makes the key blink', async () => {
    const owner = key();
    const run = await withKeys(owner).run(['identify', '--json']);
    expect(documents.identifyDocument.parse(run.json()).by).toBe('wink');
    expect(owner.state.winks).toBe(1);
  });

  it('Ctrl-C while a touch is awaited cancels it on the key, and the next command works at once', async () => {
    const owner = key({ quirks: { capabilityFlags: 0x04 } });
    const harness = withKeys(owner);
    const { terminal, ended } = harness.start(['identify', '--json']);
    await expect.poll(() => owner.state.waitingForTouch, { timeout: 5000 }).toBe(true);
    await expect.poll(() => terminal.noted.join()).toContain('Touch the key');
    const pressed = performance.now();
    terminal.interrupt();
    const run = await ended;
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([6, 'cancelled']);
    expect(owner.state.waitingForTouch).toBe(false);
    const next = await harness.run(['passkeys'], { answers: [pin] });
    expect(next.status).toBe(0);
    expect(performance.now() - pressed).toBeLessThan(5000);
  });

  it('says "touch" once, on standard error only', async () => {
    const owner = key({ quirks: { capabilityFlags: 0x04 }, touch: () => 300 });
    const run = await withKeys(owner).run(['identify', '--json']);
    expect([run.status, documents.identifyDocument.parse(run.json()).by]).toEqual([0, 'touch']);
    expect(run.terminal.noted.filter((line) => line.startsWith('Touch the key'))).toHaveLength(1);
  });
});
