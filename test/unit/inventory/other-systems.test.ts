import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SqliteDialect } from '../../../src-main/inventory/file/sqlite-dialect.ts';
import { lockFile } from '../../../src-main/inventory/file/file-lock.ts';
import { isKeychainAvailable, noKeychain } from '../../../src-main/inventory/file/keychain.ts';
import { osKeychain } from '../../../src-main/inventory/file/os-keychain.ts';
import { linkOrCopy, syncDirectory } from '../../../src-main/inventory/file/safe-file.ts';
import { storageFailure } from '../../../src-main/inventory/file/storage-failure.ts';
import { Kysely, sql } from 'kysely';
import { listing, must, open, passkey, pluggedKey, temporaryFile, temporaryFolder } from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = pluggedKey({ vendorSerial: '1' });

/** Replaces one file function for the rest of the test. */
function replace(name: 'linkSync' | 'writeFileSync' | 'readFileSync', faulty: (path: string) => void): void {
  const real = fs[name];
  Reflect.set(fs, name, (...parameters: unknown[]): unknown => {
    faulty(String(parameters[0]));
    return Reflect.apply(real, fs, parameters);
  });
  onTestFinished(() => void Reflect.set(fs, name, real));
}

function refuse(code: string): never {
  throw Object.assign(new Error(code), { code, syscall: 'test' });
}

describe('file systems without hard links', () => {
  it('are locked all the same', async () => {
    replace('linkSync', () => refuse('EPERM'));
    const file = temporaryFile();
    const first = await lockFile(file);
    await expect(lockFile(file, { patience: 50 })).rejects.toMatchObject({ failure: { kind: 'inventory-locked' } });
    first.release();
    (await lockFile(file)).release();
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  it('keep a file aside by copying it', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.recordListing(key, listing([passkey('alice')])));
    const before = fs.readFileSync(file);
    replace('linkSync', () => refuse('ENOTSUP'));
    const { keptAside } = await must(inventory.startFromScratch());
    expect(fs.readFileSync(keptAside ?? '').equals(before)).toBe(true);
    fs.writeFileSync(`${file}.taken`, '');
    expect(() => linkOrCopy(keptAside ?? '', `${file}.taken`)).toThrow('EEXIST');
  });

  it('report any other failure', async () => {
    replace('linkSync', () => refuse('EIO'));
    const inventory = await open({ file: temporaryFile() });
    expect(await inventory.recordListing(key, listing([]))).toEqual({
      ok: false,
      failure: { kind: 'inventory-unreadable', detail: 'EIO' },
    });
  });
});

describe('a full disk', () => {
  it('can be locked for reading although the lock cannot name its owner', async () => {
    replace('writeFileSync', (name) => (name.includes('-draft-') ? refuse('ENOSPC') : undefined));
    const file = temporaryFile();
    const lock = await lockFile(file);
    expect(fs.readFileSync(`${file}.in-use`, 'utf8')).toBe('');
    await expect(lockFile(file, { patience: 50 })).rejects.toMatchObject({ failure: { kind: 'inventory-locked' } });
    lock.release();
  });

  it('I-05 is still read from, with what could not be written shown', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice')])));
    const entry = await must(
      inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId: passkey('alice').credentialId }),
    );
    const real = fs.writeSync;
    onTestFinished(() => void Reflect.set(fs, 'writeSync', real));
    Reflect.set(fs, 'writeSync', () => refuse('ENOSPC'));
    expect(await inventory.journalEnd(entry.id, 'done')).toEqual({ ok: false, failure: { kind: 'disk-full' } });
    const shown = await must(inventory.snapshot());
    expect(shown.enrolments).toMatchObject([{ vanishedBy: 'deleted' }]);
    expect(await must(inventory.exportJson())).toContain('"vanishedBy":"deleted"');
    Reflect.set(fs, 'writeSync', real);
    const written = await must((await open({ file })).snapshot());
    expect(written.enrolments).toMatchObject([{ vanishedBy: null }]);
    await must(inventory.snapshot());
    expect((await must((await open({ file })).snapshot())).enrolments).toMatchObject([{ vanishedBy: 'deleted' }]);
  });
});

