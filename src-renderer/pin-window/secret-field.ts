import type { Translate } from '../../src-shared/i18n/translator.ts';
import { button, element } from './element.ts';

export interface SecretField {
  readonly row: HTMLElement;
  readonly input: HTMLInputElement;
}

interface FieldOptions {
  readonly id: string;
  readonly label: string;
  /** Text to be heard where the visible label is too short for that. */
  readonly spoken?: string;
  /** Ids of what a screen reader says with it. */
  readonly describedBy: readonly string[];
}

/** Creates a labelled, masked field that no helper of the browser may read, keep, correct or learn from, with the button that shows it. */
export function secretField(t: Translate, { id, label, spoken, describedBy }: FieldOptions): SecretField {
  const input = element('input', {
    id,
    type: 'password',
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    'aria-describedby': describedBy.join(' '),
    'data-1p-ignore': '',
    'data-lpignore': 'true',
    maxlength: '256',
    ...(spoken === undefined ? {} : { 'aria-label': spoken }),
  });
  const show = button(
    t('pin.show'),
    () => {
      const shown = input.type === 'text';
      input.type = shown ? 'password' : 'text';
      show.textContent = t(shown ? 'pin.show' : 'pin.hide');
    },
    { class: 'show', 'aria-controls': id },
  );
  const row = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    element('div', { class: 'box' }, input, show),
  );
  return { row, input };
}

/** Counts as a key counts: code points and UTF-8 bytes, both after NFC (CTAP 2.1 §6.5.1). */
export function measure(text: string): { readonly characters: number; readonly bytes: number } {
  const normal = text.normalize('NFC');
  return { characters: [...normal].length, bytes: new TextEncoder().encode(normal).length };
}
