import { describe, expect, it } from 'vitest';
import { keyShape } from '../../src-renderer/components/key-shape.ts';
import { keysChanged } from '../../src-renderer/stores/keys-store.ts';
import { keyFacts, keyView } from './fake-data.ts';
import { ok } from './fake-api.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const openKey = async (name: RegExp, tab: string) => {
  const user = person();
  await user.click(screen.getByRole('row', { name }));
  await user.click(screen.getByRole('tab', { name: tab }));
  return user;
};

describe('keys view', () => {
  it('lists plugged-in and remembered keys in one table, found by label, model or serial', async () => {
    await renderApp(twoKeys(), {}, 'keys');
    expect(screen.getByRole('row', { name: /Blue locked Daily YubiKey 5C NFC 21755120/ })).toBeVisible();
    expect(screen.getByRole('row', { name: /Spare not plugged in Spare/ })).toBeVisible();
    await person().type(screen.getByRole('searchbox'), '2175');
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('opens a key with the arrow keys and Enter', async () => {
    await renderApp(twoKeys(), {}, 'keys');
    screen.getByRole('row', { name: /Blue/ }).focus();
    await person().keyboard('{ArrowDown}');
    await expect.poll(() => document.activeElement?.textContent).toContain('Spare');
    await person().keyboard('{Enter}');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Spare');
  });

  it('says what a key can do and why not, what is unusual, and shows the raw answer', async () => {
    const facts = keyFacts({ findings: [{ kind: 'order', detail: 'map keys out of order' }] });
    const capabilities = { ...facts.capabilities, renamePasskey: { answer: 'no', reason: 'preview-only' } as const };
    const world = twoKeys();
    await renderApp({ ...world, keys: [keyView(1, { facts: { ...facts, capabilities } })] }, {}, 'keys');
    await openKey(/YubiKey 5C NFC locked/, 'Overview');
    const panel = screen.getByRole('tabpanel');
    expect(panel).toHaveTextContent('List passkeys: yes');
    expect(panel).toHaveTextContent(/Rename a passkey: no .*preview/i);
    expect(panel).toHaveTextContent('map keys out of order');
    expect(panel).toHaveTextContent(facts.rawGetInfo ?? '-');
  });

  const pin = keyFacts().pin;
  it.each([
    [{ ...pin, retriesLeft: 8 }, 'PIN set, 8 tries left'],
    [{ ...pin, retriesLeft: 1 }, 'PIN set, 1 try left'],
    [{ ...pin, needsReplug: true }, 'PIN locked until the key is plugged in again'],
    [{ ...pin, set: false, retriesLeft: null }, 'No PIN is set'],
    [{ ...pin, forceChange: true }, 'The PIN must be changed'],
  ])('says the state of the PIN and its rules: %# %s', async (state, words) => {
    await renderApp({ ...twoKeys(), keys: [keyView(1, { facts: keyFacts({ pin: state }) })] }, {}, 'keys');
    await openKey(/^YubiKey 5C NFC/, 'PIN');
    const panel = screen.getByRole('tabpanel');
    expect(panel).toHaveTextContent(words);
    expect(panel).toHaveTextContent('6 to 63 characters, and no more than 63 bytes');
  });

  it('offers nothing to do with a blocked PIN', async () => {
    const blocked = keyFacts({ pin: { ...pin, blocked: true, retriesLeft: 0 } });
    await renderApp({ ...twoKeys(), keys: [keyView(1, { facts: blocked })] }, {}, 'keys');
    await openKey(/^YubiKey 5C NFC/, 'PIN');
    const panel = screen.getByRole('tabpanel');
    expect(panel).toHaveTextContent('PIN blocked');
    expect(within(panel).queryByRole('button')).toBeNull();
  });

  it('changes the PIN through the PIN window only: no PIN field in this window', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openKey(/Blue/, 'PIN');
    await user.click(screen.getByRole('button', { name: 'Change the PIN…' }));
    expect(fake.callsOf('keys.changePin')).toEqual([{ handle: keyView(1).handle }]);
    expect(document.querySelector('input[type=password]')).toBeNull();
  });

  it('edits the record of a key', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openKey(/^Spare/, 'Record');
    await user.clear(screen.getByLabelText('Label'));
    await user.type(screen.getByLabelText('Label'), '予備キー');
    await user.selectOptions(screen.getByLabelText('Role'), 'Off-site');
    await user.type(screen.getByLabelText('Where it is kept'), 'bank');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(fake.callsOf('inventory.editKey')).toEqual([
      { keyId: 'spare', label: '予備キー', role: 'off-site', owner: null, place: 'bank', carriedOn: null },
    ]);
  });

  it('records what a key opens with a service of the catalogue', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openKey(/^Spare/, 'Record');
    await user.click(screen.getByRole('button', { name: 'Record what this key opens…' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Record and next' })).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: 'Service' }), 'ban');
    await user.click(within(dialog).getByRole('radio', { name: /Bank/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Record and next' }));
    expect(fake.callsOf('inventory.addManual')).toMatchObject([{ keyId: 'spare', serviceId: 'bank', rpId: null }]);
  });

  it('stays on the page of a remembered key when it is unplugged, and says so of an unknown one', async () => {
    await renderApp(twoKeys(), {}, 'keys');
    await openKey(/Blue/, 'Overview');
    act(() => keysChanged([]));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Blue');
    expect(screen.getByRole('main')).toHaveTextContent('not plugged in');
    act(() => keysChanged([keyView(5)]));
    await person().click(within(screen.getByRole('navigation')).getByRole('link'));
    act(() => keysChanged([]));
    expect(screen.getByRole('main')).toHaveTextContent('This key was unplugged before it was read');
  });

  it('11.7 asks for a touch where nobody saw the key blink', async () => {
    const answers = [ok({ by: 'wink' }), ok({ by: 'touch' })];
    const fake = await renderApp(twoKeys(), { 'keys.identify': () => answers.shift() }, 'keys');
    const user = await openKey(/Blue/, 'PIN');
    await user.click(screen.getByRole('button', { name: 'Make it blink' }));
    await user.click(await screen.findByRole('button', { name: 'I saw no blinking' }));
    await expect.poll(() => document.body.textContent).toContain('The key was touched.');
    expect(fake.callsOf('keys.identify')).toMatchObject([{ byTouch: false }, { byTouch: true }]);
    expect(screen.queryByRole('button', { name: 'I saw no blinking' })).toBeNull();
  });
});

describe('keyShape', () => {
  it.each([
    ['USB-C keychain', null, { connector: 'usb-c', body: 'keychain' }],
    ['USB-A nano', null, { connector: 'usb-a', body: 'nano' }],
    ['USB-C Lightning', null, { connector: 'usb-c-lightning', body: 'keychain' }],
    [null, 'Some FIDO key', { connector: 'unknown', body: 'keychain' }],
  ])('draws %s %s', (formFactor, product, shape) => {
    expect(keyShape({ formFactor, product })).toMatchObject(shape);
  });
});
