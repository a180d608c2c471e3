import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFileMemory, type FileMemory } from '../../../../src-main/inventory/file/file-memory.ts';
import { noKeychain } from '../../../../src-main/keychain/keychain.ts';
import type { Inventory } from '../../../../src-main/inventory/inventory.ts';
import {
  failureOf,
  FakeKeychain,
  listing,
  must,
  open,
  passkey,
  pluggedKey,
  temporaryFile,
  temporaryFolder,
} from '../inventory-fixture.ts';

const key = pluggedKey({ vendorSerial: '1' });
const secret = (text = 'correct horse'): Uint8Array => new Uint8Array(Buffer.from(text));
const replaced = (detail: string) => ({ kind: 'inventory-replaced', detail });

describe.each([
  ['a file of the data folder', () => createFileMemory(noKeychain, temporaryFolder())],
  ['the keychain', () => createFileMemory(new FakeKeychain(), temporaryFolder())],
] as const)('what is remembered of an inventory in %s', (_where, createMemory) => {
  let memory: FileMemory;
  beforeEach(() => {
    memory = createMemory();
  });

  async function opened(file: string): Promise<Inventory> {
    return open({ file, memory });
  }

  /** Creates an inventory with some content, as this computer knows it. */
  async function known(file = temporaryFile(), passphrase = false): Promise<string> {
    const inventory = await opened(file);
    await must(inventory.recordListing(key, listing([passkey('alice')])));
    if (passphrase) await must(inventory.setPassphrase(secret()));
    await inventory.close();
    return file;
  }

  /** Creates an inventory that this computer never saw. */
  async function foreign(): Promise<string> {
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.recordListing(key, listing([passkey('mallory')])));
    await inventory.close();
    return file;
  }

  it('lets the file that it knows be opened, also after changes elsewhere', async () => {
    const file = await known();
    const elsewhere = await open({ file });
    await must(elsewhere.recordListing(key, listing([passkey('alice'), passkey('bob')])));
    await elsewhere.close();
    expect((await must((await opened(file)).snapshot())).enrolments).toHaveLength(2);
  });

  it('notices another file, shows nothing of it, and takes it once a person has accepted it', async () => {
    const file = await known();
    fs.copyFileSync(await foreign(), file);
    const inventory = await opened(file);
    expect(await inventory.status()).toMatchObject({ state: 'replaced', replaced: 'other-file' });
    for (const attempt of [
      inventory.snapshot(),
      inventory.exportJson(),
      inventory.recordListing(key, listing([])),
      inventory.backup(),
    ]) {
      expect(await failureOf(attempt)).toEqual(replaced('other-file'));
    }
    await must(inventory.acceptFile());
    expect(await inventory.status()).toMatchObject({ state: 'open', replaced: null });
    await inventory.close();
    expect((await must((await opened(file)).snapshot())).enrolments).toMatchObject([{ userName: 'mallory' }]);
  });

  it('notices an unprotected file where a protected one was', async () => {
    const file = await known(temporaryFile(), true);
    fs.copyFileSync(await foreign(), file);
    const inventory = await opened(file);
    expect(await failureOf(inventory.snapshot())).toEqual(replaced('less-protected'));
    expect(await failureOf(inventory.unlock(secret()))).toEqual(replaced('less-protected'));
  });

  it('notices a passphrase that is given for a file without one', async () => {
    const inventory = await opened(await known());
    expect(await failureOf(inventory.unlock(secret()))).toEqual(replaced('not-protected'));
  });

  it('notices an older state of the file, at the next start and while it is open', async () => {
    const file = await known();
    const earlier = fs.readFileSync(file);
    const inventory = await opened(file);
    await must(inventory.recordListing(key, listing([passkey('alice'), passkey('bob')])));
    fs.writeFileSync(file, earlier);
    expect(await failureOf(inventory.snapshot())).toEqual(replaced('older'));
    await inventory.close();
    expect(await failureOf((await opened(file)).snapshot())).toEqual(replaced('older'));
  });

  it('expects the backup that a person restored, and a new file where they started from scratch', async () => {
    const file = await known();
    const inventory = await opened(file);
    const backup = await must(inventory.backup());
    await must(inventory.recordListing(key, listing([passkey('alice'), passkey('bob')])));
    await must(inventory.restore(backup.file));
    expect((await must(inventory.snapshot())).enrolments).toHaveLength(1);
    await must(inventory.startFromScratch());
    await must(inventory.recordListing(key, listing([passkey('carol')])));
    await inventory.close();
    expect((await must((await opened(file)).snapshot())).enrolments).toMatchObject([{ userName: 'carol' }]);
  });

  it('is forgotten before the file is replaced, so that a process that dies in between leaves what is expected', async () => {
    const file = await known();
    const seen: string[] = [];
    const watched: FileMemory = {
      read: (name) => memory.read(name),
      write: (name, remembered) => memory.write(name, remembered),
      forget: (name) => {
        seen.push(String(fs.statSync(name, { throwIfNoEntry: false })?.ino));
        return memory.forget(name);
      },
    };
    const inventory = await open({ file, memory: watched });
    const backup = await must(inventory.backup());
    const first = String(fs.statSync(file).ino);
    await must(inventory.restore(backup.file));
    const second = String(fs.statSync(file).ino);
    await must(inventory.startFromScratch());
    expect(seen).toEqual([first, second]);
  });

  it.each([
    { what: 'set', isCommitted: true },
    { what: 'set', isCommitted: false },
    { what: 'removed', isCommitted: true },
    { what: 'removed', isCommitted: false },
  ])('expects the file of a program that dies while a passphrase is $what (committed: $isCommitted)', async (one) => {
    const wasProtected = one.what === 'removed';
    const file = await known(temporaryFile(), wasProtected);
    const dying: FileMemory = {
      ...memory,
      write: (name, remembered) => (remembered.next === null ? Promise.resolve() : memory.write(name, remembered)),
    };
    const inventory = await open({ file, memory: dying });
    if (wasProtected) await must(inventory.unlock(secret()));
    await must(inventory.snapshot());
    const before = fs.readFileSync(file);
    await must(inventory.setPassphrase(wasProtected ? null : secret('staple and hammer')));
    if (!one.isCommitted) fs.writeFileSync(file, before);

    const again = await opened(file);
    const needsPassphrase = wasProtected !== one.isCommitted;
    expect(await again.snapshot()).toMatchObject(
      needsPassphrase ? { ok: false, failure: { kind: 'inventory-needs-passphrase' } } : { ok: true },
    );
    if (needsPassphrase) await must(again.unlock(secret(wasProtected ? undefined : 'staple and hammer')));
    expect((await must(again.snapshot())).enrolments).toHaveLength(1);
    fs.copyFileSync(await foreign(), file);
    expect(await failureOf(again.snapshot())).toMatchObject({ kind: 'inventory-replaced' });
  });

  it('knows what another program on this computer did to the file while it is open here', async () => {
    const file = await known();
    const window = await opened(file);
    await must(window.snapshot());
    const other = await opened(file);
    await must(other.setPassphrase(secret()));
    expect(await failureOf(window.snapshot())).toEqual({ kind: 'inventory-needs-passphrase' });
    await must(window.unlock(secret()));
    await must(other.startFromScratch());
    await must(other.recordListing(key, listing([passkey('carol')])));
    expect((await must(window.snapshot())).enrolments).toMatchObject([{ userName: 'carol' }]);
    // What no program here did is noticed still.
    fs.copyFileSync(await foreign(), file);
    expect(await failureOf(window.snapshot())).toEqual(replaced('other-file'));
  });

  it('does not put what it saw earlier in place of what another program saw later', async () => {
    const file = await known();
    const window = await opened(file);
    const keyId = (await must(window.snapshot())).keys[0]?.id ?? '';
    await must(window.editKey(keyId, { label: 'Blue' }));
    await must(window.editKey(keyId, { label: 'Red' }));
    const other = await opened(file);
    await must(other.setPassphrase(secret()));
    await other.close();
    await window.close();
    const again = await opened(file);
    await must(again.unlock(secret()));
    expect((await must(again.snapshot())).keys).toMatchObject([{ label: 'Red' }]);
  });

  it('expects the file that was made where one had been taken away', async () => {
    const file = await known();
    fs.rmSync(file);
    await known(file);
    expect((await must((await opened(file)).snapshot())).enrolments).toHaveLength(1);
  });

  it('restores a backup in place of another file without accepting it', async () => {
    const file = await known();
    const first = await opened(file);
    const backup = await must(first.backup());
    await first.close();
    fs.copyFileSync(await foreign(), file);
    const inventory = await opened(file);
    await must(inventory.restore(backup.file));
    expect((await must(inventory.snapshot())).enrolments).toMatchObject([{ userName: 'alice' }]);
  });

  it('forgets a file that is erased', async () => {
    const file = await known();
    const inventory = await opened(file);
    await must(inventory.eraseEverything());
    expect(await memory.read(file)).toBeNull();
  });
});

describe('the notes of the data folder', () => {
  it('name no path, and a list that cannot be read is none', async () => {
    const folder = temporaryFolder();
    const memory = createFileMemory(noKeychain, folder);
    const file = temporaryFile();
    const inventory = await open({ file, memory });
    await must(inventory.recordListing(key, listing([])));
    await inventory.close();
    const notes = path.join(folder, 'known-inventories.json');
    expect(fs.readFileSync(notes, 'utf8')).not.toContain(path.basename(path.dirname(file)));
    fs.writeFileSync(notes, '{');
    expect(await memory.read(file)).toBeNull();
    await memory.write(file, { fileId: 'a', revision: 1, keychain: false, passphrase: false, next: null });
    expect(await memory.read(file)).toMatchObject({ revision: 1 });
  });
});
