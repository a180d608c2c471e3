import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { schemaVersion } from '../../../src-main/inventory/file/tables.ts';
import { rowsOf, tamper, failureOf, listing, must, open, pluggedKey, temporaryFile } from './inventory-fixture.ts';
import { enrolmentSchema } from '../../../src-shared/domain/enrolment-schema.ts';
import { inventoryKeySchema } from '../../../src-shared/domain/inventory-key-schema.ts';
import { unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = pluggedKey({ vendorSerial: '1' });
const fixtures = path.resolve('test/vectors/inventory');
const secret = (): Uint8Array => new Uint8Array(Buffer.from('fixture passphrase'));
const records = z.array(z.looseObject({}));
/** Document that version 1 wrote. */
const golden1Schema = z.looseObject({ keys: records, enrolments: records, otherWaysIn: records });
/** Document that versions 2 and 3 exported. */
const golden2Schema = z.looseObject({
  keys: records,
  enrolments: records,
  otherWaysIn: records,
  losses: records,
  activity: records,
});

/** Returns what version 5 added to a document, as nobody has said it. */
function withUnsaid({ keys }: { readonly keys: readonly object[] }) {
  return { keys: keys.map((each) => ({ ...each, colour: null, assetTag: null, note: null })), checks: [] };
}

/** Copies the file that an earlier version wrote. */
function earlier(version: 1 | 2 | 3 | 4): string {
  const file = temporaryFile();
  fs.copyFileSync(path.join(fixtures, `version-${version}.sparekey`), file);
  return file;
}

function schemaOf(file: string): number {
  const [row] = z.array(z.object({ user_version: z.number() })).parse(rowsOf(file, 'pragma user_version'));
  return row?.user_version ?? 0;
}

/** Lists what stands in the folder of a file, without journals that are empty. */
function besides(file: string): string[] {
  return fs
    .readdirSync(path.dirname(file))
    .filter((name) => name !== path.basename(file) && !name.endsWith('-journal'))
    .sort();
}

describe('migrations', () => {
  it.each([1, 2, 3, 4] as const)(
    'bring a file of version %i to this one, and leave the old file beside it',
    async (version) => {
      const file = earlier(version);
      const before = fs.readFileSync(file);
      const inventory = await open({ file });
      expect((await inventory.status()).state).toBe('needs-passphrase');
      expect(schemaOf(file)).toBe(version);
      await must(inventory.unlock(secret()));
      expect((await must(inventory.snapshot())).keys.length).toBeGreaterThan(0);
      expect(schemaOf(file)).toBe(schemaVersion);
      const [kept = '', ...others] = besides(file);
      expect(others).toEqual([]);
      expect(kept).toMatch(/^inventory\.sparekey-kept-/);
      expect(fs.readFileSync(path.join(path.dirname(file), kept)).equals(before)).toBe(true);
      // Done once.
      await inventory.close();
      const again = await open({ file });
      await must(again.unlock(secret()));
      expect(besides(file)).toEqual([kept]);
    },
  );

  it('restore a backup of an earlier version', async () => {
    const old = earlier(2);
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.recordListing(key, listing([])));
    await must(inventory.restore(old));
    expect(await failureOf(inventory.snapshot())).toEqual({ kind: 'inventory-needs-passphrase' });
    await must(inventory.unlock(secret()));
    expect((await must(inventory.snapshot())).enrolments.length).toBeGreaterThan(0);
    expect(schemaOf(file)).toBe(schemaVersion);
    expect(schemaOf(old)).toBe(2);
  });

  it.each([
    "delete from record where kind = 'enrolments'",
    'update record set version = version + 1',
    'delete from manifest',
    'create table other (x)',
  ])('do not touch a damaged file: %s', async (statement) => {
    const file = earlier(3);
    tamper(file, statement);
    const content = fs.readFileSync(file);
    const inventory = await open({ file });
    expect(await failureOf(inventory.unlock(secret()))).toEqual({ kind: 'inventory-damaged' });
    expect(fs.readFileSync(file).equals(content)).toBe(true);
    expect(besides(file)).toEqual([]);
  });

  it('wait for a program of an earlier version that is at work, and not for one that died', async () => {
    const file = earlier(3);
    fs.writeFileSync(`${file}.in-use`, '{"owner":{}}');
    const inventory = await open({ file });
    expect(await failureOf(inventory.unlock(secret()))).toEqual({ kind: 'inventory-locked' });
    expect(schemaOf(file)).toBe(3);
    const past = new Date(fs.statSync(`${file}.in-use`).mtimeMs - 20_000);
    vi.setSystemTime(fs.statSync(`${file}.in-use`).mtimeMs);
    fs.utimesSync(`${file}.in-use`, past, past);
    fs.mkdirSync(`${file}.lock`);
    await must(inventory.unlock(secret()));
    expect(besides(file).map((name) => name.replace(/-kept-.*/, '-kept'))).toEqual(['inventory.sparekey-kept']);
  });

  it('I-13 two at once: one migrates, both read the result', async () => {
    const file = earlier(3);
    const both = await Promise.all([open({ file }), open({ file })]);
    await Promise.all(both.map((inventory) => must(inventory.unlock(secret()))));
    const [left, right] = await Promise.all(both.map((inventory) => must(inventory.snapshot())));
    expect(left).toEqual(right);
    expect(besides(file)).toHaveLength(1);
  });

  it('I-14 a migration that fails leaves the old file and says so', async () => {
    const file = earlier(3);
    const before = fs.readFileSync(file);
    const real = fs.renameSync;
    onTestFinished(() => void (fs.renameSync = real));
    fs.renameSync = () => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'rename' });
    };
    const inventory = await open({ file });
    expect(await failureOf(inventory.unlock(secret()))).toEqual({ kind: 'disk-full' });
    expect(fs.readFileSync(file).equals(before)).toBe(true);
    fs.renameSync = real;
    await must(inventory.unlock(secret()));
    expect(schemaOf(file)).toBe(schemaVersion);
  });

  it('I-11 brings a file that version 1 wrote up to date, to the last field', async () => {
    const folder = path.resolve('test/vectors/inventory');
    const file = temporaryFile();
    fs.copyFileSync(path.join(folder, 'version-1.sparekey'), file);
    const inventory = await open({ file });
    expect((await inventory.status()).state).toBe('needs-passphrase');
    await must(inventory.unlock(secret()));
    const golden = golden1Schema.parse(JSON.parse(fs.readFileSync(path.join(folder, 'version-1.json'), 'utf8')));
    const { keys, enrolments, otherWaysIn, activity, ...added } = await must(inventory.snapshot());
    const unsaid = {
      colour: null,
      assetTag: null,
      note: null,
      carriedOn: null,
      pinBlocked: null,
      pinMinLength: null,
      alwaysUv: null,
      lostAt: null,
    };
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
    expect(schemaOf(file)).toBe(schemaVersion);
    expect(keys.map((each) => inventoryKeySchema.parse(each))).toEqual(keys);
    expect(enrolments.map((each) => enrolmentSchema.parse(each))).toEqual(enrolments);
  });

  it('I-11 brings a file that version 2 wrote, and the document that it exported, up to date with nothing lost', async () => {
    const folder = path.resolve('test/vectors/inventory');
    const file = temporaryFile();
    fs.copyFileSync(path.join(folder, 'version-2.sparekey'), file);
    const inventory = await open({ file });
    await must(inventory.unlock(secret()));
    expect(schemaOf(file)).toBe(schemaVersion);
    const json = fs.readFileSync(path.join(folder, 'version-2.json'), 'utf8');
    const { format: _format, version: _version, exportedAt: _at, ...golden } = golden2Schema.parse(JSON.parse(json));
    const loss = { deviceIds: [], deviceLabels: [], accountIds: [] };
    const expected = {
      ...golden,
      ...withUnsaid(golden),
      enrolments: golden.enrolments.map((each) => ({ ...each, accountId: null })),
      otherWaysIn: golden.otherWaysIn.map((each) => ({ ...each, owner: null, accountId: null, requires: null })),
      losses: golden.losses.map((each) => ({ ...each, ...loss })),
      devices: [],
      sameAccounts: [],
      interrupted: [],
    };
    const { revision: _revision, activity, ...migrated } = await must(inventory.snapshot());
    expect({ ...migrated, activity: activity.toReversed() }).toEqual(expected);
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

  it.each([3, 4] as const)('I-11 brings a file that version %i wrote up to date with nothing lost', async (version) => {
    const file = earlier(version);
    const inventory = await open({ file });
    await must(inventory.unlock(secret()));
    const json = fs.readFileSync(path.join(fixtures, `version-${version}.json`), 'utf8');
    const { format: _format, version: _version, exportedAt: _at, ...golden } = golden2Schema.parse(JSON.parse(json));
    const { revision: _revision, activity, ...migrated } = await must(inventory.snapshot());
    expect({ ...migrated, activity: activity.toReversed() }).toEqual({
      ...golden,
      ...withUnsaid(golden),
      interrupted: [],
    });
    expect(golden).toMatchObject({ devices: [{ label: '携帯' }], sameAccounts: [{}] });
  });

  it('I-11 a document of version 2 with what only version 3 has is none', async () => {
    const json = fs.readFileSync(path.resolve('test/vectors/inventory/version-2.json'), 'utf8');
    const inventory = await open({ file: 'memory' });
    const mixed = JSON.stringify({ ...golden2Schema.parse(JSON.parse(json)), devices: [] });
    expect(await failureOf(inventory.previewImport(mixed))).toMatchObject({ detail: 'export-malformed' });
  });
});
