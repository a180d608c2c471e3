import { describe, expect, it } from 'vitest';
import type { Capability } from '../../src-shared/domain/capability.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { type FakeAnswers, failure } from './fake-api.ts';
import { keyFacts, keyView } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const yes: Capability = { answer: 'yes', reason: null };

async function openKey(answers: FakeAnswers = {}, unlockByFinger: Capability = yes, listPasskeys: Capability = yes) {
  const plain = keyFacts();
  const facts = { ...plain, capabilities: { ...plain.capabilities, unlockByFinger, listPasskeys } };
  // The person closes the PIN window where it is opened.
  const closed: FakeAnswers = { 'keys.unlock': () => failure({ kind: 'cancelled' }) };
  const fake = await renderApp({ ...twoKeys(), keys: [keyView(1, { facts })] }, { ...closed, ...answers }, 'keys');
  const user = person();
  await user.click(within(screen.getByRole('navigation')).getByRole('link'));
  return { fake, user };
}

const button = (name: string) => screen.getByRole('button', { name });
const dialog = () => screen.getByRole('dialog', { name: 'Read the key with a finger' });
const refusing = (reason: OperationFailure): FakeAnswers => ({ 'keys.unlockByFinger': () => failure(reason) });

describe('reading a key with a finger', () => {
  it('stands first where the key takes one, with the PIN beside it', async () => {
    const { fake, user } = await openKey({ 'keys.unlockByFinger': () => new Promise(() => {}) });
    expect(button('Read with the PIN…')).toBeEnabled();
    await user.click(button('Read with a finger…'));
    expect(dialog()).toHaveTextContent(/Touch the sensor of .* with a finger that is enrolled on it\./);
    expect(fake.callsOf('keys.unlockByFinger')).toHaveLength(1);
    expect(fake.callsOf('keys.unlock')).toEqual([]);
  });

  it('a finger that is not recognised is said with the tries left, and asked for again only when the person says so', async () => {
    const { fake, user } = await openKey(refusing({ kind: 'finger-not-recognised', retriesLeft: 2 }));
    await user.click(button('Read with a finger…'));
    expect(dialog()).toHaveTextContent('2 tries left for a finger');
    expect(fake.callsOf('keys.unlockByFinger')).toHaveLength(1);
    await user.click(button('Try again'));
    expect(fake.callsOf('keys.unlockByFinger')).toHaveLength(2);
  });

  it('the PIN is the other way after a failure', async () => {
    const { fake, user } = await openKey(refusing({ kind: 'finger-blocked' }));
    await user.click(button('Read with a finger…'));
    expect(dialog()).toHaveTextContent('no tries are left for a finger');
    await user.click(button('Use the PIN…'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(fake.callsOf('keys.unlock')).toHaveLength(1);
  });

  it('Cancel stops the key; the PIN, where it is wanted then, is asked for once the key has stopped', async () => {
    let end: (outcome: ReturnType<typeof failure>) => void = () => {};
    const { fake, user } = await openKey({
      'keys.unlockByFinger': () => new Promise((resolve) => (end = resolve)),
      'keys.cancel': () => {
        end(failure({ kind: 'cancelled' }));
        return null;
      },
    });
    await user.click(button('Read with a finger…'));
    await user.click(button('Cancel'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(fake.callsOf('keys.cancel')).toHaveLength(1);
    expect(fake.callsOf('keys.unlock')).toEqual([]);
    await user.click(button('Read with a finger…'));
    await user.click(button('Use the PIN…'));
    expect(fake.callsOf('keys.cancel')).toHaveLength(2);
    expect(fake.callsOf('keys.unlock')).toHaveLength(1);
  });

  it('is offered alone where the PIN is blocked, and not at all where the key takes no finger', async () => {
    await openKey({}, yes, { answer: 'no', reason: 'pin-blocked' });
    expect(button('Read with a finger…')).toBeEnabled();
    expect(screen.queryByRole('button', { name: /PIN…/ })).toBeNull();
  });

  it.each<Capability>([
    { answer: 'no', reason: 'finger-blocked' },
    { answer: 'no', reason: 'no-finger-enrolled' },
  ])('with the answer %o the PIN is the only way', async (unlockByFinger) => {
    await openKey({}, unlockByFinger);
    expect(button('Read this key…')).toBeEnabled();
    expect(screen.queryByRole('button', { name: 'Read with a finger…' })).toBeNull();
  });

  it('a key that does not tell how it verifies its user is looked at', async () => {
    const unknown: Capability = { answer: 'unknown', reason: 'verification-not-told' };
    const { user } = await openKey({ 'keys.unlockByFinger': () => new Promise(() => {}) }, unknown);
    await user.click(button('Read with a finger…'));
    expect(dialog()).toHaveTextContent('verifies you itself. Look at it');
  });
});
