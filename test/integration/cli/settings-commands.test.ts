import { afterEach, describe, expect, it } from 'vitest';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import type { Personality } from '../../../src-virtual-key/personality.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness, type CommandRun } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
/** A key with settings and a serial number. */
const yubikey: Personality = {
  ...personalities.persistent23,
  usb: personalities.yubikey54.usb,
  yubico: personalities.yubikey54.yubico,
};
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

function keyAndHarness(options: Partial<VirtualKeyOptions> = {}): { key: VirtualKey; harness: CliHarness } {
  const key = createVirtualKey({
    personality: 'persistent23',
    seed: 1,
    pin,
    credentials: someCredentials(1, 1),
    ...options,
  });
  const harness = cliHarness([key]);
  harnesses.push(harness);
  return { key, harness };
}

const set = (harness: CliHarness, ...args: string[]): Promise<CommandRun> =>
  harness.run(['settings', 'set', ...args, '--json', '--yes', '--pin-stdin'], { stdin: [pin] });

describe('settings', () => {
  it('are shown with why one cannot be changed', async () => {
    const { harness } = keyAndHarness({ personality: 'strict21' });
    const { settings } = documents.settingsDocument.parse((await harness.run(['settings', '--json'])).json());
    expect(settings.map(({ name, value, change }) => [name, value, change.reason])).toEqual([
      ['always-uv', false, null],
      ['min-pin-length', 4, null],
      ['force-pin-change', false, null],
      ['pin-complexity', null, 'no-such-setting'],
      ['enterprise-attestation', null, 'no-such-setting'],
      ['long-touch-for-reset', null, 'no-such-setting'],
    ]);
    const { out } = await harness.run(['settings', 'show']);
    expect(out).toContain('Minimum PIN length');
    expect(out).toContain('4 characters');
    expect(out).toContain('This key does not have this setting.');
  });

  it('NFC that is off until the key is plugged in is said, and why it is not changed here', async () => {
    const yubico = {
      firmware: [5, 7, 4],
      formFactor: 3,
      capabilities: 0x23f,
      partNumber: null,
      nfcRestricted: true,
    } as const;
    const { harness } = keyAndHarness({ personality: { ...personalities.yubikey57, yubico } });
    const { nfcRestricted } = documents.settingsDocument.parse((await harness.run(['settings', '--json'])).json());
    expect(nfcRestricted).toBe(true);
    expect((await harness.run(['settings'])).out).toMatch(/NFC off until plugged in once.*not changed here/s);
    const other = keyAndHarness({ personality: 'strict21' });
    expect(documents.settingsDocument.parse((await other.harness.run(['settings', '--json'])).json())).toMatchObject({
      nfcRestricted: null,
    });
  });

  it('of a U2F key there are none', async () => {
    const harness = cliHarness([createVirtualKey({ personality: 'u2fOnly', seed: 1 })]);
    harnesses.push(harness);
    const run = await harness.run(['settings', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'not-supported']);
  });

  it('one way: the cost is said, and nothing but a whole yes changes anything', async () => {
    const { key, harness } = keyAndHarness();
    const args = ['settings', 'set', 'min-pin-length', '8', '--rp-id', 'a.example'];
    const refused = await harness.run(args, { answers: ['y'] });
    expect(refused.status).toBe(6);
    expect(refused.err).toContain('One way: the shortest PIN goes from 4 to 8 characters');
    expect(refused.err).toContain('a.example');
    expect(key.log.pinBearing).toEqual([]);
    expect((await harness.run(args, { canAsk: false })).status).toBe(2);
    const done = await harness.run(args, { answers: ['yes', pin] });
    expect([done.status, done.out]).toEqual([
      0,
      'Minimum PIN length, Virtual key, CTAP 2.3: was 4 characters, now 8 characters, read back from the key.\n' +
        'The key now demands a new PIN before it does anything else with it: sparekey pin change',
    ]);
    expect(key.state).toMatchObject({ minPinLength: 8, minPinRpIds: ['a.example'] });
  });

  it('what is so already is not asked about, and no PIN is typed for it', async () => {
    const { key, harness } = keyAndHarness({ alwaysUv: true });
    const run = await harness.run(['settings', 'set', 'always-uv', 'on']);
    expect([run.status, run.out]).toEqual([0, 'PIN every time, Virtual key, CTAP 2.3: on already. Nothing was sent.']);
    expect(run.terminal.asked).toEqual([]);
    expect(key.log.destructive).toEqual([]);
  });

  it('always-uv names the records by hand that may stop working, and leaves a line of history', async () => {
    const key = createVirtualKey({
      personality: yubikey,
      yubicoSerial: 4711,
      seed: 1,
      pin,
      credentials: someCredentials(1, 1),
    });
    const harness = cliHarness([key]);
    harnesses.push(harness);
    await harness.run(['scan', '--pin-stdin'], { stdin: [pin] });
    await harness.run(['inventory', 'told', 'add', '4711', '--rp-id', 'old.example', '--user', 'ann']);
    const run = await harness.run(['settings', 'set', 'always-uv', 'on'], { answers: ['yes', pin] });
    expect(run.err).toContain('may stop working: old.example / ann.');
    const history = await harness.run(['inventory', 'history']);
    expect(history.out).toContain('now asks for PIN or finger every time.');
    // Nothing to write down about what was so already.
    await harness.run(['settings', 'set', 'always-uv', 'on']);
    expect((await harness.run(['inventory', 'history'])).out).toBe(history.out);
  });

  it.each([
    [['always-uv', 'maybe'], 2],
    [['always-uv'], 2],
    [['min-pin-length', '3'], 2],
    [['min-pin-length', '64'], 2],
    [['enterprise-attestation', 'off'], 2],
    [['always-uv', 'on', '--rp-id', 'a.example'], 2],
    [['min-pin-length', '8', '--rp-id', 'https://a.example/'], 2],
    [['colour', 'red'], 2],
  ])('%o is a mistake in the command', async (args, status) => {
    const { key, harness } = keyAndHarness();
    expect((await set(harness, ...args)).status).toBe(status);
    expect(key.log.entries).toEqual([]);
  });

  it.each([
    [['min-pin-length', '5'], { minPinLength: 6 }, 2, 'input-invalid'],
    [['pin-complexity'], { personality: 'strict21' }, 5, 'not-supported'],
    [['always-uv', 'on'], { quirks: { configDoesNothing: true } }, 5, 'key-broke-protocol'],
  ] as const)('%o of %o ends with %i', async (args, options, status, kind) => {
    const { harness } = keyAndHarness(options);
    const run = await set(harness, ...args);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([status, kind]);
  });

  it('a key without a PIN is not asked for one', async () => {
    const key = createVirtualKey({ personality: 'persistent23', seed: 3 });
    const harness = cliHarness([key]);
    harnesses.push(harness);
    const run = await harness.run(['settings', 'set', 'always-uv', 'on', '--json'], { answers: ['yes'] });
    expect(documents.changeSettingDocument.parse(run.json())).toMatchObject({ sent: true, took: true, affected: [] });
    expect(run.err).toContain('The key has no PIN: until it gets one, it opens nothing.');
    expect(key.state.alwaysUv).toBe(true);
  });
});
