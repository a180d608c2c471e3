import type { CapabilityReason } from '../../src-shared/domain/capability.ts';
import type { AuthenticatorInfo } from './commands/authenticator-info.ts';
import type { CredentialManagementCode } from './commands/credential-management.ts';
import { choosePinUvAuthProtocol } from './pin-uv-auth/choose-protocol.ts';

/** The command that lists a key's passkeys, or the reason why not at all. Whether a PIN is set and usable now is another question. */
export type CredentialManagementSupport =
  | {
      readonly command: CredentialManagementCode;
      /** updateUserInformation exists: in 0A, not in the preview. */
      readonly canRename: boolean;
      /** Sub-command 09 with permission cm; else the legacy 05. */
      readonly tokenWithPermissions: boolean;
    }
  | { readonly command: null; readonly reason: CapabilityReason };

type Options = Pick<AuthenticatorInfo, 'options' | 'pinUvAuthProtocols'>;

/**
 * Determines by the options, never by version strings, which command lists passkeys: keys say FIDO_2_1_PRE with the final command, and
 * FIDO_2_1 with both.
 */
export function credentialManagementSupport({ options, pinUvAuthProtocols }: Options): CredentialManagementSupport {
  const final = options.get('credMgmt') === true;
  if (!final && options.get('credentialMgmtPreview') !== true) return { command: null, reason: 'too-old' };
  // Without a PIN only a built-in verification can give a token.
  const isVerifiedByKey = options.get('pinUvAuthToken') === true && options.has('uv');
  if (!options.has('clientPin') && !isVerifiedByKey) return { command: null, reason: 'no-token' };
  if (choosePinUvAuthProtocol(pinUvAuthProtocols) === null) return { command: null, reason: 'no-token' };
  // credMgmt without pinUvAuthToken (Solo 1 and 2): the legacy token serves. One key (Authenton#1) claims the same and
  // then refuses the listing; nothing in getInfo tells them apart.
  const tokenWithPermissions = options.get('pinUvAuthToken') === true;
  return { command: final ? 0x0a : 0x41, canRename: final, tokenWithPermissions };
}
