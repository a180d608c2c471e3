import { fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keysChanged } from '../../src-renderer/stores/keys-store.ts';
import type { DeletionLoss, DeletionPreview } from '../../src-shared/ipc/deletion-contract.ts';
import type { DeletionResult } from '../../src-shared/domain/deletion.ts';
import { localTime } from '../helpers/local-time.ts';
import { failure, type FakeAnswers, ok } from './fake-api.ts';
import { credentialOf, keyView, listingOf, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const handle = keyView(1).handle;
const passkey = credentialOf(readEnrolment('blue', 'bank.com', 'mika@bank'));

function preview(change: Partial<DeletionLoss> = {}): DeletionPreview {
  const loss = {
    passkey,
    serviceName: 'Bank',
    otherKeys: [],
    otherWaysIn: [],
    onlyKnownWay: true,
    lastForService: true,
    closedToo: [],
    ...change,
  };
  return { confirmationId: 'c1', expiresAt: localTime('2026-11-20T09:32'), keyLabel: 'Blue', losses: [loss] };
}

function end(state: DeletionResult['state'], failureOf: DeletionResult['failure'] = null): DeletionResult {
  return { rpIdHash: passkey.rpIdHash, credentialId: passkey.credentialId, state, failure: failureOf };
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
      'keys.confirmDelete': () => ok({ results: [end('deleted')] }),
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
      'keys.confirmDelete': () => ok({ results: [end('unknown', { kind: 'outcome-unknown', operation: 'delete' })] }),
    });
    await wait(1_600);
    fireEvent.click(remove(), { detail: 0 });
    await wait(10);
    expect(dialog).toHaveTextContent(/It may or may not have happened/);
    expect(screen.queryByRole('button', { name: 'Delete the passkey' })).toBeNull();
  });

  describe('of several passkeys', () => {
    const github = credentialOf(readEnrolment('blue', 'github.com', 'mika'));
    const shop = credentialOf(readEnrolment('blue', 'shop.com', 'mika@shop'));
    const several: DeletionPreview = {
      ...preview(),
      losses: [
        ...preview({ onlyKnownWay: false, otherKeys: ['Spare'], otherWaysIn: ['Codes'] }).losses,
        ...preview({ passkey: github, serviceName: 'GitHub', closedToo: ['Forum (mika)'] }).losses,
        ...preview({ passkey: shop, serviceName: 'Shop', onlyKnownWay: false }).losses,
      ],
    };
    const of = (one: typeof github, state: DeletionResult['state'], failureOf: DeletionResult['failure'] = null) => ({
      rpIdHash: one.rpIdHash,
      credentialId: one.credentialId,
      state,
      failure: failureOf,
    });
    const press = async () => {
      await wait(1_600);
      fireEvent.click(screen.getByRole('button', { name: 'Delete 3 passkeys' }), { detail: 0 });
      await wait(10);
    };

    it('names the loss of each, the worst first', async () => {
      const { dialog } = await openDialog(several);
      expect(dialog).toHaveAccessibleName('Delete these 3 passkeys?');
      expect(dialog).toHaveTextContent('1 of them is the only known way into its account.');
      expect(
        within(dialog)
          .getAllByRole('listitem')
          .map((item) => item.textContent),
      ).toEqual([
        expect.stringMatching(/^GitHub mika.*Nothing else is known.*closed too: Forum \(mika\)/),
        expect.stringMatching(/^Bank mika@bank.*also opens with: Spare, Codes/),
        expect.stringMatching(/^Shop mika@shop.*Another record of this account on the same key stays/),
      ]);
    });

    it('says what became of each where it stopped, also after the key was pulled out', async () => {
      await openDialog(several, {
        'keys.confirmDelete': () => {
          act(() => keysChanged([keyView(2)]));
          return ok({
            results: [of(passkey, 'deleted'), of(github, 'failed', { kind: 'key-removed' }), of(shop, 'not-tried')],
          });
        },
      });
      await press();
      const dialog = screen.getByRole('alertdialog', { name: 'Not all passkeys were deleted' });
      expect(dialog).toHaveTextContent('1 of 3 were deleted. 1 was not tried.');
      expect(
        within(dialog)
          .getAllByRole('listitem')
          .map((item) => item.textContent),
      ).toEqual([
        expect.stringMatching(/^Bank mika@bank.*Deleted\./),
        expect.stringMatching(/^GitHub mika.*Not deleted\./),
        expect.stringMatching(/^Shop mika@shop.*Not tried: nothing was sent for it\./),
      ]);
      expect(spoken().assertive).toContain('Not all passkeys were deleted');
    });

    it('can be stopped between two, and closes with a notice where all are gone', async () => {
      const ends: ((results: readonly DeletionResult[]) => void)[] = [];
      const { fake, user } = await openDialog(several, {
        'keys.confirmDelete': () =>
          new Promise((resolve) => {
            ends.push((results) => resolve(ok({ results })));
          }),
        'keys.cancel': () => null,
      });
      await press();
      await user.click(screen.getByRole('button', { name: 'Stop after this one' }));
      expect(fake.callsOf('keys.cancel')).toEqual([{ handle }]);
      expect(screen.getByRole('dialog')).toHaveAccessibleName('Deleting 3 passkeys…');
      ends[0]?.([of(passkey, 'deleted'), of(github, 'deleted'), of(shop, 'deleted')]);
      await wait(10);
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(screen.getByRole('region', { name: 'Messages' })).toHaveTextContent('3 passkeys were deleted.');
    });
  });
});
