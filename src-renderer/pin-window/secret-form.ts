import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { PinDialog, PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import { looksLikeOtp } from '../../src-shared/lib/otp-burst.ts';
import { forgetStrokes, otpStore, watchForOtpBursts } from '../input/otp-guard.ts';
import { drawTone } from './draw.ts';
import { element } from './element.ts';
import { endText, retryText, type EndText } from './end-text.ts';
import { buildForm } from './form-parts.ts';
import { measure } from './secret-field.ts';
import { type PinApi, type SubmitSecret, submitToKeyHost, submitToMain } from './submit.ts';

/** The field that an error belongs to, so that it is selected for the next try. */
type FieldName = 'first' | 'next';

/** CTAP 2.1 §6.5.1: no PIN is shorter. */
const shortestPin = 4;

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
  nextPort: () => Promise<MessagePort>,
): void {
  const { mode, key, recipient } = dialog;
  const parts = buildForm(dialog, t, api);
  const { form, first, next, inputs, rules, tries, thenRead, error, status, hint, submit, cancel } = parts;
  root.append(form);

  let busy = false;
  let over = false;
  let shown: PinWindowKey | null = key;
  const isOver = (): boolean => over;
  const submitSecret: Promise<SubmitSecret> =
    recipient !== null
      ? Promise.resolve(submitToMain(api, recipient))
      : nextPort().then((port) => submitToKeyHost(api, port));
  // A PIN that the key has, or will have; a passphrase has no shortest length.
  const isTooShort = (input: HTMLInputElement) =>
    key !== null && mode !== 'set' && measure(input.value).characters < shortestPin;

  /** Returns what is still missing before something can be sent, and where to type it. */
  function missing(): { readonly text: string; readonly control: HTMLInputElement } | null {
    const empty = inputs.find((input) => input.value === '');
    if (empty !== undefined) return { text: t('pin.error.empty'), control: empty };
    if (isTooShort(first.input))
      return { text: t('pin.error.too-short', { minimum: shortestPin }), control: first.input };
    const broken = rules?.broken() ?? null;
    if (broken !== null) return { text: t('pin.error.rule', { rule: broken }), control: (next ?? first).input };
    return tries?.missing() ?? null;
  }

  function arm(): void {
    submit.setAttribute('aria-disabled', String(busy || over || missing() !== null));
    const short = first.input.value !== '' && isTooShort(first.input);
    hint.textContent = short ? t('pin.rule.minimum', { minimum: shortestPin }) : '';
  }

  function setBusy(value: boolean, text = t(key === null ? 'pin.checking' : 'pin.checking.key')): void {
    busy = value;
    for (const input of inputs) input.readOnly = value;
    status.textContent = value ? text : '';
    arm();
  }

  function say({ tone, text, next: whatNext }: EndText, control: HTMLInputElement | null): void {
    // New nodes each time, so that the same words are announced again.
    const gap = t('language.tag') === 'ja' ? [] : [' '];
    const rest = whatNext === null ? [] : [...gap, element('span', {}, whatNext)];
    error.replaceChildren(drawTone(tone), element('p', {}, element('strong', {}, text), ...rest));
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
    form.dataset['over'] = 'true';
    for (const control of form.querySelectorAll('input, .show')) control.setAttribute('disabled', '');
    submit.hidden = true;
    cancel.textContent = t('pin.action.close');
    if (failure.kind === 'pin-blocked' || failure.kind === 'pin-needs-replug') {
      const title = t(failure.kind === 'pin-blocked' ? 'pin.title.blocked' : 'pin.title.paused');
      form.setAttribute('aria-label', title);
      document.title = `Sparekey – ${title}`;
    }
    say(endText(t, failure, shown), null);
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
    // However slowly it came: 32 and more letters of a key's own alphabet are no PIN that a person chose.
    const typedByKey = inputs.find((input) => looksLikeOtp(input.value));
    if (typedByKey !== undefined) {
      typedByKey.value = '';
      say({ tone: 'warning', text: t('pin.error.burst'), next: null }, typedByKey);
      return true;
    }
    const lacks = missing();
    if (lacks !== null) say({ tone: 'warning', text: lacks.text, next: null }, lacks.control);
    return lacks !== null;
  }

  async function trySubmit(): Promise<void> {
    if (busy || isOver() || refuseLocally()) return;
    error.replaceChildren();
    setBusy(true);
    const reading = thenRead?.checked === true;
    const secrets = { first: first.input.value, next: next?.input.value ?? null, thenRead: reading };
    const outcome = await (await submitSecret)(secrets);
    tries?.spend();
    if (isOver()) return;
    if (reading && outcome?.ok === true) return readWithIt();
    setBusy(false);
    settle(outcome);
  }

  /** Sends the PIN that was just set once more, on a port of its own. The main process ends this window whatever comes of it. */
  async function readWithIt(): Promise<void> {
    setBusy(true, t('pin.reading'));
    const read = submitToKeyHost(api, await nextPort());
    await read({ first: first.input.value, next: null, thenRead: false });
    clear();
  }

  function settle(outcome: Outcome<null> | null): void {
    // Null: the attempt was not taken; the window is about to end or another one runs.
    if (outcome === null) return;
    // The main process closes this window; until then nothing may stay in it.
    if (outcome.ok) return clear();
    if (!retryable.has(outcome.failure.kind)) return end(outcome.failure);
    const field = fieldOf(outcome.failure, next !== null) === 'next' ? (next ?? first) : first;
    // The text stays, selected: once it is shown the person sees the slip instead of spending another try on it.
    form.dataset['saysTries'] = String(outcome.failure.kind === 'pin-wrong');
    say(retryText(t, outcome.failure), field.input);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void trySubmit();
  });
  form.addEventListener('input', arm);
  watchForOtpBursts(window);
  otpStore.subscribe(() => say({ tone: 'warning', text: t('pin.error.burst'), next: null }, first.input));
  api.onKeyChanged((changed) => {
    shown = changed;
    tries?.update(changed.pin);
    arm();
  });
  api.onEnded(end);
  arm();
  if (key !== null && mode !== 'set' && key.pin.blocked) end({ kind: 'pin-blocked' });
  else first.input.focus();
}

// Some complaints are about the PIN that the key has; every other one is about the new one.
function fieldOf(failure: OperationFailure, changing: boolean): FieldName {
  const isAboutPresent =
    failure.kind === 'pin-wrong' ||
    failure.kind === 'pin-way-refused' ||
    ('pin' in failure && failure.pin === 'present');
  return changing && !isAboutPresent ? 'next' : 'first';
}
