import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
const certificate = 'a certificate\nwith \u202E two lines\n';
const binary = Uint8Array.of(0, 1, 2, 255);
const harnesses: CliHarness[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function keyAndHarness(options: Partial<VirtualKeyOptions> = {}): { key: VirtualKey; harness: CliHarness } {
  const key = createVirtualKey({
    personality: 'yubikey57',
    seed: 1,
    pin,
    credentials: [
      { rpId: 'ssh.example', userId: '01', userName: 'hana', blob: certificate },
      { rpId: 'vault.example', userId: '02', userName: 'hana', blob: binary },
    ],
    strayBlobs: ['of nobody'],
    ...options,
  });
  const harness = cliHarness([key]);
  harnesses.push(harness);
  return { key, harness };
}

const typed = { stdin: [pin] };
async function listed(harness: CliHarness) {
  const run = await harness.run(['blobs', '--json', '--pin-stdin'], typed);
  return documents.blobsDocument.parse(run.json());
}
async function idOf(harness: CliHarness, rpId: string | null): Promise<string> {
  const { blobs } = await listed(harness);
  return blobs.find(({ owner }) => (owner?.rpId ?? null) === rpId)?.blobId ?? '';
}

describe('blobs', () => {
  it('are listed with size, owner and room', async () => {
    const { key, harness } = keyAndHarness();
    const { blobs, state, usedBytes, mostBytes, freeBytes } = await listed(harness);
    expect([state, usedBytes, mostBytes]).toEqual(['sound', key.state.largeBlobs.length, 2048]);
    expect(freeBytes).toBe(2048 - usedBytes);
    expect(blobs.map(({ size, content, owner }) => [size, content, owner?.rpId])).toEqual([
      [certificate.length + 2, 'readable', 'ssh.example'],
      [4, 'readable', 'vault.example'],
      [9, 'not-opened', undefined],
    ]);
    const { out } = await harness.run(['blobs', 'list'], { answers: [pin] });
    expect(out).toContain('ssh.example');
    expect(out).toContain('a passkey that is not on this key');
    expect(out).toContain(`of 2,048 bytes are used, ${(2048 - usedBytes).toLocaleString('en')} are left`);
  });

  it('one is shown as text that no terminal obeys, or in hex', async () => {
    const { harness } = keyAndHarness();
    const text = await idOf(harness, 'ssh.example');
    const shown = await harness.run(['blobs', 'show', text.slice(0, 6)], { answers: [pin] });
    expect(shown.out).toBe('a certificate\nwith \\u{202E} two lines');
    const hex = await harness.run(['blobs', 'show', text, '--hex'], { answers: [pin] });
    expect(hex.out).toContain('000000  61 20 63 65');
    const run = await harness.run(
      ['blobs', 'show', await idOf(harness, 'vault.example'), '--json', '--pin-stdin'],
      typed,
    );
    expect(documents.showBlobDocument.parse(run.json())).toMatchObject({ data: '000102ff', text: null, size: 4 });
    const bytes = await harness.run(['blobs', 'show', await idOf(harness, 'vault.example')], { answers: [pin] });
    expect(bytes.out).toMatch(/^000000 {2}00 01 02 ff +\.{4}$/);
  });

  it('one is exported byte for byte, and nothing that is there is replaced', async () => {
    const { harness } = keyAndHarness();
    const folder = mkdtempSync(join(tmpdir(), 'sparekey-blobs-'));
    folders.push(folder);
    const file = join(folder, 'vault.bin');
    const id = await idOf(harness, 'vault.example');
    const run = await harness.run(['blobs', 'export', id, '--out', file, '--json', '--pin-stdin'], typed);
    expect(documents.exportBlobDocument.parse(run.json())).toMatchObject({ file, bytes: 4 });
    expect(new Uint8Array(readFileSync(file))).toEqual(binary);
    writeFileSync(file, 'mine');
    const again = await harness.run(['blobs', 'export', id, '--out', file, '--json', '--pin-stdin'], typed);
    expect([again.status, documents.errorDocument.parse(again.json()).error.kind]).toEqual([2, 'file-not-written']);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('one is deleted after a question, and the others are read back', async () => {
    const { key, harness } = keyAndHarness();
    const id = await idOf(harness, 'ssh.example');
    const before = key.state.largeBlobs;
    const refused = await harness.run(['blobs', 'delete', id], { answers: [pin, 'n'] });
    expect([refused.status, key.state.largeBlobs]).toEqual([6, before]);
    expect(refused.err).toContain(`Large blob ${id} of ssh.example`);
    const run = await harness.run(['blobs', 'delete', id, '--yes', '--json', '--pin-stdin'], typed);
    const { stillListed, blobs } = documents.deleteBlobDocument.parse(run.json());
    expect([stillListed, blobs?.map(({ owner }) => owner?.rpId)]).toEqual([false, ['vault.example', undefined]]);
    const { out } = await harness.run(['blobs', 'delete', (await idOf(harness, null)).toUpperCase(), '--yes'], {
      answers: [pin],
    });
    expect(out).toContain('was deleted from');
    expect((await listed(harness)).blobs.map(({ owner }) => owner?.rpId)).toEqual(['vault.example']);
  });

  it('a damaged array is shown, and nothing of it is deleted', async () => {
    const { key, harness } = keyAndHarness();
    const id = await idOf(harness, 'ssh.example');
    const damaged = key.state.largeBlobs.with(3, 0);
    key.putLargeBlobs(damaged);
    expect(await listed(harness)).toMatchObject({ state: 'damaged', usedBytes: damaged.length, blobs: [] });
    const { out } = await harness.run(['blobs'], { answers: [pin] });
    expect(out).toContain('are damaged');
    const run = await harness.run(['blobs', 'delete', id, '--yes', '--json', '--pin-stdin'], typed);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'blobs-damaged']);
    expect(key.state.largeBlobs).toEqual(damaged);
  });

  it.each<[string, readonly string[], number, string]>([
    ['one that is not there', ['show', 'ffffffff'], 5, 'blob-not-found'],
    ['a name that is no ID, before a PIN is asked for', ['show', 'ssh.example'], 2, 'usage'],
    ['a beginning that is too short', ['delete', 'ff'], 2, 'usage'],
    ['an export without a file', ['export', 'ffffffff'], 2, 'usage'],
  ])('refuses %s', async (_name, args, status, kind) => {
    const { harness } = keyAndHarness();
    const run = await harness.run(['blobs', ...args, '--json', '--yes', '--pin-stdin'], typed);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([status, kind]);
  });

  it('one that no passkey opens has no content', async () => {
    const { harness } = keyAndHarness();
    const run = await harness.run(['blobs', 'show', await idOf(harness, null), '--json', '--pin-stdin'], typed);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'blob-unreadable']);
  });

  it('an outcome that is not known is said, and nothing is sent again', async () => {
    const { key, harness } = keyAndHarness();
    const id = await idOf(harness, 'ssh.example');
    key.log.clear();
    key.script.failNext('largeBlobs.set', { unplug: 'after' });
    const run = await harness.run(['blobs', 'delete', id, '--yes', '--json', '--pin-stdin'], typed);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([8, 'outcome-unknown']);
    expect(key.log.destructive).toHaveLength(1);
  });

  it('a key that keeps none says so without asking for its PIN', async () => {
    const { key, harness } = keyAndHarness({ personality: 'yubikey52', credentials: [], strayBlobs: [] });
    const run = await harness.run(['blobs'], { answers: [] });
    expect(run.status).toBe(5);
    expect(run.err).toContain('keeps no large blobs');
    expect(key.log.pinBearing).toEqual([]);
  });
});
