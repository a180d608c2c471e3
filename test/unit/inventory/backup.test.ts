import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import {
  FakeKeychain,
  failureOf,
  handClock,
  listing,
  must,
  open,
  passkey,
  pluggedKey,
  temporaryFile,
  temporaryFolder,
} from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const words = () => new Uint8Array(Buffer.from('correct horse battery'));
const key = pluggedKey({ vendorSerial: '1' });

async function record(inventory: Inventory, ...names: string[]): Promise<string> {
  return (await must(inventory.recordListing(key, listing(names.map((name) => passkey(name)))))).keyId;
}

async function usersOf(inventory: Inventory): Promise<(string | null)[]> {
  const { enrolments } = await must(inventory.snapshot());
  return enrolments.filter(({ vanishedAt }) => vanishedAt === null).map(({ userName }) => userName);
}

describe('backups', () => {
  it('I-17 backs up and restores; what was there before the restore is kept aside', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await record(inventory, 'alice');
    const before = await must(inventory.snapshot());
    const backup = await must(inventory.backup());
    await record(inventory, 'bob');
    const present = fs.readFileSync(file);
    await must(inventory.restore(backup.file));
    const after = await must(inventory.snapshot());
    expect(after.keys).toEqual(before.keys);
    expect(after.enrolments).toEqual(before.enrolments);
    expect(after.activity[0]?.kind).toBe('inventory-restored');
    const kept = fs.readdirSync(path.dirname(file)).filter((name) => name.includes('-kept-'));
    expect(kept).toHaveLength(1);
    expect(fs.readFileSync(path.join(path.dirname(file), kept[0] ?? '')).equals(present)).toBe(true);
    expect(fs.existsSync(backup.file)).toBe(true);
  });

  it('G-08 a backup while changes go on is one whole state', async () => {
    const file = temporaryFile();
    const [writer, copier] = [await open({ file }), await open({ file })];
    await record(writer, 'user 0');
    const writing = (async () => {
      for (let round = 1; round <= 12; round++)
        await record(writer, `user ${String(round)}`, `friend ${String(round)}`);
    })();
    const backups: string[] = [];
    while (backups.length < 4) backups.push((await must(copier.backup())).file);
    await writing;
    for (const backup of backups) {
      const [user = '', friend = user] = (await usersOf(await open({ file: backup }))).map(String);
      expect(friend.replace('friend', 'user')).toBe(user);
      expect(user).toMatch(/^user \d+$/);
    }
  });

  it('G-08 refuses to restore while an operation is under way', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    const keyId = await record(inventory, 'alice');
    const backup = await must(inventory.backup());
    const entry = await must(inventory.journalBegin({ keyId, operation: 'set-pin', credentialId: null }));
    const window = await open({ file });
    expect(await failureOf(window.restore(backup.file))).toEqual({
      kind: 'input-invalid',
      detail: 'operation-running',
    });
    await must(inventory.journalEnd(entry.id, 'done'));
    await must(window.restore(backup.file));
  });

  it('keeps the newest ten, and the one just made although the clock went back', async () => {
    const file = temporaryFile();
    const clock = handClock();
    const inventory = await open({ file, clock: clock.now });
    await record(inventory, 'alice');
    for (let day = 10; day < 22; day++) {
      clock.set(`2026-03-${String(day)}T00:00:00.000Z`);
      await must(inventory.backup());
    }
    const { backups } = await inventory.status();
    expect(backups.map(({ at }) => at.slice(8, 10))).toEqual([
      '21',
      '20',
      '19',
      '18',
      '17',
      '16',
      '15',
      '14',
      '13',
      '12',
    ]);
    clock.set('2016-01-01T00:00:00.000Z');
    const old = await must(inventory.backup());
    const again = await must(inventory.backup());
    expect(again.file).not.toBe(old.file);
    const { backups: after } = await inventory.status();
    expect(after).toHaveLength(10);
    expect(after.map((backup) => backup.file)).toContain(again.file);
    expect(after[0]).toMatchObject({ bytes: fs.statSync(file).size });
  });

  it('moves to another computer: a backup and the passphrase are enough', async () => {
    const here = await open({ file: temporaryFile(), keychain: new FakeKeychain() });
    await record(here, 'alice');
    await must(here.setPassphrase(words()));
    const backup = await must(here.backup());
    const there = await open({ file: temporaryFile(), keychain: new FakeKeychain() });
    await must(there.restore(backup.file));
    expect((await there.status()).state).toBe('needs-passphrase');
    await must(there.unlock(words()));
    expect(await usersOf(there)).toEqual(['alice']);
  });

  it.each(['random bytes', 'another database', 'cut', 'flipped', 'newer', 'missing', 'folder'])(
    'J-08 refuses to restore from a file that is %s, and changes nothing',
    async (what) => {
      const file = temporaryFile();
      const inventory = await open({ file });
      await record(inventory, 'alice');
      const { file: backup } = await must(inventory.backup());
      const whole = fs.readFileSync(backup);
      const bad = Buffer.from(whole);
      if (what === 'random bytes') bad.fill(0x37);
      if (what === 'another database') bad.writeUInt32BE(0, 68);
      if (what === 'flipped') bad.writeUInt8(bad.readUInt8(bad.length - 40) ^ 1, bad.length - 40);
      if (what === 'newer') bad.writeUInt32BE(9, 60);
      fs.rmSync(backup);
      if (what === 'folder') fs.mkdirSync(backup);
      else if (what !== 'missing') fs.writeFileSync(backup, what === 'cut' ? whole.subarray(0, -4_096) : bad);
      const before = fs.readFileSync(file);
      const failure = await failureOf(inventory.restore(backup));
      const expected = { newer: 'inventory-newer', missing: 'input-invalid', folder: 'input-invalid' };
      expect(failure).toMatchObject({ kind: new Map(Object.entries(expected)).get(what) ?? 'inventory-damaged' });
      expect(fs.readFileSync(file).equals(before)).toBe(true);
      expect(fs.readdirSync(path.dirname(file)).sort()).toEqual(['inventory.sparekey', 'inventory.sparekey-backups']);
    },
  );

  it('says that there is nothing to back up', async () => {
    const inventory = await open({ file: temporaryFile() });
    expect(await failureOf(inventory.backup())).toEqual({ kind: 'input-invalid', detail: 'nothing-to-back-up' });
  });
});

