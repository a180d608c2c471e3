import { describe, expect, it, vi } from 'vitest';
import { keyShape } from '../../src-renderer/components/key-shape.ts';
import { keysChanged } from '../../src-renderer/stores/keys-store.ts';
import { keyDetails } from '../fixtures/plugged-key.ts';
import { keyFacts, keyView, readEnrolment } from './fake-data.ts';
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
    expect(screen.getByRole('row', { name: /Blue PIN needed Daily YubiKey 5C NFC 21755120/ })).toBeVisible();
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
    await openKey(/YubiKey 5C NFC …120 PIN needed/, 'About this key');
    const panel = screen.getByRole('tabpanel');
    expect(panel).toHaveTextContent('List passkeys: yes');
    expect(panel).toHaveTextContent(/Rename a passkey: no .*preview/i);
    expect(panel).toHaveTextContent('map keys out of order');
    expect(panel).toHaveTextContent(facts.rawGetInfo ?? '-');
  });

  it('shows every fact in words and as sent, and copies for a help desk what does not name the key', async () => {
    const details = keyDetails({ maxMsgSize: 1200, certifications: { FIDO: 2 } });
    const catalogueModel = {
      model: 'YubiKey 5C NFC',
      vendor: 'Yubico',
      kind: 'security_key',
      formFactors: [],
      certified: 2,
      revoked: false,
      firmware: null,
      fingerprint: false,
      ctapVersions: ['FIDO_2_1'],
    };
    const facts = keyFacts({ details, catalogueModel });
    const copied = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    await renderApp({ ...twoKeys(), keys: [keyView(1, { facts })] }, {}, 'keys');
    const user = await openKey(/YubiKey 5C NFC …120 PIN needed/, 'About this key');
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(copied);
    const panel = screen.getByRole('tabpanel');
    expect(panel).toHaveTextContent('FIDO certified, level 2');
    expect(panel).toHaveTextContent(/Longest message.?1,200 bytes.?0x05: 1200/);
    expect(panel).toHaveTextContent(/Fingerprint tries left.?not stated/);
    await user.click(screen.getByRole('button', { name: 'Copy for the help desk' }));
    const text = copied.mock.calls[0]?.[0] ?? '';
    expect(text).toContain('Longest message: 1,200 bytes');
    expect(text).not.toContain(facts.vendorSerial ?? '-');
    expect(text).not.toContain(facts.rawGetInfo ?? '-');
  });

  const pin = keyFacts().pin;
  it.each([
    [{ ...pin, retriesLeft: 8 }, 'It can be changed, not removed.', 'PIN needed'],
    [{ ...pin, retriesLeft: 1 }, '1 try left', 'PIN needed'],
    [{ ...pin, needsReplug: true }, 'Unplug the key, then plug it in again.', 'PIN paused – plug it in again'],
    [{ ...pin, set: false, retriesLeft: null }, 'Its passkeys cannot be listed without one.', 'no PIN set'],
    [{ ...pin, forceChange: true }, 'The key wants a new PIN.', 'PIN needed'],
  ])('says the state of the PIN and its length: %# %s', async (state, words, head) => {
    const plain = keyFacts({ pin: state });
    const setPin = { answer: state.set ? 'no' : 'yes', reason: null } as const;
    const facts = { ...plain, capabilities: { ...plain.capabilities, setPin } };
    await renderApp({ ...twoKeys(), keys: [keyView(1, { facts })] }, {}, 'keys');
    await openKey(/^YubiKey 5C NFC …120/, 'Security');
    const panel = screen.getByRole('tabpanel');
    expect(panel).toHaveTextContent(words);
    expect(panel).toHaveTextContent('6 characters');
    expect(panel).toHaveTextContent('Highest: 63.');
    expect(screen.getByRole('main')).toHaveTextContent(head);
  });

  it('a blocked PIN is called blocked, and the action rests with the reason', async () => {
    const facts = keyFacts({ pin: { ...pin, blocked: true, retriesLeft: 0 } });
    const capabilities = { ...facts.capabilities, changePin: { answer: 'no', reason: 'pin-blocked' } as const };
    await renderApp({ ...twoKeys(), keys: [keyView(1, { facts: { ...facts, capabilities } })] }, {}, 'keys');
    await openKey(/^YubiKey 5C NFC …120/, 'Security');
    expect(screen.getByRole('main')).toHaveTextContent('PIN blocked – only a reset helps');
    const change = within(screen.getByRole('tabpanel')).getByRole('button', { name: 'Change PIN…' });
    expect(change).toBeDisabled();
    expect(change).toHaveAccessibleDescription(/PIN is blocked/);
  });

  it('changes the PIN through the PIN window only: no PIN field in this window', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openKey(/Blue/, 'Security');
    await user.click(screen.getByRole('button', { name: 'Change PIN…' }));
    expect(fake.callsOf('keys.changePin')).toEqual([{ handle: keyView(1).handle }]);
    expect(document.querySelector('input[type=password]')).toBeNull();
  });

  it('what is typed is saved when its field is left, can be taken back, and never vanishes', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openKey(/^Spare/, 'Details');
    const edits = () => fake.callsOf('inventory.editKey');
    await user.clear(screen.getByLabelText('Label'));
    await user.type(screen.getByLabelText('Label'), '予備キー');
    expect(edits()).toEqual([]);
    await user.tab();
    expect(edits()).toEqual([{ keyId: 'spare', label: '予備キー' }]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(edits().at(-1)).toEqual({ keyId: 'spare', label: 'Spare' });
    await user.selectOptions(screen.getByLabelText('Role'), 'Off-site');
    expect(edits().at(-1)).toEqual({ keyId: 'spare', role: 'off-site' });
    await user.type(screen.getByLabelText('Place'), 'bank{Enter}');
    expect(edits().at(-1)).toEqual({ keyId: 'spare', place: 'bank' });
    // Another tab, by the keyboard, while the field has the focus.
    await user.type(screen.getByLabelText('Owner'), 'Mika');
    await user.keyboard('{Control>}2{/Control}');
    expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('Security');
    expect(edits().at(-1)).toEqual({ keyId: 'spare', owner: 'Mika' });
  });

  it('a label is not emptied: the reason stands there, and Esc brings it back', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openKey(/^Spare/, 'Details');
    const label = screen.getByLabelText('Label');
    await user.clear(label);
    await user.tab();
    expect(label).toHaveAccessibleDescription(/A key needs a label/);
    expect(fake.callsOf('inventory.editKey')).toEqual([]);
    await user.click(label);
    await user.keyboard('{Escape}');
    expect(label).toHaveValue('Spare');
  });

  it('forgetting names what goes, offers to retire instead, and can be taken back', async () => {
    const world = twoKeys();
    const manual = {
      ...readEnrolment('spare', 'bank.com', 'mika@bank'),
      ...({ id: 'hand', evidence: 'told', serviceId: 'bank', rpId: null, credentialId: null } as const),
    };
    const snapshot = { ...world.snapshot, enrolments: [...world.snapshot.enrolments, manual] };
    const fake = await renderApp({ ...world, snapshot }, {}, 'keys');
    const user = await openKey(/^Spare/, 'Details');
    const menu = async (): Promise<HTMLElement> => {
      await user.click(screen.getByRole('button', { name: 'More about this key' }));
      await user.click(screen.getByRole('menuitem', { name: 'Forget…' }));
      return screen.findByRole('alertdialog');
    };
    const dialog = await menu();
    expect(dialog).toHaveAccessibleDescription(/2 passkeys that were read/);
    expect(dialog).toHaveAccessibleDescription(/1 record made by hand, which no reading brings back: Bank/);
    expect(dialog).toHaveAccessibleDescription(/1 account then has no way in here: forum\.example/);
    await user.click(within(dialog).getByRole('button', { name: 'Retire instead' }));
    expect(fake.callsOf('inventory.editKey')).toEqual([{ keyId: 'spare', role: 'retired' }]);
    await user.click(within(await menu()).getByRole('button', { name: 'Forget the key' }));
    expect(fake.callsOf('inventory.forgetKey')).toEqual([{ keyId: 'spare' }]);
    const [undo] = screen.getAllByRole('button', { name: 'Undo' }).toReversed();
    await user.click(undo ?? document.body);
    expect(fake.callsOf('inventory.restoreKey')).toEqual([{ keyId: 'spare' }]);
  });

  it('records what a key opens with a service of the catalogue', async () => {
    const fake = await renderApp(twoKeys(), {}, 'keys');
    const user = await openKey(/^Spare/, 'Details');
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
    await openKey(/Blue/, 'About this key');
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
    const user = await openKey(/Blue/, 'Security');
    await user.click(screen.getByRole('button', { name: 'More about this key' }));
    await user.click(screen.getByRole('menuitem', { name: 'Blink' }));
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
