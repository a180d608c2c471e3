import { copyFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { type CliHarness, cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const harnesses: CliHarness[] = [];
const harnessOf = (...given: Parameters<typeof cliHarness>): CliHarness => {
  const harness = cliHarness(...given);
  harnesses.push(harness);
  return harness;
};
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

async function examine(harness: CliHarness) {
  const [text, json] = await Promise.all([harness.run(['doctor']), harness.run(['doctor', '--json'])]);
  const { findings } = documents.doctorDocument.parse(json.json());
  return {
    statuses: [text.status, json.status],
    problems: findings.filter(({ severity }) => severity === 'problem'),
    out: text.out,
  };
}

const aKey = () => createVirtualKey({ personality: 'strict21', seed: 1 });

describe('doctor', () => {
  it('is content with an inventory that opens, is not there yet, or only needs its passphrase', async () => {
    const harness = harnessOf([aKey()]);
    expect(await examine(harness)).toMatchObject({ statuses: [0, 0], problems: [] });
    await harness.run(['inventory', 'devices', 'add', 'Phone', '--kind', 'phone']);
    expect(await examine(harness)).toMatchObject({ statuses: [0, 0], problems: [] });
    await harness.run(['inventory', 'passphrase', 'set'], { answers: ['correct horse', 'correct horse'] });
    expect(await examine(harness)).toMatchObject({ statuses: [0, 0], problems: [] });
  });

  it.each([
    ['damaged', 'not a database', 'inventory-damaged'],
    ['damaged in the middle', null, 'inventory-damaged'],
  ])('is not content with one that is %s', async (_, content, kind) => {
    const harness = harnessOf([aKey()]);
    await harness.run(['inventory', 'devices', 'add', 'Phone', '--kind', 'phone']);
    copyFileSync(harness.inventoryFile, `${harness.inventoryFile}.copy`);
    writeFileSync(harness.inventoryFile, content ?? 'SQLite format 3\0 and nothing that fits');
    const { statuses, problems, out } = await examine(harness);
    expect(statuses).toEqual([1, 1]);
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(out).toContain(`✗ ${problems[0]?.message}`);
  });

  it('says that the system cannot list devices at all, as keys does', async () => {
    const core = () => Promise.reject(new HidError('unusable', 'libudev is missing'));
    const harness = harnessOf([], { core });
    const { statuses, problems } = await examine(harness);
    expect([statuses, problems.map(({ kind, data }) => [kind, data])]).toEqual([
      [1, 1],
      [['hid-unusable', { detail: 'libudev is missing' }]],
    ]);
    const keys = await harness.run(['keys', '--json']);
    expect([keys.status, documents.errorDocument.parse(keys.json()).error]).toMatchObject([
      7,
      { kind: 'hid-unusable', detail: 'libudev is missing' },
    ]);
    expect(keys.err).toContain('sparekey doctor');
  });
});

describe('keys where the system hides them', () => {
  it.each([
    [true, 'Windows shows keys only'],
    [false, ''],
  ])('(%s) says so where none is listed', async (hidden, text) => {
    const run = await harnessOf([], { areKeysHidden: () => Promise.resolve(hidden) }).run(['keys', '--json']);
    expect([run.status, run.json(), run.err.includes(text)]).toEqual([0, { keys: [] }, true]);
    expect(run.err === '').toBe(!hidden);
  });

  it('says nothing of it beside a key that is listed', async () => {
    const run = await harnessOf([aKey()], { areKeysHidden: () => Promise.resolve(true) }).run(['keys']);
    expect([run.status, run.err]).toEqual([0, '']);
  });
});

describe('keys without a key', () => {
  it('does not open the inventory, and says nothing of one that cannot be opened', async () => {
    const inventory = () => Promise.reject(new Error('the inventory is not opened'));
    const harness = harnessOf([], { inventory, isNoKeyPluggedIn: () => Promise.resolve(true) });
    writeFileSync(harness.inventoryFile, 'not a database');
    expect(await harness.run(['keys'])).toMatchObject({ status: 0, err: '', out: 'No key is plugged in.' });
  });
});