describe('starting anew and erasing', () => {
  it('keeps the present file aside whatever is wrong with it', async () => {
    const file = temporaryFile();
    fs.writeFileSync(file, 'nonsense');
    const inventory = await open({ file });
    expect((await inventory.status()).state).toBe('damaged');
    const { keptAside } = await must(inventory.startFromScratch());
    expect(fs.readFileSync(keptAside ?? '', 'utf8')).toBe('nonsense');
    expect(await inventory.status()).toMatchObject({ state: 'open' });
    await record(inventory, 'alice');
    expect(await usersOf(await open({ file }))).toEqual(['alice']);
  });

  it('has nothing to keep aside where nothing was written, and makes a free name for every file kept', async () => {
    const inventory = await open({ file: temporaryFile(), clock: handClock().now });
    expect(await must(inventory.startFromScratch())).toEqual({ keptAside: null });
    await record(inventory, 'alice');
    const first = await must(inventory.startFromScratch());
    await record(inventory, 'bob');
    const second = await must(inventory.startFromScratch());
    expect(second.keptAside).not.toBe(first.keptAside);
    expect(await usersOf(await open({ file: first.keptAside ?? '' }))).toEqual(['alice']);
    expect(await usersOf(await open({ file: second.keptAside ?? '' }))).toEqual(['bob']);
  });

  it('erases inventory, backups, files kept aside and keychain entries, and nothing else', async () => {
    const file = temporaryFile();
    const keychain = new FakeKeychain();
    const inventory = await open({ file, keychain });
    await record(inventory, 'alice');
    await must(inventory.backup());
    await must(inventory.startFromScratch());
    await record(inventory, 'bob');
    await must(inventory.backup());
    fs.writeFileSync(path.join(path.dirname(file), 'settings.json'), '{}');
    expect(keychain.entries.size).toBe(2);
    let told = 0;
    inventory.subscribe(() => told++);
    await must(inventory.eraseEverything());
    expect(told).toBe(1);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['settings.json']);
    expect(keychain.entries.size).toBe(0);
    expect(await usersOf(inventory)).toEqual([]);
    await record(inventory, 'carol');
    expect(await usersOf(inventory)).toEqual(['carol']);
  });

  it('erases a file that it cannot open', async () => {
    const file = temporaryFile();
    const first = await open({ file });
    await must(first.setPassphrase(words()));
    await first.close();
    const inventory = await open({ file });
    expect((await inventory.status()).state).toBe('needs-passphrase');
    await must(inventory.eraseEverything());
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  it('leaves no folder of an inventory in memory', async () => {
    const folder = temporaryFolder();
    const tmpdir = vi.spyOn(os, 'tmpdir').mockReturnValue(folder);
    onTestFinished(() => tmpdir.mockRestore());
    const inventory = await open({ file: 'memory' });
    expect(fs.readdirSync(folder)).toHaveLength(1);
    await record(inventory, 'alice');
    expect(await inventory.status()).toMatchObject({ location: 'memory', keychainAvailable: false });
    await inventory.close();
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
