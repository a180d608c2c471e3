import { describe, expect, it } from 'vitest';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import { type FakeAnswers, failure, ok } from './fake-api.ts';
import { emptySnapshot, inventoryKey, keyFacts, keyView } from './fake-data.ts';
import { capabilities } from '../fixtures/plugged-key.ts';
import { person, renderApp, screen, within } from './render-app.tsx';

const blue = inventoryKey('k1', 'Blue');
const remembered = { keyId: 'k1', label: 'Blue', strength: 'vendor-serial' } as const;
const offered = keyFacts();

async function openSecurity(keys: readonly KeyView[], answers: FakeAnswers = {}, name = /^Blue/) {
  const fake = await renderApp({ keys: [...keys], snapshot: { ...emptySnapshot, keys: [blue] } }, answers, 'keys');
  const user = person();
  await user.click(screen.getByRole('row', { name }));
  await user.click(screen.getByRole('tab', { name: 'Security' }));
  return { fake, user };
}

const row = () => screen.findByRole('group', { name: 'Reading without the PIN' });

describe('read access on the page of a key', () => {
  it('says what it allows and where it is kept, and is kept with the PIN window', async () => {
    let isKept = false;
    const { fake, user } = await openSecurity([keyView(1, { facts: offered, remembered })], {
      'readAccess.kept': () => ok(isKept),
      'readAccess.keep': () => {
        isKept = true;
        return ok(null);
      },
    });
    expect(await row()).toHaveTextContent(
      /off.*The PIN is typed once.*in the keychain of this computer and nowhere else.*can neither sign in nor change/,
    );
    await user.click(within(await row()).getByRole('button', { name: 'Keep read access…' }));
    await within(await row()).findByText(/Deleting and renaming still ask for the PIN/);
    expect(await row()).toHaveTextContent('on this computer');
    expect(fake.callsOf('readAccess.keep')).toEqual([{ handle: keyView(1).handle }]);
  });

  it('is forgotten, also of a key that is not plugged in', async () => {
    let isKept = true;
    const { fake, user } = await openSecurity([], {
      'readAccess.kept': () => ok(isKept),
      'readAccess.forget': () => {
        isKept = false;
        return ok(null);
      },
    });
    await user.click(within(await row()).getByRole('button', { name: 'Forget read access' }));
    await expect.poll(() => screen.queryByRole('group', { name: 'Reading without the PIN' })).toBeNull();
    expect(fake.callsOf('readAccess.forget')).toEqual([{ keyId: 'k1' }]);
  });

  it('a keychain that cannot be reached is no "off"', async () => {
    await openSecurity([keyView(1, { facts: offered, remembered })], {
      'readAccess.kept': () => failure({ kind: 'keychain-unavailable' }),
    });
    expect(await row()).toHaveTextContent(/The keychain of this computer cannot be reached/);
    expect(within(await row()).getByRole('button')).toBeDisabled();
  });

  it('is not offered for a key that has none, and not possible before the key is remembered', async () => {
    const none = capabilities({ answer: 'no', reason: 'no-read-access' });
    await openSecurity([keyView(1, { facts: keyFacts({ capabilities: none }), remembered })]);
    await screen.findByRole('group', { name: 'PIN' });
    expect(screen.queryByRole('group', { name: 'Reading without the PIN' })).toBeNull();
  });

  it('is not possible before the key is remembered', async () => {
    await openSecurity([keyView(1, { facts: offered, remembered: null })], {}, /^YubiKey/);
    expect(await row()).toHaveTextContent(/Read the passkeys of this key first/);
    expect(within(await row()).getByRole('button')).toBeDisabled();
  });

  it('a key that answers to it is read again without its PIN', async () => {
    const key = keyView(1, { facts: offered, remembered, readAccess: 'k1' });
    const { fake, user } = await openSecurity([key], { 'readAccess.recheck': () => ok({ unchanged: true }) });
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findAllByText('Nothing has changed on this key since it was last read.')).not.toEqual([]);
    expect(fake.callsOf('readAccess.recheck')).toEqual([{ handle: key.handle }]);
    expect(fake.callsOf('keys.unlock')).toEqual([]);
  });

  it('that it has ended is said, with the next step', async () => {
    const key = keyView(1, { facts: offered, remembered });
    const { fake } = await openSecurity([key]);
    fake.emit('keys.onChanged', [{ ...key, readAccessEnded: true }]);
    expect(await screen.findAllByText(/The key no longer takes the read access/)).not.toEqual([]);
  });

  it('goes with a key that is forgotten, which is said before', async () => {
    const { user } = await openSecurity([keyView(1, { facts: offered, remembered })], {
      'readAccess.kept': () => ok(true),
    });
    await user.click(screen.getByRole('button', { name: 'More about this key' }));
    await user.click(screen.getByRole('menuitem', { name: 'Forget…' }));
    expect(await screen.findByRole('alertdialog')).toHaveTextContent(/the read access that is kept goes, too/);
  });
});
