import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pictureFileOf, readPicture, writePicture } from '../../../../src-main/inventory/file/picture-file.ts';
import type { Inventory } from '../../../../src-main/inventory/inventory.ts';
import type { CoveragePicture } from '../../../../src-shared/domain/last-picture.ts';
import { FakeKeychain, listing, must, open, passkey, pluggedKey, temporaryFile } from '../inventory-fixture.ts';

const picture: CoveragePicture = {
  locale: 'en',
  title: '1 of 1 accounts hangs on one key.',
  counts: [{ risk: 'one-key', count: 1 }],
  keys: [{ name: 'Blue', lost: false }],
  rows: [
    {
      service: 'Bank',
      user: 'mika',
      risk: 'one-key',
      verdict: 'Only Blue',
      way: '',
      cells: [{ mark: 'read', sole: true, old: false }],
    },
  ],
};
const asOf = '2026-11-22T08:30:00.000Z';

/** Opens an inventory with one key that was read, whose picture is kept. */
async function withPicture(file: string): Promise<{ readonly inventory: Inventory; readonly keyId: string }> {
  const inventory = await open({ file });
  const key = pluggedKey({ vendorSerial: '1' });
  const { keyId } = await must(inventory.recordListing(key, listing([passkey('bank.example')]), { newKey: true }));
  await keep(inventory);
  if (readPicture(file) === null) throw new Error('no picture was kept');
  return { inventory, keyId };
}

async function keep(inventory: Inventory): Promise<void> {
  const { revision } = await must(inventory.snapshot());
  await must(inventory.keepPicture(picture, revision));
}

describe('the last picture of an inventory', () => {
  it('lies beside the file, readable by this user only, and is read with its time', async () => {
    const file = temporaryFile();
    await withPicture(file);
    expect(fs.statSync(pictureFileOf(file)).mode & 0o777).toBe(0o600);
    expect(readPicture(file)).toEqual({ asOf: expect.stringMatching(/^2026-11-2\dT[\d:.]+Z$/) as string, picture });
  });

  it('goes with every change: what was forgotten stands in it no longer', async () => {
    const file = temporaryFile();
    const { inventory, keyId } = await withPicture(file);
    await must(inventory.forgetKey(keyId));
    expect(fs.existsSync(pictureFileOf(file))).toBe(false);
  });

  it.each([
    ['a passphrase', (one: Inventory) => one.setPassphrase(new Uint8Array(Buffer.from('correct horse battery')))],
    ['a new beginning', (one: Inventory) => one.startFromScratch()],
    ['erasing everything', (one: Inventory) => one.eraseEverything()],
    ['a backup that is restored', async (one: Inventory) => one.restore((await must(one.backup())).file)],
  ])('goes with %s', async (_what, work) => {
    const file = temporaryFile();
    const { inventory } = await withPicture(file);
    await must<unknown>(work(inventory));
    expect(fs.existsSync(pictureFileOf(file))).toBe(false);
  });

  it('goes with a change of another program', async () => {
    const file = temporaryFile();
    const { keyId } = await withPicture(file);
    const other = await open({ file });
    await must(other.editKey(keyId, { label: 'Red' }));
    expect(fs.existsSync(pictureFileOf(file))).toBe(false);
  });

  it('is not kept of an older revision, of a protected file, or of one in memory', async () => {
    const [old, sealed, ringed] = [temporaryFile(), temporaryFile(), temporaryFile()];
    const { inventory } = await withPicture(old);
    const { revision } = await must(inventory.snapshot());
    await must(inventory.setPreferences({ ...(await must(inventory.snapshot())).preferences, staleAfterDays: 100 }));
    await must(inventory.keepPicture(picture, revision));

    const protectedOne = (await withPicture(sealed)).inventory;
    await must(protectedOne.setPassphrase(new Uint8Array(Buffer.from('correct horse battery'))));
    await keep(protectedOne);

    const withKeychain = await open({ file: ringed, keychain: new FakeKeychain() });
    await must(withKeychain.recordKey(pluggedKey({ vendorSerial: '2' }), { newKey: true }));
    await keep(withKeychain);

    const inMemory = await open({ file: 'memory' });
    await must(inMemory.recordKey(pluggedKey({ vendorSerial: '3' }), { newKey: true }));
    await keep(inMemory);
    const temporary = fs.readdirSync(os.tmpdir()).filter((name) => /^sparekey-\w{6}$/.test(name));
    const files = [old, sealed, ringed, ...temporary.map((name) => path.join(os.tmpdir(), name, 'inventory.sparekey'))];
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => fs.existsSync(pictureFileOf(file)))).toEqual([]);
  });

  it('of another file or another state of it is removed unread', () => {
    const file = temporaryFile();
    fs.writeFileSync(file, 'one');
    writePicture(file, picture, asOf);
    expect(readPicture(file)).toEqual({ asOf, picture });
    fs.writeFileSync(file, 'another');
    expect(readPicture(file)).toBeNull();
    expect(fs.existsSync(pictureFileOf(file))).toBe(false);
    fs.rmSync(file);
    writePicture(file, picture, asOf);
    expect(fs.existsSync(pictureFileOf(file))).toBe(false);
  });

  it.each([
    ['cut', (saved: string) => fs.truncateSync(saved, 20)],
    ['huge', (saved: string) => fs.appendFileSync(saved, ' '.repeat(300_000))],
    ['of another shape', (saved: string) => fs.writeFileSync(saved, '{"size":1}')],
    [
      'a link to another',
      (saved: string) => {
        fs.renameSync(saved, `${saved}.other`);
        fs.symlinkSync(`${saved}.other`, saved);
      },
    ],
  ])('that is %s is removed, and nothing is shown', (_what, damage) => {
    const file = temporaryFile();
    fs.writeFileSync(file, 'one');
    writePicture(file, picture, asOf);
    damage(pictureFileOf(file));
    expect(readPicture(file)).toBeNull();
    expect(fs.lstatSync(pictureFileOf(file), { throwIfNoEntry: false })).toBeUndefined();
  });
});
