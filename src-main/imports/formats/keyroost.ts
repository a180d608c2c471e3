import { success } from '../../../src-shared/lib/outcome.ts';
import type { ImportFormat } from './import-format.ts';
import { elements, member, textMember } from './json-value.ts';
import { listingContents } from './listing.ts';

/** The list of credentials of keyroost in JSON: passkeys by website. Entries are counted in place of lines. */
export const keyroost: ImportFormat = {
  id: 'keyroost',
  holdsSecrets: false,
  recognises: ({ json }) => elements(member(json, 'relying_parties')).some((one) => textMember(one, 'rp_id') !== ''),
  read: (file) => {
    const passkeys = elements(member(file.json, 'relying_parties')).flatMap((party) =>
      elements(member(party, 'credentials')).map((credential) => ({
        rpId: textMember(party, 'rp_id'),
        userName: textMember(credential, 'user_name') || textMember(credential, 'user_display_name') || null,
      })),
    );
    return success(
      listingContents(
        passkeys.map((one, index) => ({ ...one, line: index + 1 })),
        file,
      ),
    );
  },
};
