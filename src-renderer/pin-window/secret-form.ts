import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { PinDialog } from '../../src-shared/ipc/pin-contract.ts';
import { looksLikeOtp } from '../../src-shared/lib/otp-burst.ts';
import { forgetStrokes, otpStore, watchForOtpBursts } from '../input/otp-guard.ts';
import { button, element } from './element.ts';
import { keyHead } from './key-head.ts';
import { passphraseRules, pinRules } from './rules.ts';
import { type SecretField, secretField, showSwitch } from './secret-field.ts';
import { type PinApi, type SubmitSecret, submitToKeyHost, submitToMain } from './submit.ts';
import { createTries } from './tries.ts';

/** The field that an error belongs to, so that it is selected for the next try. */
type FieldName = 'first' | 'next' | 'repeat';

/** The person can type something else and try again; everything else ends the dialog. */
const retryable: ReadonlySet<OperationFailure['kind']> = new Set([
  'pin-wrong',
  'pin-way-refused',
  'pin-too-short',
  'pin-too-long',
  'pin-malformed',
  'pin-same',
  'pin-refused-by-policy',
  'inventory-wrong-passphrase',
  'input-invalid',
  'disk-full',
]);

/** Builds the form of every mode but the recovery code, and runs it: one try at a time, each sent once. */
export function showSecretForm(
  root: HTMLElement,
  dialog: PinDialog,
  t: Translate,
  api: PinApi,
  port: MessagePort | null,
): void {
  const { mode, key } = dialog;
  const described = ['error', 'tries', 'key'];
  const first = secretField('first', t(firstLabels[mode]), [...described, ...(isNew(mode) ? ['rules', 'used'] : [])]);
  const next = mode === 'change' ? secretField('next', t('pin.field.new'), ['error', 'rules', 'used']) : null;
  const repeatLabel = mode === 'passphrase-set' ? 'pin.field.passphrase-repeat' : 'pin.field.repeat';
  const repeat = isNew(mode) || next !== null ? secretField('repeat', t(repeatLabel), ['error']) : null;
  const fields = { first, next, repeat };
  const present = [first, next, repeat].filter((field): field is SecretField => field !== null);
  const inputs = present.map((field) => field.input);

  const error = element('div', { id: 'error', class: 'error', role: 'alert' });
  const status = element('p', { id: 'status', class: 'status', role: 'status' });
  const tries = key !== null && mode !== 'set' ? createTries(t, key.pin) : null;
  const submit = element('button', { type: 'submit', class: 'primary' }, t(submitLabels[mode]));
  const cancel = button(t('pin.action.cancel'), () => void api.close());
  const form = element('form', { novalidate: '', 'aria-labelledby': 'title' });
  form.append(element('h1', { id: 'title' }, t(`pin.title.${mode}`)));
  if (key !== null) form.append(keyHead(t, key));
  if (key !== null && (mode === 'set' || next !== null)) {
    form.append(pinRules(t, mode, key.pin, (next ?? first).input));
  }
  if (mode === 'passphrase-set') form.append(passphraseRules(t));
  if (tries !== null) form.append(tries.node);
  form.append(...present.map((field) => field.row), showSwitch(t, inputs), error, status);
  form.append(element('div', { class: 'actions' }, cancel, submit));
  root.append(form);

  let busy = false;
  let over = false;
  const isOver = (): boolean => over;
  const submitSecret: SubmitSecret = port === null ? submitToMain(api) : submitToKeyHost(api, port);

  function setBusy(value: boolean): void {
    busy = value;
    submit.disabled = value || over;
    for (const input of inputs) input.readOnly = value;
    status.textContent = value ? t(key === null ? 'pin.checking' : 'pin.checking.key') : '';
  }

  function say(text: string, whatNext: string | null, control: HTMLInputElement | null): void {
    // New nodes each time, so that the same words are announced again.
    error.replaceChildren(element('strong', {}, text), ...(whatNext === null ? [] : [element('span', {}, whatNext)]));
    for (const input of inputs) input.setAttribute('aria-invalid', String(input === control));
    control?.focus();
    control?.select();
  }

  // The key this was opened for is gone or cannot take a PIN; nothing typed here reaches any key.
  function end(failure: OperationFailure): void {
    if (over) return;
    over = true;
    setBusy(false);
    clear();
    for (const input of form.querySelectorAll('input')) input.disabled = true;
    submit.hidden = true;
    cancel.textContent = t('pin.action.close');
    const { text, next: whatNext } = failureMessage(t, failure);
    say(text, whatNext, null);
    cancel.focus();
  }

  function clear(): void {
    for (const input of inputs) {
      input.value = '';
      input.dispatchEvent(new Event('input'));
    }
    forgetStrokes();
  }

  function refuseLocally(): boolean {
    const empty = inputs.find((input) => input.value === '');
    if (empty !== undefined) {
      say(t('pin.error.empty'), null, empty);
      return true;
    }
    // However slowly it came: 32 and more letters of a key's own alphabet are no PIN that a person chose.
    const typedByKey = inputs.find((input) => looksLikeOtp(input.value));
    if (typedByKey !== undefined) {
      typedByKey.value = '';
      say(t('pin.error.burst'), null, typedByKey);
      return true;
    }
    if (repeat !== null && repeat.input.value !== (next ?? first).input.value) {
      say(t('pin.error.mismatch'), null, repeat.input);
      return true;
    }
    const missing = tries?.missing() ?? null;
    if (missing !== null) say(missing.text, null, missing.control);
    return missing !== null;
  }

  async function trySubmit(): Promise<void> {
    if (busy || isOver() || refuseLocally()) return;
    error.replaceChildren();
    setBusy(true);
    const outcome = await submitSecret(first.input.value, next?.input.value ?? null);
    tries?.spend();
    if (isOver()) return;
    setBusy(false);
    settle(outcome);
  }

  function settle(outcome: Outcome<null> | null): void {
    // Null: the attempt was not taken; the window is about to end or another one runs.
    if (outcome === null) return;
    // The main process closes this window; until then nothing may stay in it.
    if (outcome.ok) return clear();
    if (!retryable.has(outcome.failure.kind)) return end(outcome.failure);
    const { text, next: whatNext } = failureMessage(t, outcome.failure);
    const field = fields[fieldOf(outcome.failure, next !== null)] ?? first;
    // The text stays, selected: with "show" the person sees the slip instead of spending another try on it.
    say(text, whatNext, field.input);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void trySubmit();
  });
  watchForOtpBursts(window);
  otpStore.subscribe(() => say(t('pin.error.burst'), null, first.input));
  api.onKeyChanged((changed) => tries?.update(changed.pin));
  api.onEnded(end);
  if (key !== null && mode !== 'set' && key.pin.blocked) end({ kind: 'pin-blocked' });
  else first.input.focus();
}

const firstLabels = {
  unlock: 'pin.field.pin',
  set: 'pin.field.new',
  change: 'pin.field.current',
  'passphrase-unlock': 'pin.field.passphrase',
  'passphrase-set': 'pin.field.passphrase-new',
  'recovery-code': 'pin.field.pin',
} as const satisfies Record<PinDialog['mode'], string>;

const submitLabels = {
  unlock: 'pin.action.unlock',
  set: 'pin.action.set',
  change: 'pin.action.change',
  'passphrase-unlock': 'pin.action.passphrase-unlock',
  'passphrase-set': 'pin.action.passphrase-set',
  'recovery-code': 'pin.action.close',
} as const satisfies Record<PinDialog['mode'], string>;

function isNew(mode: PinDialog['mode']): boolean {
  return mode === 'set' || mode === 'passphrase-set';
}

// Some complaints are about the PIN that the key has; every other one is about the new one.
function fieldOf(failure: OperationFailure, changing: boolean): FieldName {
  const isAboutPresent =
    failure.kind === 'pin-wrong' ||
    failure.kind === 'pin-way-refused' ||
    ('pin' in failure && failure.pin === 'present');
  return changing && !isAboutPresent ? 'next' : 'first';
}
