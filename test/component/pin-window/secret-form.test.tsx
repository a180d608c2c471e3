import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showSecretForm } from '../../../src-renderer/pin-window/secret-form.ts';
import { showRecoveryCode } from '../../../src-renderer/pin-window/recovery-code.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import type {
  PinDialog,
  PinMode,
  PinResult,
  PinSubmission,
  PinWindowKey,
} from '../../../src-shared/ipc/pin-contract.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { keyFacts } from '../fake-data.ts';

// The form of the PIN window without its window: what it asks for before anything is sent, and what it says afterwards.

const t = createTranslator('en');
const { pin } = keyFacts();
let answer: PinResult['outcome'];
let submissions: { readonly attempt: number; readonly pin: string; readonly next: string | null }[];
let sentBytes: Uint8Array[];
let end: (failure: OperationFailure) => void;
let keyChanged: (key: PinWindowKey) => void;
const api = {
  dialog: vi.fn(),
  submitting: vi.fn(async () => true),
  submitSecret: vi.fn(async ({ secret }: { secret: Uint8Array }) => {
    sentBytes.push(secret);
    return answer;
  }),
  print: vi.fn(async () => null),
  fit: vi.fn(async () => null),
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

beforeEach(() => {
  document.body.replaceChildren();
  vi.clearAllMocks();
  answer = success(null);
  submissions = [];
  sentBytes = [];
  Object.assign(window, { sparekeyPin: { pin: api } });
});

/** Creates a port whose other end, the key host, answers every submission with `answer`. */
function keyHostPort(): MessagePort {
  const port = {
    onmessage: null as ((event: { data: PinResult }) => void) | null,
    postMessage(submission: PinSubmission) {
      const text = (bytes: Uint8Array | null) => (bytes === null ? null : new TextDecoder().decode(bytes));
      submissions.push({ ...submission, pin: text(submission.pin) ?? '', next: text(submission.next) });
      sentBytes.push(submission.pin, ...(submission.next === null ? [] : [submission.next]));
      queueMicrotask(() => port.onmessage?.({ data: { attempt: submission.attempt, outcome: answer, pin: null } }));
    },
  };
  return port as Pick<MessagePort, 'postMessage'> as MessagePort;
}

function show(mode: PinMode, key: Partial<PinWindowKey> | null = {}): void {
  const dialog: PinDialog = {
    mode,
    locale: 'en',
    dark: false,
    recoveryCode: mode === 'recovery-code' ? 'ABCD-EFGH' : null,
    key: key === null ? null : { label: 'Blue', look: 'YubiKey', recognition: 'known', simulated: false, pin, ...key },
  };
  if (mode === 'recovery-code') showRecoveryCode(document.body, dialog, t, api);
  else showSecretForm(document.body, dialog, t, api, key === null ? null : keyHostPort());
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: true });
const fill = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const submit = () => fireEvent.submit(document.querySelector('form') ?? document.body);
const alert = () => screen.getByRole('alert').textContent;

describe('before anything is sent', () => {
  it('an empty field, or two new PINs that differ, are said', () => {
    show('change');
    submit();
    expect(alert()).toBe(t('pin.error.empty'));
    fill('Current PIN', '1234');
    fill('New PIN', '123456');
    fill('New PIN again', '123457');
    submit();
    expect(alert()).toBe(t('pin.error.mismatch'));
    expect(document.activeElement).toBe(field('New PIN again'));
    expect([submissions, api.submitting.mock.calls]).toEqual([[], []]);
  });

  it('few tries want a tick, the last one a typed word, each for one try', async () => {
    answer = failed({ kind: 'pin-wrong', retriesLeft: 1, needsReplug: false });
    show('unlock', { pin: { ...pin, retriesLeft: 2 } });
    fill('PIN', '1234');
    submit();
    expect(alert()).toBe(t('pin.tries.needed.accept'));
    fireEvent.click(screen.getByLabelText(t('pin.tries.accept', { count: 2 })));
    submit();
    await waitFor(() => expect(submissions).toHaveLength(1));
    keyChanged({ label: 'Blue', look: '', recognition: 'known', simulated: false, pin: { ...pin, retriesLeft: 1 } });
    await waitFor(() => expect(field('PIN').readOnly).toBe(false));
    submit();
    const word = t('pin.tries.lastWord');
    expect(alert()).toBe(t('pin.tries.needed.last', { word }));
    fill(t('pin.tries.last', { word }), word.toLowerCase());
    submit();
    await waitFor(() => expect(submissions).toHaveLength(2));
  });

  it('counts a new PIN as the key does: in characters and in bytes', () => {
    show('set');
    fill('New PIN', '鍵'.repeat(22));
    const used = document.getElementById('used');
    expect(used?.textContent).toBe(t('pin.rules.used', { characters: 22, bytes: 66 }));
    expect(used?.classList.contains('over')).toBe(true);
    fill('New PIN', 'e\u0301clair');
    expect(used?.textContent).toBe(t('pin.rules.used', { characters: 6, bytes: 7 }));
    expect(used?.classList.contains('over')).toBe(false);
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
    await waitFor(() => expect(document.activeElement).toBe(field('Current PIN')));
    expect([field('Current PIN').value, field('Current PIN').getAttribute('aria-invalid')]).toEqual(['1111', 'true']);
    expect(alert()).toContain('7');
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
    expect(api.submitSecret).toHaveBeenCalledOnce();
    expect(sentBytes.flatMap((bytes) => [...bytes]).every((byte) => byte === 0)).toBe(true);
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
  it.each(['known', 'new', 'undecided'] as const)('%s', (recognition) => {
    show('unlock', { recognition, label: recognition === 'known' ? 'Blue' : null, simulated: true });
    const head = document.getElementById('key');
    expect(head?.textContent).toContain(t(`pin.key.${recognition}`));
    expect(head?.textContent).toContain(t('pin.key.simulated'));
    expect(head?.classList.contains('unknown')).toBe(recognition !== 'known');
    expect(head?.querySelector('bdi')?.textContent).toBe(recognition === 'known' ? 'Blue' : 'YubiKey');
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
