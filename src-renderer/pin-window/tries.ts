import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { areTriesFew, areTriesFull, mostTries } from '../../src-shared/lib/pin-tries.ts';
import triesStyles from '../components/tries.module.css';
import { element } from './element.ts';

export interface Tries {
  /** Above the buttons: what the person must know, and do. */
  readonly node: HTMLElement;
  /** At the foot: the tries as dots. */
  readonly dots: HTMLElement;
  update(pin: PinState): void;
  /** Returns null: go on. Else what is still missing, and where to type or tick it. */
  missing(): { readonly text: string; readonly control: HTMLInputElement } | null;
  // A tick or word counts for one try only.
  spend(): void;
}

/** Returns how many tries are left in a sentence; what happens after them where they are few. */
export function triesSentence(t: Translate, left: number): string {
  return t(areTriesFew({ retriesLeft: left, retriesInAll: null }) ? 'pin.tries.few' : 'pin.tries', { count: left });
}

/** Shows the tries that are left and, when some were lost and few are left, asks for a tick; for the last one, for a typed word. */
export function createTries(t: Translate, first: PinState): Tries {
  const dots = element('span', {
    id: 'tries',
    class: `${triesStyles['tries'] ?? ''} dots`,
  });
  const sentence = element('p', { class: 'sentence' });
  const tick = element('input', { type: 'checkbox', id: 'accept' });
  const tickRow = element('div', { class: 'tick' }, tick, element('label', { for: 'accept' }, t('pin.tries.accept')));
  const word = t('pin.tries.lastWord');
  const last = element('input', { type: 'text', id: 'last', autocomplete: 'off', spellcheck: 'false' });
  const lastRow = element(
    'div',
    { class: 'last' },
    element('label', { for: 'last' }, t('pin.tries.last', { word })),
    last,
  );
  const locked = element('p', { class: 'sentence', id: 'locked' }, t('pin.locked'));
  const node = element('div', { class: 'tries-block' }, locked, sentence, tickRow, lastRow);
  let left: number | null = null;
  let needsTick = false;

  function drawDots({ retriesLeft, retriesInAll }: PinState): void {
    if (retriesLeft === null)
      return dots.replaceChildren(element('span', { class: 'quiet' }, t('pin.tries.not-known')));
    const total = retriesInAll ?? mostTries;
    // A key that says that it has more than any key can have: no picture of that.
    if (retriesLeft > total || total > mostTries) {
      return dots.replaceChildren(element('span', {}, t('window.tries.left', { left: retriesLeft })));
    }
    const label = t('window.tries.label', { left: retriesLeft, total });
    const picture = element('span', { class: triesStyles['dots'] ?? '', role: 'img', 'aria-label': label });
    picture.append(
      ...Array.from({ length: total }, (_, index) => element('i', { 'data-left': String(index < retriesLeft) })),
    );
    dots.replaceChildren(picture);
  }

  function update(pin: PinState): void {
    left = pin.retriesLeft;
    needsTick = areTriesFew(pin) && left !== null && left > 1;
    locked.hidden = !pin.needsReplug;
    sentence.hidden = left === null || areTriesFull(pin);
    sentence.textContent = left === null ? '' : triesSentence(t, left);
    dots.dataset['few'] = String(areTriesFew(pin));
    drawDots(pin);
    tickRow.hidden = !needsTick;
    lastRow.hidden = left !== 1;
  }

  update(first);
  return {
    node,
    dots,
    update,
    missing: () => {
      if (left === 1 && last.value.trim().toUpperCase() !== word) {
        return { text: t('pin.tries.needed.last', { word }), control: last };
      }
      return needsTick && !tick.checked ? { text: t('pin.tries.needed.accept'), control: tick } : null;
    },
    spend: () => {
      tick.checked = false;
      last.value = '';
    },
  };
}
