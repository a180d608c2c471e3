import type { CoverageService } from '../../../../src-shared/coverage/coverage-account.ts';
import type { CoverageCell } from '../../../../src-shared/coverage/coverage-cell.ts';
import type { keyUseKinds } from '../../../../src-shared/guide/method-guide.ts';

type KeyUse = (typeof keyUseKinds)[number];

/** Returns how a key is used at an account: by the kind of service, and at one of the web by what is recorded. */
export function keyUseOf({ kind }: CoverageService, { evidence }: CoverageCell): KeyUse {
  switch (kind) {
    case 'ssh':
      return 'ssh-key';
    case 'disk':
      return 'disk-encryption';
    case 'pam':
      return 'pam';
    case 'web':
    case 'os':
      return evidence === 'told' ? 'u2f-key' : 'fido2-key';
  }
}
