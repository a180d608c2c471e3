import { success } from '../../../src-shared/lib/outcome.ts';
import { rowOf } from '../import-table.ts';
import { fixedContents, type ImportFormat } from './import-format.ts';
import { elements, member, textMember } from './json-value.ts';

/** AAGUIDs of the passkey in Microsoft Authenticator, which is a phone and no key. */
const authenticatorAaguids = ['90a3ccdf-635c-4729-a248-9b709135078f', 'de1e552d-db1d-4423-a619-566b625cdc84'];

/** Microsoft Graph, `GET /users/{id}/authentication/fido2Methods`: the passkeys of one person at Entra, by their display names. */
export const graphMethods: ImportFormat = {
  id: 'graph-methods',
  holdsSecrets: false,
  recognises: ({ json }) =>
    /fido2Methods/i.test(textMember(json, '@odata.context')) ||
    elements(member(json, 'value')).some(
      (one) => textMember(one, 'aaGuid') !== '' && textMember(one, 'attestationLevel') !== '',
    ),
  read: (file) => {
    const account = userOf(textMember(file.json, '@odata.context'));
    const rows = elements(member(file.json, 'value')).map((method, index) => {
      const name = textMember(method, 'displayName').trim() || textMember(method, 'model');
      const aaguid = textMember(method, 'aaGuid').toLowerCase();
      const common = { serviceId: 'microsoft-entra-id', account };
      return authenticatorAaguids.includes(aaguid)
        ? rowOf(index + 1, {
            ...common,
            way: 'microsoft-authenticator',
            provider: 'microsoft-authenticator-passkey',
            name,
          })
        : rowOf(index + 1, { ...common, key: name }, { asOf: file.modifiedAt });
    });
    return success(fixedContents({ rows, notes: [] }));
  },
};

function userOf(context: string): string {
  const quoted = /users\('([^']{1,300})'\)/.exec(context)?.[1] ?? '';
  try {
    const user = decodeURIComponent(quoted);
    // An object id names nobody to a person.
    return user.includes('@') ? user : '';
  } catch {
    return '';
  }
}
