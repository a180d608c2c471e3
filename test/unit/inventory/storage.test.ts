import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { isSound } from '../../../src-main/inventory/file/sqlite-engine.ts';
import { applicationId, schemaVersion } from '../../../src-main/inventory/file/tables.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import {
  failureOf,
  listing,
  must,
  open,
  passkey,
  pluggedKey,
  rowsOf,
  tamper,
  temporaryFile,
  temporaryFolder,
} from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = pluggedKey({ vendorSerial: '1' });
const damage = { kind: 'inventory-damaged' };
const node = path.resolve('node_modules/.bin/node');

/** Creates an inventory with some content and closes it. */
async function filled(file = temporaryFile()): Promise<string> {
  const inventory = await open({ file });
  await must(inventory.recordListing(key, listing([passkey('alice'), passkey('bob')])));
  await inventory.close();
  return file;
}

async function contentOf(inventory: Inventory) {
  return must(inventory.snapshot());
}

describe('the file', () => {
  it('keeps everything across closing and opening', async () => {
    const file = temporaryFile();
    const first = await open({ file });
    await must(first.recordListing(key, listing([passkey('alice')])));
    const before = await contentOf(first);
    await first.close();
    expect(await contentOf(await open({ file }))).toEqual(before);
  });

  it('is not made before something is written', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    expect(await contentOf(inventory)).toMatchObject({ keys: [], revision: 0 });
    expect(await inventory.status()).toMatchObject({ state: 'open', location: file, backups: [] });
    await must(inventory.recordSeen(key));
    expect(fs.existsSync(file)).toBe(false);
  });

  it('shows neither services nor users nor ids of keys in the clear', async () => {
    const file = await filled();
    const content = fs.readFileSync(file).toString('latin1');
    for (const word of ['example', 'alice', 'YubiKey', passkey('alice').credentialId]) {
      expect(content.includes(word)).toBe(false);
      expect(content.includes(Buffer.from(word, 'utf16le').toString('latin1'))).toBe(false);
    }
  });

  it('I-23 is 0600 in a folder that is 0700, whatever the umask', async () => {
    const folder = path.join(temporaryFolder(), 'a', 'b');
    const file = path.join(folder, 'inventory.sparekey');
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    await filled(file);
    const again = await open({ file });
    const backup = await must(again.backup());
    await must(again.editKey((await contentOf(again)).keys[0]?.id ?? '', { label: 'Blue' }));
    await must(again.startFromScratch());
    const modes = (entry: string): [string, string][] =>
      fs.statSync(entry).isDirectory()
        ? [[entry, mode(entry)], ...fs.readdirSync(entry).flatMap((name) => modes(path.join(entry, name)))]
        : [[entry, mode(entry)]];
    const mode = (entry: string) => (fs.statSync(entry).mode & 0o777).toString(8);
    const found = modes(path.dirname(folder));
    expect(found.map(([entry]) => entry)).toContain(backup.file);
    expect(found.length).toBeGreaterThanOrEqual(5);
    for (const [entry, bits] of found) expect(`${entry} ${bits}`).toBe(`${entry} ${bits.startsWith('7') ? 700 : 600}`);
  });

  it('I-23 tightens a file that others could read', async () => {
    const file = await filled();
    fs.chmodSync(file, 0o644);
    await contentOf(await open({ file }));
    expect((fs.statSync(file).mode & 0o777).toString(8)).toBe('600');
  });

  it('I-22 lies at any path', async () => {
    const folder = path.join(temporaryFolder(), "sp ace % # ' 鍵 🔑", 'x'.repeat(200));
    const file = await filled(path.join(folder, 'inventory.sparekey'));
    expect((await contentOf(await open({ file }))).enrolments).toHaveLength(2);
  });

  it.each(['directory', 'symlink', 'fifo', 'dangling'])('I-10 refuses a path that is a %s', async (what) => {
    const file = temporaryFile();
    if (what === 'directory') fs.mkdirSync(file);
    if (what === 'symlink') fs.symlinkSync(await filled(), file);
    if (what === 'dangling') fs.symlinkSync('nowhere', file);
    if (what === 'fifo') execFileSync('mkfifo', [file]);
    const inventory = await open({ file });
    expect(await inventory.status()).toMatchObject({ state: 'unreadable' });
    expect(await failureOf(inventory.recordListing(key, listing([])))).toMatchObject({ kind: 'inventory-unreadable' });
    expect(await failureOf(inventory.startFromScratch())).toMatchObject({ kind: 'inventory-unreadable' });
  });

  it('I-15 leaves a file of a newer version byte for byte as it is', async () => {
    const file = await filled();
    tamper(file, `pragma user_version = ${String(schemaVersion + 1)}`);
    const before = fs.readFileSync(file);
    const inventory = await open({ file });
    expect(await inventory.status()).toMatchObject({ state: 'newer' });
    for (const attempt of [
      inventory.snapshot(),
      inventory.recordListing(key, listing([])),
      inventory.setPassphrase(Buffer.from('long enough')),
      inventory.unlock(Buffer.from('long enough')),
      inventory.backup(),
    ]) {
      expect(await failureOf(attempt)).toEqual({ kind: 'inventory-newer' });
    }
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it('I-16 refuses a database engine that can corrupt what it writes', () => {
    for (const bad of ['3.7.0', '3.51.2', '3.52.0', '2.9.9', '', 'x'])
      expect(`${bad} ${isSound(bad)}`).toBe(`${bad} false`);
    for (const good of ['3.51.3', '3.52.1', '3.53.4']) expect(`${good} ${isSound(good)}`).toBe(`${good} true`);
  });

  it('I-26 leaves no trace of a forgotten key in file or journal', async () => {
    const file = await filled();
    const rows = z
      .array(z.object({ sealed: z.instanceof(Uint8Array) }))
      .parse(rowsOf(file, 'select sealed from record'));
    const inventory = await open({ file });
    await must(inventory.forgetKey((await contentOf(inventory)).keys[0]?.id ?? ''));
    await inventory.close();
    const left = fs.readdirSync(path.dirname(file)).map((name) => fs.readFileSync(path.join(path.dirname(file), name)));
    expect(rows.length).toBeGreaterThan(4);
    for (const { sealed } of rows) {
      expect(left.some((content) => content.includes(Buffer.from(sealed)))).toBe(false);
    }
  });

  it('keeps a demo and a real inventory apart for life', async () => {
    const real = await filled();
    const demo = temporaryFile();
    const made = await open({ file: demo, demo: true });
    await must(made.recordListing(key, listing([])));
    await made.close();
    for (const [file, asDemo] of [
      [real, true],
      [demo, false],
    ] as const) {
      const before = fs.readFileSync(file);
      const inventory = await open({ file, demo: asDemo });
      expect(await inventory.status()).toMatchObject({ state: 'wrong-kind', demo: asDemo });
      const backups = await open({ file: temporaryFile(), demo: asDemo });
      for (const attempt of [
        inventory.snapshot(),
        inventory.startFromScratch(),
        inventory.eraseEverything(),
        inventory.restore(file),
        backups.restore(file),
      ]) {
        expect(await failureOf(attempt)).toEqual({ kind: 'inventory-not-demo' });
      }
      expect(fs.readFileSync(file).equals(before)).toBe(true);
    }
  });
});

describe('damage', () => {
  const someRow = `(select id from record where kind = 'enrolments' order by sequence limit 1)`;
  it.each([
    ['a missing row', `delete from record where id = ${someRow}`],
    ['all rows of a kind missing', `delete from record where kind = 'enrolments'`],
    ['exchanged content', `update record set sealed = (select sealed from record where kind = 'key')`],
    ['a changed order', `update record set sequence = sequence + 100 where id = ${someRow}`],
    ['another revision', `update record set revision = revision + 1 where id = ${someRow}`],
    ['another kind', `update record set kind = 'loss' where kind = 'enrolments'`],
    ['another id', `update record set id = 'x' where id = ${someRow}`],
    ['a copied row', `insert into record select 99, kind, 'copy', revision, sealed from record where kind = 'key'`],
    ['cut content', `update record set sealed = substr(sealed, 1, 10) where id = ${someRow}`],
    ['no header', 'delete from header'],
    ['no head', 'delete from head'],
    ['a second head', `insert into head select 'other', sealed from head`],
    ['another header', `update header set content = cast(replace(content, 'false', 'true ') as blob)`],
    ['a trigger', `create trigger t after insert on record begin delete from header; end`],
    ['another table', 'create table other (x)'],
    ['no table', 'drop table record'],
    ['no version', 'pragma user_version = 0'],
    ['another application', `pragma application_id = ${String(applicationId - 1)}`],
  ])('is found: %s', async (_what, statement) => {
    const file = await filled();
    tamper(file, statement);
    const before = fs.readFileSync(file);
    const inventory = await open({ file });
    expect(await inventory.status()).toMatchObject({ state: 'damaged' });
    expect(await failureOf(inventory.snapshot())).toEqual(damage);
    expect(await failureOf(inventory.recordListing(key, listing([])))).toEqual(damage);
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it('is found when single rows were put back to an earlier state', async () => {
    const file = await filled();
    const earlier = `${file}.earlier`;
    fs.copyFileSync(file, earlier);
    const inventory = await open({ file });
    await must(inventory.editKey((await contentOf(inventory)).keys[0]?.id ?? '', { owner: 'Mika' }));
    await inventory.close();
    tamper(file, `attach '${earlier}' as old`, `replace into record select * from old.record where kind = 'key'`);
    expect(await (await open({ file })).status()).toMatchObject({ state: 'damaged' });
  });

  it('is found when a header was exchanged for one of the same file with another way in', async () => {
    const file = await filled();
    const earlier = `${file}.earlier`;
    const inventory = await open({ file });
    await must(inventory.setPassphrase(Buffer.from('correct horse')));
    fs.copyFileSync(file, earlier);
    await must(inventory.setPassphrase(Buffer.from('battery staple')));
    await inventory.close();
    tamper(file, `attach '${earlier}' as old`, `update header set content = (select content from old.header)`);
    const again = await open({ file });
    expect(await failureOf(again.unlock(Buffer.from('correct horse')))).toEqual(damage);
  });

  it('I-08 is found at every cut, in an empty file and in a random header; the newest good backup is offered', async () => {
    const file = await filled();
    const whole = fs.readFileSync(file);
    const first = await open({ file });
    const backup = await must(first.backup());
    await first.close();
    const cuts = Array.from({ length: whole.length / 4_096 }, (_, page) => whole.subarray(0, page * 4_096));
    expect(cuts.length).toBeGreaterThan(3);
    const scrambled = Buffer.concat([Buffer.alloc(100, 0x5a), whole.subarray(100)]);
    for (const content of [...cuts, scrambled, whole.subarray(0, 5_000), Buffer.alloc(whole.length)]) {
      fs.writeFileSync(file, content);
      const inventory = await open({ file });
      const status = await inventory.status();
      expect(`${String(content.length)} ${status.state}`).toBe(`${String(content.length)} damaged`);
      expect(status.backups).toMatchObject([{ file: backup.file }]);
      expect(fs.readFileSync(file).equals(content)).toBe(true);
      await inventory.close();
    }
    const inventory = await open({ file });
    await must(inventory.restore(backup.file));
    expect((await contentOf(inventory)).enrolments).toHaveLength(2);
    const kept = fs.readdirSync(path.dirname(file)).filter((name) => name.includes('-kept-'));
    expect(kept).toHaveLength(1);
    expect(fs.readFileSync(path.join(path.dirname(file), kept[0] ?? '')).equals(Buffer.alloc(whole.length))).toBe(true);
  });
});

describe('a transaction that a process left behind when it died', () => {
  /** Kills a process in the middle of a transaction whose pages have partly reached the file. */
  function dieWithinTransaction(file: string): void {
    const engine = path.resolve('src-main/inventory/file/sqlite-engine.ts');
    const script = `
      import { openSqlite } from ${JSON.stringify(engine)};
      const database = openSqlite(process.argv[1], false);
      for (const statement of ['pragma journal_mode = truncate', 'pragma synchronous = full', 'pragma cache_size = 1',
        'begin immediate', 'update record set sealed = randomblob(9000)', 'update head set sealed = randomblob(9000)']) {
        const prepared = database.prepare(statement);
        if (prepared.columns().length > 0) prepared.all(); else prepared.run();
      }
      process.kill(process.pid, 'SIGKILL');`;
    const died = spawnSync(node, ['--input-type=module', '-e', script, '--', file]);
    expect(`${died.signal} ${died.stderr.toString()}`).toBe('SIGKILL ');
    expect(fs.statSync(`${file}-journal`).size).toBeGreaterThan(512);
  }

  it('I-07 is rolled back before anything is shown, and the next change goes on from there', async () => {
    const file = await filled();
    const before = await contentOf(await open({ file }));
    const pages = fs.readFileSync(file);
    dieWithinTransaction(file);
    expect(fs.readFileSync(file).equals(pages)).toBe(false);
    const inventory = await open({ file });
    expect(await contentOf(inventory)).toEqual(before);
    await must(inventory.editKey(before.keys[0]?.id ?? '', { label: 'Blue' }));
    expect((await contentOf(await open({ file }))).keys).toMatchObject([{ label: 'Blue' }]);
  });

  it('I-07 of another file is not taken for one of this file', async () => {
    const [file, other] = [await filled(), await filled()];
    dieWithinTransaction(other);
    fs.copyFileSync(`${other}-journal`, `${file}-journal`);
    const inventory = await open({ file });
    // SQLite rolls the pages back: what is then in the file does not authenticate, and a backup is what helps.
    expect(await failureOf(inventory.snapshot())).toEqual(damage);
  });

  it.skipIf(process.getuid?.() !== 0)('is rolled back in a copy where the file cannot be written', async () => {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', ['-l', folder]));
    const file = await filled(path.join(folder, 'inventory.sparekey'));
    const before = await contentOf(await open({ file }));
    dieWithinTransaction(file);
    const bytes = fs.readFileSync(file);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const inventory = await open({ file });
    expect(await contentOf(inventory)).toEqual(before);
    expect(await inventory.status()).toMatchObject({ state: 'open', readOnly: true });
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
  });
});

describe('a file that cannot be written', () => {
  it.skipIf(process.getuid?.() !== 0)(
    'I-06 on a read-only disk is read, and a change says why it is refused',
    async () => {
      const folder = temporaryFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
      onTestFinished(() => void execFileSync('umount', ['-l', folder]));
      const file = await filled(path.join(folder, 'inventory.sparekey'));
      const before = await contentOf(await open({ file }));
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      const inventory = await open({ file });
      expect(await contentOf(inventory)).toEqual(before);
      expect(await inventory.status()).toMatchObject({ state: 'open', readOnly: true });
      expect(JSON.parse(await must(inventory.exportJson()))).toMatchObject({ format: 'sparekey-inventory' });
      for (const attempt of [
        inventory.recordListing(key, listing([])),
        inventory.setPassphrase(Buffer.from('long enough')),
        inventory.backup(),
        inventory.startFromScratch(),
      ]) {
        expect(await failureOf(attempt)).toEqual({ kind: 'inventory-read-only' });
      }
      execFileSync('mount', ['-o', 'remount,rw', folder]);
      await must(inventory.recordListing(key, listing([passkey('alice')])));
    },
  );

  it.skipIf(process.getuid?.() !== 0)(
    'an earlier version of it is brought up to date in a copy, and shown',
    async () => {
      const folder = temporaryFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
      onTestFinished(() => void execFileSync('umount', ['-l', folder]));
      const file = path.join(folder, 'inventory.sparekey');
      fs.copyFileSync('test/vectors/inventory/version-2.sparekey', file);
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      const inventory = await open({ file });
      expect((await inventory.status()).state).toBe('needs-passphrase');
      await must(inventory.unlock(new Uint8Array(Buffer.from('fixture passphrase'))));
      expect((await contentOf(inventory)).enrolments.length).toBeGreaterThan(0);
      expect(fs.readdirSync(folder)).toEqual(['inventory.sparekey']);
    },
  );
});
