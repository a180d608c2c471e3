import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { loadServices } from '../../../catalogue/services.ts';
import { planImport } from '../../../src-main/imports/plan-import.ts';
import { mustTable } from '../imports/import-fixture.ts';
import type { BulkManual } from '../../../src-main/inventory/inventory.ts';
import { canonicalJson } from '../../../src-main/inventory/file/sealing.ts';
import { createServiceFinder } from '../../../src-shared/coverage/group-services.ts';
import { type Device, deviceKinds } from '../../../src-shared/domain/device.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { type OtherWayIn, otherWayInKinds, type Requirement } from '../../../src-shared/domain/other-way-in.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { looksLikeCode } from '../../../src-shared/lib/looks-like-code.ts';
import { day, keyOf, readOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';
import { rpIdHashOf } from '../../fixtures/enrolment.ts';
import { bytesOf, hostileNames, smallSnapshot, worldOf } from './report-world.ts';

const numRuns = process.env['SPAREKEY_LONG'] === '1' ? 5_000 : 100;
const services = loadServices();
const providers = loadOtherWays();
const find = createServiceFinder(services, siteOf, []);

/** Generates a text that the inventory keeps as it is and a table can hold: one line, trimmed, no code. */
const line = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      fc.constantFrom(
        ...hostileNames,
        'A; B',
        'A；B',
        'say "x"',
        '"',
        ';',
        'a/b',
        'key:x',
        'memory',
        '金庫１',
        'Hana Mori',
      ),
    )
    .map((text) =>
      text
        .toWellFormed()
        .replaceAll(/\p{Cc}/gu, '')
        .trim()
        .slice(0, most)
        .trim(),
    )
    .filter((text) => text.isWellFormed() && foldText(text) !== null && looksLikeCode(text) !== 'surely');
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 });
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const placed = fc.record({ owner: maybe(line(100)), place: maybe(line(100)), carriedOn: maybe(line(100)) });
const keys = fc
  .uniqueArray(fc.tuple(line(80), placed, maybe(fc.constantFrom('daily', 'spare', 'off-site', 'retired'))), {
    minLength: 1,
    maxLength: 3,
    selector: ([label]) => foldText(label),
  })
  .map((some) => some.map(([label, where, role], index) => keyOf(`k${index}`, { label, role, ...where })));

const devices = fc
  .uniqueArray(
    fc.tuple(fc.oneof(line(80), fc.constant('Phone')), fc.constantFrom(...deviceKinds), placed, maybe(line(200))),
    {
      maxLength: 4,
      selector: ([label, kind, { owner }]) => JSON.stringify([kind, foldText(label), foldText(owner)]),
    },
  )
  .map((some) =>
    some.map(([label, kind, where, note], index): Device => {
      const phone = some.findIndex(([, other]) => other === 'phone');
      const simIn = kind === 'phone-number' && phone !== -1 ? `d${phone}` : null;
      return { id: `d${index}`, kind, label, ...where, simIn, lostAt: null, asOf: day(3), note };
    }),
  );

/** RP IDs of one service, of several, of none, of one domain, and what no browser would send. */
const rpIds = [
  'github.com',
  'login.microsoft.com',
  'google.com',
  'twitter.com',
  'idp1.example.co.jp',
  'idp2.example.co.jp',
  'vpn.corp.example.com',
  'example.com',
  'ssh:',
  'ssh:backup',
  'GitHub.com',
  'xn--gthub-n4a.com',
] as const;
const users = fc.constantFrom('hana', 'Hana Mori', 'hana@outlook.com', 'hana@corp.example', '=1+1', '花');
const places = fc.oneof(
  fc.constantFrom(...rpIds).map((rpId) => ({ serviceId: null, rpId })),
  fc.constantFrom(...services.map(({ id }) => id)).map((serviceId) => ({ serviceId, rpId: null })),
  fc
    .constantFrom('domain:example.net', 'own:club', 'rp:nas.example.org')
    .map((serviceId) => ({ serviceId, rpId: null })),
  fc.constant({ serviceId: 'github', rpId: 'github.com' }),
);

const scope = ({ serviceId, rpId }: Pick<Enrolment, 'serviceId' | 'rpId'>): string => {
  const group = find({ serviceId, rpId, rpIdHash: null })?.serviceId ?? '';
  // Work and personal accounts have one RP ID; every SSH application name is a credential of its own.
  if (group === 'microsoft-account') return 'microsoft-entra-id';
  return group === 'rp:ssh:' ? `${group}${rpId ?? ''}` : group;
};

