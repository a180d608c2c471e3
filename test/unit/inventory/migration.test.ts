import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Migration, publishedMigrations } from '../../../src-main/inventory/file/inventory-schema.ts';
import { enrolmentSchema, inventoryKeySchema, unsaidOfOtherWay } from '../../../src-shared/domain/inventory.ts';
import { failureOf, listing, must, open, passkey, pluggedKey, temporaryFile } from './inventory-fixture.ts';
import { lettersMigration, ownersMigration, statementsOfBoth } from './synthetic-migrations.ts';

vi.setConfig({ testTimeout: 120_000 });

const key = pluggedKey({ vendorSerial: '1' });
const newer: readonly Migration[] = [...publishedMigrations, ownersMigration(), lettersMigration()];
const records = z.array(z.looseObject({}));
/** What version 1 wrote. */
const golden1Schema = z.looseObject({ keys: records, enrolments: records, otherWaysIn: records });
/** What version 2 exported. */
const golden2Schema = z.looseObject({ enrolments: records, otherWaysIn: records, losses: records, activity: records });
const node = path.resolve('node_modules/.bin/node');

async function published(file = temporaryFile()): Promise<string> {
  const inventory = await open({ file });
  const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice')])));
  await must(inventory.editKey(keyId, { owner: 'mika' }));
  await inventory.close();
  return file;
}

function schemaOf(file: string): number {
  return fs.readFileSync(file).readUInt32BE(60);
}

