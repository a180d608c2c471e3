import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showSecretForm } from '../../../src-renderer/pin-window/secret-form.ts';
import { createSecretRecipient } from '../../../src-main/secrets/secret-recipient.ts';
import { showRecoveryCode } from '../../../src-renderer/pin-window/recovery-code.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import type {
  PinDialog,
  PinMode,
  PinRecipient,
  PinResult,
  PinSubmission,
  PinWindowKey,
} from '../../../src-shared/ipc/pin-contract.ts';
import type { SealedSecret } from '../../../src-shared/ipc/sealed-secret.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { keyFacts } from '../fake-data.ts';

// The form of the PIN window without its window: what it asks for before anything is sent, and what it says afterwards.

const t = createTranslator('en');
const pin = { ...keyFacts().pin, minLength: 4 };
let answer: PinResult['outcome'];
let submissions: { readonly attempt: number; readonly pin: string; readonly next: string | null }[];
let passphrases: string[];
/** The bytes of every secret before it was sealed. */
let sentBytes: Uint8Array[];
const recipient = createSecretRecipient();
const opened = async (sealed: SealedSecret) =>
  new TextDecoder().decode((await recipient.open(sealed)) ?? new Uint8Array());
let end: (failure: OperationFailure) => void;
let keyChanged: (key: PinWindowKey) => void;
const api = {
  dialog: vi.fn(),
  submitting: vi.fn(async (_attempt: { thenRead: boolean }) => true),
  submitSecret: vi.fn(async ({ secret }: { secret: SealedSecret }) => {
    passphrases.push(await opened(secret));
    return answer;
  }),
  print: vi.fn(async () => null),
  fit: vi.fn(async () => null),
  blink: vi.fn(async () => null),
  close: vi.fn(async () => null),
  onKeyChanged: (listener: typeof keyChanged) => {
    keyChanged = listener;
    return () => undefined;
  },
  onEnded: (listener: typeof end) => {
    end = listener;
    return () => undefined;
  },
};

const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
vi.spyOn(crypto.subtle, 'encrypt').mockImplementation((algorithm, key, data) => {
  sentBytes.push(data as Uint8Array);
  return encrypt(algorithm, key, data);
});

beforeEach(() => {
  document.body.replaceChildren();
  vi.clearAllMocks();
  answer = success(null);
  submissions = [];
  passphrases = [];
  sentBytes = [];
  Object.assign(window, { sparekeyPin: { pin: api } });
});

/** Creates a port whose other end, the key host, answers every submission with `answer`. */
function keyHostPort(): MessagePort {
  const port = {
    onmessage: null as ((event: { data: PinRecipient | PinResult }) => void) | null,
    async postMessage({ attempt, pin: first, next }: PinSubmission) {
      submissions.push({ attempt, pin: await opened(first), next: next === null ? null : await opened(next) });
      port.onmessage?.({ data: { attempt, outcome: answer, pin: null } });
    },
  };
  setTimeout(() => port.onmessage?.({ data: { recipient: recipient.publicKey } }));
  return port as Pick<MessagePort, 'postMessage'> as MessagePort;
}

const known: PinWindowKey = {
  label: 'Blue',
  look: 'YubiKey',
  place: 'Home',
  colour: 'blue',
  formFactor: null,
  product: null,
  recognition: 'known',
  expected: null,
  canBlink: true,
  canRead: true,
  passkeys: 3,
  simulated: false,
  pin,
};

function show(mode: PinMode, key: Partial<PinWindowKey> | null = {}): void {
  const dialog: PinDialog = {
    mode,
    locale: 'en',
    dark: false,
    purpose: mode === 'confirm' ? 'Minimum PIN length: 8 characters' : null,
    recoveryCode: mode === 'recovery-code' ? 'ABCD-EFGH' : null,
    recipient: key === null ? recipient.publicKey : null,
    key: key === null ? null : { ...known, ...key },
  };
  if (mode === 'recovery-code') showRecoveryCode(document.body, dialog, t, api);
  else showSecretForm(document.body, dialog, t, api, async () => keyHostPort());
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: true });
const fill = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const sends = () => screen.getByRole('button', { name: /^(Unlock|Confirm|Set PIN|Change PIN|Open|Set passphrase)$/ });
const isArmed = () => sends().getAttribute('aria-disabled') === 'false';
const rules = () =>
  [...document.querySelectorAll('#rules li')].map((line) => [
    line.querySelector('.rule')?.textContent,
    line.getAttribute('data-state'),
  ]);
