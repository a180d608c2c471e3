import type { PinWayName } from './pin-way.ts';

/** Systems whose way to give a person access to a key differs. */
export const platforms = ['linux', 'windows', 'macos', 'other'] as const;

/** Possible differences between an inventory file and what this computer saw last. */
export const replacements = ['other-file', 'older', 'less-protected', 'not-protected'] as const;

/** PINs that a failure can be about: the one that the key has, and the one that it is to get. */
export const pinRoles = ['present', 'new'] as const;

/** Reasons why a reset was not carried out, besides refusals of the key. */
export const resetStops = [
  'keys-alike', // another key cannot be told from it
  'other-keys', // other keys are plugged in, too
  'other-key', // another key was plugged in than the one that is meant
  'two-keys', // another key came while one was waited for
  'list-failed', // the keys could not be listed any more
  'no-replug', // nobody unplugged it, or plugged it in again, for a long time
  'too-late', // plugged in too long ago
  'not-erased', // no clear answer came, and the key shows that it was not reset
] as const;

/** Makers whose rules for PINs are documented and are not in getInfo. */
export const documentedPinRules = ['token2-pin-plus'] as const;

/** Everything that may go wrong and that a person can act on. Plain data: it crosses every process boundary. */
export type OperationFailure =
  // PIN: wrong, locked until replugged and blocked are three states, because a person has to do something else in each
  | {
      readonly kind: 'pin-wrong';
      readonly retriesLeft: number | null;
      /** The key says, or has shown, that it takes no PIN before it has been unplugged. */
      readonly needsReplug: boolean;
    }
  /** Refusal of the way in which the PIN was sent, not of the PIN: the next typing is sent in another way. */
  | {
      readonly kind: 'pin-way-refused';
      readonly status: string;
      readonly code: number;
      readonly nextWay: PinWayName;
    }
  | { readonly kind: 'pin-needs-replug' }
  | { readonly kind: 'pin-blocked' }
  | { readonly kind: 'pin-not-set' }
  | { readonly kind: 'pin-already-set' }
  | { readonly kind: 'pin-change-required' }
  | { readonly kind: 'pin-too-short'; readonly minimum: number; readonly pin: (typeof pinRoles)[number] }
  | {
      readonly kind: 'pin-too-long';
      readonly maximum: number;
      readonly maximumBytes: number;
      readonly pin: (typeof pinRoles)[number];
    }
  | { readonly kind: 'pin-malformed' } // NUL, line break, unpaired surrogate: refused before anything is sent
  | { readonly kind: 'pin-same' } // the new PIN equals the current one where a change is forced
  /** `rules` names what the maker documents of the PINs that its keys take, where that is known. */
  | { readonly kind: 'pin-refused-by-policy'; readonly rules: (typeof documentedPinRules)[number] | null }
  | { readonly kind: 'pin-required' } // no token is held (any more): unlock first
  | { readonly kind: 'read-access-ended' } // the key no longer takes the read access that was kept: it was forgotten
  // a finger in place of the PIN: it has tries of its own
  | { readonly kind: 'finger-not-recognised'; readonly retriesLeft: number | null }
  | { readonly kind: 'finger-blocked' } // no tries are left for a finger, until the PIN was right once
  | { readonly kind: 'finger-not-set-up' } // no finger is enrolled
  | { readonly kind: 'finger-gives-no-token' } // the key gives no such permission for a finger
  // the person
  | { readonly kind: 'touch-timed-out' }
  | { readonly kind: 'touch-refused' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'confirmation-expired' }
  // the key
  | { readonly kind: 'key-removed' }
  | { readonly kind: 'key-changed' } // another key took its place, or it says something else about itself than before
  | { readonly kind: 'key-busy' }
  | { readonly kind: 'key-not-answering' }
  | { readonly kind: 'key-broke-protocol'; readonly detail: string }
  | { readonly kind: 'key-refused'; readonly status: string; readonly code: number }
  | { readonly kind: 'not-supported'; readonly feature: string }
  | { readonly kind: 'passkey-not-found' }
  /** Refusal to change a passkey that the key lists all the same; null: that could not be checked. */
  | {
      readonly kind: 'passkey-refused';
      readonly status: string;
      readonly code: number;
      readonly stillListed: true | null;
    }
  | { readonly kind: 'fingerprint-not-found' }
  | { readonly kind: 'fingerprints-full' }
  | { readonly kind: 'enrolment-lost' } // the key gave up an enrolment, or does not list what it said it enrolled
  | { readonly kind: 'blob-not-found' }
  | { readonly kind: 'blob-unreadable' } // no passkey that the key lists opens it, or it is not what it says it is
  | { readonly kind: 'blobs-damaged' } // the array of large blobs is not what its checksum says: it is never written over
  | { readonly kind: 'blobs-changed' } // another program wrote large blobs since they were read
  | { readonly kind: 'storage-full' }
  | { readonly kind: 'reset-stopped'; readonly why: (typeof resetStops)[number] }
  // the computer
  | { readonly kind: 'hid-unusable'; readonly detail: string } // HID devices cannot be listed at all
  /**
   * The command was sent, and no answer came or one that leaves open what was done (status `code`): it may or may not have
   * happened. Never retried; read the key again.
   */
  | { readonly kind: 'outcome-unknown'; readonly operation: string; readonly code?: number }
  // this computer
  | { readonly kind: 'keychain-unavailable' } // absent, locked or denied
  | { readonly kind: 'no-permission'; readonly platform: (typeof platforms)[number] }
  | { readonly kind: 'key-host-restarted' }
  // choosing a key
  | { readonly kind: 'no-such-key' }
  | { readonly kind: 'ambiguous-key'; readonly count: number }
  // the inventory
  | { readonly kind: 'inventory-locked' } // in use by another Sparekey
  | { readonly kind: 'inventory-needs-passphrase' }
  | { readonly kind: 'inventory-wrong-passphrase' }
  | { readonly kind: 'inventory-damaged' }
  | { readonly kind: 'inventory-newer' } // written by a newer Sparekey: nothing is opened for writing
  | { readonly kind: 'inventory-not-demo' } // --demo with an inventory of real keys, or the reverse: the two are never mixed
  /** Not the file, or not the state of it, that this computer saw last: nothing of it is shown before a person has said so. */
  | { readonly kind: 'inventory-replaced'; readonly detail: (typeof replacements)[number] }
  | { readonly kind: 'inventory-read-only' } // it can be read, but file or folder cannot be written
  | { readonly kind: 'inventory-unreadable'; readonly detail: string }
  | { readonly kind: 'disk-full' }
  /** A file outside the data folder; `detail` is the system's error code. */
  | { readonly kind: 'file-not-written'; readonly detail: string }
  /** Standard output of the command line; `detail` is the system's error code. */
  | { readonly kind: 'output-not-written'; readonly detail: string }
  // input
  | {
      readonly kind: 'input-invalid';
      readonly detail: string;
      /** Names of the records that are in the way, where some are. */
      readonly names?: readonly string[];
    }
  | { readonly kind: 'unexpected'; readonly detail: string };
export type FailureKind = OperationFailure['kind'];
