import { readableDomain } from '../lib/readable-domain.ts';

/**
 * The relation of the text of an RP ID to the RP ID hash that the key gave.
 * - `full`: the text is the RP ID, or no hash is known (records by hand).
 * - `cut`: the text is a part of the RP ID, cut by the key (CTAP 2.1 §6.8.7 puts "…"; known firmwares cut without a sign).
 * - `mismatch`: the text is not what the hash says: it names no service and joins no account.
 */
export type RpIdState = 'full' | 'cut' | 'mismatch';

/** UTF-8 length from which firmwares are known to cut an RP ID without a sign. */
const cutLength = 32;

/** Returns how a text relates to the RP ID hash. `full` is the RP ID that the hash is known to belong to, `hashMatches` whether the text hashes to it. */
export function rpIdState(shown: string | null, full: string | null, hashMatches: boolean): RpIdState {
  if (hashMatches) return 'full';
  if (shown === null || shown === '' || shown.includes('…')) return 'cut';
  if (full !== null) {
    const isPart = shown.length >= 16 && shown !== full && (full.startsWith(shown) || full.endsWith(shown));
    return isPart ? 'cut' : 'mismatch';
  }
  return new TextEncoder().encode(shown).length >= cutLength ? 'cut' : 'mismatch';
}

/** Checks whether a text is a host name in the form in which browsers send RP IDs: lower case, no port, no trailing dot, Punycode. */
export function isCanonicalHost(text: string): boolean {
  return (
    text.length <= 253 && /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/.test(text)
  );
}

/** Letters of other scripts that look like Latin ones in usual fonts. */
const confusables: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аɑαａ',
    b: 'ЬƄ',
    c: 'сϲ',
    d: 'ԁɗ',
    e: 'еҽє',
    f: 'ƒ',
    g: 'ɡց',
    h: 'һհ',
    i: 'іıɩι',
    j: 'јϳ',
    k: 'κк',
    l: 'ӏⅼǀ|1',
    m: 'м',
    n: 'ոпη',
    o: 'оοօ0',
    p: 'рρ',
    q: 'ԛզ',
    r: 'гʀ',
    s: 'ѕꜱ',
    t: 'тτ',
    u: 'υսц',
    v: 'ѵν',
    w: 'ԝѡω',
    x: 'хχ',
    y: 'уүγ',
    z: 'ᴢ',
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** Returns the text as a person would read it: what differs only by case, look-alike letters or invisible characters is the same. */
function readAs(text: string): string {
  const visible = text
    .normalize('NFKD')
    .replaceAll(/[\p{Cf}\p{Mn}\p{Cc}\s]/gu, '')
    .toLowerCase();
  return [...visible].map((letter) => confusables.get(letter) ?? letter).join('');
}

/** Returns the host that a text pretends to name: without scheme, user, port, path and trailing dots; Punycode labels as they are shown. */
function hostIn(text: string): string {
  const authority =
    text
      .trim()
      .replace(/^[a-z][a-z0-9+.-]*:\/+/i, '')
      .split(/[/?#\\]/)[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  const plain = host.replace(/[.。．｡]+$/u, '').replaceAll(/[。．｡]/gu, '.');
  return /(?:^|\.)xn--/i.test(plain) ? (readableDomain(plain) ?? plain) : plain;
}

/**
 * Returns the name among `names` that an RP ID imitates: it reads the same and is not the same. Null where it is one of them, or like
 * none. `byReading` is what `readingsOf` made of the names.
 */
export function imitatedName(rpId: string, byReading: ReadonlyMap<string, string>): string | null {
  const host = hostIn(rpId);
  const imitated = byReading.get(readAs(host)) ?? null;
  if (imitated === null || imitated === rpId) return null;
  return imitated;
}

/** Indexes names by how a person reads them. */
export function readingsOf(names: Iterable<string>): ReadonlyMap<string, string> {
  const readings = new Map<string, string>();
  for (const name of names) if (!readings.has(readAs(name))) readings.set(readAs(name), name);
  return readings;
}