const submit = () => fireEvent.submit(document.querySelector('form') ?? document.body);
const alert = () => screen.getByRole('alert').textContent;

describe('before anything is sent', () => {
  it('says what the PIN is for where that is no unlocking, tied to the field', () => {
    show('confirm');
    const said = field('PIN').getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(said.map((id) => document.getElementById(id)?.textContent)).toContain('Minimum PIN length: 8 characters');
    expect(screen.queryByRole('button', { name: 'Confirm' })).not.toBeNull();
  });

  it('an empty field, or two new PINs that differ, are said', () => {
    show('change');
    submit();
    expect(alert()).toBe(t('pin.error.empty'));
    fill('Current PIN', '1234');
    fill('New PIN', '123456');
    fill('New PIN again', '123457');
    submit();
    expect(alert()).toBe(t('pin.error.rule', { rule: t('pin.rule.same') }));
    expect(document.activeElement).toBe(field('New PIN'));
    expect([submissions, api.submitting.mock.calls]).toEqual([[], []]);
  });

  it('few tries want a tick, the last one a typed word, each for one try', async () => {
    answer = failed({ kind: 'pin-wrong', retriesLeft: 1, needsReplug: false });
    show('unlock', { pin: { ...pin, retriesLeft: 2 } });
    fill('PIN', '1234');
    submit();
    expect(alert()).toBe(t('pin.tries.needed.accept'));
    fireEvent.click(screen.getByLabelText(t('pin.tries.accept')));
    submit();
    await waitFor(() => expect(submissions).toHaveLength(1));
    keyChanged({ ...known, pin: { ...pin, retriesLeft: 1 } });
    await waitFor(() => expect(field('PIN').readOnly).toBe(false));
    submit();
    const word = t('pin.tries.lastWord');
    expect(alert()).toBe(t('pin.tries.needed.last', { word }));
    fill(t('pin.tries.last', { word }), word.toLowerCase());
    submit();
    await waitFor(() => expect(submissions).toHaveLength(2));
  });

  it('11.10 three tries of three want no tick; two of three do', async () => {
    answer = failed({ kind: 'pin-wrong', retriesLeft: 2, needsReplug: false });
    show('unlock', { pin: { ...pin, retriesLeft: 3, retriesInAll: 3 } });
    expect(screen.getByRole('img', { name: '3 of 3 tries left' }).children).toHaveLength(3);
    fill('PIN', '1234');
    submit();
    await waitFor(() => expect(submissions).toHaveLength(1));
    keyChanged({ ...known, pin: { ...pin, retriesLeft: 2, retriesInAll: 3 } });
    await waitFor(() => expect(field('PIN').readOnly).toBe(false));
    fill('PIN', '1234');
    submit();
    expect(alert()).toBe(t('pin.tries.needed.accept'));
    expect(submissions).toHaveLength(1);
  });

  it('11.10 more tries than a key can have are shown as given', () => {
    show('unlock', { pin: { ...pin, retriesLeft: 255 } });
    expect(document.querySelector('#tries')?.textContent).toBe('255 tries left');
  });

  it('the rules of a new PIN tick while it is typed, counted as the key counts', () => {
    show('set');
    expect(rules()).toEqual([
      ['at least 4 characters', 'open'],
      ['at most 63 bytes', 'open'],
      ['not easy to guess', 'open'],
      ['both the same', 'open'],
    ]);
    fill('New PIN', '鍵'.repeat(22));
    expect(rules().map(([, state]) => state)).toEqual(['met', 'broken', 'advice', 'open']);
    expect(document.querySelector('#rules')?.textContent).toContain('66 of 63');
    fill('New PIN', 'e\u0301clair');
    fill('New PIN again', 'e\u0301clair');
    expect(rules().map(([, state]) => state)).toEqual(['met', 'met', 'met', 'met']);
    expect(document.querySelector('#rules')?.textContent).toContain('6 typed');
    fill('New PIN again', 'x');
    expect(rules().at(-1)).toEqual(['both the same', 'broken']);
  });

  it.each([
    [false, 'advice', true],
    [true, 'broken', false],
  ])(
    'a PIN that is easy to guess is named by its kind, never by its digits (complexity: %s)',
    (enforced, state, armed) => {
      show('set', { pin: { ...pin, complexityEnforced: enforced } });
      fill('New PIN', '3456');
      fill('New PIN again', '3456');
      expect(rules()[2]).toEqual(['not easy to guess', state]);
      const line = document.querySelectorAll('#rules li')[2]?.textContent ?? '';
      expect([line.includes('characters in order'), /\d/.test(line), isArmed()]).toEqual([true, false, armed]);
    },
  );

  it('a change of the rules is announced after a rest', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    show('set');
    const status = () => document.querySelector('.rules [role=status]')?.textContent;
    fill('New PIN', '47');
    vi.advanceTimersByTime(599);
    expect(status()).toBe('');
    vi.advanceTimersByTime(1);
    expect(status()).toBe('Not yet: at least 4 characters, both the same');
    fill('New PIN', '4711');
    fill('New PIN again', '4711');
    vi.advanceTimersByTime(600);
    expect(status()).toBe('All rules are met.');
    vi.useRealTimers();
  });

  it('a forced change wants another PIN than the present one', () => {
    show('change', { pin: { ...pin, forceChange: true, maxLength: 32 } });
    fill('Current PIN', '4711');
    fill('New PIN', '4711');
    fill('New PIN again', '4711');
    expect(rules()).toContainEqual(['not the current PIN', 'broken']);
    expect(rules()).toContainEqual(['at most 32 characters', 'met']);
    expect(isArmed()).toBe(false);
    fill('New PIN', '47112');
    fill('New PIN again', '47112');
    expect([rules().find(([rule]) => rule === 'not the current PIN'), isArmed()]).toEqual([
      ['not the current PIN', 'met'],
      true,
    ]);
  });

  it('a PIN is not sent before the shortest length is there; the rule stands where it is missing', () => {
    show('unlock');
    expect([isArmed(), document.getElementById('hint')?.textContent]).toEqual([false, '']);
    fill('PIN', '123');
    expect([isArmed(), document.getElementById('hint')?.textContent]).toEqual([false, 'at least 4 characters']);
    submit();
    expect(alert()).toBe(t('pin.error.too-short', { minimum: 4 }));
    fill('PIN', '1234');
    expect([isArmed(), document.getElementById('hint')?.textContent]).toEqual([true, '']);
    expect(submissions).toEqual([]);
  });

  it('what a key types by itself is thrown away', () => {
    show('unlock');
    fill('PIN', 'ccccccjlkhgbtvhvulhhtrjtgbvdkjhgfednrutckekb');
    submit();
    expect([alert(), field('PIN').value, submissions]).toEqual([t('pin.error.burst'), '', []]);
  });
});