function enrolments(keyCount: number): fc.Arbitrary<Enrolment[]> {
  const one = fc.record({
    keyIndex: fc.nat(keyCount - 1),
    at: places,
    userName: maybe(users),
    isRead: fc.boolean(),
    note: maybe(line(200)),
  });
  return fc
    .uniqueArray(one, {
      maxLength: 8,
      selector: ({ keyIndex, at, userName }) => JSON.stringify([keyIndex, scope(at), foldText(userName)]),
    })
    .map((some) =>
      some.map(({ keyIndex, at, userName, isRead, note }, index): Enrolment => {
        const keyId = `k${keyIndex}`;
        const id = `e${index}`;
        const { rpId } = at;
        if (!isRead || rpId === null) return manualOf(keyId, at.serviceId ?? '', userName, { ...at, id, note });
        return readOf(keyId, rpId, userName ?? '', { id, userName, userId: `${index}`.padStart(4, '0') });
      }),
    );
}

function ways(keyCount: number, deviceCount: number): fc.Arbitrary<OtherWayIn[]> {
  const requirement: fc.Arbitrary<Requirement> = fc.oneof(
    fc.nat(keyCount - 1).map((index) => ({ type: 'key' as const, keyId: `k${index}` })),
    ...(deviceCount === 0
      ? []
      : [fc.nat(deviceCount - 1).map((index) => ({ type: 'device' as const, deviceId: `d${index}` }))]),
    fc.record({
      type: fc.constant('account' as const),
      serviceId: fc.constantFrom(...services.map(({ id }) => id), 'domain:example.net'),
      userName: maybe(fc.oneof(users, line(100))),
      accountId: fc.constant(null),
    }),
    line(200).map((place) => ({ type: 'place' as const, place })),
    fc.constantFrom('memory' as const, 'people' as const, 'nobody' as const).map((type) => ({ type })),
  );
  const requires = fc.uniqueArray(requirement, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) });
  const one = fc.record({
    at: places,
    userName: maybe(users),
    kind: fc.constantFrom(...otherWayInKinds),
    name: line(100),
    providerId: maybe(fc.constantFrom(...providers.map(({ id }) => id))),
    requires: maybe(requires),
    where: placed,
    link: maybe(fc.constant('https://vault.example/entry?id=1')),
    validFrom: maybe(instant),
    validUntil: maybe(instant),
    hours: maybe(line(100)),
    contact: maybe(line(100)),
    note: maybe(line(200)),
  });
  return fc
    .uniqueArray(one, {
      maxLength: 5,
      selector: ({ at, userName, kind, name }) => JSON.stringify([scope(at), foldText(userName), kind, foldText(name)]),
    })
    .map((some) =>
      some.map(({ at, where, ...way }, index) =>
        wayOf('', null, { ...at, ...where, ...way, id: `w${index}`, asOf: day(4) }),
      ),
    );
}

const inventories = fc.tuple(keys, devices).chain(([someKeys, someDevices]) =>
  fc.record({
    keys: fc.constant(someKeys),
    devices: fc.constant(someDevices),
    enrolments: enrolments(someKeys.length),
    otherWaysIn: ways(someKeys.length, someDevices.length),
  }),
);
type Inventory = Pick<InventorySnapshot, 'keys' | 'devices' | 'enrolments' | 'otherWaysIn'>;

const csvOf = (inventory: Inventory, language: 'en' | 'ja'): Promise<Uint8Array> =>
  bytesOf({ kind: 'inventory', format: 'csv', language }, worldOf(smallSnapshot(inventory), services));

function plan(bytes: Uint8Array, snapshot: Inventory) {
  const made = planImport(mustTable({ bytes }), { snapshot, services, providers, locale: 'en' });
  expect(made.problems).toEqual([]);
  return made;
}

const empty: Inventory = { keys: [], devices: [], enrolments: [], otherWaysIn: [] };

/** Returns what an import into an empty inventory records, as an inventory. */
function recorded({ keys: newKeys, devices: newDevices = [], enrolments: told, otherWaysIn }: BulkManual): Inventory {
  return {
    keys: newKeys.map(({ ref, ...words }) => keyOf(ref, words)),
    devices: newDevices.map(({ ref, ...words }) => ({ ...words, id: ref, lostAt: null, asOf: day(3) })),
    enrolments: told.map((one, index) => ({
      ...manualOf(one.keyId, one.serviceId ?? '', one.userName),
      ...one,
      accountId: null,
      id: `e${index}`,
    })),
    otherWaysIn: otherWaysIn.map((way, index) => ({ ...way, id: `w${index}`, asOf: day(4) })),
  };
}

