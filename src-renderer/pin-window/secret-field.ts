import type { Translate } from '../../src-shared/i18n/translator.ts';
import { element } from './element.ts';

export interface SecretField {
  readonly row: HTMLElement;
  readonly input: HTMLInputElement;
}

/**
 * Creates a labelled, masked field that no helper of the browser may read, keep, correct or learn from. `describedBy`
 * are the ids of what a screen reader says with it.
 */
export function secretField(id: string, label: string, describedBy: readonly string[]): SecretField {
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
  });
  const row = element('div', { class: 'field' }, element('label', { for: id }, label), input);
  return { row, input };
}

/** Creates the switch that shows what is typed in all fields. */
export function showSwitch(t: Translate, inputs: readonly HTMLInputElement[]): HTMLElement {
  const box = element('input', { type: 'checkbox', id: 'show' });
  box.addEventListener('change', () => {
    for (const input of inputs) input.type = box.checked ? 'text' : 'password';
  });
  return element('div', { class: 'tick' }, box, element('label', { for: 'show' }, t('pin.show')));
}

/** Counts as a key counts: code points and UTF-8 bytes, both after NFC (CTAP 2.1 §6.5.1). */
export function measure(text: string): { readonly characters: number; readonly bytes: number } {
  const normal = text.normalize('NFC');
  return { characters: [...normal].length, bytes: new TextEncoder().encode(normal).length };
}