describe('migrations', () => {
  it('are numbered from one without a gap', () => {
    expect(publishedMigrations.map(({ version }) => version)).toEqual(publishedMigrations.map((_, index) => index + 1));
  });

  it('bring a file to the newest schema, with a backup of what it was', async () => {
    const file = await published();
    const before = fs.readFileSync(file);
    const inventory = await open({ file, migrations: newer });
    const { keys, enrolments } = await must(inventory.snapshot());
    expect(keys).toMatchObject([{ owner: 'MIKA', label: 'YubiKey 5 NFC!' }]);
    expect(enrolments).toHaveLength(1);
    expect(schemaOf(file)).toBe(newer.length);
    const { backups } = await inventory.status();
    expect(backups).toHaveLength(1);
    expect(fs.readFileSync(backups[0]?.file ?? '').equals(before)).toBe(true);
    // Done once.
    await inventory.close();
    const again = await open({ file, migrations: newer });
    expect((await must(again.snapshot())).keys).toMatchObject([{ owner: 'MIKA', label: 'YubiKey 5 NFC!' }]);
    expect((await again.status()).backups).toHaveLength(1);
  });

  it('wait for the passphrase of a protected file', async () => {
    const file = await published();
    const old = await open({ file });
    await must(old.setPassphrase(new Uint8Array(Buffer.from('correct horse'))));
    await old.close();
    const inventory = await open({ file, migrations: newer });
    expect((await inventory.status()).state).toBe('needs-passphrase');
    expect(schemaOf(file)).toBe(publishedMigrations.length);
    await must(inventory.unlock(new Uint8Array(Buffer.from('correct horse'))));
    expect((await must(inventory.snapshot())).keys).toMatchObject([{ owner: 'MIKA' }]);
    expect(schemaOf(file)).toBe(newer.length);
  });

  it('make a new file of the newest schema, and restore a backup of an older one', async () => {
    const old = await published();
    const file = temporaryFile();
    const inventory = await open({ file, migrations: newer });
    await must(inventory.recordListing(key, listing([])));
    expect(schemaOf(file)).toBe(newer.length);
    await must(inventory.restore(old));
    expect((await must(inventory.snapshot())).keys).toMatchObject([{ owner: 'MIKA' }]);
    expect(schemaOf(file)).toBe(newer.length);
    expect(schemaOf(old)).toBe(publishedMigrations.length);
  });

  it('do not touch a damaged file', async () => {
    const file = await published();
    const database = new sqlite.Database(file);
    database.exec("delete from record where kind = 'enrolments'");
    database.close();
    const content = fs.readFileSync(file);
    const inventory = await open({ file, migrations: newer });
    expect((await inventory.status()).state).toBe('damaged');
    expect(fs.readFileSync(file).equals(content)).toBe(true);
    expect((await inventory.status()).backups).toEqual([]);
  });

  it('G-07 an older Sparekey refuses a file that a newer one has migrated', async () => {
    const file = await published();
    await must((await open({ file, migrations: newer })).snapshot());
    const before = fs.readFileSync(file);
    const older = await open({ file });
    expect(await failureOf(older.recordListing(key, listing([])))).toEqual({ kind: 'inventory-newer' });
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it('I-12 killed at every statement: the old file whole, and the next start completes', async () => {
    const original = await published();
    for (let statement = 1; statement <= statementsOfBoth; statement++) {
      const file = temporaryFile();
      fs.copyFileSync(original, file);
      const before = fs.readFileSync(file);
      const program = `
        import { openInventory } from ${JSON.stringify(path.resolve('src-main/inventory/open-inventory.ts'))};
        import { noKeychain } from ${JSON.stringify(path.resolve('src-main/inventory/file/keychain.ts'))};
        import { publishedMigrations } from ${JSON.stringify(path.resolve('src-main/inventory/file/inventory-schema.ts'))};
        import { lettersMigration, ownersMigration } from ${JSON.stringify(path.resolve('test/unit/inventory/synthetic-migrations.ts'))};
        let left = Number(process.argv[2]);
        const step = () => { if (--left === 0) process.kill(process.pid, 'SIGKILL'); };
        await openInventory({
          file: process.argv[1],
          keychain: noKeychain,
          migrations: [...publishedMigrations, ownersMigration(step), lettersMigration(step)],
        });`;
      const died = spawnSync(node, ['--input-type=module', '-e', program, '--', file, String(statement)]);
      expect(`${String(statement)} ${String(died.signal)}`).toBe(`${String(statement)} SIGKILL`);
      expect(fs.readFileSync(file).equals(before)).toBe(true);
      const inventory = await open({ file, migrations: newer });
      expect((await must(inventory.snapshot())).keys).toMatchObject([{ owner: 'MIKA', label: 'YubiKey 5 NFC!' }]);
      expect((await inventory.status()).backups.length).toBeGreaterThan(0);
      const names = fs.readdirSync(path.dirname(file)).sort();
      expect(names).toEqual(['inventory.sparekey', 'inventory.sparekey-backups']);
    }
  });

  it('I-13 two at once: one migrates, both read the result', async () => {
    const file = await published();
    const both = await Promise.all([open({ file, migrations: newer }), open({ file, migrations: newer })]);
    for (const inventory of both) expect((await must(inventory.snapshot())).keys).toMatchObject([{ owner: 'MIKA' }]);
    expect((await both[0].status()).backups).toHaveLength(1);
  });

  it('I-14 a migration that fails leaves the old file and says so', async () => {
    const file = await published();
    const before = fs.readFileSync(file);
    const real = fs.renameSync;
    let renames = 0;
    // The first is the backup's, the second would put the migrated copy in place.
    fs.renameSync = (from, to) => {
      if (++renames === 2) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'rename' });
      real(from, to);
    };
    try {
      const inventory = await open({ file, migrations: newer });
      expect(renames).toBe(2);
      expect(fs.readFileSync(file).equals(before)).toBe(true);
      await inventory.close();
    } finally {
      fs.renameSync = real;
    }
    expect((await must((await open({ file, migrations: newer })).snapshot())).keys).toMatchObject([{ owner: 'MIKA' }]);
  });

  it('I-11 brings a file that version 1 wrote up to date, to the last field', async () => {
    const folder = path.resolve('test/vectors/inventory');
    const file = temporaryFile();
    fs.copyFileSync(path.join(folder, 'version-1.sparekey'), file);
    const inventory = await open({ file });
    expect((await inventory.status()).state).toBe('needs-passphrase');
    await must(inventory.unlock(new Uint8Array(Buffer.from('fixture passphrase'))));
    const golden = golden1Schema.parse(JSON.parse(fs.readFileSync(path.join(folder, 'version-1.json'), 'utf8')));
    const { keys, enrolments, otherWaysIn, activity, ...added } = await must(inventory.snapshot());
    const unsaid = { carriedOn: null, pinBlocked: null, pinMinLength: null, alwaysUv: null, lostAt: null };
    const { place: _place, note: _note, ...unsaidOfWays } = unsaidOfOtherWay;
    expect({ keys, enrolments, otherWaysIn, activity }).toEqual({
      ...golden,
      keys: golden.keys.map((each) => ({ ...each, ...unsaid })),
      enrolments: golden.enrolments.map((each) => ({ ...each, accountId: null })),
      otherWaysIn: golden.otherWaysIn.map((each) => ({ ...each, ...unsaidOfWays })),
    });
    expect(added).toMatchObject({
      devices: [],
      sameAccounts: [],
      losses: [],
      backupSessions: [],
      accountMarks: [],
      corrections: [],
      policy: null,
    });
    expect(schemaOf(file)).toBe(publishedMigrations.length);
    const { backups } = await inventory.status();
    expect(backups.map((backup) => schemaOf(backup.file))).toEqual([1]);
    expect(keys.map((each) => inventoryKeySchema.parse(each))).toEqual(keys);
    expect(enrolments.map((each) => enrolmentSchema.parse(each))).toEqual(enrolments);
  });

  it('I-11 brings a file that version 2 wrote, and the document that it exported, up to date with nothing lost', async () => {
    const folder = path.resolve('test/vectors/inventory');
    const file = temporaryFile();
    fs.copyFileSync(path.join(folder, 'version-2.sparekey'), file);
    const inventory = await open({ file });
    await must(inventory.unlock(new Uint8Array(Buffer.from('fixture passphrase'))));
    expect(schemaOf(file)).toBe(publishedMigrations.length);
    const json = fs.readFileSync(path.join(folder, 'version-2.json'), 'utf8');
    const { format: _format, version: _version, exportedAt: _at, ...golden } = golden2Schema.parse(JSON.parse(json));
    const loss = { deviceIds: [], deviceLabels: [], accountIds: [] };
    const expected = {
      ...golden,
      enrolments: golden.enrolments.map((each) => ({ ...each, accountId: null })),
      otherWaysIn: golden.otherWaysIn.map((each) => ({ ...each, owner: null, accountId: null, requires: null })),
      losses: golden.losses.map((each) => ({ ...each, ...loss })),
      devices: [],
      sameAccounts: [],
    };
    const { revision: _revision, activity, ...migrated } = await must(inventory.snapshot());
    expect({ ...migrated, activity: activity.toReversed() }).toEqual(expected);
    expect(schemaOf((await inventory.status()).backups[0]?.file ?? '')).toBe(2);
    // The document says the same to an inventory that knows nothing yet; it adds that it was imported.
    const there = await open({ file: 'memory' });
    const { token, conflicts } = await must(there.previewImport(json));
    await must(there.applyImport(token));
    const { revision: _there, activity: history, ...imported } = await must(there.snapshot());
    expect(conflicts).toEqual([]);
    expect(imported).toEqual(migrated);
    expect(history.slice(1).toReversed()).toEqual(golden.activity);
    // Exported and imported again it is the same.
    const again = await open({ file: 'memory' });
    const second = await must(again.previewImport(await must(inventory.exportJson())));
    await must(again.applyImport(second.token));
    expect(await must(again.snapshot())).toMatchObject(migrated);
  });

  it('I-11 a document of version 2 with what only version 3 has is none', async () => {
    const json = fs.readFileSync(path.resolve('test/vectors/inventory/version-2.json'), 'utf8');
    const inventory = await open({ file: 'memory' });
    const mixed = JSON.stringify({ ...golden2Schema.parse(JSON.parse(json)), devices: [] });
    expect(await failureOf(inventory.previewImport(mixed))).toMatchObject({ detail: 'export-malformed' });
  });
});
