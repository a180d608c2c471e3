import { describe, expect, it } from 'vitest';
import type { LargeBlob, LargeBlobListing } from '../../src-shared/domain/large-blob.ts';
import type { KeyFacts } from '../../src-shared/domain/plugged-key.ts';
import { type FakeAnswers, ok } from './fake-api.ts';
import { keyFacts, keyView } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const hex = (text: string): string => Buffer.from(text).toString('hex');
const owner = {
  rpId: 'ssh.example',
  rpIdHash: '00'.repeat(32),
  credentialId: '01',
  userName: 'hana',
  userDisplayName: null,
};
const certificate: LargeBlob = { blobId: 'aa', storedBytes: 90, size: 13, content: 'readable', owner };
const stray: LargeBlob = { blobId: 'bb', storedBytes: 60, size: 9, content: 'not-opened', owner: null };
const listing: LargeBlobListing = {
  state: 'sound',
  usedBytes: 167,
  mostBytes: 2048,
  blobs: [certificate, stray],
  passkeysComplete: true,
  readAt: '2026-11-30T10:00:00.000Z',
};

async function openSecurity(answers: FakeAnswers = {}, change: Partial<KeyFacts> = {}, unlocked = true) {
  const facts = keyFacts(change);
  const fake = await renderApp({ ...twoKeys(), keys: [keyView(1, { facts, unlocked })] }, answers, 'keys');
  const user = person();
  await user.click(within(screen.getByRole('navigation')).getByRole('link'));
  await user.click(screen.getByRole('tab', { name: 'Security' }));
  return { fake, user };
}

async function openBlobs(answers: FakeAnswers = {}, read: LargeBlobListing = listing) {
  const opened = await openSecurity({ 'keys.listBlobs': () => ok(read), ...answers });
  await opened.user.click(within(row()).getByRole('button', { name: 'Show…' }));
  return opened;
}

const row = () => screen.getByRole('group', { name: 'Large blobs' });
const blobs = () => within(screen.getByRole('list', { name: 'Large blobs' })).getAllByRole('listitem');
const button = (name: string) => screen.getByRole('button', { name });

