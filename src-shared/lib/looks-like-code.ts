const grouped = /^[A-Za-z0-9]{2,12}(?:-[A-Za-z0-9]{4,12})+$/;
const namedSecret =
  /(?:\b(?:pin|passcode|password|passphrase|(?:recovery|backup|security)[ -]?code)\b|暗証番号|パスワード|パスコード|パスフレーズ|コード)\s*(?:is|は|[:=：＝])\s*(?=\S{0,63}\d)\S{4,64}/iu;

/**
 * Estimates whether a text holds a PIN, a password or a recovery code, none of which belongs into a record: `surely` where little else is
 * written so, `perhaps` where it could be the number of a room or of a computer. Looks at the first 2,000 characters.
 */
export function looksLikeCode(text: string): 'surely' | 'perhaps' | null {
  const shown = text.slice(0, 2_000).normalize('NFKC').trim();
  if (/\botpauth(?:-migration)?:\/\//i.test(shown) || namedSecret.test(shown)) return 'surely';
  const tokens = shown.split(/[\s,;、。|]+/u).filter((token) => token !== '');
  let mixed = 0;
  let digitsOnly = 0;
  let doubtful = 0;
  for (const token of tokens) {
    if (grouped.test(token)) {
      const groups = token.split('-');
      const both = groups.filter(hasBoth).length;
      if (both >= 2 || (groups.length >= 3 && hasBoth(token))) return 'surely';
      if (hasBoth(token)) doubtful++;
    } else if (isMixed(token)) {
      mixed++;
    } else if (/^\d{6,10}$/.test(token)) {
      digitsOnly++;
    }
  }
  if (mixed >= 2 || digitsOnly >= 3) return 'surely';
  if (mixed + doubtful > 0 || digitsOnly === 2) return 'perhaps';
  return /^\d{4,12}$/.test(shown.replaceAll(/[ -]/g, '')) && !isDateOrPhone(shown) ? 'perhaps' : null;
}

function hasBoth(text: string): boolean {
  return /\d/.test(text) && /[A-Za-z]/.test(text);
}

// Letters and digits in turns, three digits at least: "k7x29qm4", but neither "iPhone15Pro" nor "YubiKey5".
function isMixed(token: string): boolean {
  if (!/^[A-Za-z0-9]{8,64}$/.test(token)) return false;
  const turns = token.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  const digits = token.match(/\d/g)?.length ?? 0;
  return turns >= 2 && digits >= 3;
}

function isDateOrPhone(text: string): boolean {
  return /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/.test(text) || /^0\d{1,4}[- ]\d{1,4}[- ]\d{3,4}$/.test(text);
}
