import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sqliteDialect } from '../../../src-main/inventory/file/sqlite-dialect.ts';
import { isKeychainAvailable, noKeychain } from '../../../src-main/keychain/keychain.ts';
import { osKeychain } from '../../../src-main/keychain/os-keychain.ts';
import { syncDirectory, takeName } from '../../../src-main/inventory/file/safe-file.ts';
import { storageFailure } from '../../../src-main/inventory/file/storage-failure.ts';
import { Kysely, sql } from 'kysely';
import { listing, must, open, passkey, pluggedKey, temporaryFile, temporaryFolder } from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = pluggedKey({ vendorSerial: '1' });

/** Replaces one file function for the rest of the test. */
function replace(name: 'linkSync', faulty: (path: string) => void): void {
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
  it('keep a file aside by moving it, and get a new one all the same', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.recordListing(key, listing([passkey('alice')])));
    const before = fs.readFileSync(file);
    replace('linkSync', () => refuse('ENOTSUP'));
    const { keptAside } = await must(inventory.startFromScratch());
    expect(fs.readFileSync(keptAside ?? '').equals(before)).toBe(true);
    await must(inventory.recordListing(key, listing([passkey('bob')])));
    expect((await must((await open({ file })).snapshot())).enrolments).toMatchObject([{ userName: 'bob' }]);
    fs.writeFileSync(`${file}.taken`, '');
    expect(takeName(`${file}.taken`, file)).toBe(false);
  });
});

describe('the keychain of this system', () => {
  it('answers or rejects, and never hangs', async () => {
    const began = performance.now();
    expect(typeof (await isKeychainAvailable(osKeychain('Sparekey inventory')))).toBe('boolean');
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
      dialect: sqliteDialect(file, false),
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
    await expect(sql`select ${2n ** 62n} as v`.execute(kysely)).rejects.toMatchObject({
      failure: { kind: 'inventory-damaged' },
    });
  });

  /** Lists the files that this process has open. */
  function openDescriptors(): string[] {
    const names = fs.readdirSync('/proc/self/fd');
    return names.flatMap((name) => {
      try {
        return [fs.readlinkSync(`/proc/self/fd/${name}`)];
      } catch {
        return [];
      }
    });
  }

  it.skipIf(process.platform !== 'linux')('leaves neither lock nor open file behind when it is closed', async () => {
    const { file, kysely } = await database();
    await kysely.insertInto('t').values({ a: 1, b: null }).execute();
    await expect(sql`select * from absent`.execute(kysely)).rejects.toThrow('no such table');
    await kysely.destroy();
    expect(fs.readdirSync(path.dirname(file))).toEqual(['x.sqlite']);
    expect(openDescriptors().filter((target) => target.startsWith(path.dirname(file)))).toEqual([]);
  });
});

describe('failures', () => {
  it('are told apart from defects', () => {
    expect(storageFailure(new TypeError('a defect'))).toBeNull();
    expect(storageFailure('not even an error')).toBeNull();
    expect(storageFailure(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeNull();
    const engine = (errcode: number, message = '') => Object.assign(new Error(message), { errcode });
    expect(storageFailure(engine(778))).toEqual({ kind: 'inventory-unreadable', detail: 'SQLITE 10' });
    expect(storageFailure(engine(13))).toEqual({ kind: 'disk-full' });
    expect(storageFailure(engine(1544))).toEqual({ kind: 'inventory-read-only' });
    expect(storageFailure(engine(1, 'no such table: record'))).toEqual({ kind: 'inventory-damaged' });
    expect(storageFailure(engine(1, 'near "selct": syntax error'))).toBeNull();
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
