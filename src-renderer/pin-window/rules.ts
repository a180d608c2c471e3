import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { drawTone } from './draw.ts';
import { easyToGuess } from './easy-to-guess.ts';
import { element } from './element.ts';
import { measure } from './secret-field.ts';

const mostBytes = 63;
/** Rest after which a change is announced: a rule that is spoken at every letter would drown what is typed. */
const announcedAfter = 600;

/** State of a rule: `open` where there is not enough to judge, `advice` where the key takes the PIN all the same. */
type RuleState = 'met' | 'broken' | 'open' | 'advice';

interface Rule {
  readonly text: string;
  readonly judge: () => { readonly state: RuleState; readonly value?: string };
}

export interface Rules {
  readonly node: HTMLElement;
  /** Returns the first rule that keeps the PIN from being sent. */
  broken(): string | null;
}

export interface RuleInputs {
  /** The PIN that the key has, where there is one. */
  readonly present: HTMLInputElement | null;
  readonly next: HTMLInputElement;
  readonly repeat: HTMLInputElement;
}

/** Creates the rules of a new PIN, which tick while it is typed. */
export function pinRules(t: Translate, pin: PinState, { present, next, repeat }: RuleInputs): Rules {
  const size = () => measure(next.value);
  const length: Rule = {
    text: t('pin.rule.minimum', { minimum: pin.minLength }),
    judge: () => {
      const { characters } = size();
      const state = characters === 0 ? 'open' : characters < pin.minLength ? 'broken' : 'met';
      return { state, value: t('pin.rule.typed', { characters }) };
    },
  };
  const most: Rule = {
    text: t('pin.rule.maximum', { maximum: pin.maxLength }),
    judge: () => ({ state: limited(size().characters, pin.maxLength) }),
  };
  const bytes: Rule = {
    text: t('pin.rule.bytes', { maximum: mostBytes }),
    judge: () => ({
      state: limited(size().bytes, mostBytes),
      value: t('pin.rule.used', { bytes: size().bytes, maximum: mostBytes }),
    }),
  };
  const guess: Rule = {
    text: t('pin.rule.guess'),
    judge: () => {
      const kind = easyToGuess(next.value);
      if (next.value === '') return { state: 'open' };
      if (kind === null) return { state: 'met' };
      return { state: pin.complexityEnforced ? 'broken' : 'advice', value: t(`pin.guess.${kind}`) };
    },
  };
  const other: Rule = {
    text: t('pin.rule.other'),
    judge: () => {
      const either = next.value === '' || present?.value === '';
      return { state: either ? 'open' : next.value === present?.value ? 'broken' : 'met' };
    },
  };
  const rules = [
    length,
    ...(pin.maxLength < mostBytes ? [most] : []),
    bytes,
    guess,
    ...(pin.forceChange && present !== null ? [other] : []),
    sameRule(t, next, repeat),
  ];
  return liveRules(t, rules, [present, next, repeat]);
}

/** Creates the one rule of a passphrase, below the words about it. */
export function passphraseRules(t: Translate, { next, repeat }: Omit<RuleInputs, 'present'>): Rules {
  return liveRules(t, [sameRule(t, next, repeat)], [next, repeat]);
}

function sameRule(t: Translate, next: HTMLInputElement, repeat: HTMLInputElement): Rule {
  return {
    text: t('pin.rule.same'),
    judge: () => {
      if (next.value !== '' && next.value === repeat.value) return { state: 'met' };
      return { state: next.value.startsWith(repeat.value) ? 'open' : 'broken' };
    },
  };
}

function limited(used: number, limit: number): RuleState {
  return used === 0 ? 'open' : used > limit ? 'broken' : 'met';
}

const signs = { met: 'done', broken: 'failed', open: null, advice: 'warning' } as const;

function liveRules(t: Translate, rules: readonly Rule[], inputs: readonly (HTMLInputElement | null)[]): Rules {
  const list = element('ul', { id: 'rules', 'aria-label': t('pin.rules.title') });
  const status = element('p', { class: 'spoken', role: 'status' });
  const node = element('div', { class: 'rules' }, list, status);
  const unmet = () => rules.filter((rule) => ['broken', 'open'].includes(rule.judge().state)).map(({ text }) => text);

  function draw(): void {
    const lines = rules.map((rule) => {
      const { state, value } = rule.judge();
      const sign = signs[state];
      return element(
        'li',
        { 'data-state': state },
        sign === null ? element('i', { class: 'ring' }) : drawTone(sign),
        element('span', { class: 'spoken' }, t(`pin.rule.is-${state}`)),
        element('span', { class: 'rule' }, rule.text),
        element('span', { class: 'value' }, value ?? ''),
      );
    });
    list.replaceChildren(...lines);
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  let spoken = '';
  function change(): void {
    draw();
    clearTimeout(timer);
    timer = setTimeout(() => {
      const rest = unmet();
      const text =
        rest.length === 0 ? t('pin.rules.all-met') : t('pin.rules.unmet', { rules: rest.join(t('list.separator')) });
      if (text !== spoken) status.textContent = text;
      spoken = text;
    }, announcedAfter);
  }
  for (const input of inputs) input?.addEventListener('input', change);
  draw();
  return { node, broken: () => unmet()[0] ?? null };
}
