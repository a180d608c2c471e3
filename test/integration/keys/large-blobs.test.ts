import { afterEach, describe, expect, it } from 'vitest';
import { entriesOf, serializeEntries } from '../../../src-main/ctap2/large-blob-array.ts';
import type { LargeBlobListing } from '../../../src-shared/domain/large-blob.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import type { VirtualCredential } from '../../../src-virtual-key/virtual-key.ts';
import { type KeySetup, oneKey, type OneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

const opened: OneKey[] = [];

afterEach(async () => {
  for (const { core } of opened.splice(0)) await core.close();
});

/** Creates bytes that no packing makes shorter. */
const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => ((index * 2_654_435_761) ^ (index << 7)) >>> 11);

const credential = (rpId: string, blob?: string | Uint8Array): VirtualCredential => ({
  rpId,
  userId: '01',
  userName: `user of ${rpId}`,
  ...(blob === undefined ? {} : { blob }),
});
const credentials = [
  credential('ssh.example', 'a certificate'),
  credential('plain.example'),
  credential('notes.example', 'a note'),
];

async function keyWith(setup: KeySetup = {}): Promise<OneKey> {
  const one = await oneKey({ personality: 'yubikey57', credentials, ...setup });
  opened.push(one);
  return one;
}

const unlock = async (one: OneKey): Promise<LargeBlobListing> =>
  valueOf(await one.manager.run('unlock-blobs', one.handle(), { pin: pinOf(testPin) }));
const list = (one: OneKey) => one.manager.run('list-blobs', one.handle(), {});
const remove = (one: OneKey, blobId = '') => one.manager.run('delete-blob', one.handle(), { blobId });
const read = async (one: OneKey, blobId = ''): Promise<string> => {
  const { data } = valueOf(await one.manager.run('read-blob', one.handle(), { blobId }));
  return Buffer.from(data, 'hex').toString();
};
const owners = ({ blobs }: LargeBlobListing) => blobs.map(({ owner }) => owner?.rpId ?? null);
const idOf = ({ blobs }: LargeBlobListing, rpId: string | null): string =>
  blobs.find(({ owner }) => (owner?.rpId ?? null) === rpId)?.blobId ?? '';
const writes = ({ key }: OneKey) => key.log.entries.filter(({ name }) => name === 'largeBlobs.set');
const failure = (kind: string, more = {}) => ({ ok: false, failure: { kind, ...more } });

describe('14 large blobs of a key', () => {
  it('one typing of the PIN lists them with size, owner and room, and serves for the passkeys, too', async () => {
    const one = await keyWith({ strayBlobs: ['of nobody'] });
    const listing = await unlock(one);
    expect(listing).toMatchObject({ state: 'sound', mostBytes: 2048, passkeysComplete: true });
    expect(listing.usedBytes).toBe(one.key.state.largeBlobs.length);
    expect(listing.blobs.map(({ size, content, owner }) => [size, content, owner?.rpId, owner?.userName])).toEqual([
      [13, 'readable', 'ssh.example', 'user of ssh.example'],
      [6, 'readable', 'notes.example', 'user of notes.example'],
      [9, 'not-opened', undefined, undefined],
    ]);
    // One byte of head and the checksum.
    expect(listing.blobs.reduce((sum, { storedBytes }) => sum + storedBytes, 17)).toBe(listing.usedBytes);
    expect(valueOf(await one.manager.run('list-passkeys', one.handle(), {})).passkeys).toHaveLength(3);
    expect(one.key.log.pinBearing).toHaveLength(1);
    expect(one.key.log.destructive).toEqual([]);
  });

  it('a key that was unlocked for its passkeys lists and reads them without another typing, and wants one to delete', async () => {
    const one = await keyWith();
    valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
    const listing = valueOf(await list(one));
    expect(owners(listing)).toEqual(['ssh.example', 'notes.example']);
    expect(await read(one, idOf(listing, 'notes.example'))).toBe('a note');
    expect(await remove(one, idOf(listing, 'notes.example'))).toEqual(failure('pin-required'));
    expect(one.key.log.pinBearing).toHaveLength(1);
    expect(writes(one)).toEqual([]);
  });

  it('a fresh array is empty', async () => {
    const one = await keyWith({ credentials: [credential('plain.example')] });
    expect(await unlock(one)).toMatchObject({ state: 'sound', usedBytes: 17, blobs: [] });
  });

  it('entries that are the same are one, and go together', async () => {
    const one = await keyWith();
    const [first = new Uint8Array(), second = new Uint8Array()] = entriesOf(one.key.state.largeBlobs) ?? [];
    one.key.putLargeBlobs(serializeEntries([first, second, first]));
    const listing = await unlock(one);
    expect(listing.blobs.map(({ storedBytes }) => storedBytes)).toEqual([2 * first.length, second.length]);
    expect(valueOf(await remove(one, idOf(listing, 'ssh.example'))).stillListed).toBe(false);
    expect(entriesOf(one.key.state.largeBlobs)).toEqual([second]);
  });

  it.each<[string, KeySetup, string | null]>([
    ['none are kept', { personality: 'yubikey52' }, 'no-large-blobs'],
    ['no PIN', { withoutPin: true }, 'no-pin-set'],
    ['a demanded PIN', { forcePinChange: true }, 'pin-change-required'],
    ['all is there', {}, null],
  ])('whether they can be managed: %s', async (_about, setup, reason) => {
    const one = await keyWith({ credentials: [], ...setup });
    const answer = one.of(one.key).facts?.capabilities.listBlobs;
    expect(answer).toEqual({ answer: reason === null ? 'yes' : 'no', reason });
  });

  it('a key that keeps none gets no PIN', async () => {
    const one = await keyWith({ personality: 'yubikey52', credentials: [credential('plain.example')] });
    const outcome = await one.manager.run('unlock-blobs', one.handle(), { pin: pinOf(testPin) });
    expect(outcome).toEqual(failure('not-supported', { feature: 'large-blobs' }));
    expect(one.key.log.pinBearing).toEqual([]);
  });
});

