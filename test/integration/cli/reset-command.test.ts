import { afterEach, describe, expect, it, vi } from 'vitest';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';
import { replugKey, said } from './replug-key.ts';

const pin = '2481';
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

const makeKey = (options: Partial<VirtualKeyOptions> = {}): VirtualKey =>
  createVirtualKey({
    personality: 'yubikey54',
    yubicoSerial: 4711,
    seed: 1,
    pin,
    touch: () => 'approve',
    credentials: someCredentials(2, 2),
    ...options,
  });

function withKeys(...keys: VirtualKey[]): CliHarness {
  const harness = cliHarness(keys);
  harnesses.push(harness);
  return harness;
}

describe('reset', () => {
  it('names what is lost, has the name typed, erases that key after it was replugged, and records it', async () => {
    const key = makeKey();
    const harness = withKeys(key);
    await harness.run(['scan', '--pin-stdin'], { stdin: [pin] });
    await harness.run(['inventory', 'edit', '4711', '--label', 'Old key']);
    await harness.run(['inventory', 'told', 'add', '4711', '--rp-id', 'old.example', '--user', 'ann']);
    const run = harness.start(['reset'], { answers: ['Old key'] });
    const { status, out, err } = await replugKey(run, harness, key, key);
    expect(err).toContain('This erases Old key for good.');
    expect(err.match(/CLOSED/g)).toHaveLength(3);
    expect(err).toContain('every registration that it cannot list (U2F)');
    expect(run.terminal.asked).toEqual(['To erase it, type "Old key": ']);
    expect([status, key.state.resets]).toEqual([0, 1]);
    expect(out).toContain('Old key was erased.');
    expect(out).toContain('old.example');
    expect(key.log.pinBearing).toHaveLength(1);
    expect((await harness.run(['inventory', 'history'])).out).toContain('Old key was reset: everything on it is gone.');
    expect((await harness.run(['inventory', 'told', '--json'])).json()).toEqual({ told: [] });
    const { keys } = documents.inventoryKeysDocument.parse((await harness.run(['inventory', '--json'])).json());
    expect(keys).toMatchObject([{ label: 'Old key', needsReread: false }]);
  });

  it.each([
    [{ answers: ['y'] }, [], 6],
    [{ answers: ['4712'] }, [], 6],
    [{ answers: [] }, ['--confirm', 'another'], 6],
    [{ canAsk: false }, ['--yes'], 2],
    [{ stdin: ['4711'], canAsk: false }, [], 2],
  ])('%o %o is no consent: nothing is armed', async (script, args, status) => {
    const key = makeKey();
    const run = await withKeys(key).run(['reset', ...args], script);
    expect(run.status).toBe(status);
    expect(run.err).not.toContain('Unplug the key now.');
    expect(key.log.destructive).toEqual([]);
  });

  it('a script names the key, by the end of its serial number where it has no label', async () => {
    const key = makeKey({ yubicoSerial: 987_654 });
    const harness = withKeys(key);
    const run = harness.start(['reset', '--json', '--confirm', '7654'], { canAsk: false });
    const document = documents.resetDocument.parse((await replugKey(run, harness, key, key)).json());
    expect(document).toMatchObject({ done: true, confirmed: true, accounts: null });
  });

  it('H-02 another key in its place gets no command, also where --key names a path', async () => {
    const key = makeKey();
    const other = makeKey({ seed: 2, yubicoSerial: 4712 });
    const harness = withKeys(key);
    const run = harness.start(['reset', '--json', '--key', 'virtual-key-0'], { answers: ['4711'] });
    const { status, json } = await replugKey(run, harness, key, other);
    expect([status, documents.errorDocument.parse(json()).error.kind]).toEqual([5, 'reset-stopped']);
    expect([other.log.destructive, key.state.resets]).toEqual([[], 0]);
  });

  it('H-01 two keys are refused before anything is asked, also where --key names one', async () => {
    const [key, other] = [makeKey(), makeKey({ seed: 2, yubicoSerial: 4712 })];
    const run = await withKeys(key, other).run(['reset', '--json', '--key', 'virtual-key-0']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'reset-stopped']);
    expect(run.terminal.asked).toEqual([]);
  });

  it('two of a model without serial numbers cannot be told apart, where one is only remembered, too', async () => {
    const [mine, twin] = [makeKey({ yubicoSerial: null }), makeKey({ yubicoSerial: null, seed: 2 })];
    const harness = withKeys(mine);
    await harness.run(['scan', '--pin-stdin'], { stdin: [pin] });
    harness.transport.unplug(mine);
    harness.transport.plug(twin);
    await harness.run(['scan', '--as', 'new', '--pin-stdin'], { stdin: [pin] });
    const { keys } = documents.inventoryKeysDocument.parse((await harness.run(['inventory', '--json'])).json());
    const [, label = ''] = keys.map((one) => one.label);
    const run = await harness.run(['reset', '--as', label]);
    expect(run.status).toBe(5);
    expect(run.err).toContain('cannot be told from this one');
    expect(run.terminal.asked).toEqual([]);
    // Once the other one is lost, it cannot come in its place.
    await harness.run(['loss', 'record', '--lost', keys[0]?.label ?? '', '--yes']);
    const alone = await harness.run(['reset', '--as', label], { answers: ['no'] });
    expect(alone.terminal.asked).toHaveLength(1);
  });

  it('which remembered key it is has to be said where it does not say so itself', async () => {
    const key = makeKey({ yubicoSerial: null });
    const harness = withKeys(key);
    await harness.run(['scan', '--pin-stdin'], { stdin: [pin] });
    const run = await harness.run(['reset', '--yes']);
    expect([run.status, run.err]).toEqual([2, expect.stringContaining('add --as with one of')]);
  });

  it('H-16 a key whose vendor rules a reset out is reset with the tool of its maker', async () => {
    const yubico = {
      firmware: [5, 7, 4],
      formFactor: 6,
      capabilities: 0x23f,
      partNumber: null,
      resetBlocked: 0x200,
    } as const;
    const key = makeKey({ personality: { ...personalities.yubikey54, yubico } });
    const run = await withKeys(key).run(['reset']);
    expect(run.status).toBe(5);
    expect(run.err).toContain("This key is reset with its maker's tool.");
    expect(run.terminal.asked).toEqual([]);
  });

  it('H-05 a touch that never comes: nothing was erased, and it says so', async () => {
    const key = makeKey({ touch: () => 'refuse' });
    const harness = withKeys(key);
    const { status, err } = await replugKey(harness.start(['reset'], { answers: ['4711'] }), harness, key, key);
    expect(status).toBe(6);
    expect(err).toContain('Nothing was erased.');
  });

  it('H-04 too late: the key is asked for once more', async () => {
    const key = makeKey();
    const harness = withKeys(key);
    key.script.failNext('reset', { status: 0x30 });
    const run = harness.start(['reset'], { answers: ['4711'] });
    await said(run, 'Unplug the key now.');
    harness.transport.unplug(key);
    await said(run, 'Plug the same key in again');
    harness.transport.plug(key);
    await said(run, 'Unplug it once more.');
    harness.transport.unplug(key);
    await vi.waitFor(() =>
      expect(run.terminal.noted.filter((line) => line.startsWith('Plug the same'))).toHaveLength(2),
    );
    harness.transport.plug(key);
    expect((await run.ended).status).toBe(0);
  });

  it('Ctrl-C before the key is back erases nothing', async () => {
    const key = makeKey();
    const harness = withKeys(key);
    const run = harness.start(['reset'], { answers: ['4711'] });
    await said(run, 'Unplug the key now.');
    run.terminal.interrupt();
    const { status, err } = await run.ended;
    expect(status).toBe(6);
    expect(err).toContain('Nothing was erased.');
    expect(key.log.destructive).toEqual([]);
  });
});
