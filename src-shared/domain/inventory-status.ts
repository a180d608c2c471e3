import type { replacements } from './operation-failure.ts';

export const inventoryStates = [
  'open',
  'needs-passphrase',
  'keychain-missing', // only the keychain could open it, and it does not answer or no longer knows the file
  'locked', // in use by another Sparekey
  'damaged',
  'newer',
  'replaced', // another file, or another state of it, than this computer saw last
  'wrong-kind', // demo file without --demo, or the reverse
  'unreadable',
] as const;

/** State and protection of the inventory file. */
export interface InventoryStatus {
  readonly state: (typeof inventoryStates)[number];
  readonly location: string;
  /** Existing wraps of the data key. With none, whoever can read the file can read the inventory. */
  readonly protection: { readonly keychain: boolean; readonly passphrase: boolean; readonly recoveryCode: boolean };
  readonly keychainAvailable: boolean;
  readonly demo: boolean;
  /** Difference from what this computer saw last; null where there is none. */
  readonly replaced: (typeof replacements)[number] | null;
  /** Whether it can be read but not changed. */
  readonly readOnly: boolean;
  readonly backups: readonly { readonly file: string; readonly at: string; readonly bytes: number }[];
}