describe('14 an array of several fragments', () => {
  const big = [credential('big.example', noise(1500)), credential('small.example', 'a note')];

  it('is read by as much as a message carries, and ends with a shorter fragment', async () => {
    const one = await keyWith({ credentials: big });
    const listing = await unlock(one);
    expect(owners(listing)).toEqual(['big.example', 'small.example']);
    expect(one.key.log.entries.filter(({ name }) => name === 'largeBlobs.get')).toHaveLength(2);
    const { data } = valueOf(
      await one.manager.run('read-blob', one.handle(), { blobId: idOf(listing, 'big.example') }),
    );
    expect(Buffer.from(data, 'hex')).toEqual(Buffer.from(noise(1500)));
  });

  it('ends with an empty fragment where it fills the last one', async () => {
    const one = await keyWith({ credentials: [credential('big.example', noise(1000))] });
    const short = 1136 - one.key.state.largeBlobs.length;
    const filled = await keyWith({ credentials: [credential('big.example', noise(1000 + short))] });
    expect(filled.key.state.largeBlobs).toHaveLength(1136);
    expect(owners(await unlock(filled))).toEqual(['big.example']);
  });

  it('is written by fragments, and read back', async () => {
    const one = await keyWith({ credentials: big });
    const listing = await unlock(one);
    const { stillListed, listing: after } = valueOf(await remove(one, idOf(listing, 'small.example')));
    expect([stillListed, after === null ? null : owners(after)]).toEqual([false, ['big.example']]);
    expect(writes(one)).toHaveLength(2);
    expect(one.key.log.pinBearing).toHaveLength(1);
  });

  it.each([
    ['its answer does not come', { unplug: 'after' } as const, 'key-removed'],
    ['the key refuses it', { status: 0x04 }, 'key-refused'],
  ])('nothing has changed where a fragment before the last fails: %s', async (_name, fault, kind) => {
    const one = await keyWith({ credentials: big });
    const listing = await unlock(one);
    const before = one.key.state.largeBlobs;
    one.key.script.failNext('largeBlobs.set', fault);
    expect(await remove(one, idOf(listing, 'small.example'))).toMatchObject(failure(kind));
    expect(writes(one)).toHaveLength(1);
    expect(one.key.state.largeBlobs).toEqual(before);
  });
});

