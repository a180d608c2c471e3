import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
let harness: CliHarness;

beforeEach(() => {
  harness = cliHarness([
    createVirtualKey({
      personality: 'yubikey54',
      seed: 1,
      yubicoSerial: 1111,
      pin,
      credentials: someCredentials(2, 2),
    }),
  ]);
});
afterEach(() => harness.remove());

const correctionDocument = z.strictObject({
  serviceId: z.string(),
  name: z.string(),
  fields: z.record(z.string(), z.unknown()),
  catalogueSaid: z.record(z.string(), z.unknown()).nullable(),
  catalogueSays: z.record(z.string(), z.unknown()).nullable(),
  source: z.string().nullable(),
  asOf: z.iso.datetime(),
  news: z.array(
    z.strictObject({
      kind: z.string(),
      field: z.string().nullable(),
      otherServiceId: z.string().nullable(),
      message: z.string(),
    }),
  ),
});
const showDocument = z.strictObject({
  service: z.looseObject({
    id: z.string(),
    maxKeys: z.union([z.number(), z.literal('unknown')]),
    corrected: z.boolean(),
  }),
  origin: z.strictObject({ sources: z.array(z.string()), asOf: z.string() }).nullable(),
  correction: correctionDocument.nullable(),
});

async function ok(...args: string[]): Promise<unknown> {
  const run = await harness.run([...args, '--json']);
  expect([args.join(' '), run.status, run.err]).toEqual([args.join(' '), 0, run.err]);
  return run.json();
}

async function refused(...args: string[]): Promise<string> {
  const run = await harness.run([...args, '--json']);
  expect(run.status).toBe(2);
  return documents.errorDocument.parse(run.json()).error.message;
}

const show = async (id: string) => showDocument.parse(await ok('catalogue', 'show', id));

