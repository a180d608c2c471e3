import { describe, expect, it } from 'vitest';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { loadServices } from '../../../catalogue/services.ts';
import { createImports } from '../../../src-main/imports/create-imports.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { plainReading } from '../../../src-shared/domain/imports.ts';
import { failureOf, must, open, temporaryFile } from '../inventory/inventory-fixture.ts';
import { file } from './import-fixture.ts';

function importsOf(inventory: Pick<Inventory, 'snapshot' | 'addBulk' | 'setPreferences' | 'sayNoSecret'>) {
  let tokens = 0;
  return createImports({
    inventory,
    world: (snapshot) => ({ snapshot, services: loadServices(), providers: loadOtherWays(), locale: 'en' }),
    newToken: () => `token-${++tokens}`,
  });
}

async function createImportsOnce(inventory: Inventory) {
  const imports = importsOf(inventory);
  return imports.apply((await must(imports.preview(table, null))).token, noChoices);
}

const noChoices = { others: 'ours', byId: {} } as const;
const table = file(
  'Service,Account,Key,Place,Other way in\nGitHub,mika,Blue,Home,\nGitHub,mika,,Safe,recovery codes\n',
);

describe('an import over a real inventory', () => {
  it('stores nothing before it is applied, and all of it then', async () => {
    const inventory = await open({ file: temporaryFile() });
    const imports = importsOf(inventory);
    const preview = await must(imports.preview(table, 'table.csv'));
    expect(preview).toMatchObject({
      file: 'table.csv',
      encoding: 'utf-8',
      counts: { keys: 1, enrolments: 1, otherWays: 1 },
    });
    expect((await must(inventory.snapshot())).keys).toEqual([]);
    expect(await must(imports.apply(preview.token, noChoices))).toEqual({ count: 3 });
    const after = await must(inventory.snapshot());
    expect(after.keys).toMatchObject([{ label: 'Blue', place: 'Home', lastRead: null, identifiedBy: 'told' }]);
    expect(after.enrolments).toMatchObject([{ keyId: after.keys[0]?.id, serviceId: 'github', evidence: 'told' }]);
    expect(after.otherWaysIn).toMatchObject([{ serviceId: 'github', kind: 'recovery-codes', place: 'Safe' }]);
  });

  it('J-05: the person’s choices are what is stored', async () => {
    const inventory = await open({ file: temporaryFile() });
    const imports = importsOf(inventory);
    await must(imports.apply((await must(imports.preview(table, null))).token, noChoices));
    const changed = file(
      'Service,Account,Key,Place,Other way in\nGitHub,mika,Blue,Office,\nGitHub,mika,,Drawer,recovery codes\n',
    );
    const first = await must(imports.preview(changed, null));
    expect(first.conflictCount).toBe(2);
    expect(await must(imports.apply(first.token, noChoices))).toEqual({ count: 0 });
    const second = await must(imports.preview(changed, null));
    const byId = { [second.conflicts[0]?.id ?? '']: 'theirs' };
    expect(await must(imports.apply(second.token, { others: 'both', byId }))).toEqual({ count: 2 });
    const after = await must(inventory.snapshot());
    expect(after.keys).toMatchObject([{ place: 'Office' }]);
    expect(
      after.otherWaysIn.map(({ place }) => place).toSorted((left, right) => (left ?? '').localeCompare(right ?? '')),
    ).toEqual(['Drawer', 'Safe']);
  });

  it('a note that was taken renews the record, and is one record still', async () => {
    const inventory = await open({ file: temporaryFile() });
    const imports = importsOf(inventory);
    const noted = (note: string) => file(`Service,Account,Key,Note\nGitHub,mika,Blue,${note}\n`);
    await must(imports.apply((await must(imports.preview(noted('old'), null))).token, noChoices));
    const preview = await must(imports.preview(noted('new'), null));
    expect(await must(imports.apply(preview.token, { others: 'theirs', byId: {} }))).toEqual({ count: 1 });
    expect((await must(inventory.snapshot())).enrolments.map(({ note }) => note)).toEqual(['new']);
  });

  it('a change of something that is gone changes nothing else either', async () => {
    const inventory = await open({ file: temporaryFile() });
    await must(createImportsOnce(inventory));
    const before = await must(inventory.snapshot());
    const keyId = before.keys[0]?.id ?? '';
    const gone = { keyId, serviceId: 'google-account', rpId: null, userName: 'nobody', note: 'x' };
    const edit = { keyId, edit: { place: 'Elsewhere' } };
    const outcome = inventory.addBulk({ keys: [], enrolments: [], otherWaysIn: [], keyEdits: [edit], renewed: [gone] });
    expect(await failureOf(outcome)).toEqual({ kind: 'input-invalid', detail: 'no-such-told-enrolment' });
    expect(await must(inventory.snapshot())).toEqual(before);
  });

  it('J-04, R-17: with one problem nothing is stored, whatever is asked', async () => {
    const inventory = await open({ file: temporaryFile() });
    const imports = importsOf(inventory);
    const preview = await must(imports.preview(file('Service,Key\nGitHub,Blue\nNo such service,Blue\n'), null));
    expect(preview.problemCount).toBe(1);
    expect(await failureOf(imports.apply(preview.token, noChoices))).toEqual({
      kind: 'input-invalid',
      detail: 'preview-void',
    });
    expect((await must(inventory.snapshot())).keys).toEqual([]);
  });

  it('a preview is void after another change, another preview, or its own application', async () => {
    const inventory = await open({ file: temporaryFile() });
    const imports = importsOf(inventory);
    const isVoid = { kind: 'input-invalid', detail: 'preview-void' };
    const first = await must(imports.preview(table, null));
    const second = await must(imports.preview(table, null));
    expect(await failureOf(imports.apply(first.token, noChoices))).toEqual(isVoid);
    await must(
      inventory.addBulk({
        keys: [{ ref: 'x', label: 'Other', role: null, owner: null, place: null, carriedOn: null }],
        enrolments: [],
        otherWaysIn: [],
      }),
    );
    expect(await failureOf(imports.apply(second.token, noChoices))).toEqual(isVoid);
    const third = await must(imports.preview(table, null));
    await must(imports.apply(third.token, noChoices));
    expect(await failureOf(imports.apply(third.token, noChoices))).toEqual(isVoid);
    expect(await failureOf(imports.reread('made up', plainReading))).toEqual(isVoid);
  });

  it('the same bytes may be read again in another encoding', async () => {
    const inventory = await open({ file: temporaryFile() });
    const imports = importsOf(inventory);
    const bytes = Buffer.concat([Buffer.from('Service,Key\nGitHub,'), Uint8Array.of(0x90, 0xc2), Buffer.from('\n')]);
    const preview = await must(imports.preview({ bytes }, 'a.csv'));
    expect(preview).toMatchObject({ encoding: 'shift_jis', rows: [{ subject: '青' }] });
    const again = await must(imports.reread(preview.token, { ...plainReading, encoding: 'utf-16le' }));
    expect(again).toMatchObject({ file: 'a.csv', problemCount: 1 });
    const back = await must(imports.reread(again.token, { ...plainReading, encoding: 'shift_jis' }));
    expect(back.problemCount).toBe(0);
  });

  it('J-03: 100,000 rows are previewed with few of them sent to the window', async () => {
    const inventory = await open({ file: temporaryFile() });
    const rows = Array.from({ length: 100_000 }, (_, index) => `GitHub,user${index},Key ${index % 50}`);
    const preview = await must(importsOf(inventory).preview(file(`Service,Account,Key\n${rows.join('\n')}`), 'a.csv'));
    expect(preview.counts).toMatchObject({ rows: 100_000, keys: 50, enrolments: 100_000 });
    expect(preview.rows).toHaveLength(500);
  }, 20_000);
});
