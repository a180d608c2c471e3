import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import triesStyles from '../components/tries.module.css';
import { element } from './element.ts';

/** Tries of a new PIN (CTAP 2.1 §6.5.2.2). */
const mostTries = 8;
/** From this number on the person must say that they know. */
const fewTries = 3;

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
  return t(left <= fewTries ? 'pin.tries.few' : 'pin.tries', { count: left });
}

/** Shows the tries that are left and, when they are few, asks for a tick; for the last one, for a typed word. */
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

  function drawDots(): void {
    if (left === null) return dots.replaceChildren(element('span', { class: 'quiet' }, t('pin.tries.not-known')));
    const count = left;
    const label = t('window.tries.label', { left: count, total: mostTries });
    const picture = element('span', { class: triesStyles['dots'] ?? '', role: 'img', 'aria-label': label });
    picture.append(
      ...Array.from({ length: mostTries }, (_, index) => element('i', { 'data-left': String(index < count) })),
    );
    dots.replaceChildren(picture);
  }

  function update(pin: PinState): void {
    left = pin.retriesLeft;
    const few = left !== null && left <= fewTries && left > 0;
    locked.hidden = !pin.needsReplug;
    sentence.hidden = left === null || left === mostTries;
    sentence.textContent = left === null ? '' : triesSentence(t, left);
    dots.dataset['few'] = String(left !== null && left <= fewTries);
    drawDots();
    tickRow.hidden = !few || left === 1;
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
      const needsTick = left !== null && left > 1 && left <= fewTries && !tick.checked;
      return needsTick ? { text: t('pin.tries.needed.accept'), control: tick } : null;
    },
    spend: () => {
      tick.checked = false;
      last.value = '';
    },
  };
}
