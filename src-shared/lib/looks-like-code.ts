/** A name for a secret in English, Japanese and the languages next to them. */
const secretName = String.raw`(?:\b(?:pin|passcode|password|passwd|pwd|pw|passphrase|passwort|kennwort|mot de passe|contrase[ñn]a|otp|totp|2fa|(?:recovery|backup|security|rescue|reset|app)[ -]?(?:codes?|keys?|passwords?))|暗証番号|暗証|パスワード|パスコード|パスフレーズ|ピン|(?:リカバリー|バックアップ|回復|復旧|確認)?コード)(?:番号|コード|(?![A-Za-z0-9]))`;
/** "PIN: 739182", "pw = hunter2", "暗証番号は739182": a name, a sign between, and a word with a digit. */
const saidSecret = new RegExp(
  String.raw`${secretName}\s*(?:is|は|が|[:=→])\s*["'「(]?(?=\S{0,63}\d)[^\s、。]{4,64}`,
  'iu',
);
/** "PIN 739182": digits alone need no sign between; a date or a span of numbers is none. */
const secretDigits = new RegExp(String.raw`${secretName}\s*[「(]?\d{4,16}(?![\d年/.:-]*[\d年])`, 'iu');
/** "pw hunter2": letters and digits in one word. */
const secretToken = new RegExp(
  String.raw`${secretName}\s+(?=[^\s]{0,63}\d)(?=[^\s]{0,63}[A-Za-z!@#$%&*])[A-Za-z0-9!@#$%&*_.+-]{6,64}(?:\s|$)`,
  'iu',
);
const grouped = /^[A-Za-z0-9]{2,12}(?:-[A-Za-z0-9]{4,12})+$/;

/**
 * Estimates whether a text holds a PIN, a password, a recovery code or the secret of a code generator, none of which belongs into a record:
 * `surely` where little else is written so, `perhaps` where it could be the number of a room or of a computer. Looks at the first 2,000
 * characters. Of a `name` (of an account, of a key) no shape decides: "mori-hana-0417" is one.
 */
export function looksLikeCode(text: string, what: 'text' | 'name' = 'text'): 'surely' | 'perhaps' | null {
  const shown = text.slice(0, 2_000).normalize('NFKC').trim();
  if (/\botpauth(?:-migration)?:\/\//i.test(shown) || isBase32(shown) || isNumberGroups(shown)) return 'surely';
  if (saidSecret.test(shown) || secretDigits.test(shown) || secretToken.test(shown)) return 'surely';
  if (what === 'name') return null;
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

/** Checks for the secret of a code generator: 16 or more characters of base32, in one piece or in groups of four. */
function isBase32(text: string): boolean {
  const pieces = text.match(/(?<![A-Za-z0-9])[A-Z2-7]{16,128}(?![A-Za-z0-9])/g) ?? [];
  if (pieces.some((piece) => /[2-7]/.test(piece) && /[A-Z]/.test(piece))) return true;
  const groups = text.match(/(?<![A-Za-z0-9])(?:[A-Za-z2-7]{4}[ -]){3,31}[A-Za-z2-7]{4}(?![A-Za-z0-9])/g) ?? [];
  return groups.some((group) => group.split(/[ -]/).filter(hasBoth).length >= 2);
}

/** Checks for four or more groups of digits of one length, as recovery keys are printed; a telephone number has fewer. */
function isNumberGroups(text: string): boolean {
  const runs = text.match(/(?<![\d-])\d{4,8}(?:[ -]\d{4,8}){3,15}(?![\d-])/g) ?? [];
  return runs.some((run) => new Set(run.split(/[ -]/).map((group) => group.length)).size === 1);
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
