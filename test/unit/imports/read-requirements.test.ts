import { emptyWorld, file, planOf, problemsOf } from './import-fixture.ts';
import { describe, expect, it } from 'vitest';
import { createImports } from '../../../src-main/imports/create-imports.ts';
import type { ImportContext } from '../../../src-main/imports/plan-import.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import { keyOf, serviceOf, wayOf } from '../coverage/coverage-fixtures.ts';
import { must, open, temporaryFile } from '../inventory/inventory-fixture.ts';

const phone: Device = {
  id: 'd1',
  kind: 'phone',
  label: 'Pixel',
  owner: null,
  place: null,
  carriedOn: null,
  simIn: null,
  lostAt: null,
  asOf: '2026-01-01T00:00:00.000Z',
  note: null,
};
const services = [
  serviceOf('github', ['github.com']),
  serviceOf('gmail', ['gmail.com']),
  serviceOf('box', ['box.com']),
];

function worldWith(snapshot: Partial<ImportContext['snapshot']> = {}): ImportContext {
  const known = { ...emptyWorld.snapshot, keys: [keyOf('k1', { label: 'Blue' })], devices: [phone], ...snapshot };
  return { ...emptyWorld, services, snapshot: known };
}

const heading = 'Service,Account,Key,Other way in,Owner,Through\n';

function requirementsOf(through: string, world = worldWith()) {
  return planOf(file(`${heading}github,mika,,other,,"${through}"\n`), world).bulk.otherWaysIn[0]?.requires;
}

describe('the column "Through"', () => {
  it('reads every kind of thing in both languages', () => {
    const everything = [
      { type: 'key', keyId: 'k1' },
      { type: 'device', deviceId: 'd1' },
      { type: 'account', serviceId: 'gmail', userName: 'mika@gmail.com', accountId: null },
      { type: 'place', place: '金庫' },
      { type: 'memory' },
      { type: 'people' },
      { type: 'nobody' },
    ];
    const english = 'key:blue; device: PIXEL ;account:gmail/mika@gmail.com;place:金庫;memory;People;nobody;memory';
    expect(requirementsOf(english)).toEqual(everything);
    const japanese =
      'キー：Blue；端末:pixel；アカウント:gmail/mika@gmail.com；場所：金庫；記憶；ほかの人；誰も持っていない';
    expect(requirementsOf(japanese)).toEqual(everything);
    expect(requirementsOf('')).toBeNull();
    expect(requirementsOf(' ; ')).toBeNull();
  });

  it('takes names in quotation marks, with semicolons and doubled marks, and any other mark as a character', () => {
    const place = (name: string) => ({ type: 'place', place: name });
    // Quotation marks are doubled once more by the table itself.
    expect(requirementsOf('place:""A; B"";memory')).toEqual([place('A; B'), { type: 'memory' }]);
    expect(requirementsOf('place:""say """"x""""; y""')).toEqual([place('say "x"; y')]);
    expect(requirementsOf('place:Box 6"" wide;memory')).toEqual([place('Box 6" wide'), { type: 'memory' }]);
    expect(requirementsOf(`place:${'""'.repeat(150)}`)).toHaveLength(1);
  });

  it('takes a name alone where it fits one key, device or service', () => {
    expect(requirementsOf('Blue;Pixel;box.com')).toEqual([
      { type: 'key', keyId: 'k1' },
      { type: 'device', deviceId: 'd1' },
      { type: 'account', serviceId: 'box', userName: null, accountId: null },
    ]);
  });

  it.each([
    ['Nokia', 'requirement-unknown'],
    ['key:Green', 'requirement-unknown'],
    ['account:nowhere', 'requirement-unknown'],
    ['account:nowhere/mika', 'requirement-unknown'],
    ['Twin', 'requirement-ambiguous'],
    ['device:Twin', 'requirement-ambiguous'],
    ['password: hunter22', 'looks-like-code'],
  ])('refuses %s', (through, code) => {
    const twins = [
      { ...phone, id: 'd2', label: 'Twin' },
      { ...phone, id: 'd3', label: 'Twin', owner: 'Aoi' },
    ];
    const problems = problemsOf(file(`${heading}github,mika,,other,,"${through}"\n`), worldWith({ devices: twins }));
    expect(problems).toContainEqual([2, code, 'through']);
  });

  it('refuses more than ten', () => {
    const many = Array.from({ length: 11 }, (_, index) => `place:${String(index)}`).join(';');
    const problems = problemsOf(file(`${heading}github,mika,,other,,"${many}"\n`), worldWith());
    expect(problems).toEqual([[2, 'text-too-long', 'through']]);
  });

  it('keeps lines and problems in the order of the file', () => {
    const table = file(`${heading}github,mika,,other,,Nokia\nnowhere,mika,Blue,,,\n`);
    expect(problemsOf(table, worldWith()).map(([line]) => line)).toEqual([2, 3]);
    const plan = planOf(file(`${heading}github,mika,,other,,memory\ngithub,mika,Blue,,,\n`), worldWith());
    expect(plan.rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('and the owner fill what is not recorded, and differ where they do', () => {
    const way = wayOf('github', 'mika', { kind: 'other', name: '', place: '金庫1', owner: 'Mika' });
    const table = file(
      'Service,Account,Other way in,Owner,Place,Through\n' + 'github,mika,other,MIKA,金庫１,key:Blue;memory\n',
    );
    const filled = planOf(table, worldWith({ otherWaysIn: [way] }));
    expect(filled.conflicts).toEqual([]);
    const requires = [{ type: 'key' as const, keyId: 'k1' }, { type: 'memory' as const }];
    expect(filled.bulk.wayEdits).toMatchObject([{ way: { owner: 'Mika', place: '金庫1', requires } }]);
    const said = { ...way, requires: [{ type: 'device' as const, deviceId: 'd1' }] };
    const different = planOf(table, worldWith({ otherWaysIn: [said] }));
    expect(different.conflicts).toMatchObject([
      { column: 'through', ours: 'device:Pixel', theirs: 'key:Blue, memory' },
    ]);
    const same = planOf(table, worldWith({ otherWaysIn: [{ ...way, requires: requires.toReversed() }] }));
    expect(same.bulk.wayEdits).toEqual([]);
  });

  it('may name a key that the same table makes, also further down', async () => {
    const inventory = await open({ file: temporaryFile() });
    const imports = createImports({
      inventory,
      world: (snapshot) => ({ ...emptyWorld, services, snapshot }),
      newToken: () => 'token',
    });
    const table = file(`${heading}github,mika,,other,Mika,key:Green\ngithub,mika,Green,,,\n`);
    const preview = await must(imports.preview(table, null));
    expect(preview).toMatchObject({ problemCount: 0, counts: { keys: 1, enrolments: 1, otherWays: 1 } });
    await must(imports.apply(preview.token, { others: 'ours', byId: {} }));
    const { keys, otherWaysIn } = await must(inventory.snapshot());
    expect(otherWaysIn).toMatchObject([{ owner: 'Mika', requires: [{ type: 'key', keyId: keys[0]?.id }] }]);
    // The same table again says nothing new.
    expect(await must(imports.preview(table, null))).toMatchObject({
      counts: { otherWays: 0, changed: 0, unchanged: 2 },
    });
  });
});
