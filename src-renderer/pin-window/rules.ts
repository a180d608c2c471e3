import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { PinMode } from '../../src-shared/ipc/pin-contract.ts';
import { element } from './element.ts';
import { measure } from './secret-field.ts';

/** Lists the key's own rules before the person types a new PIN, with a live count against both limits. */
export function pinRules(t: Translate, mode: PinMode, pin: PinState, input: HTMLInputElement): HTMLElement {
  const list = element('ul', {});
  const add = (text: string): void => list.append(element('li', {}, text));
  add(t('pin.rules.minimum', { minimum: pin.minLength }));
  add(t('pin.rules.maximum', { maximum: pin.maxLength }));
  if (pin.complexityEnforced) add(t('pin.rules.complexity'));
  if (pin.forceChange) add(t('pin.rules.force'));
  if (mode === 'set') add(t('pin.rules.noRemoval'));
  // Not a live region: a count that is spoken at every letter would drown what is typed.
  const used = element('p', { class: 'used', id: 'used' });
  const count = (): void => {
    const { characters, bytes } = measure(input.value);
    used.textContent = t('pin.rules.used', { characters, bytes });
    used.classList.toggle('over', bytes > 63 || characters > pin.maxLength);
  };
  input.addEventListener('input', count);
  count();
  return element('div', { class: 'rules', id: 'rules' }, element('h2', {}, t('pin.rules.title')), list, used);
}

/** Renders the head for a passphrase, which has no key behind it. */
export function passphraseRules(t: Translate): HTMLElement {
  return element(
    'div',
    { class: 'rules', id: 'rules' },
    element('p', {}, t('pin.rules.passphrase')),
    element('p', {}, t('pin.rules.passphraseLost')),
  );
}