describe('the keychain of this system', () => {
  it('answers or rejects, and never hangs', async () => {
    const began = performance.now();
    expect(typeof (await isKeychainAvailable(osKeychain()))).toBe('boolean');
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('is not asked for demo inventories and those in memory', async () => {
    for (const each of [noKeychain.read('x'), noKeychain.write('x', new Uint8Array()), noKeychain.remove('x')]) {
      await expect(each).rejects.toThrow('no keychain');
    }
    const refusing = { read: vi.fn(), write: vi.fn(), remove: vi.fn() };
    for (const options of [{ file: 'memory' }, { file: temporaryFile(), demo: true }]) {
      const inventory = await open({ ...options, keychain: refusing });
      await must(inventory.recordListing(key, listing([])));
      await must(inventory.eraseEverything());
    }
    expect([refusing.read, refusing.write, refusing.remove].flatMap((each) => each.mock.calls)).toEqual([]);
  });
});

describe('the database adapter', () => {
  async function database() {
    const file = path.join(temporaryFolder(), 'x.sqlite');
    fs.writeFileSync(file, '');
    const kysely = new Kysely<{ t: { a: number; b: string | Uint8Array | null } }>({
      dialect: new SqliteDialect(file),
    });
    await sql`create table t (a integer primary key, b)`.execute(kysely);
    onTestFinished(() => kysely.destroy());
    return { file, kysely };
  }

  it('inserts, returns, counts, updates, joins and rolls back', async () => {
    const { kysely } = await database();
    const returned = await kysely
      .insertInto('t')
      .values([
        { a: 1, b: 'x' },
        { a: 2, b: null },
      ])
      .returning('a')
      .execute();
    expect(returned).toEqual([{ a: 1 }, { a: 2 }]);
    const updated = await kysely
      .updateTable('t')
      .set({ b: Uint8Array.of(1, 2) })
      .executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(2n);
    await expect(
      kysely.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('t').execute();
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await kysely.selectFrom('t').selectAll().execute()).toEqual([
      { a: 1, b: Uint8Array.of(1, 2) },
      { a: 2, b: Uint8Array.of(1, 2) },
    ]);
    expect((await kysely.introspection.getTables()).map(({ name }) => name)).toEqual(['t']);
    await expect(async () => {
      for await (const row of kysely.selectFrom('t').selectAll().stream()) expect(row).toBeUndefined();
    }).rejects.toThrow('streaming');
  });

  it('refuses values that the engine would cut or cannot store', async () => {
    const { kysely } = await database();
    await expect(kysely.insertInto('t').values({ a: 1, b: 'cut\0here' }).execute()).rejects.toThrow(TypeError);
    await expect(sql`select ${new Date()}`.execute(kysely)).rejects.toThrow(TypeError);
    expect((await sql<{ v: unknown }>`select ${2n ** 62n} as v`.execute(kysely)).rows).toEqual([{ v: 2n ** 62n }]);
  });

  it('leaves neither lock nor open file behind when it is closed', async () => {
    const { file, kysely } = await database();
    await kysely.insertInto('t').values({ a: 1, b: null }).execute();
    await expect(sql`select * from absent`.execute(kysely)).rejects.toThrow('no such table');
    await kysely.destroy();
    expect(fs.readdirSync(path.dirname(file))).toEqual(['x.sqlite']);
  });
});

describe('failures', () => {
  it('are told apart from defects', () => {
    expect(storageFailure(new TypeError('a defect'), '/x')).toBeNull();
    expect(storageFailure('not even an error', '/x')).toBeNull();
    expect(storageFailure(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }), '/x')).toBeNull();
    const engine = Object.assign(new Error('disk I/O error'), { name: 'SQLite3Error' });
    expect(storageFailure(engine, path.join(temporaryFolder(), 'x'))).toEqual({
      kind: 'inventory-unreadable',
      detail: 'EIO',
    });
    expect(storageFailure(engine, '/nonexistent/x')).toEqual({ kind: 'inventory-unreadable', detail: 'ENOENT' });
  });

  it('a defect is thrown, not returned', async () => {
    const broken = () => {
      throw new TypeError('a defect');
    };
    const inventory = await open({ file: 'memory', random: broken });
    await expect(inventory.recordListing(key, listing([]))).rejects.toThrow('a defect');
  });

  it('a folder that is not there cannot be synced', () => {
    expect(() => syncDirectory('/nonexistent')).toThrow('ENOENT');
  });
});
