import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { PinDialog } from '../../src-shared/ipc/pin-contract.ts';
import { button, element } from './element.ts';
import { keyHead } from './key-head.ts';
import { passphraseRules, pinRules, type Rules } from './rules.ts';
import { type SecretField, secretField } from './secret-field.ts';
import type { PinApi } from './submit.ts';
import { createTries, type Tries } from './tries.ts';

export interface FormParts {
  readonly form: HTMLFormElement;
  /** The PIN that is asked for; a new one in mode `set`, the present one in mode `change`. */
  readonly first: SecretField;
  readonly next: SecretField | null;
  readonly repeat: SecretField | null;
  readonly inputs: readonly HTMLInputElement[];
  readonly rules: Rules | null;
  readonly tries: Tries | null;
  /** Whether a first PIN is used for a reading at once. */
  readonly thenRead: HTMLInputElement | null;
  readonly error: HTMLElement;
  readonly status: HTMLElement;
  /** Reason why the button rests, as soon as something is typed. */
  readonly hint: HTMLElement;
  readonly submit: HTMLButtonElement;
  readonly cancel: HTMLButtonElement;
}

/** Builds the form of every mode but the recovery code. */
export function buildForm(dialog: PinDialog, t: Translate, api: PinApi): FormParts {
  const { mode, key } = dialog;
  const isNew = mode === 'set' || mode === 'passphrase-set';
  const describedBy = ['error', 'key', 'purpose', 'tries'];
  const first = secretField(t, {
    id: 'first',
    label: t(firstLabels[mode]),
    describedBy: isNew ? [...describedBy, 'rules'] : describedBy,
  });
  const next =
    mode === 'change'
      ? secretField(t, { id: 'next', label: t('pin.field.new'), describedBy: ['error', 'rules'] })
      : null;
  const repeat =
    isNew || next !== null
      ? secretField(t, {
          id: 'repeat',
          label: t('pin.field.repeat'),
          spoken: t(mode === 'passphrase-set' ? 'pin.field.passphrase-repeat' : 'pin.field.repeat.spoken'),
          describedBy: ['error'],
        })
      : null;
  const present = [first, next, repeat].filter((one): one is SecretField => one !== null);
  const rules =
    repeat === null
      ? null
      : key === null
        ? passphraseRules(t, { next: first.input, repeat: repeat.input })
        : pinRules(t, key.pin, {
            present: next === null ? null : first.input,
            next: (next ?? first).input,
            repeat: repeat.input,
          });
  const tries = key !== null && mode !== 'set' ? createTries(t, key.pin) : null;
  const thenRead =
    mode === 'set' && key?.canRead === true
      ? element('input', { type: 'checkbox', id: 'then-read', checked: '' })
      : null;
  const error = element('div', { id: 'error', class: 'error', role: 'alert' });
  const status = element('p', { id: 'status', class: 'status', role: 'status' });
  const hint = element('p', { id: 'hint', class: 'hint' });
  const submit = element(
    'button',
    { type: 'submit', class: 'primary', 'aria-describedby': 'hint' },
    t(submitLabels[mode]),
  );
  const cancel = button(t('pin.action.cancel'), () => void api.close());

  const title = t(`pin.title.${mode}`);
  const form = element('form', { novalidate: '', 'aria-label': title, 'data-mode': mode });
  if (key === null) form.append(element('h1', {}, title));
  else form.append(keyHead(t, key));
  if (dialog.purpose !== null) form.append(element('p', { class: 'about', id: 'purpose' }, dialog.purpose));
  if (mode === 'passphrase-set') form.append(aboutPassphrase(t));
  const fields = element('div', { class: 'fields' }, ...present.map(({ row }) => row));
  if (rules !== null) fields.append(rules.node);
  if (mode === 'set') fields.append(element('p', { class: 'quiet beside' }, t('pin.rules.noRemoval')));
  if (thenRead !== null) {
    const label = element('label', { for: 'then-read' }, t('pin.then-read'));
    fields.append(element('div', { class: 'tick beside' }, thenRead, label));
  }
  form.append(fields, error, hint);
  if (tries !== null) form.append(tries.node);
  form.append(status);
  const blinks = key?.canBlink === true && key.recognition !== 'known';
  const blink = button(t('pin.action.blink'), () => void api.blink(), { class: 'quiet-button' });
  form.append(
    element(
      'div',
      { class: 'actions' },
      tries?.dots ?? '',
      element('span', { class: 'end' }, ...(blinks ? [blink] : []), cancel, submit),
    ),
  );
  const inputs = present.map(({ input }) => input);
  return { form, first, next, repeat, inputs, rules, tries, thenRead, error, status, hint, submit, cancel };
}

function aboutPassphrase(t: Translate): HTMLElement {
  return element(
    'div',
    { class: 'about' },
    element('p', {}, t('pin.rules.passphrase')),
    element('p', {}, t('pin.rules.passphraseLost')),
  );
}

const firstLabels = {
  unlock: 'pin.field.pin',
  confirm: 'pin.field.pin',
  set: 'pin.field.new',
  change: 'pin.field.current',
  'passphrase-unlock': 'pin.field.passphrase',
  'passphrase-set': 'pin.field.passphrase-new',
  'recovery-code': 'pin.field.pin',
} as const satisfies Record<PinDialog['mode'], string>;

const submitLabels = {
  unlock: 'pin.action.unlock',
  confirm: 'pin.action.confirm',
  set: 'pin.action.set',
  change: 'pin.action.change',
  'passphrase-unlock': 'pin.action.passphrase-unlock',
  'passphrase-set': 'pin.action.passphrase-set',
  'recovery-code': 'pin.action.close',
} as const satisfies Record<PinDialog['mode'], string>;
