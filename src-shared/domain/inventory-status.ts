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

/** How the inventory file is protected and whether it is open. */
export interface InventoryStatus {
  readonly state: (typeof inventoryStates)[number];
  readonly location: string;
  /** Which wraps of the data key exist. With none, whoever can read the file can read the inventory. */
  readonly protection: { readonly keychain: boolean; readonly passphrase: boolean; readonly recoveryCode: boolean };
  readonly keychainAvailable: boolean;
  readonly demo: boolean;
  /** How it differs from what this computer saw last; null where it does not. */
  readonly replaced: (typeof replacements)[number] | null;
  /** It can be read but not changed. */
  readonly readOnly: boolean;
  readonly backups: readonly { readonly file: string; readonly at: string; readonly bytes: number }[];
}
