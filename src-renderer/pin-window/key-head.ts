import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import { drawKey, drawTone } from './draw.ts';
import { button, element } from './element.ts';

/** Describes which key this dialog is tied to and whether it is known, before anything can be typed. */
export function keyHead(t: Translate, key: PinWindowKey): HTMLElement {
  const looks = [
    ...(key.label === null ? [] : [key.look]),
    ...(key.place === null ? [] : [key.place]),
    ...(key.simulated ? [t('pin.key.simulated')] : []),
  ];
  // <bdi>: names and looks come from outside and must not turn the sentence around.
  const names = element('div', { class: 'names' }, element('h1', {}, element('bdi', {}, key.label ?? key.look)));
  if (looks.length > 0)
    names.append(element('p', { class: 'look' }, element('bdi', {}, looks.join(t('coverage.fact.separator')))));
  if (key.recognition !== 'known') names.append(...question(t, key));
  return element('div', { class: 'key', id: 'key' }, drawKey(key), names);
}

/** Asks whether it is the key that the person means, with the reason behind a button. */
function question(t: Translate, { recognition, expected }: PinWindowKey): readonly HTMLElement[] {
  const asked =
    expected === null
      ? t(recognition === 'new' ? 'pin.key.new' : 'pin.key.undecided')
      : t('pin.key.expected', { label: expected });
  const why = element('p', { class: 'why', id: 'why', hidden: '' }, t('pin.key.why'));
  const reason = button('', toggle, { class: 'info', 'aria-label': t('pin.key.why.show'), 'aria-expanded': 'false' });
  reason.setAttribute('aria-controls', 'why');
  reason.append(drawTone('notice'));
  function toggle(): void {
    why.hidden = !why.hidden;
    reason.setAttribute('aria-expanded', String(!why.hidden));
  }
  return [element('p', { class: 'look' }, element('bdi', {}, asked), ' ', reason), why];
}
