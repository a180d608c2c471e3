import { fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keysChanged } from '../../src-renderer/stores/keys-store.ts';
import type { DeletionPreview } from '../../src-shared/ipc/contract.ts';
import { localTime } from '../helpers/local-time.ts';
import { failure, type FakeAnswers, ok } from './fake-api.ts';
import { credentialOf, keyView, listingOf, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, spoken } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const handle = keyView(1).handle;
const passkey = credentialOf(readEnrolment('blue', 'bank.com', 'mika@bank'));

function preview(change: Partial<DeletionPreview> = {}): DeletionPreview {
  return {
    confirmationId: 'c1',
    expiresAt: localTime('2026-11-20T09:32'),
    keyLabel: 'Blue',
    passkey,
    serviceName: 'Bank',
    otherKeys: [],
    otherWaysIn: [],
    onlyKnownWay: true,
    lastForService: true,
    closedToo: [],
    ...change,
  };
}

async function openDialog(shown: DeletionPreview, more: FakeAnswers = {}) {
  const world = twoKeys();
  const key = keyView(1, { unlocked: true, remembered: { keyId: 'blue', label: 'Blue', strength: 'vendor-serial' } });
  const fake = await renderApp(
    { ...world, keys: [key] },
    {
      'keys.listPasskeys': () =>
        ok({ listing: listingOf([passkey]), stored: { state: 'stored', keyId: 'blue', isNew: false } }),
      'keys.prepareDelete': () => ok(shown),
      'keys.confirmDelete': () => ok({ stillListed: false }),
      ...more,
    },
    'keys',
  );
  const user = person((milliseconds) => vi.advanceTimersByTime(milliseconds));
  await user.click(screen.getByRole('link', { name: /Blue/ }));
  await user.click(screen.getByRole('button', { name: 'Read again' }));
  (await screen.findByRole('row', { name: /bank.com/ })).focus();
  await user.keyboard('{Delete}');
  const dialog = await screen.findByRole('alertdialog');
  return { fake, user, dialog, remove: () => screen.getByRole('button', { name: 'Delete the passkey' }) };
}

const wait = (milliseconds: number) => act(async () => vi.advanceTimersByTimeAsync(milliseconds));

describe('delete dialog', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('O-02 is an alertdialog with name and description, focus on Cancel; Esc cancels', async () => {
    const { user, dialog, fake } = await openDialog(preview());
    expect(dialog).toHaveAccessibleName('Delete this passkey?');
    expect(dialog).toHaveAccessibleDescription(/mika@bank.*Bank.*Blue.*only known way/);
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(fake.callsOf('keys.confirmDelete')).toEqual([]);
  });

  it('names what is left when other keys and ways open the account', async () => {
    const { dialog } = await openDialog(
      preview({ onlyKnownWay: false, otherKeys: ['Spare'], otherWaysIn: ['Recovery codes'] }),
    );
    expect(dialog).toHaveTextContent('Other keys known to open the account:Spare');
    expect(dialog).toHaveTextContent('Other ways in:Recovery codes');
    expect(dialog).not.toHaveTextContent('only known way');
  });

  it('H-08 Enter at once cancels; the button is not live before 1.5 s', async () => {
    const { fake, remove } = await openDialog(preview());
    remove().focus();
    fireEvent.click(remove(), { detail: 0 });
    expect(remove()).toHaveAttribute('aria-disabled', 'true');
    await wait(1_000);
    fireEvent.click(remove(), { detail: 0 });
    expect(fake.callsOf('keys.confirmDelete')).toEqual([]);
  });

  it('O-08 says when the button has become live', async () => {
    const { remove } = await openDialog(preview());
    expect(remove()).toHaveAccessibleDescription('This button can be pressed in a moment.');
    await wait(1_600);
    expect(remove()).toHaveAttribute('aria-disabled', 'false');
    expect(spoken().polite).toBe('The button can be pressed now.');
  });

  it('H-08 O-09 keyboard and assistive technology can confirm once it is live', async () => {
    const { fake, user, remove } = await openDialog(preview());
    await wait(1_600);
    await user.tab();
    expect(remove()).toHaveFocus();
    await wait(200);
    fireEvent.click(remove(), { detail: 0 });
    await wait(10);
    expect(fake.callsOf('keys.confirmDelete')).toEqual([{ handle, confirmationId: 'c1' }]);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByRole('region', { name: 'Messages' })).toHaveTextContent('The passkey was deleted');
  });

  it('H-08 an injector that presses Tab and Enter 10 ms apart is refused, and the rest starts again', async () => {
    const { fake, remove } = await openDialog(preview());
    await wait(1_600);
    const now = new Event('now').timeStamp;
    for (const [key, at] of [
      ['Tab', now],
      ['Enter', now + 10],
    ] as const) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true });
      Object.defineProperty(event, 'timeStamp', { value: at });
      remove().dispatchEvent(event);
    }
    fireEvent.click(remove(), { detail: 0 });
    expect(fake.callsOf('keys.confirmDelete')).toEqual([]);
    expect(remove()).toHaveAttribute('aria-disabled', 'true');
    expect(spoken().assertive).toContain('faster than a person types');
  });

  it('H-08 a mouse click without any movement since the dialog opened is not taken', async () => {
    const { fake, remove } = await openDialog(preview());
    await wait(1_600);
    fireEvent.click(remove(), { detail: 1 });
    expect(fake.callsOf('keys.confirmDelete')).toEqual([]);
    fireEvent.pointerMove(window);
    fireEvent.click(remove(), { detail: 1 });
    await wait(10);
    expect(fake.callsOf('keys.confirmDelete')).toHaveLength(1);
  });

  it('disarms when its key leaves, says so, and never sends anything (principle 3)', async () => {
    const { fake, dialog } = await openDialog(preview());
    act(() => keysChanged([keyView(2)]));
    expect(dialog).toHaveTextContent('The key was unplugged, so this was stopped');
    expect(screen.queryByRole('button', { name: 'Delete the passkey' })).toBeNull();
    expect(spoken().assertive).toContain('The key was unplugged');
    act(() => keysChanged([keyView(1)]));
    expect(screen.queryByRole('button', { name: 'Delete the passkey' })).toBeNull();
    expect(fake.callsOf('keys.confirmDelete')).toEqual([]);
  });

  it('K-15 closes without a word where the person took it back in the dialog of the system', async () => {
    const { remove } = await openDialog(preview(), { 'keys.confirmDelete': () => failure({ kind: 'cancelled' }) });
    await wait(1_600);
    fireEvent.click(remove(), { detail: 0 });
    await wait(10);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.queryByRole('region', { name: 'Messages' })).toBeNull();
  });

  it('says a failure in words with the next step and offers no second try', async () => {
    const { dialog, remove } = await openDialog(preview(), {
      'keys.confirmDelete': () => failure({ kind: 'outcome-unknown', operation: 'delete' }),
    });
    await wait(1_600);
    fireEvent.click(remove(), { detail: 0 });
    await wait(10);
    expect(dialog).toHaveTextContent(/It may or may not have happened/);
    expect(screen.queryByRole('button', { name: 'Delete the passkey' })).toBeNull();
  });
});
