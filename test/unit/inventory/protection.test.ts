import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { describe, expect, it, vi } from 'vitest';
import { decodeHeader, encodeHeader } from '../../../src-main/inventory/file/file-header.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { addPassphrase, newHeader, openWithSecret } from '../../../src-main/inventory/file/key-wraps.ts';
import { noKeychain } from '../../../src-main/keychain/keychain.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { makeRecoveryCode, parseRecoveryCode } from '../../../src-main/inventory/file/recovery-code.ts';
import {
  FakeKeychain,
  failureOf,
  listing,
  must,
  open,
  passkey,
  pluggedKey,
  rowsOf,
  temporaryFile,
} from './inventory-fixture.ts';

// Each derivation is slow on purpose.
vi.setConfig({ testTimeout: 60_000 });

const words = (text = 'correct horse battery') => new Uint8Array(Buffer.from(text, 'utf8'));
const needsPassphrase = { kind: 'inventory-needs-passphrase' };

async function fill(inventory: Inventory): Promise<void> {
  await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([passkey('alice')])));
}

function headerOf(file: string) {
  const [row] = z
    .array(z.object({ content: z.instanceof(Uint8Array) }))
    .parse(rowsOf(file, 'select content from header'));
  if (row === undefined) throw new Error('no header');
  return decodeHeader(row.content);
}

function allBytes(folder: string): Buffer {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Buffer.concat(
    entries.filter((entry) => entry.isFile()).map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name))),
  );
}

/** Checks whether a secret stands in the bytes in one of the ways it could have been written. */
function holds(content: Buffer, secret: Uint8Array): boolean {
  const bytes = Buffer.from(secret);
  return [
    bytes,
    bytes.toString('hex'),
    bytes.toString('base64'),
    Buffer.from(bytes.toString('latin1'), 'utf16le'),
  ].some((form) => content.includes(form));
}