/** Returns what a table holds of an inventory, in one order, with labels in place of ids. */
function carried({ keys: allKeys, devices: allDevices, enrolments: all, otherWaysIn }: Inventory) {
  const keyLabel = (keyId: string) => allKeys.find(({ id }) => id === keyId)?.label;
  const device = (deviceId: string | null) => {
    const found = allDevices.find(({ id }) => id === deviceId);
    return found === undefined ? null : [found.kind, found.label, found.owner];
  };
  const sorted = (records: readonly unknown[]) => records.map((record) => canonicalJson(record)).toSorted();
  return {
    keys: sorted(allKeys.map(({ label, role, owner, place, carriedOn }) => ({ label, role, owner, place, carriedOn }))),
    devices: sorted(
      allDevices.map(({ id: _, asOf: __, lostAt: ___, kind, label, owner, place, carriedOn, simIn, note }) => {
        return { kind, label, owner, place, carriedOn, simIn: device(simIn), note };
      }),
    ),
    told: sorted(
      all
        .filter(({ evidence }) => evidence === 'told')
        .map(({ keyId, serviceId, rpId, userName, note }) => ({
          key: keyLabel(keyId),
          serviceId,
          rpId,
          userName,
          note,
        })),
    ),
    otherWaysIn: sorted(
      otherWaysIn.map(({ id: _, asOf: __, requires, ...way }) => ({
        ...way,
        requires:
          requires?.map((one) =>
            one.type === 'key' ? keyLabel(one.keyId) : one.type === 'device' ? device(one.deviceId) : one,
          ) ?? null,
      })),
    ),
  };
}

/** Lists the rows of a table by the columns that say what is recorded, in one order. */
function rowsOf(bytes: Uint8Array): string[] {
  const rows: Record<string, string>[] = parse(new TextDecoder().decode(bytes), { bom: true, columns: true });
  const shown = [
    'Key',
    'Service',
    'RP ID',
    'Account',
    'Role',
    'Owner',
    'Place',
    'Other way in',
    'Name',
    'Through',
    'Device',
    'SIM in',
    'Note',
  ];
  return rows.map((row) => JSON.stringify(shown.map((column) => row[column]))).toSorted();
}

describe('the inventory as a table, imported', () => {
  it('into an empty inventory gives the same records, as far as a table carries them', async () => {
    await fc.assert(
      fc.asyncProperty(inventories, fc.constantFrom('en', 'ja'), async (inventory, language) => {
        const imported = recorded(plan(await csvOf(inventory, language), empty).bulk);
        const { told, ...others } = carried(inventory);
        const { told: manualAfter, ...othersAfter } = carried(imported);
        expect(othersAfter).toEqual(others);
        // What was read from a key comes back as recorded by hand, under the same RP ID.
        expect(manualAfter).toEqual(expect.arrayContaining(told));
        expect(imported.enrolments).toHaveLength(inventory.enrolments.length);
        expect(rowsOf(await csvOf(imported, 'en'))).toEqual(rowsOf(await csvOf(inventory, 'en')));
      }),
      { numRuns },
    );
  }, 120_000);

  it('into the same inventory changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(inventories, fc.constantFrom('en', 'ja'), async (inventory, language) => {
        const { bulk, conflicts } = plan(await csvOf(inventory, language), inventory);
        const lists: readonly (readonly unknown[] | undefined)[] = Object.values(bulk);
        expect(lists.flatMap((list) => list ?? [])).toEqual([]);
        expect(conflicts).toEqual([]);
      }),
      { numRuns },
    );
  }, 120_000);
});

const told = (table: string) => plan(new TextEncoder().encode(table), empty).bulk.enrolments;