describe('14 deleting a large blob', () => {
  it('writes the array without it, every other entry byte for byte, and reads it back', async () => {
    const one = await keyWith({ strayBlobs: ['of nobody'] });
    const listing = await unlock(one);
    const before = entriesOf(one.key.state.largeBlobs) ?? [];
    const outcome = valueOf(await remove(one, idOf(listing, 'ssh.example')));
    expect(outcome.stillListed).toBe(false);
    expect(outcome.listing?.usedBytes).toBe(one.key.state.largeBlobs.length);
    expect(entriesOf(one.key.state.largeBlobs)).toEqual(before.slice(1));
    expect(await read(one, idOf(listing, 'notes.example'))).toBe('a note');
    expect(writes(one)).toHaveLength(1);
    // What was listed after it serves for the next one.
    expect(valueOf(await remove(one, idOf(listing, null))).stillListed).toBe(false);
    expect(entriesOf(one.key.state.largeBlobs)).toEqual(before.slice(1, 2));
  });

  it.each([
    ['an entry that no reader knows', Uint8Array.of(0xf9, 0x3c, 0x00)],
    ['an entry with members out of order', Uint8Array.of(0xa2, 0x02, 0x00, 0x01, 0x00)],
  ])('leaves %s as it is', async (_name, odd) => {
    const one = await keyWith();
    const entries = entriesOf(one.key.state.largeBlobs) ?? [];
    one.key.putLargeBlobs(serializeEntries([odd, ...entries]));
    const listing = await unlock(one);
    expect(listing.blobs.map(({ content }) => content)).toEqual(['malformed', 'readable', 'readable']);
    expect(valueOf(await remove(one, idOf(listing, 'notes.example'))).stillListed).toBe(false);
    expect(entriesOf(one.key.state.largeBlobs)).toEqual([odd, ...entries.slice(0, 1)]);
  });

  it('a damaged array is shown and never written', async () => {
    const one = await keyWith();
    const sound = await unlock(one);
    const damaged = one.key.state.largeBlobs.with(5, 0xff);
    one.key.putLargeBlobs(damaged);
    expect(await remove(one, idOf(sound, 'notes.example'))).toEqual(failure('blobs-damaged'));
    expect(valueOf(await list(one))).toMatchObject({ state: 'damaged', usedBytes: damaged.length, blobs: [] });
    expect(await remove(one, idOf(sound, 'notes.example'))).toEqual(failure('blob-not-found'));
    expect(writes(one)).toEqual([]);
    expect(one.key.state.largeBlobs).toEqual(damaged);
  });

  it('is refused where another program wrote since, also where that left the blob', async () => {
    const one = await keyWith();
    const listing = await unlock(one);
    const [first = new Uint8Array(), second = new Uint8Array()] = entriesOf(one.key.state.largeBlobs) ?? [];
    one.key.putLargeBlobs(serializeEntries([second, first]));
    expect(await remove(one, idOf(listing, 'ssh.example'))).toEqual(failure('blobs-changed'));
    expect(writes(one)).toEqual([]);
    one.key.putLargeBlobs(serializeEntries([first]));
    const gone = await one.manager.run('read-blob', one.handle(), { blobId: idOf(listing, 'notes.example') });
    expect(gone).toEqual(failure('blob-not-found'));
  });

  it('is of unknown outcome where no answer came, and is not sent again', async () => {
    const one = await keyWith();
    const listing = await unlock(one);
    const blobId = idOf(listing, 'ssh.example');
    one.key.script.failNext('largeBlobs.set', { unplug: 'after' });
    expect(await remove(one, blobId)).toEqual(failure('outcome-unknown', { operation: 'delete-blob' }));
    expect(writes(one)).toHaveLength(1);
  });

  it('stands where it could not be read back', async () => {
    const one = await keyWith();
    const listing = await unlock(one);
    one.key.script.failNext('largeBlobs.get', { status: 0x7f }, { skip: 1 });
    const outcome = valueOf(await remove(one, idOf(listing, 'ssh.example')));
    expect(outcome).toEqual({ stillListed: null, listing: null });
    expect(entriesOf(one.key.state.largeBlobs)).toHaveLength(1);
  });

  it('a blob that is not listed is not deleted, nor one of a key that was locked', async () => {
    const one = await keyWith();
    const listing = await unlock(one);
    expect(await remove(one, '00ff')).toEqual(failure('blob-not-found'));
    one.manager.lock(one.handle());
    expect(await remove(one, idOf(listing, 'ssh.example'))).toEqual(failure('pin-required'));
    await unlock(one);
    expect(writes(one)).toEqual([]);
  });
});

describe('14 answers about large blobs that make no sense', () => {
  it('an array that never ends is not read for ever', async () => {
    const one = await keyWith({ personality: { ...personalities.yubikey57, maxMessageSize: 1024 } });
    one.key.putLargeBlobs(new Uint8Array(4096));
    const outcome = await one.manager.run('unlock-blobs', one.handle(), { pin: pinOf(testPin) });
    expect(outcome).toMatchObject(failure('key-broke-protocol'));
    expect(one.key.log.entries.filter(({ name }) => name === 'largeBlobs.get')).toHaveLength(3);
  });

  it('a content that nobody can open is not given', async () => {
    const one = await keyWith({ strayBlobs: ['of nobody'] });
    const listing = await unlock(one);
    const outcome = await one.manager.run('read-blob', one.handle(), { blobId: idOf(listing, null) });
    expect(outcome).toEqual(failure('blob-unreadable'));
  });
});
