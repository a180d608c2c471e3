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
    expect(line('Blue')).toContain('nothing is locked out');
    expect(line('Green')).toContain('1 account locked out');
    expect(line('Home')).toContain('2 accounts locked out');
    const japanese = await harness.run(['coverage', '--lang', 'ja']);
    expect(japanese.out).toContain('2件が開けなくなる');
  });
});
