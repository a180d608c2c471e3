import { cleanup } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { CoveragePicture, LastPicture } from '../../src-shared/domain/last-picture.ts';
import { coveragePictureSchema } from '../../src-shared/domain/last-picture-schema.ts';
import { appStore } from '../../src-renderer/stores/app-store.ts';
import { inventoryStore } from '../../src-renderer/stores/inventory-store.ts';
import type { FakeWorld } from './fake-api.ts';
import { openStatus } from './fake-data.ts';
import { act, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const quiet = 2_500;
const unprotected = { keychain: false, passphrase: false, recoveryCode: false };
/** Creates a world whose file nothing protects. */
const plain = (): Partial<FakeWorld> => ({ ...twoKeys(), inventoryStatus: { ...openStatus, protection: unprotected } });

/** Runs the window until it is quiet, and returns what it had kept. */
async function keptOf(...world: Parameters<typeof renderApp>): Promise<readonly unknown[]> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true });
  const fake = await renderApp(...world);
  await screen.findByRole('grid');
  await act(async () => vi.advanceTimersByTimeAsync(quiet));
  return fake.callsOf('inventory.keepPicture');
}

describe('the last picture', () => {
  it('is kept once the window is quiet: title, counts, keys and rows as they stand there', async () => {
    const [kept] = (await keptOf(plain())) as readonly {
      readonly revision: number;
      readonly picture: CoveragePicture;
    }[];
    const picture = coveragePictureSchema.parse(kept?.picture);
    expect(kept?.revision).toBe(twoKeys().snapshot.revision);
    expect(picture.title).toBe('2 of 3 accounts hang on one key.');
    expect(picture.counts.filter(({ count }) => count > 0)).toEqual([
      { risk: 'one-key', count: 2 },
      { risk: 'survives', count: 1 },
    ]);
    expect(picture.keys).toEqual([
      { name: 'Blue', lost: false },
      { name: 'Spare', lost: false },
    ]);
    expect(
      picture.rows.map(({ service, verdict, cells }) => [service, verdict, ...cells.map(({ mark }) => mark)]),
    ).toEqual([
      ['Bank', 'Only Blue', 'read', 'add'],
      ['forum.example', 'Only Spare', 'absent', 'read'],
      ['GitHub', '2 keys', 'read', 'read'],
    ]);
    // Names and signs: no id of a record.
    const ids = [...twoKeys().snapshot.keys, ...twoKeys().snapshot.enrolments].map(({ id }) => id);
    expect(ids.filter((id) => JSON.stringify(picture).includes(`"${id}"`))).toEqual([]);
  });

  it.each(['keychain', 'passphrase', 'recoveryCode'])('is not kept where the file is protected: %s', async (wrap) => {
    const protection = { ...unprotected, [wrap]: true };
    expect(await keptOf({ ...twoKeys(), inventoryStatus: { ...openStatus, protection } })).toEqual([]);
  });

  it('stands there with its time until the inventory has come, and nothing in it can be pressed', async () => {
    const picture = await pictureOfTwoKeys();
    let answer = (): void => {};
    const opened = new Promise<void>((resolve) => (answer = resolve));
    const waiting = { 'app.lastPicture': () => picture, 'inventory.status': () => opened.then(() => openStatus) };
    await renderApp(twoKeys(), waiting);
    const title = screen.getByText('2 of 3 accounts hang on one key.');
    expect(title).toBeVisible();
    expect(screen.getByText(/^As of today 9:30/)).toBeVisible();
    expect(title.closest('[inert]')).not.toBeNull();
    expect(screen.queryByRole('grid')).toBeNull();
    expect(within(screen.getByRole('main')).getByRole('status').textContent).toBe('Reading the inventory…');
    await act(async () => answer());
    expect(await screen.findByRole('grid')).toBeVisible();
    expect(screen.queryByText(/^As of /)).toBeNull();
  });

  it('goes where the inventory cannot be opened', async () => {
    const picture = await pictureOfTwoKeys();
    const inventoryStatus = { ...openStatus, state: 'needs-passphrase' as const };
    await renderApp({ ...twoKeys(), inventoryStatus }, { 'app.lastPicture': () => picture });
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByText('2 of 3 accounts hang on one key.')).toBeNull();
  });

  it('is not shown in another language', async () => {
    const picture = await pictureOfTwoKeys();
    const foreign = { ...picture, picture: { ...picture.picture, locale: 'ja' as const } };
    await renderApp(twoKeys(), { 'app.lastPicture': () => foreign, 'inventory.status': () => new Promise(() => {}) });
    expect(screen.queryByText(/^As of /)).toBeNull();
  });
});

async function pictureOfTwoKeys(): Promise<LastPicture> {
  const [kept] = (await keptOf(plain())) as readonly { readonly picture: CoveragePicture }[];
  if (kept === undefined) throw new Error('no picture was kept');
  cleanup();
  appStore.setState(appStore.getInitialState(), true);
  inventoryStore.setState(inventoryStore.getInitialState(), true);
  return { asOf: new Date().toISOString(), picture: kept.picture };
}