describe('protection', () => {
  it('derives from a passphrase at the cost that OWASP recommends', async () => {
    const file = temporaryFile();
    const inventory = await openInventory({ file, keychain: noKeychain });
    await must(inventory.setPassphrase(words()));
    await inventory.close();
    expect(headerOf(file).passphrase).toMatchObject({ logN: 17, r: 8, p: 1 });
  });

  it('says plainly when nothing protects the file', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await fill(inventory);
    expect(await inventory.status()).toMatchObject({
      state: 'open',
      keychainAvailable: false,
      protection: { keychain: false, passphrase: false, recoveryCode: false },
    });
    expect(headerOf(file).plainKey).toMatch(/^[0-9a-f]{64}$/);
  });

  it('uses the keychain by itself where there is one, for both window and command line', async () => {
    const file = temporaryFile();
    const keychain = new FakeKeychain();
    const inventory = await open({ file, keychain });
    expect((await inventory.status()).protection.keychain).toBe(true);
    await fill(inventory);
    expect(await inventory.status()).toMatchObject({ keychainAvailable: true, protection: { keychain: true } });
    expect(headerOf(file).plainKey).toBeNull();
    expect((await must((await open({ file, keychain })).snapshot())).enrolments).toHaveLength(1);
  });

  it('I-25 a keychain that is gone: says so, loses nothing, and startFromScratch keeps the file', async () => {
    const file = temporaryFile();
    const keychain = new FakeKeychain();
    const first = await open({ file, keychain });
    await fill(first);
    await first.close();
    const before = fs.readFileSync(file);
    for (const gone of [new FakeKeychain(), Object.assign(new FakeKeychain(), { isAvailable: false })]) {
      const inventory = await open({ file, keychain: gone });
      expect(await inventory.status()).toMatchObject({
        state: 'keychain-missing',
        keychainAvailable: gone.isAvailable,
        protection: { keychain: true, passphrase: false },
      });
      expect(await failureOf(inventory.snapshot())).toEqual({
        kind: 'inventory-unreadable',
        detail: 'keychain-missing',
      });
      expect(fs.readFileSync(file).equals(before)).toBe(true);
    }
    const inventory = await open({ file, keychain: new FakeKeychain() });
    const { keptAside } = await must(inventory.startFromScratch());
    expect(fs.readFileSync(keptAside ?? '').equals(before)).toBe(true);
    expect(await inventory.status()).toMatchObject({ state: 'open' });
    // The keychain comes back: so does the file.
    const back = await open({ file: keptAside ?? '', keychain });
    expect((await must(back.snapshot())).enrolments).toHaveLength(1);
  });

  it('I-25 with a passphrase no change of keychain locks the file, and the new keychain is used from then on', async () => {
    const file = temporaryFile();
    const first = await open({ file, keychain: new FakeKeychain() });
    await fill(first);
    await must(first.setPassphrase(words()));
    await first.close();
    const other = new FakeKeychain();
    const inventory = await open({ file, keychain: other });
    expect(await inventory.status()).toMatchObject({ state: 'needs-passphrase', protection: { passphrase: true } });
    expect(await failureOf(inventory.snapshot())).toEqual(needsPassphrase);
    expect(await failureOf(inventory.unlock(words('wrong passphrase')))).toEqual({
      kind: 'inventory-wrong-passphrase',
    });
    await must(inventory.unlock(words()));
    expect((await must(inventory.snapshot())).enrolments).toHaveLength(1);
    expect(other.entries.size).toBe(1);
    expect((await (await open({ file, keychain: other })).status()).state).toBe('open');
  });

  it('I-25 a keychain that does not give back what it took is not relied on', async () => {
    const forgetful = new FakeKeychain();
    forgetful.write = () => Promise.resolve();
    const file = temporaryFile();
    const inventory = await open({ file, keychain: forgetful });
    await fill(inventory);
    expect((await inventory.status()).protection.keychain).toBe(false);
    expect(await failureOf(inventory.setKeychain(true))).toEqual({
      kind: 'input-invalid',
      detail: 'keychain-unavailable',
    });
    expect((await must((await open({ file, keychain: forgetful })).snapshot())).enrolments).toHaveLength(1);
  });

  it('sets, changes and removes a passphrase', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await fill(inventory);
    await must(inventory.setPassphrase(words('first passphrase')));
    await must(inventory.setPassphrase(words('second passphrase')));
    const locked = await open({ file });
    expect((await locked.status()).state).toBe('needs-passphrase');
    expect(await failureOf(locked.unlock(words('first passphrase')))).toEqual({ kind: 'inventory-wrong-passphrase' });
    await must(locked.unlock(words('second passphrase')));
    await must(locked.setPassphrase(null));
    const { protection } = await (await open({ file })).status();
    expect(protection).toEqual({ keychain: false, passphrase: false, recoveryCode: false });
    const { activity } = await must(inventory.snapshot());
    expect(activity.filter(({ kind }) => kind === 'inventory-protected').map(({ details }) => details)).toEqual([
      { passphrase: 'removed' },
      { passphrase: 'set' },
      { passphrase: 'set' },
    ]);
  });

  it('takes a passphrase in either form of its letters', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await fill(inventory);
    await must(inventory.setPassphrase(words('les éclairs du matin')));
    const locked = await open({ file });
    await must(locked.unlock(words('les e\u0301clairs du matin')));
    expect((await locked.status()).state).toBe('open');
  });

  it('protects an inventory that has no file yet', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.setPassphrase(words()));
    expect((await (await open({ file })).status()).state).toBe('needs-passphrase');
  });

  it.each([
    ['seven code points', '鍵鍵鍵鍵鍵鍵鍵', 'passphrase-too-short'],
    ['more than 1,024 bytes', 'x'.repeat(1_025), 'passphrase-too-long'],
  ])('refuses a passphrase of %s and wipes it', async (_what, text, detail) => {
    const inventory = await open({ file: temporaryFile() });
    await fill(inventory);
    const secret = words(text);
    expect(await failureOf(inventory.setPassphrase(secret))).toEqual({ kind: 'input-invalid', detail });
    expect(secret.every((byte) => byte === 0)).toBe(true);
    expect((await inventory.status()).protection.passphrase).toBe(false);
  });

  it('wipes passphrases that were right or wrong', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    const [set, wrong, right] = [words(), words('wrong passphrase'), words()];
    await must(inventory.setPassphrase(set));
    const locked = await open({ file });
    await locked.unlock(wrong);
    await must(locked.unlock(right));
    for (const secret of [set, wrong, right]) expect(secret.every((byte) => byte === 0)).toBe(true);
  });

  it('opens with a printed recovery code, however it is typed, until a new one is made', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await fill(inventory);
    expect(await failureOf(inventory.createRecoveryCode())).toEqual({ kind: 'input-invalid', detail: 'protect-first' });
    await must(inventory.setPassphrase(words()));
    const { code } = await must(inventory.createRecoveryCode());
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('0', 'o').replaceAll('1', 'l')];
    for (const form of typed) {
      const locked = await open({ file });
      await must(locked.unlock(words(form)));
      await locked.close();
    }
    const next = await must(inventory.createRecoveryCode());
    const locked = await open({ file });
    expect(await failureOf(locked.unlock(words(code)))).toEqual({ kind: 'inventory-wrong-passphrase' });
    await must(locked.unlock(words(next.code)));
  });

  it('switches the keychain off and on, and takes the recovery code away with the last other way in', async () => {
    const file = temporaryFile();
    const keychain = new FakeKeychain();
    const inventory = await open({ file, keychain });
    await fill(inventory);
    await must(inventory.createRecoveryCode());
    await must(inventory.setKeychain(false));
    expect(keychain.entries.size).toBe(0);
    expect((await inventory.status()).protection).toEqual({ keychain: false, passphrase: false, recoveryCode: false });
    await must(inventory.setKeychain(true));
    expect((await inventory.status()).protection.keychain).toBe(true);
    expect((await must((await open({ file, keychain })).snapshot())).enrolments).toHaveLength(1);
  });

  it('replaces a data key that stood unprotected, in backups and files kept aside too', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await fill(inventory);
    await must(inventory.backup());
    await must(inventory.startFromScratch());
    await fill(inventory);
    await must(inventory.backup());
    const plainKey = Buffer.from(headerOf(file).plainKey ?? '', 'hex');
    expect(holds(allBytes(path.dirname(file)), plainKey)).toBe(true);
    await must(inventory.setPassphrase(words()));
    expect(holds(allBytes(path.dirname(file)), plainKey)).toBe(false);
    expect(allBytes(path.dirname(file)).includes('"plainKey":"')).toBe(false);
    const { backups } = await inventory.status();
    expect(backups).toHaveLength(2);
    for (const backup of backups) {
      const copy = await open({ file: backup.file });
      await must(copy.unlock(words()));
      expect((await must(copy.snapshot())).enrolments).toHaveLength(1);
      await copy.close();
    }
  });

  it('leaves a backup alone that was sealed already, and seals those that a process that died left readable', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await fill(inventory);
    const { file: readable } = await must(inventory.backup());
    const content = fs.readFileSync(readable);
    await must(inventory.setPassphrase(words()));
    const { file: sealed } = await must(inventory.backup());
    const before = fs.readFileSync(sealed);
    await must(inventory.setPassphrase(null));
    await must(inventory.setPassphrase(words('another one')));
    expect(fs.readFileSync(sealed).equals(before)).toBe(true);
    fs.writeFileSync(readable, content);
    await must(inventory.setPassphrase(words('a third one')));
    expect(fs.readFileSync(sealed).equals(before)).toBe(true);
    const copy = await open({ file: readable });
    expect((await copy.status()).state).toBe('needs-passphrase');
    await must(copy.unlock(words('a third one')));
    expect((await must(copy.snapshot())).enrolments).toHaveLength(1);
  });

  it('removes a readable backup that it cannot seal', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await fill(inventory);
    const { file: backup } = await must(inventory.backup());
    const content = fs.readFileSync(backup);
    fs.writeFileSync(backup, content.subarray(0, content.length - 4_096));
    await must(inventory.setPassphrase(words()));
    expect((await inventory.status()).backups).toEqual([]);
  });

  it('N-05 writes neither passphrase nor recovery code nor data key to any file', async () => {
    const file = temporaryFile();
    const keychain = new FakeKeychain();
    const inventory = await open({ file, keychain });
    await fill(inventory);
    const canary = 'canary passphrase 鍵';
    await must(inventory.setPassphrase(words(canary)));
    const { code } = await must(inventory.createRecoveryCode());
    await must(inventory.backup());
    const locked = await open({ file, keychain: new FakeKeychain() });
    await must(locked.unlock(words(canary)));
    const dataKey = await openWithSecret(headerOf(file), words(canary));
    const content = allBytes(path.dirname(file));
    for (const secret of [words(canary), words(code), words(code.replaceAll('-', '')), dataKey ?? words('?')]) {
      expect(holds(content, secret)).toBe(false);
    }
    for (const secret of keychain.entries.values()) expect(holds(content, secret)).toBe(false);
    // The search does find what is there.
    expect(holds(content, words(headerOf(file).fileId))).toBe(true);
    expect(JSON.stringify([inventory, await inventory.status(), locked])).not.toContain('canary');
  });

  it('J-10 refuses costs of the derivation that would cost nothing or everything', async () => {
    const dataKey = new Uint8Array(32).fill(7);
    const header = await addPassphrase(newHeader(dataKey, false), dataKey, words(), 15);
    if (header.passphrase === null) throw new Error('no passphrase');
    expect(Buffer.from(dataKey).equals((await openWithSecret(header, words())) ?? Buffer.alloc(0))).toBe(true);
    for (const cost of [
      { logN: 0 },
      { logN: 14 },
      { logN: 21 },
      { logN: 31 },

      { r: 0 },
      { r: 1_024 },
      { p: 0 },
      { p: 5 },
    ]) {
      const changed = { ...header, passphrase: { ...header.passphrase, ...cost } };
      await expect(openWithSecret(changed, words())).rejects.toMatchObject({ failure: { kind: 'inventory-damaged' } });
    }
  });

  it('J-09 a wrap with a flipped bit opens nothing', async () => {
    const dataKey = new Uint8Array(32).fill(7);
    const header = await addPassphrase(newHeader(dataKey, false), dataKey, words(), 15);
    const { passphrase } = header;
    if (passphrase === null) throw new Error('no passphrase');
    const flip = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
    for (const change of [{ salt: flip(passphrase.salt) }, { sealed: flip(passphrase.sealed) }, { sealed: '' }]) {
      expect(await openWithSecret({ ...header, passphrase: { ...passphrase, ...change } }, words())).toBeNull();
    }
    expect(await openWithSecret({ ...header, fileId: 'f'.repeat(32) }, words())).toBeNull();
  });

  it('reads a header back and refuses one with another shape or checksum', () => {
    const header = newHeader(new Uint8Array(32), true);
    expect(decodeHeader(encodeHeader(header))).toEqual(header);
    const bytes = encodeHeader(header);
    for (const bad of [
      bytes.subarray(1),
      Buffer.from('no newline'),
      Buffer.from(`${Buffer.from(bytes).toString()} `),
    ]) {
      expect(() => decodeHeader(bad)).toThrow('inventory-damaged');
    }
  });
});

describe('the recovery code', () => {
  it('has 130 random bits and finds typing errors', () => {
    const codes = new Set(Array.from({ length: 200 }, makeRecoveryCode));
    expect(codes.size).toBe(200);
    const [code = ''] = codes;
    expect(parseRecoveryCode(words(code))).toHaveLength(26);
    const wrong = [code.slice(1), `${code}0`, code.replace(/.$/, (last) => (last === '7' ? '8' : '7')), `${code}!`, ''];
    for (const form of wrong) expect(parseRecoveryCode(words(form))).toBeNull();
  });
});