describe('the large blobs of a key', () => {
  it('stand with whose they are, what they take and how much room is left', async () => {
    await openBlobs();
    expect(row()).toHaveTextContent(/2 stored.*167 of 2,048 bytes are used, 1,881 are left/);
    expect(blobs()[0]).toHaveTextContent(/ssh\.example · hana.*readable · 13 bytes · 90 bytes on the key/);
    expect(blobs()[1]).toHaveTextContent(/a passkey that is not on this key.*cannot be opened/);
    // What cannot be read can be deleted, and nothing else.
    expect(within(blobs()[1] ?? document.body).getAllByRole('button')).toHaveLength(1);
  });

  it('of which nobody can say whose they are: not every passkey was listed', async () => {
    await openBlobs({}, { ...listing, blobs: [stray], passkeysComplete: false });
    expect(blobs()[0]).toHaveTextContent('a passkey that could not be listed');
  });

  it('that are damaged are said to be, and none is named', async () => {
    await openBlobs({}, { ...listing, state: 'damaged', blobs: [] });
    expect(row()).toHaveTextContent(/Damaged.*checksum does not fit.*leaves them as they are.*167 of 2,048/);
    expect(screen.queryByRole('list', { name: 'Large blobs' })).toBeNull();
  });

  const no = (reason: 'no-large-blobs' | 'no-pin-set'): Partial<KeyFacts> => ({
    capabilities: { ...keyFacts().capabilities, listBlobs: { answer: 'no', reason } },
  });

  it('of a key that keeps none have no row', async () => {
    await openSecurity({}, no('no-large-blobs'));
    expect(screen.queryByRole('group', { name: 'Large blobs' })).toBeNull();
  });

  it('that cannot be listed say why', async () => {
    await openSecurity({}, no('no-pin-set'));
    expect(row()).toHaveTextContent('This key has no PIN yet.');
    expect(within(row()).getByRole('button')).toBeDisabled();
  });

  it('of a locked key are asked for with its PIN', async () => {
    const { fake, user } = await openSecurity({ 'keys.unlockBlobs': () => ok(listing) }, {}, false);
    await user.click(within(row()).getByRole('button', { name: 'Show…' }));
    expect(fake.callsOf('keys.unlockBlobs')).toHaveLength(1);
  });

  it('one is viewed as text that cannot reorder what is read, and in hex', async () => {
    const { user } = await openBlobs({ 'keys.readBlob': () => ok({ data: hex('line \u202E one\nline two') }) });
    await user.click(button('View the large blob of ssh.example…'));
    const content = within(screen.getByRole('dialog')).getByRole('region', { name: 'Content of the large blob' });
    expect(content.textContent).toBe('line \\u{202E} one\nline two');
    await user.click(screen.getByRole('radio', { name: 'Hex' }));
    expect(content.textContent).toContain('000000  6c 69 6e 65');
  });

  it('one that is no text is viewed in hex', async () => {
    const { user } = await openBlobs({ 'keys.readBlob': () => ok({ data: '00ff' }) });
    await user.click(button('View the large blob of ssh.example…'));
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent(/2 bytes.*no text, so it is shown in hex.*000000 00 ff/);
    expect(within(dialog).queryByRole('radio')).toBeNull();
  });

  it('one is exported where the person says', async () => {
    const { fake, user } = await openBlobs({ 'keys.exportBlob': () => ok({ file: '/home/hana/blob.bin' }) });
    await user.click(button('Export the large blob of ssh.example…'));
    expect(fake.callsOf('keys.exportBlob')).toEqual([{ handle: expect.any(String), blobId: 'aa' }]);
    expect(screen.getAllByText('The large blob was written to /home/hana/blob.bin.')).not.toHaveLength(0);
  });

  it('one is deleted after a question, and the others stand as read back', async () => {
    const after = { ...listing, usedBytes: 77, blobs: [stray] };
    const { fake, user } = await openBlobs({ 'keys.deleteBlob': () => ok({ stillListed: false, listing: after }) });
    await user.click(button('Delete the large blob of ssh.example…'));
    expect(screen.getByRole('alertdialog')).toHaveTextContent(/Large blob of ssh\.example.*nothing brings it back/);
    await agree(user);
    expect(fake.callsOf('keys.deleteBlob')).toEqual([{ handle: expect.any(String), blobId: 'aa' }]);
    await expect.poll(() => row().textContent).toMatch(/1 stored.*77 of 2,048/);
  });

  it('one that was changed meanwhile stays, and why is said in the question', async () => {
    const { fake, user } = await openBlobs({
      'keys.deleteBlob': () => ({ ok: false, failure: { kind: 'blobs-changed' } }) as const,
    });
    await user.click(button('Delete the large blob of ssh.example…'));
    await agree(user);
    await expect.poll(() => screen.getByRole('alertdialog').textContent).toContain('Nothing was deleted.');
    expect(fake.callsOf('keys.deleteBlob')).toHaveLength(1);
  });

  it('a key that wants its PIN for it is asked once, and the deletion is sent when the PIN was typed', async () => {
    let tries = 0;
    const { fake, user } = await openBlobs({
      'keys.deleteBlob': () =>
        ++tries === 1
          ? ({ ok: false, failure: { kind: 'pin-required' } } as const)
          : ok({ stillListed: false, listing: { ...listing, blobs: [stray] } }),
      'keys.unlockBlobs': () => ok(listing),
    });
    await user.click(button('Delete the large blob of ssh.example…'));
    await agree(user);
    await expect.poll(() => row().textContent).toContain('1 stored');
    expect([fake.callsOf('keys.unlockBlobs').length, fake.callsOf('keys.deleteBlob').length]).toEqual([1, 2]);
  });

  it('a deletion that could not be read back has to be looked at again', async () => {
    const { user } = await openBlobs({ 'keys.deleteBlob': () => ok({ stillListed: null, listing: null }) });
    await user.click(button('Delete the large blob of ssh.example…'));
    await agree(user);
    await expect.poll(() => document.body.textContent).toContain('That could not be read back');
    expect(within(row()).getByRole('button', { name: 'Show…' })).toBeEnabled();
  });
});

async function agree(user: ReturnType<typeof person>): Promise<void> {
  const confirm = button('Delete the large blob');
  await expect.poll(() => confirm.getAttribute('aria-disabled')).not.toBe('true');
  await user.click(confirm);
}