describe('a try', () => {
  it('is written down first, sent once, and its bytes are wiped', async () => {
    show('change');
    fill('Current PIN', '1234');
    fill('New PIN', '123456');
    fill('New PIN again', '123456');
    submit();
    submit();
    await waitFor(() => expect(field('Current PIN').value).toBe(''));
    expect(submissions).toEqual([{ attempt: 1, pin: '1234', next: '123456' }]);
    expect(api.submitting).toHaveBeenCalledOnce();
    expect(sentBytes.length).toBeGreaterThan(0);
    expect(sentBytes.flatMap((bytes) => [...bytes]).every((byte) => byte === 0)).toBe(true);
  });

  it('is not sent where it cannot be written down', async () => {
    api.submitting.mockResolvedValueOnce(false);
    show('unlock');
    fill('PIN', '1234');
    submit();
    await waitFor(() => expect(field('PIN').readOnly).toBe(false));
    expect([submissions, field('PIN').value]).toEqual([[], '1234']);
  });

  it('that was wrong is said, with its text selected for the next one', async () => {
    answer = failed({ kind: 'pin-wrong', retriesLeft: 7, needsReplug: false });
    show('change');
    fill('Current PIN', '1111');
    fill('New PIN', '123456');
    fill('New PIN again', '123456');
    submit();
    await waitFor(() => expect(alert()).not.toBe(''));
    expect(document.activeElement).toBe(field('Current PIN'));
    expect([field('Current PIN').value, field('Current PIN').getAttribute('aria-invalid')]).toEqual(['1111', 'true']);
    expect(alert()).toBe('Wrong PIN. 7 tries left.');
  });

  it('what is typed can be shown and hidden again', () => {
    show('unlock');
    fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(field('PIN').type).toBe('text');
    fireEvent.click(screen.getByRole('button', { name: 'Hide' }));
    expect(field('PIN').type).toBe('password');
  });

  it('refused for the new PIN selects the new PIN', async () => {
    answer = failed({ kind: 'pin-refused-by-policy', rules: null });
    show('change');
    fill('Current PIN', '1234');
    fill('New PIN', '111111');
    fill('New PIN again', '111111');
    submit();
    await waitFor(() => expect(document.activeElement).toBe(field('New PIN')));
  });

  it('of a passphrase goes to the main process, not to a key', async () => {
    show('passphrase-unlock', null);
    fill('Passphrase or recovery code', 'four walnut trees');
    submit();
    await waitFor(() => expect(field('Passphrase or recovery code').value).toBe(''));
    expect(passphrases).toEqual(['four walnut trees']);
    expect(sentBytes.length).toBeGreaterThan(0);
    expect(sentBytes.flatMap((bytes) => [...bytes]).every((byte) => byte === 0)).toBe(true);
  });
});

