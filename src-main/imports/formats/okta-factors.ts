import type { ImportNote } from '../../../src-shared/domain/imports.ts';
import type { OtherWayInKind } from '../../../src-shared/domain/other-way-in.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { type ImportTableRow, rowOf } from '../import-table.ts';
import { fixedContents, type ImportFormat } from './import-format.ts';
import { elements, textMember } from './json-value.ts';

const kindOf: Readonly<Record<string, OtherWayInKind>> = {
  push: 'push',
  signed_nonce: 'push',
  'token:software:totp': 'totp-app',
  sms: 'sms',
  call: 'sms',
  email: 'recovery-email',
};
const keyTypes = ['webauthn', 'u2f'];

/** Okta, `GET /api/v1/users/{id}/factors`: the factors of one person; keys by the name of their authenticator. */
export const oktaFactors: ImportFormat = {
  id: 'okta-factors',
  holdsSecrets: false,
  recognises: ({ json }) =>
    elements(json).length > 0 &&
    elements(json).every((factor) => textMember(factor, 'factorType') !== '' && textMember(factor, 'provider') !== ''),
  read: (file) => {
    const factors = elements(file.json);
    const account =
      factors
        .flatMap((factor) => [
          textMember(factor, '_embedded', 'user', 'profile', 'login'),
          textMember(factor, 'profile', 'credentialId'),
          textMember(factor, 'profile', 'email'),
        ])
        .find((text) => text.includes('@')) ?? '';
    const notes: ImportNote[] = [];
    const rows: ImportTableRow[] = [];
    for (const [index, factor] of factors.entries()) {
      const [line, type] = [index + 1, textMember(factor, 'factorType')];
      // Not set up to its end, or taken away again: it opens nothing.
      if (!['ACTIVE', ''].includes(textMember(factor, 'status'))) continue;
      const name = textMember(factor, 'profile', 'authenticatorName');
      const value = displayText([account, type].filter((part) => part !== '').join(': '), 100);
      const kind = Object.hasOwn(kindOf, type) ? kindOf[type] : undefined;
      if (keyTypes.includes(type) && name !== '') {
        rows.push(rowOf(line, { serviceId: 'okta', account, key: name }, { asOf: file.modifiedAt }));
      } else if (keyTypes.includes(type)) notes.push({ line, code: 'key-not-named', column: null, value });
      else if (kind === undefined) notes.push({ line, code: 'method-not-known', column: null, value });
      else rows.push(rowOf(line, { serviceId: 'okta', account, way: kind }));
    }
    return success(fixedContents({ rows, notes }));
  },
};
