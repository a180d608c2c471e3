/**
 * Question that a person is asked in a dialog of the system, which no page can answer, draw or cover: before something is sent, and
 * before something is lost for good (docs/security.md).
 */
export type Question =
  | { readonly kind: 'open-page'; readonly host: string }
  | { readonly kind: 'ask-service'; readonly host: string }
  | { readonly kind: 'allow-asking' }
  | { readonly kind: 'delete-passkey'; readonly service: string; readonly account: string | null; readonly key: string }
  | { readonly kind: 'erase-everything' }
  | { readonly kind: 'drop-oldest-backup'; readonly kept: number }
  /** `left` is false where nothing else protects the inventory. */
  | { readonly kind: 'remove-passphrase'; readonly left: boolean }
  | { readonly kind: 'stop-keychain'; readonly left: boolean }
  | { readonly kind: 'replace-recovery-code' };

/** Asks, and resolves to whether the person said yes. Whoever asks while another question is open is told no. */
export type Ask = (question: Question) => Promise<boolean>;