describe('catalogue', () => {
  it('shows what is known of a service, in words of both languages, with its sources', async () => {
    expect(await show('rakuten-securities')).toMatchObject({
      service: { maxKeys: 1, corrected: false, nextKeyNeeds: ['one-key-only'] },
      origin: { asOf: '2026-01' },
      correction: null,
    });
    const english = await harness.run(['catalogue', 'show', 'rakuten-securities']);
    expect(english.out).toContain('The service takes one key only.');
    const japanese = await harness.run(['catalogue', 'show', 'rakuten-securities', '--lang', 'ja']);
    expect(japanese.out).toContain('登録できるキーは1本だけ');
    expect(await refused('catalogue', 'show', 'no-such-service')).toContain('no-such-service');
  });

  it('keeps a correction beside an earlier one, and every other command sees it', async () => {
    await ok('catalogue', 'correct', 'rakuten-securities', '--max-keys', '2', '--source', 'their notice');
    await ok('catalogue', 'correct', 'rakuten-securities', '--synced', 'accepted');
    expect(await show('rakuten-securities')).toMatchObject({
      service: { maxKeys: 2, multipleKeys: true, deviceBoundOnly: false, corrected: true },
      correction: { fields: { maxKeys: 2, deviceBoundOnly: false }, source: 'their notice', news: [] },
    });
    // The same notation finds it where accounts are recorded.
    await ok('catalogue', 'correct', 'own:my-bank', '--name', 'My Bank', '--website', 'bank.example.com');
    const found = z.object({ services: z.array(z.object({ id: z.string() })) });
    expect(found.parse(await ok('inventory', 'services', 'my bank')).services).toEqual([{ id: 'own:my-bank' }]);
  });

  it('puts passkeys of a website under the person’s own service in coverage', async () => {
    const scan = await harness.run(['scan', '--json'], { answers: [pin] });
    expect(scan.status).toBe(0);
    const report = z.object({ services: z.array(z.object({ serviceId: z.string(), name: z.string() })) });
    const before = report.parse(await ok('coverage'));
    const website = before.services[0]?.serviceId.replace('domain:', '') ?? '';
    await ok('catalogue', 'correct', 'own:mine', '--name', 'Mine', '--website', website);
    const after = report.parse(await ok('coverage'));
    expect(after.services.map(({ serviceId, name }) => [serviceId, name])).toContainEqual(['own:mine', 'Mine']);
  });

  it('lists and removes corrections', async () => {
    await ok('catalogue', 'correct', 'github', '--recommended', '3');
    const listed = z.object({ corrections: z.array(correctionDocument) });
    expect(listed.parse(await ok('catalogue', 'corrections')).corrections).toMatchObject([
      { serviceId: 'github', name: 'GitHub', fields: { minKeysRecommended: 3 } },
    ]);
    const words = await harness.run(['catalogue', 'corrections', '--lang', 'ja']);
    expect(words.out).toContain('推奨するキーの数: 3本');
    await ok('catalogue', 'remove-correction', 'github');
    expect(listed.parse(await ok('catalogue', 'corrections')).corrections).toEqual([]);
    expect(await refused('catalogue', 'remove-correction', 'github')).toContain('github');
  });

  it('refuses what is unsafe or no correction, and changes nothing', async () => {
    expect(await refused('catalogue', 'correct', 'github', '--page', 'http://github.com/')).toContain('https://');
    expect(await refused('catalogue', 'correct', 'github', '--page', 'https://user:x@github.com/')).toContain(
      'address',
    );
    expect(await refused('catalogue', 'correct', 'github', '--website', 'co.jp')).toContain('co.jp');
    expect(await refused('catalogue', 'correct', 'github', '--max-keys', 'many')).toContain('--max-keys');
    expect(await refused('catalogue', 'correct', 'github', '--max-keys', '0')).toContain('--max-keys');
    expect(await refused('catalogue', 'correct', 'github', '--keys', 'maybe')).toContain('yes, no, unknown');
    expect(await refused('catalogue', 'correct', 'github', '--keys', 'constructor')).toContain('yes, no, unknown');
    expect(await refused('catalogue', 'correct', 'github')).toContain('Nothing differs');
    expect(await refused('catalogue', 'correct', 'own:bank', '--website', 'bank.example.com')).toContain('name');
    expect(await refused('catalogue', 'correct', 'nobody', '--name', 'X')).toContain('nobody');
    expect(await ok('catalogue', 'corrections')).toEqual({ corrections: [] });
  });

  it('warns on standard error, and keeps the correction', async () => {
    const run = await harness.run(['catalogue', 'correct', 'github', '--page', 'https://githubb.example.com/']);
    expect([run.status, run.err]).toEqual([0, expect.stringContaining('githubb.example.com')]);
    expect(await show('github')).toMatchObject({
      correction: { fields: { addKeyUrl: 'https://githubb.example.com/' } },
    });
  });

  it('exports a contribution to a new file only, without anything of keys and accounts', async () => {
    await harness.run(['scan', '--json'], { answers: [pin] });
    await ok('inventory', 'edit', '1111', '--label', 'Secret label', '--owner', 'Secret owner');
    await ok('catalogue', 'correct', 'github', '--recommended', '3', '--source', 'help page');
    const file = join(harness.folder, 'contribution.json');
    await ok('catalogue', 'export', file);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toEqual({
      format: 'sparekey-catalogue-contribution',
      version: 1,
      entries: [
        {
          serviceId: 'github',
          kind: 'correction',
          fields: { minKeysRecommended: 3 },
          catalogueSaid: { minKeysRecommended: 2 },
          source: 'help page',
          asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        },
      ],
    });
    expect(text).not.toMatch(/Secret|1111|@/);
    writeFileSync(file, 'mine');
    const again = await harness.run(['catalogue', 'export', file, '--json']);
    expect([again.status, documents.errorDocument.parse(again.json()).error.kind]).toEqual([2, 'file-not-written']);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('lists advisories with the remembered keys that they are about, and says them of a plugged-in key', async () => {
    await harness.run(['scan', '--json'], { answers: [pin] });
    await ok('inventory', 'edit', '1111', '--label', 'Blue');
    const listed = z.object({
      advisories: z.array(
        z.looseObject({ id: z.string(), keys: z.array(z.object({ label: z.string(), state: z.string() })) }),
      ),
    });
    const { advisories } = listed.parse(await ok('catalogue', 'advisories'));
    expect(advisories.find(({ id }) => id === 'YSA-2024-03')?.keys).toEqual([{ label: 'Blue', state: 'affected' }]);
    expect(advisories.find(({ id }) => id === 'SOLO-2020-DOWNGRADE')?.keys).toEqual([]);
    const [key] = documents.keysDocument.parse(await ok('keys')).keys;
    expect(key?.advisories.map(({ id, state }) => [id, state])).toContainEqual(['YSA-2024-03', 'affected']);
    const info = await harness.run(['info', '--lang', 'ja']);
    expect(info.out).toContain('EUCLEAK');
    expect(info.out).toContain('このキーは影響を受けます。');
  });
});
