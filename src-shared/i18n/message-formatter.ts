import { IntlMessageFormat } from 'intl-messageformat';

/** The characters that make a message more than plain text. Most are plain, and the first formatter of a process is slow to make. */
const icuSyntax = /[{}']/;

/** Creates the function that formats the messages of one language. They are parsed once and kept. */
export function messageFormatter<Key extends string>(
  locale: string,
  messages: Readonly<Record<Key, string>>,
): (key: Key, values?: Readonly<Record<string, string | number>>) => string {
  const parsed = new Map<Key, IntlMessageFormat>();
  return (key, values) => {
    const text = messages[key];
    if (!icuSyntax.test(text)) return text;
    let message = parsed.get(key);
    if (message === undefined) {
      message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    return String(message.format(values));
  };
}
