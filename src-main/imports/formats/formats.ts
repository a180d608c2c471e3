import { applePasswords } from './apple-passwords.ts';
import { bitwardenCsv } from './bitwarden-csv.ts';
import { bitwarden } from './bitwarden.ts';
import { chromium } from './chromium.ts';
import { dashlane } from './dashlane.ts';
import { entraRegistration } from './entra-registration.ts';
import { fido2Token } from './fido2-token.ts';
import { firefox } from './firefox.ts';
import { googleUsers } from './google-users.ts';
import { graphMethods } from './graph-methods.ts';
import type { ImportFormat } from './import-format.ts';
import { keepassxc } from './keepassxc.ts';
import { keyMatrix } from './key-matrix.ts';
import { keyroost } from './keyroost.ts';
import { lastpass } from './lastpass.ts';
import { nordpass } from './nordpass.ts';
import { oktaFactors } from './okta-factors.ts';
import { onePassword } from './one-password.ts';
import { passwordTable } from './password-table.ts';
import { protonPass } from './proton-pass.ts';
import { roboform } from './roboform.ts';
import { table } from './table.ts';
import { ykman } from './ykman.ts';

/** Every format that is read, the more special before the more general: the first that recognises a file reads it. */
export const formats: readonly ImportFormat[] = [
  ykman,
  fido2Token,
  keyroost,
  graphMethods,
  entraRegistration,
  oktaFactors,
  googleUsers,
  bitwarden,
  bitwardenCsv,
  onePassword,
  keepassxc,
  roboform,
  lastpass,
  dashlane,
  protonPass,
  nordpass,
  firefox,
  applePasswords,
  chromium,
  passwordTable,
  keyMatrix,
  table,
];
