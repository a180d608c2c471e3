import type { PlainMessageKey, Translate } from '../i18n/translator.ts';

/** One fact of a key in words. */
export interface KeyFact {
  readonly name: PlainMessageKey;
  /** Null where the key, or the catalogue, does not tell it. */
  readonly text: string | null;
  /** Value as the key sent it, with the place that it came from; null where there is none. */
  readonly raw: string | null;
  /** Whether it comes from the catalogue, not from the key. */
  readonly isFromCatalogue?: true;
}

/** Facts that belong together, under one heading. */
export interface KeyFactGroup {
  readonly name: PlainMessageKey;
  readonly facts: readonly KeyFact[];
}

/** Creates a fact of getInfo; its raw value stands behind the number of the member. */
export function memberFact(name: PlainMessageKey, member: number, value: unknown, text: string | null): KeyFact {
  const isTold = value !== null && text !== null;
  return { name, text: isTold ? text : null, raw: isTold ? `${memberText(member)}: ${JSON.stringify(value)}` : null };
}

/** Creates a fact of the catalogue. */
export function catalogueFact(name: PlainMessageKey, text: string | null): KeyFact {
  return { name, text, raw: null, isFromCatalogue: true };
}

/** Formats a fact: what a key does not tell, or the catalogue does not know, is said and never guessed. */
export function factText(t: Translate, { text, isFromCatalogue }: Pick<KeyFact, 'text' | 'isFromCatalogue'>): string {
  return text ?? t(isFromCatalogue === true ? 'facts.not-known' : 'facts.not-told');
}

/** Creates a fact that is no member of getInfo. */
export function otherFact(name: PlainMessageKey, text: string | null): KeyFact {
  return { name, text, raw: null };
}

function memberText(member: number): string {
  return `0x${member.toString(16).padStart(2, '0')}`;
}
