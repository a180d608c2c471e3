/** Text that no key of a message begins with: as the only key there is, it makes every use of a message an error that names the key. */
const nothing = String.raw`\u0000`;

/**
 * Contents of the files of `src-shared/i18n` that say which messages there are, for a compilation in which there is none.
 * @type {Readonly<Record<string, string>>}
 */
export const withoutMessages = {
  'catalogues.ts': `
    import type { Locale } from '../domain/settings.ts';
    export type MessageKey = \`${nothing}\${string}\`;
    export declare const catalogues: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>>;`,
  'english.ts': `
    import type { MessageKey } from './catalogues.ts';
    export declare const english: Readonly<Record<MessageKey, string>>;
    export declare function isMessageKey(key: MessageKey): key is MessageKey;`,
  'translator.ts': `
    import type { Locale } from '../domain/settings.ts';
    import type { MessageKey } from './catalogues.ts';
    export type PlainMessageKey = MessageKey;
    export type Translate = (key: MessageKey, ...values: unknown[]) => string;
    export declare function formatRecorded(t: Translate, key: MessageKey, values: unknown): string;
    export declare function createTranslator(locale: Locale): Translate;`,
};

/**
 * Finds the messages that are used, in what the compiler says of sources without any: each type that is no message there, word for word. A key
 * with a part that may be any text ("finding.${string}") stands for codes: each part of it must be written somewhere in the sources.
 * @param {readonly string[]} keys every message
 * @param {string} errors what the compiler printed
 * @param {string} sources all sources, one after the other
 * @returns {ReadonlySet<string>}
 */
export function usedMessages(keys, errors, sources) {
  const named = new Set([...errors.matchAll(/"([^"\s]+)"/g)].map(([, key]) => key ?? ''));
  const open = [...new Set([...errors.matchAll(/`([^`\s]+)\$\{string\}`/g)].map(([, start]) => start ?? ''))];
  const codes = new Set([...sources.matchAll(/'([a-z0-9-]+)'/g)].map(([, code]) => code ?? ''));
  /** @param {string} rest */
  const isWritten = (rest) => rest.split('.').every((part) => codes.has(part));
  return new Set(
    keys.filter(
      (key) => named.has(key) || open.some((start) => key.startsWith(start) && isWritten(key.slice(start.length))),
    ),
  );
}

/**
 * Finds errors that the compilation without messages must not have: its stand-ins then lack something that the sources import.
 * @param {string} errors
 * @returns {string[]}
 */
export function missingStandIns(errors) {
  return errors.split('\n').filter((line) => /TS2305|TS2307|TS2614/.test(line));
}
