import type { PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { element } from './element.ts';

/** Describes which key this dialog is tied to and whether it is known, before anything can be typed. */
export function keyHead(t: Translate, key: PinWindowKey): HTMLElement {
  const known = key.recognition === 'known';
  // <bdi>: names and looks come from outside and must not turn the sentence around.
  const head = element(
    'div',
    { class: known ? 'key' : 'key unknown', id: 'key' },
    element('p', { class: 'key-label' }, element('bdi', {}, key.label ?? key.look)),
  );
  if (key.label !== null) head.append(element('p', { class: 'key-look' }, element('bdi', {}, key.look)));
  head.append(element('p', { class: known ? 'key-look' : 'key-warning' }, t(`pin.key.${key.recognition}`)));
  if (key.simulated) head.append(element('p', { class: 'key-look' }, t('pin.key.simulated')));
  return head;
}
