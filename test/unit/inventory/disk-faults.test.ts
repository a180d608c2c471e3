import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { failureOf, listing, must, open, passkey, pluggedKey, tamper, temporaryFolder } from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = pluggedKey({ vendorSerial: '1' });
const isRoot = process.getuid?.() === 0;

/** Creates a disk of two megabytes that is removed after the test. */
function smallDisk(): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

/** Fills a disk to the last page. */
function fill(folder: string): void {
  const filler = path.join(folder, 'filler');
  fs.writeFileSync(filler, '');
  expect(() => {
    for (;;) fs.appendFileSync(filler, Buffer.alloc(4_096));
  }).toThrow(/^ENOSPC/);
}

describe('faults of the disk', () => {
  it.skipIf(!isRoot)(
    'I-05 I-27 an end that could not be written is shown, and written with the next change',
    async () => {
      const folder = smallDisk();
      const file = path.join(folder, 'inventory.sparekey');
      const inventory = await open({ file });
      const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice'), passkey('bob')])));
      const { credentialId } = passkey('alice');
      const entry = await must(inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId }));
      fill(folder);
      expect(await failureOf(inventory.journalEnd(entry.id, 'done'))).toEqual({ kind: 'disk-full' });
      const again = await must(inventory.snapshot());
      expect(again.enrolments).toMatchObject([{ vanishedBy: 'deleted' }, { vanishedBy: null }]);
      expect(again.activity.filter(({ kind }) => kind === 'passkey-deleted')).toHaveLength(1);
      expect((await must((await open({ file })).snapshot())).enrolments[0]).toMatchObject({ vanishedBy: null });
      fs.rmSync(path.join(folder, 'filler'));
      await must(inventory.snapshot());
      expect((await must((await open({ file })).snapshot())).enrolments[0]).toMatchObject({ vanishedBy: 'deleted' });
    },
  );

  it.skipIf(!isRoot)('I-03 making the file on a full disk leaves none', async () => {
    const folder = smallDisk();
    fill(folder);
    const file = path.join(folder, 'inventory.sparekey');
    const inventory = await open({ file });
    expect(await failureOf(inventory.recordListing(key, listing([passkey('alice')])))).toEqual({ kind: 'disk-full' });
    expect(fs.readdirSync(folder)).toEqual(['filler']);
    fs.rmSync(path.join(folder, 'filler'));
    await must(inventory.recordListing(key, listing([passkey('alice')])));
  });

  it.skipIf(!isRoot)(
    'I-04 after a change that failed the file is read and checked again, not what is in memory shown',
    async () => {
      const folder = smallDisk();
      const file = path.join(folder, 'inventory.sparekey');
      const inventory = await open({ file });
      const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice')])));
      fill(folder);
      expect(await failureOf(inventory.editKey(keyId, { label: 'x'.repeat(80) }))).toEqual({ kind: 'disk-full' });
      fs.rmSync(path.join(folder, 'filler'));
      expect((await must(inventory.snapshot())).keys[0]?.label).not.toContain('x');
      fill(folder);
      expect(await failureOf(inventory.editKey(keyId, { label: 'x'.repeat(80) }))).toEqual({ kind: 'disk-full' });
      fs.rmSync(path.join(folder, 'filler'));
      // The head that memory knows still stands in the file; a row does not.
      tamper(file, "update record set sealed = zeroblob(length(sealed)) where kind = 'key'");
      expect(await failureOf(inventory.snapshot())).toEqual({ kind: 'inventory-damaged' });
    },
  );

  it.skipIf(!isRoot)('I-19 a backup interrupted by a full disk leaves no file with the final name', async () => {
    const folder = smallDisk();
    const inventory = await open({ file: path.join(folder, 'inventory.sparekey') });
    await must(inventory.recordListing(key, listing([passkey('alice')])));
    const first = await must(inventory.backup());
    const before = fs.readFileSync(first.file);
    fill(folder);
    expect(await failureOf(inventory.backup())).toEqual({ kind: 'disk-full' });
    expect(fs.readdirSync(path.dirname(first.file))).toEqual([path.basename(first.file)]);
    expect(fs.readFileSync(first.file).equals(before)).toBe(true);
  });

  it.skipIf(!isRoot)(
    'I-03 I-05 on a real full disk: disk-full, old data whole, reading and export still work',
    async () => {
      const folder = smallDisk();
      const file = path.join(folder, 'inventory.sparekey');
      const inventory = await open({ file });
      const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice')])));
      fill(folder);
      const filler = path.join(folder, 'filler');
      fs.truncateSync(filler, fs.statSync(filler).size - 200_000);
      let acknowledged = 0;
      let failure: unknown = null;
      for (let round = 0; failure === null; round++) {
        const passkeys = Array.from({ length: 60 }, (_, index) => passkey(`${String(round)}-${String(index)}`));
        const outcome = await inventory.recordListing(key, listing(passkeys));
        if (outcome.ok) acknowledged = round;
        else ({ failure } = outcome);
      }
      expect(failure).toEqual({ kind: 'disk-full' });
      expect(acknowledged).toBeGreaterThan(1);
      fill(folder);
      expect(await failureOf(inventory.editKey(keyId, { label: 'Blue' }))).toEqual({ kind: 'disk-full' });
      const { enrolments } = await must(inventory.snapshot());
      expect(enrolments.filter(({ vanishedAt }) => vanishedAt === null)[0]?.userName).toBe(`${String(acknowledged)}-0`);
      expect(JSON.parse(await must(inventory.exportJson()))).toMatchObject({ format: 'sparekey-inventory' });
      fs.rmSync(path.join(folder, 'filler'));
      await must(inventory.editKey(keyId, { label: 'Blue' }));
      const again = await open({ file });
      expect((await must(again.snapshot())).keys).toMatchObject([{ label: 'Blue' }]);
    },
  );
});
