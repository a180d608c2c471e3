import { describe, expect, it } from 'vitest';
import type { KeyFacts, KeySetting } from '../../src-shared/domain/plugged-key.ts';
import type { SettingValues } from '../../src-shared/domain/setting-change.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { type FakeAnswers, ok } from './fake-api.ts';
import { keyFacts, keyView, readEnrolment } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const t = createTranslator('en');
const yes = { answer: 'yes', reason: null } as const;
const settings: readonly KeySetting[] = [
  { name: 'always-uv', value: false, change: yes },
  { name: 'min-pin-length', value: 6, change: yes },
  { name: 'force-pin-change', value: false, change: { answer: 'no', reason: 'needs-pin' } },
  { name: 'pin-complexity', value: null, change: { answer: 'no', reason: 'no-such-setting' } },
  { name: 'enterprise-attestation', value: true, change: { answer: 'no', reason: 'already-on' } },
  { name: 'long-touch-for-reset', value: null, change: { answer: 'no', reason: 'no-such-setting' } },
];
const values: SettingValues = {
  'always-uv': false,
  'min-pin-length': 6,
  'force-pin-change': false,
  'pin-complexity': null,
  'enterprise-attestation': true,
  'long-touch-for-reset': null,
};

const emptyVendor: NonNullable<KeyFacts['details']['vendor']> = {
  vendor: '',
  partNumber: null,
  fips: null,
  fipsApproved: null,
  pinComplexity: null,
  resetBlocked: null,
  nfcRestricted: null,
  configLocked: null,
  switchedOff: null,
};

async function openSettings(change: Partial<KeyFacts> = {}, answers: FakeAnswers = {}) {
  const facts = keyFacts({ settings, extensions: ['minPinLength'], ...change });
  const world = twoKeys();
  const told = readEnrolment('blue', 'old.example', 'mika', { id: 'told', evidence: 'told', credentialId: null });
  const fake = await renderApp(
    {
      ...world,
      keys: [keyView(1, { facts, remembered: { keyId: 'blue', label: 'Blue', strength: 'vendor-serial' } })],
      snapshot: { ...world.snapshot, enrolments: [...world.snapshot.enrolments, told] },
    },
    answers,
    'keys',
  );
  const user = person();
  await user.click(within(screen.getByRole('navigation')).getByRole('link'));
  await user.click(screen.getByRole('tab', { name: 'Security' }));
  return { fake, user };
}

