import { describe, expect, it } from 'vitest';
import { firstSteps, isNamed } from '../../src-renderer/features/first-run/first-steps.ts';
import { ok } from './fake-api.ts';
import { inventoryKey, keyFacts, keyView, listingOf, readEnrolment } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const base = twoKeys();
const empty = { ...base, keys: [], snapshot: { ...base.snapshot, keys: [], enrolments: [] } };
const unnamed = (id: string, vendorSerial: string, change = {}) =>
  inventoryKey(id, `YubiKey 5C NFC …${vendorSerial.slice(-3)}`, { vendorSerial, ...change });

describe('the first run', () => {
  it('waits for a key, shows what will be seen, and offers simulated keys', async () => {
    const fake = await renderApp(empty);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Lose a key: what closes?');
    expect(screen.getByText('Waiting for a key')).toBeVisible();
    expect(screen.getByRole('region', { name: 'What you will see' })).toHaveTextContent('the only way in');
    await person().click(screen.getByRole('button', { name: 'Try with simulated keys' }));
    expect(fake.callsOf('app.openDemo')).toHaveLength(1);
  });

  it('with several keys it asks for the one that is used daily; one primary button, each with a name of its own', async () => {
    const keys = [
      keyView(1, { facts: keyFacts({ vendorSerial: '311' }) }),
      keyView(2, { facts: keyFacts({ vendorSerial: '318' }) }),
    ];
    const answer = () => ok({ listing: listingOf([]), stored: { state: 'stored', keyId: 'new', isNew: true } });
    const fake = await renderApp({ ...empty, keys }, { 'keys.unlock': answer });
    const steps = screen.getByRole('list', { name: 'First steps' });
    expect(within(steps).getByText('Read the one you use daily')).toBeVisible();
    const names = within(steps)
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'));
    expect(names).toEqual(['Read this key…: YubiKey 5C NFC …311', 'Read this key…: YubiKey 5C NFC …318']);
    await person().click(within(steps).getByRole('button', { name: /…318/ }));
    expect(fake.callsOf('keys.unlock')).toEqual([{ handle: keyView(2).handle }]);
  });

  it.each([
    ['no-pin-set', 'Set a PIN…'],
    ['u2f-only', 'Note its accounts by hand…'],
    ['too-old', 'Note its accounts by hand…'],
  ] as const)('a key that cannot be read offers what helps: %s', async (reason, name) => {
    const facts = keyFacts();
    const capabilities = { ...facts.capabilities, listPasskeys: { answer: 'no', reason } as const };
    await renderApp({ ...empty, keys: [keyView(1, { facts: { ...facts, capabilities } })] });
    expect(screen.getByRole('button', { name })).toBeVisible();
  });

  it('what the system keeps away is said where help is looked for, at once', async () => {
    const denied = keyView(1, {
      state: 'unreachable',
      facts: null,
      problem: { kind: 'no-permission', platform: 'linux' },
    });
    await renderApp({ ...empty, keys: [denied] });
    expect(screen.getByText('Key does not appear?').closest('details')).toHaveAttribute('open');
  });
});

describe('the steps after the first reading', () => {
  const world = (keys = [unnamed('blue', '21755311')]) => ({
    ...base,
    keys: [
      keyView(1, { remembered: { keyId: 'blue', label: keys[0]?.label ?? '', strength: 'vendor-serial' } }),
      keyView(2, { facts: keyFacts({ vendorSerial: '21755318' }) }),
    ],
    snapshot: { ...base.snapshot, keys, enrolments: [readEnrolment('blue', 'bank.com', 'mika@bank')] },
  });

  it('say how many keys are read, and read the next one where the picture is', async () => {
    const answer = () => ok({ listing: listingOf([]), stored: { state: 'stored', keyId: 'red', isNew: true } });
    const fake = await renderApp(world(), { 'keys.unlock': answer });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('1 of 2 keys read: 1 account found.');
    expect(screen.getByRole('list', { name: 'First steps' })).toHaveTextContent(/Read …311.*Read …318.*Name both/);
    await person().keyboard('{Control>}r{/Control}');
    expect(fake.callsOf('keys.unlock')).toEqual([{ handle: keyView(2).handle }]);
  });

  it('name a key by one press, with its role and place, and take it back', async () => {
    const fake = await renderApp(world());
    const user = person();
    await user.click(screen.getByRole('button', { name: 'On my key ring' }));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(fake.callsOf('inventory.editKey')).toEqual([
      { keyId: 'blue', label: 'Key ring', role: 'daily', carriedOn: 'Key ring' },
      { keyId: 'blue', label: 'YubiKey 5C NFC …311', role: 'daily', carriedOn: null },
    ]);
  });

  it('ask for another name, role and place in one dialog', async () => {
    const fake = await renderApp(world());
    const user = person();
    await user.click(screen.getByRole('button', { name: 'Other…' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.type(dialog.getByLabelText('Label'), 'Wallet');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(fake.callsOf('inventory.editKey')).toEqual([
      { keyId: 'blue', label: 'Wallet', role: 'daily', place: null, colour: null },
    ]);
  });

  it('can be left by whoever has no spare yet, which the inventory keeps', async () => {
    const fake = await renderApp(world());
    expect(screen.getByText('Name …311:')).toBeVisible();
    await person().click(screen.getByRole('button', { name: 'no spare yet' }));
    const kept = { ...base.snapshot.preferences, noSpareYet: true };
    expect(fake.callsOf('inventory.setPreferences')).toEqual([kept]);
  });

  it('stay left at the next start', async () => {
    const { snapshot, ...rest } = world();
    await renderApp({ ...rest, snapshot: { ...snapshot, preferences: { ...snapshot.preferences, noSpareYet: true } } });
    expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
    expect(screen.queryByRole('list', { name: 'First steps' })).toBeNull();
  });
});

describe('where the beginning stands', () => {
  const named = inventoryKey('a', 'Blue');
  it('a key is named once it is called otherwise than its model', () => {
    const labels = ['YubiKey 5C NFC …120', 'YubiKey 5C NFC …120 2', 'YubiKey 5C NFC …120 at home', 'Blue'];
    expect(labels.map((label) => isNamed(inventoryKey('a', label)))).toEqual([false, false, true, true]);
  });

  it.each([
    ['nothing is read', [], null],
    ['one of two', [named], 'read'],
    ['two, one without a name', [named, unnamed('b', '318')], 'name'],
    ['two with names', [named, inventoryKey('b', 'Red')], null],
    ['a household', [named, unnamed('b', '318'), inventoryKey('c', 'Green')], null],
    ['a second one that was recorded by hand', [named, inventoryKey('b', 'Red', { lastRead: null })], null],
  ] as const)('%s', (_words, records, current) => {
    expect(firstSteps(records, [])?.current ?? null).toBe(current);
  });
});
