import type { SentToKey } from '../domain/sent-command.ts';
import { isMessageKey } from '../i18n/english.ts';
import { formatRecorded, type Translate } from '../i18n/translator.ts';
import { displayText } from '../lib/display-text.ts';

/** Formats the operation that a command was a step of. */
export function operationText(t: Translate, operation: string): string {
  const key = `operation.${operation}` as const;
  return isMessageKey(key) ? formatRecorded(t, key, { names: '' }) : operation;
}

/** Formats what was sent to a key as lines for a file or the clipboard: time, operation, command, status, milliseconds. */
export function sentLines(t: Translate, { product, commands, dropped }: SentToKey): readonly string[] {
  return [
    t('facts.sent.heading', { key: displayText(product ?? t('facts.not-stated-name'), 80), count: commands.length }),
    ...(dropped === 0 ? [] : [t('facts.sent.dropped', { count: dropped })]),
    ...commands.map(({ at, operation, command, status, milliseconds }) =>
      [at, operationText(t, operation), command, status, `${milliseconds} ms`].join('\t'),
    ),
  ];
}
