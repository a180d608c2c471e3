import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import { deskKeys } from '../../../src-virtual-key/desk-keys.ts';

const key = z.strictObject({
  inventoryId: z.string(),
  label: z.string(),
  owner: z.string().nullable(),
  model: z.string().nullable(),
  aaguid: z.string().nullable(),
});
const document = z.strictObject({
  refused: z.array(key),
  unknown: z.array(key),
  counts: z.record(z.string(), z.number().int()),
  accounts: z.array(
    z.strictObject({
      accountId: z.string(),
      serviceId: z.string().nullable(),
      userName: z.string().nullable(),
      outcome: z.enum(['locked-out', 'perhaps', 'helpdesk', 'open']),
      owners: z.array(z.string()),
      keys: z.array(z.string()),
      otherWaysIn: z.array(z.string()),
    }),
  ),
});
let harness: CliHarness;
afterEach(() => harness.remove());

it('says whose accounts would close if a model or a list refused their keys, and stores nothing', async () => {
  harness = cliHarness([deskKeys.leftovers()]);
  await harness.run(['scan'], { answers: ['123456'] });
  await harness.run([
    'inventory',
    'edit',
    '14207402',
    '--owner',
    'Sato Yui',
    '--tag',
    'AT-0042',
    '--note',
    'spare of 2024',
  ]);
  const byName = await harness.run(['loss', 'models', '--model', 'yubikey 5', '--json']);
  const found = document.parse(byName.json());
  expect([byName.status, found.refused.map(({ owner }) => owner), found.counts['locked-out']]).toEqual([
    1,
    ['Sato Yui'],
    3,
  ]);
  expect(found.accounts.map(({ userName, owners }) => [userName, owners])).toEqual(
    ['alice', 'bob', 'carol'].map((name) => [name, ['Sato Yui']]),
  );
  const list = join(harness.folder, 'models.txt');
  writeFileSync(list, 'd7781e5d-e353-46aa-afe2-3ca49f13332a\n');
  const allowed = await harness.run(['loss', 'models', '--models', list]);
  expect([allowed.status, allowed.out]).toEqual([0, expect.stringContaining('No key in use is of a refused model.')]);
  expect((await harness.run(['loss', 'models', '--model', 'x', '--service', 'nowhere'])).status).toBe(2);
  expect((await harness.run(['loss', 'models'])).status).toBe(2);
  expect((await harness.run(['inventory', 'keys', '--json'])).json()).toMatchObject({
    keys: [{ assetTag: 'AT-0042', note: 'spare of 2024', lostAt: null }],
  });
});
