import type { SettingChange } from '../../src-shared/domain/setting-change.ts';

/**
 * Question that a person is asked in a dialog of the system, which no page can answer, draw or cover: before something is sent, and
 * before something is lost for good (docs/security.md).
 */
export type Question =
  | { readonly kind: 'open-page'; readonly host: string }
  | { readonly kind: 'ask-service'; readonly host: string }
  | { readonly kind: 'allow-asking' }
  | {
      readonly kind: 'delete-passkeys';
      readonly key: string;
      readonly passkeys: readonly { readonly service: string; readonly account: string | null }[];
      /** Number of accounts of these that nothing else is known to open, and of others that are closed with them. */
      readonly closed: number;
    }
  | { readonly kind: 'change-setting'; readonly key: string; readonly change: SettingChange }
  | { readonly kind: 'reset-key'; readonly key: string; readonly passkeys: number | null; readonly closed: number }
  | { readonly kind: 'remove-metadata' }
  | { readonly kind: 'erase-everything' }
  | { readonly kind: 'drop-oldest-backup'; readonly kept: number }
  /** `left` is false where nothing else protects the inventory. */
  | { readonly kind: 'remove-passphrase'; readonly left: boolean }
  | { readonly kind: 'stop-keychain'; readonly left: boolean }
  | { readonly kind: 'replace-recovery-code' };

/** Asks, and resolves to whether the person said yes. Whoever asks while another question is open is told no. */
export type Ask = (question: Question) => Promise<boolean>;
