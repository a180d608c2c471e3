import type { Locale } from '../domain/settings.ts';
import type { MessagePlaceholders } from './message-placeholders.ts';
import { catalogues, type MessageKey } from './catalogues.ts';
import { messageFormatter } from './message-formatter.ts';

/** A message without placeholders. */
export type PlainMessageKey = Exclude<MessageKey, keyof MessagePlaceholders>;

type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The values that a message needs; of a key that may be one of several, those of all. Nothing for messages without placeholders. */
type MessageValues<Key extends MessageKey> =
  Extract<Key, keyof MessagePlaceholders> extends never
    ? []
    : [values: AllOf<MessagePlaceholders[Extract<Key, keyof MessagePlaceholders>]>];

/** Formats a message of the catalogue in one language; values fill its ICU placeholders. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>) => string;

/** Values of a message that were made as data elsewhere: the details of a gap, or of a finding. */
type RecordedValues = Readonly<Record<string, string | number>>;

/** Formats a message with values that were made as data. The compiler cannot compare the two: a test of each kind does. */
export function formatRecorded(t: Translate, key: MessageKey, values: RecordedValues): string {
  return (t as (key: MessageKey, values: RecordedValues) => string)(key, values);
}

/** Creates the message function of one language. */
export function createTranslator(locale: Locale): Translate {
  return messageFormatter(locale, catalogues[locale]) as Translate;
}
