/**
 * Returns the other form of an internationalised domain name: Unicode for punycode, punycode for Unicode. Null where the name is plain
 * ASCII without punycode, or cannot be converted.
 */
export function readableDomain(domain: string): string | null {
  const labels = domain.split('.');
  if (labels.some((label) => /^xn--/i.test(label))) {
    const decoded = labels.map((label) => (/^xn--/i.test(label) ? decodePunycode(label.slice(4)) : label));
    return decoded.includes(null) ? null : decoded.join('.');
  }
  // eslint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(domain)) return null;
  try {
    // The URL parser is the platform's own IDNA; `.invalid` hosts are never looked up, and nothing is fetched.
    const { hostname } = new URL(`https://${domain}`);
    return hostname === domain ? null : hostname;
  } catch {
    return null;
  }
}

/** Decodes a label (RFC 3492 §6.2). Null for a malformed label. */
function decodePunycode(input: string): string | null {
  const lastDelimiter = input.lastIndexOf('-');
  const output = Array.from(input.slice(0, Math.max(0, lastDelimiter)), (character) => character.codePointAt(0) ?? 0);
  let position = lastDelimiter + 1;
  let codePoint = 128;
  let index = 0;
  let bias = 72;
  while (position < input.length) {
    const before = index;
    let weight = 1;
    for (let step = 36; ; step += 36) {
      const digit = digitOf(input.codePointAt(position++));
      if (digit === null) return null;
      index += digit * weight;
      const threshold = Math.min(26, Math.max(1, step - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
      if (index > 0x7fffffff || weight > 0x7fffffff) return null;
    }
    const length = output.length + 1;
    bias = adapt(index - before, length, before === 0);
    codePoint += Math.floor(index / length);
    index %= length;
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return null;
    output.splice(index++, 0, codePoint);
  }
  return String.fromCodePoint(...output);
}

function digitOf(code: number | undefined): number | null {
  if (code === undefined) return null;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? lower - 0x61 : null;
}

/** Adapts the bias (RFC 3492 §6.1). */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let steps = 0;
  for (; rest > 455; steps += 36) rest = Math.floor(rest / 35);
  return steps + Math.floor((36 * rest) / (rest + 38));
}
