import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../../src-main/inventory/inventory.ts';
import { failureOf, listing, must, open, passkey, pluggedKey, tamper, temporaryFile } from '../inventory-fixture.ts';

const key = pluggedKey({ vendorSerial: '1' });
const damage = { kind: 'inventory-damaged' };
const secret = (): Uint8Array => new Uint8Array(Buffer.from('correct horse'));

async function made(...users: readonly string[]): Promise<{ file: string; inventory: Inventory }> {
  const file = temporaryFile();
  const inventory = await open({ file });
  await must(inventory.recordListing(key, listing(users.map((user) => passkey(user)))));
  return { file, inventory };
}

/** Opens with whatever opens it, and returns what is then said. */
async function said(file: string): Promise<unknown> {
  const inventory = await open({ file });
  if ((await inventory.status()).state === 'needs-passphrase') {
    const unlocked = await inventory.unlock(secret());
    if (!unlocked.ok) return unlocked.failure;
  }
  return failureOf(inventory.snapshot());
}

describe('rows of an earlier state of the same file', () => {
  it.each([
    ['one enrolments row', `replace into record select * from old.record where kind = 'enrolments'`],
    ['all rows', `delete from record`, `insert into record select * from old.record`],
    ['the head alone', `update head set sealed = (select sealed from old.head)`],
    [
      'a row and the head',
      `replace into record select * from old.record where kind = 'key'`,
      `update head set sealed = (select sealed from old.head)`,
    ],
    ['a row that was removed since', `insert or ignore into record select * from old.record`],
  ])('are noticed: %s', async (_what, ...statements) => {
    const { file, inventory } = await made('alice', 'bob');
    const { id } = await must(
      inventory.addDevice({
        ...{ owner: null, place: null, carriedOn: null, simIn: null, note: null },
        kind: 'phone',
        label: 'Phone',
      }),
    );
    fs.copyFileSync(file, `${file}.old`);
    await must(inventory.recordListing(key, listing([passkey('alice')], '2026-02-01T00:00:00.000Z')));
    await must(inventory.removeDevice(id));
    await inventory.close();
    tamper(file, `attach '${file}.old' as old`, ...statements);
    expect(await said(file)).toEqual(damage);
  });

  it('are noticed where they were taken from a sealed backup, under the same key', async () => {
    const { file, inventory } = await made('alice');
    await must(inventory.setPassphrase(secret()));
    const { file: backup } = await must(inventory.backup());
    await must(inventory.recordListing(key, listing([passkey('bob')], '2026-02-01T00:00:00.000Z')));
    await inventory.close();
    tamper(file, `attach '${backup}' as old`, `replace into record select * from old.record where kind = 'enrolments'`);
    expect(await said(file)).toEqual(damage);
  });
});

describe('rows of another file', () => {
  it.each([
    ['a row', `update record set sealed = (select sealed from other.record where kind = 'key') where kind = 'key'`],
    ['all rows', `delete from record`, `insert into record select * from other.record`],
    ['the head', `update head set sealed = (select sealed from other.head)`],
    ['header and head', `update head set sealed = (select sealed from other.head)`, header()],
    ['the header', header()],
    ['rows and head', `delete from record`, `insert into record select * from other.record`, head()],
  ])('are noticed: %s', async (_what, ...statements) => {
    const [mine, theirs] = [await made('alice'), await made('alice')];
    await mine.inventory.close();
    await theirs.inventory.close();
    tamper(mine.file, `attach '${theirs.file}' as other`, ...statements);
    expect(await said(mine.file)).toEqual(damage);
  });

  function header(): string {
    return `update header set content = (select content from other.header)`;
  }

  function head(): string {
    return `update head set sealed = (select sealed from other.head)`;
  }
});

describe('rows that change behind an open inventory', () => {
  it('are not taken over with what another program writes next', async () => {
    const { file, inventory } = await made('alice', 'bob');
    fs.copyFileSync(file, `${file}.old`);
    const device = { owner: null, place: null, carriedOn: null, simIn: null, note: null } as const;
    await must(inventory.recordListing(key, listing([passkey('alice')], '2026-02-01T00:00:00.000Z')));
    const before = await must(inventory.snapshot());
    const other = await open({ file });
    tamper(
      file,
      `attach '${file}.old' as old`,
      `replace into record select * from old.record where kind = 'enrolments'`,
    );
    // What is known here is what was vouched for.
    expect(await must(inventory.snapshot())).toEqual(before);
    expect(await must(other.snapshot())).toEqual(before);
    await must(other.addDevice({ ...device, kind: 'phone', label: 'Phone' }));
    const { enrolments } = await must(inventory.snapshot());
    expect(enrolments).toEqual(before.enrolments);
    // Whoever reads all of it sees that a row is not the one that was written.
    expect(await said(file)).toEqual(damage);
  });

  it('are noticed where one was removed or changed, with the next change by another program', async () => {
    for (const statement of [
      `delete from record where kind = 'enrolments'`,
      `update record set revision = 1000 where kind = 'enrolments'`,
      `update record set sealed = zeroblob(100), revision = 1000 where kind = 'enrolments'`,
    ]) {
      const { file, inventory } = await made('alice');
      const other = await open({ file });
      tamper(file, statement);
      const device = { owner: null, place: null, carriedOn: null, simIn: null, note: null } as const;
      await must(other.addDevice({ ...device, kind: 'phone', label: 'Phone' }));
      expect(await failureOf(inventory.snapshot())).toEqual(damage);
    }
  });
});