describe('a first PIN', () => {
  const type = () => {
    fill('New PIN', '4711');
    fill('New PIN again', '4711');
  };

  it('is handed over once more for one reading, where that is wanted', async () => {
    show('set');
    expect(screen.getByLabelText<HTMLInputElement>(t('pin.then-read')).checked).toBe(true);
    type();
    submit();
    await waitFor(() => expect(submissions).toHaveLength(2));
    expect(submissions.map(({ pin: sent }) => sent)).toEqual(['4711', '4711']);
    expect(api.submitting.mock.calls).toEqual([[{ thenRead: true }], [{ thenRead: false }]]);
    await waitFor(() => expect(field('New PIN').value).toBe(''));
    expect(sentBytes.length).toBeGreaterThan(0);
    expect(sentBytes.flatMap((bytes) => [...bytes]).every((byte) => byte === 0)).toBe(true);
  });

  it('is not read with where the tick is taken away, or where it was not set', async () => {
    show('set');
    type();
    fireEvent.click(screen.getByLabelText(t('pin.then-read')));
    submit();
    await waitFor(() => expect(field('New PIN').value).toBe(''));
    expect(submissions).toHaveLength(1);

    document.body.replaceChildren();
    answer = failed({ kind: 'pin-refused-by-policy', rules: null });
    show('set');
    type();
    submit();
    await waitFor(() => expect(alert()).not.toBe(''));
    expect(submissions).toHaveLength(2);
  });

  it('offers no reading on a key that cannot list', () => {
    show('set', { canRead: false });
    expect(screen.queryByLabelText(t('pin.then-read'))).toBeNull();
  });
});

