import type { ImportNote } from '../../../src-shared/domain/imports.ts';
import type { OtherWayInKind } from '../../../src-shared/domain/other-way-in.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { type ImportTableRow, rowOf } from '../import-table.ts';
import { columnReader } from './column-reader.ts';
import { fixedContents, hasHeads, type ImportFormat } from './import-format.ts';

/** The kind of way in of each method that Entra names; null: a key or passkey, of which the report does not say which. */
const kindOf: Readonly<Record<string, OtherWayInKind | null>> = {
  fido2SecurityKey: null,
  passKeyDeviceBound: null,
  passKeyDeviceBoundWindowsHello: 'windows-hello',
  passKeyDeviceBoundAuthenticator: 'microsoft-authenticator',
  microsoftAuthenticatorPush: 'push',
  microsoftAuthenticatorPasswordless: 'phone-sign-in',
  mobilePhone: 'sms',
  alternateMobilePhone: 'sms',
  temporaryAccessPass: 'temporary-access-pass',
  windowsHelloForBusiness: 'windows-hello',
  softwareOneTimePasscode: 'totp-app',
  hardwareOneTimePasscode: 'other',
  email: 'recovery-email',
};

/** Entra's report "User registration details" as CSV: the methods of every user, without the devices that they are on. */
export const entraRegistration: ImportFormat = {
  id: 'entra-registration',
  holdsSecrets: false,
  recognises: (file) => hasHeads(file, ['user principal name', 'methods registered']),
  read: (file) => {
    const records = columnReader(file);
    if (!records.ok) return records;
    const notes: ImportNote[] = [];
    const rows: ImportTableRow[] = [];
    for (const { line, cell } of records.value) {
      const account = cell('user principal name');
      for (const method of cell('methods registered').split(/[,;]\s*/)) {
        if (method === '') continue;
        const kind = Object.hasOwn(kindOf, method) ? kindOf[method] : undefined;
        const value = displayText(`${account}: ${method}`, 100);
        if (kind === undefined) notes.push({ line, code: 'method-not-known', column: null, value });
        else if (kind === null) notes.push({ line, code: 'key-not-named', column: null, value });
        else rows.push(rowOf(line, { serviceId: 'microsoft-entra-id', account, way: kind }));
      }
    }
    return success(fixedContents({ rows, notes }));
  },
};