const row = (name: string) => screen.getByRole('group', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the settings of a key', () => {
  it('stand with their value, what they cost, and why one cannot be changed', async () => {
    await openSettings();
    expect(row('Minimum PIN length')).toHaveTextContent(/6 characters.*One way: only a reset lowers it. Highest: 63/);
    expect(row('PIN every time')).toHaveTextContent(/off.*1 record by hand may use it/);
    expect(row('Enterprise attestation')).toHaveTextContent(/on.*It is on already, and only a reset/);
    expect(within(row('Enterprise attestation')).queryByRole('button')).toBeNull();
    expect(row('New PIN at next use')).toHaveTextContent('Set one first.');
    expect(within(row('New PIN at next use')).getByRole('button')).toBeDisabled();
    expect(row('Other settings')).toHaveTextContent(/not on this key.*Rules for PINs.*Long touch/);
  });

  it('that a key tells and does not let be changed have no button', async () => {
    const fixed = settings.map((one) => ({
      ...one,
      change: { answer: 'no', reason: 'no-such-setting' } as const,
    }));
    await openSettings({ settings: fixed });
    expect(row('Minimum PIN length')).toHaveTextContent('This key does not let it be changed.');
    expect(within(row('Minimum PIN length')).queryByRole('button')).toBeNull();
  });

  it('always-uv names first what may stop working, and is switched without a rest: there is a way back', async () => {
    const after = { ...values, 'always-uv': true };
    const answers = { 'keys.changeSetting': () => ok({ sent: true, took: true, before: values, after }) };
    const { fake, user } = await openSettings({}, answers);
    await user.click(within(row('PIN every time')).getByRole('button'));
    const dialog = screen.getByRole('alertdialog', { name: 'PIN every time: Blue' });
    expect(dialog).toHaveTextContent(/Nowoff.*Afterwardson.*may stop working: old.example · mika.*The PIN is asked/);
    await user.click(button('Change it'));
    expect(fake.callsOf('keys.changeSetting')).toEqual([
      { handle: expect.any(String), change: { setting: 'always-uv', on: true } },
    ]);
    expect(await screen.findByText(/was off, now on, read back/)).toBeVisible();
  });

  it('H-12 the minimum PIN length is typed; a smaller one, and what is no host name, cannot be sent', async () => {
    const answers = { 'keys.changeSetting': () => ok({ sent: false, took: true, before: values, after: values }) };
    const { fake, user } = await openSettings({}, answers);
    await user.click(button('Raise…'));
    const field = screen.getByRole('textbox', { name: 'New minimum' });
    expect(field).toHaveFocus();
    expect(button('Change it')).toBeDisabled();
    await user.clear(field);
    await user.type(field, '5');
    expect(screen.getByRole('alertdialog')).toHaveTextContent('A whole number from 6 to 63');
    await user.clear(field);
    await user.type(field, '8');
    expect(screen.getByRole('alertdialog')).toHaveTextContent(/from 6 to 8 characters/);
    await user.click(screen.getByRole('checkbox', { name: /Replace the websites/ }));
    expect(button('Change it')).toBeDisabled();
    const list = screen.getByRole('textbox', { name: 'Websites' });
    await user.type(list, 'https://shop.example');
    expect(screen.getByRole('alertdialog')).toHaveTextContent('Not a host name: https://shop.example');
    await user.clear(list);
    await user.type(list, 'Login.example\nshop.example, login.example');
    expect(screen.getByRole('alertdialog')).toHaveTextContent(
      /in place of those on the key.*login.example, shop.example/,
    );
    await expect.poll(() => button('Change it').getAttribute('aria-disabled')).toBe('false');
    await user.click(button('Change it'));
    expect(fake.callsOf('keys.changeSetting')).toEqual([
      {
        handle: expect.any(String),
        change: { setting: 'min-pin-length', length: 8, rpIds: ['login.example', 'shop.example'] },
      },
    ]);
  });

  it.each([
    ['always-uv', false],
    ['force-pin-change', false],
    ['pin-complexity', true],
    ['enterprise-attestation', true],
    ['long-touch-for-reset', true],
  ] as const)('H-12 %s is asked for; one way: %s, and then said and live only after a rest', async (name, oneWay) => {
    const { user } = await openSettings({ settings: [{ name, value: false, change: yes }] });
    await user.click(within(row(t(`setting.${name}`))).getByRole('button'));
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent.includes('One way:')).toBe(oneWay);
    expect(button('Change it').getAttribute('aria-disabled')).toBe(oneWay ? 'true' : null);
  });

  it.each<[string, object, RegExp]>([
    ['was so already', { sent: false, took: true, after: values }, /already. Nothing was sent/],
    ['cannot be read back', { sent: true, took: null, after: null }, /could not be read back/],
    ['was not taken', { sent: true, took: false, after: values }, /tells the old value/],
    [
      'demands a new PIN',
      { sent: true, took: true, after: { ...values, 'always-uv': true, 'force-pin-change': true } },
      /demands a new PIN before anything else/,
    ],
  ])('what %s is said', async (_name, outcome, words) => {
    const { user } = await openSettings({}, { 'keys.changeSetting': () => ok({ before: values, ...outcome }) });
    await user.click(button('Turn on…'));
    await user.click(button('Change it'));
    const [said] = await screen.findAllByText(words);
    expect(said).toBeVisible();
  });

  it('NFC that is off until the key is plugged in is shown with why it is not changed here', async () => {
    const vendor = { ...emptyVendor, vendor: 'Yubico', nfcRestricted: true };
    await openSettings({ details: { ...keyFacts().details, vendor } });
    expect(row('NFC off until plugged in once')).toHaveTextContent(/yes.*could not be confirmed from two public/);
    expect(within(row('NFC off until plugged in once')).queryByRole('button')).toBeNull();
  });

  it('NFC has no row where the key does not tell it', async () => {
    await openSettings();
    expect(screen.queryByRole('group', { name: 'NFC off until plugged in once' })).toBeNull();
  });
});
