import { success } from '../../../src-shared/lib/outcome.ts';
import type { ImportFormat } from './import-format.ts';
import { type ListedPasskey, listingContents } from './listing.ts';

/** A line of `fido2-token -L -r`: number, hash of the RP ID (base64), RP ID. */
const website = /^\d{2,}: [A-Za-z0-9+/]{43}= (\S.*)$/u;
/**
 * A line of `fido2-token -L -k RP-ID`: number, credential ID and user handle (base64), between them the display name, then algorithm and
 * protection; older versions put the user handle in brackets and say no protection.
 */
const passkey =
  /^\d{2,}: [A-Za-z0-9+/]+={0,2} (.*) \(?[A-Za-z0-9+/]+={0,2}\)? (?:eddsa|es\d{3}|rs256|unknown)(?: \S+)?$/u;

/** `fido2-token -L -r DEVICE` and `-L -k RP-ID DEVICE` (libfido2): websites that a key has passkeys for, or its passkeys for one of them. */
export const fido2Token: ImportFormat = {
  id: 'fido2-token',
  holdsSecrets: false,
  recognises: ({ text }) => {
    const lines = linesOf(text);
    return lines.length > 0 && lines.every(({ content }) => website.test(content) || passkey.test(content));
  },
  read: (file) => {
    const passkeys = linesOf(file.text).map(({ number, content }): ListedPasskey => {
      const rpId = website.exec(content)?.[1]?.trim() ?? null;
      if (rpId !== null) return { line: number, rpId, userName: null };
      const name = passkey.exec(content)?.[1]?.trim() ?? '';
      return { line: number, rpId: null, userName: ['', '(null)'].includes(name) ? null : name };
    });
    return success(listingContents(passkeys, file));
  },
};

function linesOf(text: string): readonly { readonly number: number; readonly content: string }[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ number: index + 1, content: content.trimEnd() }))
    .filter(({ content }) => content !== '');
}