describe('service ids and RP IDs of a table', () => {
  it('two hosts of one domain stay two services', async () => {
    const table = 'Service,Account,Key\nidp1.example.co.jp,mika,Blue\nidp2.example.co.jp,mika,Blue\n';
    const first = recorded(plan(new TextEncoder().encode(table), empty).bulk);
    const again = recorded(plan(await csvOf(first, 'en'), empty).bulk);
    expect(again.enrolments.map(({ serviceId, rpId }) => [serviceId, rpId])).toEqual([
      [null, 'idp1.example.co.jp'],
      [null, 'idp2.example.co.jp'],
    ]);
  });

  it('a passkey of a work account is never named as Windows sign-in, though that opens with it', async () => {
    const inventory: Inventory = {
      ...empty,
      keys: [keyOf('k0')],
      enrolments: [readOf('k0', 'login.microsoft.com', 'hana@corp.example')],
      otherWaysIn: [
        wayOf('windows-signin-entra-joined', 'hana@corp.example', { kind: 'windows-hello', name: 'Office PC' }),
      ],
    };
    const rows: Record<string, string>[] = parse(new TextDecoder().decode(await csvOf(inventory, 'en')), {
      bom: true,
      columns: true,
    });
    expect(rows.filter((row) => row['Record'] === 'passkey')).toMatchObject([
      { Service: 'Microsoft Entra ID (work or school account)', 'RP ID': 'login.microsoft.com', 'Service ID': '' },
    ]);
    const document = new TextDecoder().decode(
      await bytesOf({ kind: 'inventory', format: 'html' }, worldOf(smallSnapshot(inventory), services)),
    );
    expect(document).toMatch(/Microsoft Entra ID[^<]*<.*login\.microsoft\.com/su);
  });

  it('the RP ID wins over the name of a service that only borrows the passkey, as older tables wrote it', () => {
    const table =
      'Key,Service,Account,Passkey domain\nBlue,Windows sign-in (Entra joined PC),hana,login.microsoft.com\n';
    expect(told(table)).toMatchObject([{ serviceId: null, rpId: 'login.microsoft.com', userName: 'hana' }]);
  });

  it('the name chooses among services that share the RP ID', () => {
    const [personal] = services.filter(({ id }) => id === 'microsoft-account');
    const table = `Key,Service,RP ID\nBlue,${personal?.name ?? ''},login.microsoft.com\n`;
    expect(told(table)).toMatchObject([{ serviceId: 'microsoft-account', rpId: 'login.microsoft.com' }]);
  });

  it('an RP ID alone names the service; an id that is not known is refused', () => {
    expect(told('Key,RP ID\nBlue,github.com\n')).toMatchObject([{ serviceId: null, rpId: 'github.com' }]);
    const table = mustTable({ bytes: new TextEncoder().encode('Key,Service ID\nBlue,nowhere\n') });
    const { problems } = planImport(table, { snapshot: empty, services, providers, locale: 'en' });
    expect(problems).toMatchObject([{ line: 2, code: 'service-unknown', column: 'serviceId', value: 'nowhere' }]);
  });

  it('what a key gave beside another hash names no service when it comes back', async () => {
    const inventory: Inventory = {
      ...empty,
      keys: [keyOf('k0')],
      enrolments: [readOf('k0', 'github.com', 'hana', { rpIdHash: rpIdHashOf('evil.example') })],
    };
    const imported = plan(await csvOf(inventory, 'en'), empty).bulk.enrolments;
    expect(imported).toMatchObject([{ serviceId: `hash:${rpIdHashOf('evil.example')}`, rpId: null }]);
  });

  it('a shortened RP ID comes back in full where another key gave it', async () => {
    const full = 'a-very-long-host-name-of-a-service.example.org';
    const inventory: Inventory = {
      ...empty,
      keys: [keyOf('k0'), keyOf('k1')],
      enrolments: [
        readOf('k0', `${full.slice(0, 31)}…`, 'hana', { rpIdHash: rpIdHashOf(full) }),
        readOf('k1', full, 'hana'),
      ],
    };
    expect(plan(await csvOf(inventory, 'en'), empty).bulk.enrolments.map(({ rpId }) => rpId)).toEqual([full, full]);
  });

  it('a name that the catalogue has no more is that of the RP ID beside it in other rows', () => {
    const table = 'Key,Service,RP ID,Other way in\nBlue,Former name,amazon.co.jp,\n,Former name,,recovery codes\n';
    const { bulk } = plan(new TextEncoder().encode(table), empty);
    expect(bulk.otherWaysIn).toMatchObject([{ serviceId: expect.stringContaining('amazon'), rpId: null }]);
  });

  it('ways in of two owners stay two', async () => {
    const desk = (owner: string) => wayOf('github', null, { kind: 'helpdesk', name: 'IT desk', owner, id: owner });
    const imported = plan(await csvOf({ ...empty, otherWaysIn: [desk('Hana'), desk('Mori')] }, 'en'), empty).bulk;
    expect(imported.otherWaysIn.map(({ owner }) => owner)).toEqual(['Hana', 'Mori']);
  });
});
