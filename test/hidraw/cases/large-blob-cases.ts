import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { sparekey } from '../command-line.ts';
import { fido2Token } from '../fido2-token.ts';
import type { Lab } from '../guest-lab.ts';

const pin = '123456';
const rpId = 'blobs.example';
const listAnswer = z.object({
  state: z.string(),
  usedBytes: z.number(),
  freeBytes: z.number(),
  blobs: z.array(
    z.object({
      blobId: z.string(),
      size: z.number(),
      content: z.string(),
      owner: z.object({ rpId: z.string() }).nullable(),
    }),
  ),
});

/** Writes, reads and deletes large blobs with libfido2's program and reads and deletes them with ours, on one key. */
export async function largeBlobCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('large blobs: fido2-token and sparekey on one key');
  const key = await lab.uhid({
    // With the preview command 41, by which libfido2 lists passkeys and their large blob keys.
    personality: 'both21',
    seed: 92,
    pin,
    credentials: [
      { rpId, userId: '01', userName: 'theirs', largeBlobKey: true },
      { rpId: 'ours.example', userId: '02', userName: 'ours', blob: 'written by the service of the other passkey' },
    ],
  });
  const credentialId = Buffer.from(key.key.state.credentials[0]?.id ?? new Uint8Array()).toString('base64');
  const [source, target, exported] = ['/tmp/blob-in', '/tmp/blob-out', '/tmp/blob-exported'] as const;
  // Longer than one message carries, and no text.
  const content = Buffer.from(Array.from({ length: 1400 }, (_, index) => ((index * 7919) ^ (index >> 3)) & 0xff));
  writeFileSync(source, content);
  const ours = async () => {
    const { json, stderr } = await sparekey(['blobs', '--key', key.node], { pin });
    const parsed = listAnswer.safeParse(json);
    ok(parsed.success, stderr);
    return parsed.data;
  };
  const ownersOf = async () => (await ours()).blobs.map(({ owner }) => owner?.rpId);
  const idOf = async (wanted: string): Promise<string> =>
    (await ours()).blobs.find(({ owner }) => owner?.rpId === wanted)?.blobId ?? '';
  const named = ['-n', rpId, '-i', credentialId] as const;

  await check('-S -b: writes one through several fragments, which sparekey then lists with its owner', async () => {
    const written = await fido2Token(['-S', '-b', ...named, source, key.node], [pin, pin]);
    equal(written.status, 0, written.stdout);
    deepEqual(await ownersOf(), ['ours.example', rpId]);
    const listing = await ours();
    equal(listing.usedBytes, key.key.state.largeBlobs.length);
    equal(listing.usedBytes + listing.freeBytes, 2048);
  });

  await check('-L -b: the same sizes, and as many bytes before the checksum', async () => {
    const listed = await fido2Token(['-L', '-b', key.node], [pin]);
    equal(listed.status, 0, listed.stdout);
    const { usedBytes, blobs } = await ours();
    match(listed.stdout, new RegExp(`total map size: ${usedBytes - 16} bytes`));
    const sizes = [...listed.stdout.matchAll(/^\d+: +\d+ +(\d+) /gm)].map(([, size]) => Number(size));
    deepEqual(
      sizes,
      blobs.map(({ size }) => size),
    );
  });

  await check('blobs show: what fido2-token wrote; blobs export: byte for byte', async () => {
    const id = await idOf(rpId);
    const { json } = await sparekey(['blobs', 'show', id, '--key', key.node], { pin });
    equal(json['data'], content.toString('hex'));
    rmSync(exported, { force: true });
    equal((await sparekey(['blobs', 'export', id, '--out', exported, '--key', key.node], { pin })).status, 0);
    deepEqual(readFileSync(exported), content);
  });

  await check('-G -b: reads it back, and the one of the other passkey', async () => {
    rmSync(target, { force: true });
    const read = await fido2Token(['-G', '-b', ...named, target, key.node], [pin]);
    equal(read.status, 0, read.stdout);
    deepEqual(readFileSync(target), content);
    rmSync(target, { force: true });
    equal((await fido2Token(['-G', '-b', '-n', 'ours.example', target, key.node], [pin])).status, 0);
    equal(readFileSync(target, 'utf8'), 'written by the service of the other passkey');
  });

  await check('blobs delete: one is gone for fido2-token, the other is as it was', async () => {
    const args = ['blobs', 'delete', await idOf('ours.example'), '--yes', '--key', key.node];
    equal((await sparekey(args, { pin })).json['stillListed'], false);
    rmSync(target, { force: true });
    equal((await fido2Token(['-G', '-b', ...named, target, key.node], [pin])).status, 0);
    deepEqual(readFileSync(target), content);
    const gone = await fido2Token(['-G', '-b', '-n', 'ours.example', target, key.node], [pin]);
    ok(gone.status !== 0, gone.stdout);
  });

  await check('-D -b: the last one is gone for sparekey', async () => {
    const deleted = await fido2Token(['-D', '-b', ...named, key.node], [pin, pin]);
    equal(deleted.status, 0, deleted.stdout);
    deepEqual((await ours()).blobs, []);
    equal((await ours()).usedBytes, 17);
  });

  await check('a damaged array is said to be damaged, and stays', async () => {
    const damaged = key.key.state.largeBlobs.with(3, 0);
    key.key.putLargeBlobs(damaged);
    equal((await ours()).state, 'damaged');
    deepEqual(key.key.state.largeBlobs, damaged);
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());
}
