import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
let harness: CliHarness;

/** Three keys of two people: Blue and Red hold the same two accounts, Green one of its own. */
beforeEach(async () => {
  const credentials = someCredentials(3, 3);
  const held = [credentials.slice(0, 2), credentials.slice(0, 2), credentials.slice(2)];
  harness = cliHarness(
    held.map((some, index) =>
      createVirtualKey({
        personality: 'yubikey54',
        seed: index + 1,
        yubicoSerial: 1111 * (index + 1),
        pin,
        credentials: some,
      }),
    ),
  );
  const labels = [
    ['1111', 'Blue', 'Hana', 'Home'],
    ['2222', 'Red', 'Hana', 'home '],
    ['3333', 'Green', 'Mori', 'Office'],
  ];
  for (const [serial = '', label = '', owner = '', place = ''] of labels) {
    await ok(['scan', '--key', serial], [pin]);
    await ok(['inventory', 'edit', serial, '--label', label, '--owner', owner, '--place', place]);
  }
});
afterEach(() => harness.remove());

async function ok(args: readonly string[], answers: readonly string[] = []) {
  const run = await harness.run([...args, '--json'], { answers: [...answers] });
  expect([args.join(' '), run.status, run.err]).toEqual([args.join(' '), 0, run.err]);
  return run;
}

const coverage = async (...args: string[]) =>
  documents.coverageDocument.parse((await ok(['coverage', ...args])).json());

describe('coverage of places, rings and people', () => {
  it('names what would go with a place, and with everything on one ring', async () => {
    const report = await coverage('--lost-place', 'HOME');
    expect(report.places.map(({ name, keys, holds }) => [name, keys.length, holds])).toEqual([
      ['Home', 2, 2],
      ['Office', 1, 1],
    ]);
    expect(report.lost).toHaveLength(2);
    expect(report.lockedOut.map(({ reason }) => reason)).toEqual(['no-way-in-left', 'no-way-in-left']);
    await ok(['inventory', 'edit', 'Blue', '--carried-on', 'Bag']);
    await ok(['inventory', 'edit', 'Red', '--carried-on', 'bag']);
    const carried = await coverage('--lost-ring', 'Bag');
    expect(carried.rings).toMatchObject([{ name: 'Bag', holds: 2 }]);
    expect(carried.lockedOut).toHaveLength(2);
    const accounts = carried.services.flatMap((service) => service.accounts);
    expect(accounts.map(({ verdict }) => verdict).toSorted()).toEqual(['one-ring', 'one-ring', 'only-this-key']);
  });

  it('refuses a place, a ring and a person that the inventory does not know', async () => {
    for (const option of ['--lost-place', '--lost-ring', '--owner']) {
      const run = await harness.run(['coverage', option, 'Nowhere', '--json']);
      expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([2, 'usage']);
      expect(run.err).toContain('Nowhere');
    }
  });

  it('shows one person’s keys and accounts, and counts those', async () => {
    const report = await coverage('--owner', 'hana');
    expect(report.keys.map(({ label }) => label)).toEqual(['Blue', 'Red']);
    expect(report.totals).toMatchObject({ accounts: 2, lostWithOneKey: 0, onePlace: 2 });
    const others = await coverage('--owner', 'Mori');
    expect(others.headline).toBe('1 of 1 account hangs on one key.');
  });

  it('leaves out what lacks nothing, without counting less', async () => {
    const before = (await coverage()).services.flatMap((service) => service.accounts);
    expect(before.every(({ gaps }) => gaps.length > 0)).toBe(true);
    const account = ['--rp-id', before[0]?.rpId ?? '', '--user', before[0]?.userName ?? ''];
    await ok(['inventory', 'ways', 'add', '--kind', 'recovery-codes', '--name', 'Sheet', ...account]);
    await ok(['inventory', 'ways', 'add', '--kind', 'sms', '--name', 'My number', ...account]);
    const report = await coverage('--gaps');
    expect(report.services.flatMap((service) => service.accounts)).toHaveLength(2);
    expect(report.totals.accounts).toBe(3);
  });

  it('says in words what each key and each place would cost', async () => {
    const { out } = await harness.run(['coverage']);
    const line = (start: string) => out.split('\n').find((text) => text.startsWith(start));
    expect(line('Blue')).toContain('nothing closes');
    expect(line('Green')).toContain('1 account closed');
    expect(line('Home')).toContain('2 accounts closed');
    const japanese = await harness.run(['coverage', '--lang', 'ja']);
    expect(japanese.out).toContain('2件が開けなくなる');
  });
});

describe('the one next step', () => {
  /** Two keys of one model without a known weakness: Ring holds two accounts, Safe another one. */
  beforeEach(async () => {
    harness.remove();
    const credentials = someCredentials(3, 3);
    harness = cliHarness(
      [credentials.slice(0, 2), credentials.slice(2)].map((some, index) =>
        createVirtualKey({ personality: 'strict21', seed: index + 1, pin, credentials: some }),
      ),
    );
    const found = documents.keysDocument.parse((await ok(['keys'])).json()).keys;
    for (const [index, { path }] of found.entries()) {
      const read = documents.scanDocument.parse((await ok(['scan', '--key', path, '--as', 'new'], [pin])).json());
      const id = read.key.inventoryId ?? '';
      await ok([
        'inventory',
        'edit',
        id,
        '--label',
        ['Ring', 'Safe'][index] ?? '',
        '--place',
        ['Bag', 'Bank'][index] ?? '',
      ]);
    }
  });

  it('is the key that makes most accounts safe, as text and as JSON', async () => {
    const { nextStep, keys, services } = await coverage();
    const idOf = (label: string) => keys.find((key) => key.label === label)?.inventoryId;
    const alone = services.flatMap(({ accounts }) => accounts).filter(({ onlyKey }) => onlyKey === idOf('Ring'));
    const ids = alone.map(({ accountId }) => accountId);
    expect(nextStep).toMatchObject({ kind: 'add', key: idOf('Safe'), safe: ids, critical: 3 });
    expect(nextStep?.message).toMatch(/^Add Safe to .* and .*: 2 of the 3 are then safe\.$/);
    const { out } = await harness.run(['coverage']);
    expect(out.split('\n')[1]).toBe(`Next: ${nextStep?.message ?? ''}`);
    expect((await coverage('--gaps')).nextStep).toEqual(nextStep);
    const japanese = await harness.run(['coverage', '--lang', 'ja']);
    expect(japanese.out.split('\n')[1]).toMatch(/^次の一手.*に追加すると、3件中2件が安全になります。$/);
  });

  it('is not said where a loss is asked about', async () => {
    expect((await coverage('--lost', 'Ring')).nextStep).toBeNull();
    expect((await harness.run(['coverage', '--lost', 'Ring'])).out).not.toContain('Next:');
  });
});