describe('the end', () => {
  it.each([
    ['a key that left', () => end({ kind: 'key-removed' }), {}],
    ['a blocked PIN', () => undefined, { pin: { ...pin, blocked: true } }],
  ])('%s closes the fields, wipes them and leaves one button', (_, happens, key) => {
    show('unlock', key);
    fill('PIN', '1234');
    happens();
    expect([field('PIN').disabled, screen.queryByRole('button', { name: 'Unlock' })]).toEqual([true, null]);
    expect(alert()).not.toBe('');
    submit();
    expect(submissions).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(api.close).toHaveBeenCalledOnce();
  });

  it('a PIN that is blocked and one that is paused are two things, in title and words', () => {
    show('unlock', { pin: { ...pin, blocked: true } });
    expect([alert(), document.title]).toEqual([
      'Only a reset helps now. 3 passkeys would go.',
      'Sparekey – PIN blocked',
    ]);
    document.body.replaceChildren();
    show('unlock', { pin: { ...pin, retriesLeft: 5 } });
    end({ kind: 'pin-needs-replug' });
    expect([alert(), document.title]).toEqual([
      'Unplug the key, then plug it in again. 5 tries left.',
      'Sparekey – PIN paused',
    ]);
  });

  it('11.2 a lock until replug is said, and the PIN can be typed all the same', async () => {
    show('unlock', { pin: { ...pin, needsReplug: true } });
    expect(screen.getByText(/no try is used/).hidden).toBe(false);
    fill('PIN', '1234');
    submit();
    await waitFor(() => expect(submissions).toHaveLength(1));
  });

  it('a key that left takes what was typed with it', () => {
    show('unlock');
    fill('PIN', '1234');
    end({ kind: 'key-removed' });
    expect(field('PIN').value).toBe('');
  });
});

describe('what is said of the key', () => {
  const head = () => document.getElementById('key');

  it('a known one: its name, its looks, its place; no question', () => {
    show('unlock', { simulated: true });
    expect(head()?.textContent).toBe('BlueYubiKey · Home · simulated');
    expect(head()?.querySelector('svg')?.getAttribute('data-colour')).toBe('blue');
    expect(screen.queryByRole('button', { name: 'Blink' })).toBeNull();
  });

  it.each([
    [{ recognition: 'new' }, 'New here. Is it the key you just plugged in?'],
    [{ recognition: 'undecided' }, 'Not recognised yet. Is it the one you mean?'],
    [{ recognition: 'undecided', expected: 'Desk drawer' }, 'Expected: Desk drawer. Is it this one?'],
  ] as const)('one that nobody knows: the question, its reason behind a button, and Blink: %j', (key, question) => {
    show('unlock', { label: null, place: null, ...key });
    expect(head()?.textContent).toContain(question);
    const why = screen.getByText(/A forged key would learn the PIN/);
    expect(why.hidden).toBe(true);
    const button = screen.getByRole('button', { name: t('pin.key.why.show') });
    fireEvent.click(button);
    expect([why.hidden, button.getAttribute('aria-expanded')]).toEqual([false, 'true']);
    fireEvent.click(screen.getByRole('button', { name: 'Blink' }));
    expect(api.blink).toHaveBeenCalledOnce();
  });

  it('offers Blink only where the key can', () => {
    show('unlock', { recognition: 'new', canBlink: false });
    expect(screen.queryByRole('button', { name: 'Blink' })).toBeNull();
  });

  it.each([
    [8, '8 of 8 tries left', true, ''],
    [5, '5 of 8 tries left', false, '5 tries left.'],
    [3, '3 of 8 tries left', false, '3 tries left, then only a reset helps.'],
  ])('%i tries are eight dots, and a sentence as soon as one is used', (left, label, hidden, text) => {
    show('unlock', { pin: { ...pin, retriesLeft: left } });
    const dots = screen.getByRole('img', { name: label });
    expect(dots.querySelectorAll('[data-left=true]')).toHaveLength(left);
    const sentence = document.querySelector<HTMLElement>('.sentence:not(#locked)');
    expect([sentence?.hidden, sentence?.textContent]).toEqual([hidden, hidden ? '8 tries left.' : text]);
  });

  it('tries that the key does not say are not invented', () => {
    show('unlock', { pin: { ...pin, retriesLeft: null } });
    expect(screen.queryByRole('img')).toBeNull();
    expect(screen.getByText('The key does not say its tries.')).toBeTruthy();
  });
});

describe('a recovery code', () => {
  it('is shown once, printed on request, and goes with the window', () => {
    show('recovery-code', null);
    expect(screen.getByRole('status').textContent).toBe('ABCD-EFGH');
    fireEvent.click(screen.getByRole('button', { name: t('pin.action.print') }));
    expect([api.print.mock.calls.length, api.close.mock.calls.length]).toEqual([1, 0]);
    fireEvent.click(screen.getByRole('button', { name: t('pin.action.recovery-done') }));
    expect(api.close).toHaveBeenCalledOnce();
  });
});
