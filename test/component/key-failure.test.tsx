import { describe, expect, it, vi } from 'vitest';
import { showKey } from '../../src-renderer/stores/navigation-store.ts';
import { failure, type FakeWorld, ok } from './fake-api.ts';
import { keyFacts, keyView, listingOf, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const other = keyView(2, { facts: keyFacts({ vendorSerial: '77' }) });
const wrong = failure({ kind: 'pin-wrong', retriesLeft: 7, needsReplug: false });
const main = () => screen.getByRole('main');
const sidebar = () => within(screen.getByRole('navigation'));
const said = 'The PIN is wrong. 7 tries left.';
const expectNothing = () => {
  expect(main()).not.toHaveTextContent(said);
  expect(toast()).toBeNull();
};
const toast = () => screen.queryByRole('region', { name: 'Messages' });

/** Creates a world in which one key is read and another one, never read, is plugged in. */
function oneOfTwo(): FakeWorld {
  const world = twoKeys();
  return {
    ...world,
    keys: [...world.keys, other],
    snapshot: {
      ...world.snapshot,
      keys: world.snapshot.keys.slice(0, 1),
      enrolments: [readEnrolment('blue', 'bank.com', 'mika@bank')],
    },
  };
}

describe('what failed with a key', () => {
  it('stands at the matrix, with the name of the key that was read from there, and goes once it is read', async () => {
    let fails = true;
    const reading = { listing: listingOf([]), stored: { state: 'stored', keyId: 'red', isNew: true } };
    await renderApp(oneOfTwo(), { 'keys.unlock': () => (fails ? wrong : ok(reading)) });
    const read = within(screen.getByRole('columnheader', { name: /…77/ })).getByRole('button');
    const user = person();
    await user.click(read);
    await vi.waitFor(() => expect(main()).toHaveTextContent(`YubiKey 5C NFC …77${said}`));
    expect(toast()).toBeNull();
    fails = false;
    await user.click(read);
    await vi.waitFor(() => expect(main()).not.toHaveTextContent(said));
  });

  it('stands at the line of the key in the first run', async () => {
    const world = twoKeys();
    const snapshot = { ...world.snapshot, keys: [], enrolments: [] };
    await renderApp({ ...world, snapshot, keys: [keyView(1), other] }, { 'keys.unlock': () => wrong });
    const lines = within(screen.getByRole('list', { name: 'Plugged in' }));
    await person().click(lines.getByRole('button', { name: /…77$/ }));
    const [, second] = await vi.waitFor(() => {
      expect(main()).toHaveTextContent(said);
      return lines.getAllByRole('listitem');
    });
    expect(second).toHaveTextContent(said);
    expect(toast()).toBeNull();
  });

  it('leaves with its key, and does not follow to the page of another one', async () => {
    const fake = await renderApp({ ...twoKeys(), keys: [...twoKeys().keys, other] }, { 'keys.unlock': () => wrong });
    const user = person();
    const fail = async () => {
      await user.click(sidebar().getByRole('link', { name: /…77/ }));
      await user.click(screen.getByRole('button', { name: 'Read this key…' }));
      await vi.waitFor(() => expect(main()).toHaveTextContent(said));
    };
    await fail();
    await user.click(sidebar().getByRole('link', { name: /^Blue/ }));
    expectNothing();
    await fail();
    await act(async () => fake.emit('keys.onChanged', twoKeys().keys));
    expectNothing();
  });

  it('is a notice with the name of its key where the key is not shown', async () => {
    await renderApp(oneOfTwo(), { 'keys.unlock': () => wrong }, 'settings');
    const user = person();
    await user.pointer({ keys: '[MouseRight]', target: sidebar().getByRole('link', { name: /…77/ }) });
    await user.click(await screen.findByRole('menuitem', { name: 'Read this key…' }));
    await vi.waitFor(() => expect(toast()).toHaveTextContent(`YubiKey 5C NFC …77${said}`));
    act(() => showKey({ type: 'plugged', handle: other.handle }));
    expectNothing();
  });
});
