import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { element } from './element.ts';

/** From this number on the person must say that they know. */
const fewTries = 3;

export interface Tries {
  readonly node: HTMLElement;
  update(pin: PinState): void;
  /** Returns null: go on. Else what is still missing, and where to type or tick it. */
  missing(): { readonly text: string; readonly control: HTMLInputElement } | null;
  // A tick or word counts for one try only.
  spend(): void;
}

/** Shows the tries that are left and, when they are few, asks for a tick; for the last one, for a typed word. */
export function createTries(t: Translate, first: PinState): Tries {
  const count = element('p', { id: 'tries', class: 'tries' });
  const consequence = element('p', { class: 'consequence', id: 'consequence' }, t('pin.tries.few'));
  const tick = element('input', { type: 'checkbox', id: 'accept' });
  const tickLabel = element('label', { for: 'accept' });
  const tickRow = element('div', { class: 'tick' }, tick, tickLabel);
  const word = t('pin.tries.lastWord');
  const last = element('input', {
    type: 'text',
    id: 'last',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'consequence',
  });
  const lastRow = element(
    'div',
    { class: 'field' },
    element('label', { for: 'last' }, t('pin.tries.last', { word })),
    last,
  );
  const locked = element('p', { class: 'consequence', id: 'locked' }, t('pin.locked'));
  const node = element('div', { class: 'tries-block' }, count, locked, consequence, tickRow, lastRow);
  let left: number | null = null;

  function update(pin: PinState): void {
    left = pin.retriesLeft;
    locked.hidden = !pin.needsReplug;
    count.textContent = t('pin.tries', { count: left ?? -1 });
    const few = left !== null && left <= fewTries && left > 0;
    node.classList.toggle('few', few);
    consequence.hidden = !few;
    tickRow.hidden = !few || left === 1;
    lastRow.hidden = left !== 1;
    tickLabel.textContent = t('pin.tries.accept', { count: left ?? 0 });
  }

  update(first);
  return {
    node,
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
