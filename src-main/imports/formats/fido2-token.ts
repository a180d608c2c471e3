import { success } from '../../../src-shared/lib/outcome.ts';
import type { ImportFormat } from './import-format.ts';
import { listingContents } from './listing.ts';

/** A line of `fido2-token -L -r`: number, hash of the RP ID (base64), RP ID. */
const line = /^\d{2,}: [A-Za-z0-9+/]{43}= (\S.*)$/u;

/** `fido2-token -L -r DEVICE` (libfido2): the websites that a key has passkeys for. */
export const fido2Token: ImportFormat = {
  id: 'fido2-token',
  holdsSecrets: false,
  recognises: ({ text }) => {
    const lines = linesOf(text);
    return lines.length > 0 && lines.every(({ content }) => line.test(content));
  },
  read: (file) => {
    const passkeys = linesOf(file.text).map(({ number, content }) => ({
      line: number,
      rpId: line.exec(content)?.[1]?.trim() ?? '',
      userName: null,
    }));
    return success(listingContents(passkeys, file));
  },
};

function linesOf(text: string): readonly { readonly number: number; readonly content: string }[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ number: index + 1, content: content.trimEnd() }))
    .filter(({ content }) => content !== '');
}
