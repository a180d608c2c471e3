import { z } from 'zod';

const kindOnly = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

/** Everything that may go wrong and that a person can act on. Plain data: it crosses every process boundary. */
export const operationFailureSchema = z.discriminatedUnion('kind', [
  // PIN (principle 4: wrong · locked until replug · blocked are three different states)
  z.strictObject({ kind: z.literal('pin-wrong'), retriesLeft: z.number().int().nullable() }),
  kindOnly('pin-needs-replug'),
  kindOnly('pin-blocked'),
  kindOnly('pin-not-set'),
  kindOnly('pin-already-set'),
  kindOnly('pin-change-required'),
  z.strictObject({ kind: z.literal('pin-too-short'), minimum: z.number().int() }),
  z.strictObject({ kind: z.literal('pin-too-long'), maximum: z.number().int(), maximumBytes: z.number().int() }),
  kindOnly('pin-malformed'), // NUL, line break, unpaired surrogate: refused before anything is sent
  kindOnly('pin-same'), // the new PIN equals the current one where a change is forced
  kindOnly('pin-refused-by-policy'),
  kindOnly('pin-required'), // no token is held (any more): unlock first
  // the person
  kindOnly('touch-timed-out'),
  kindOnly('touch-refused'),
  kindOnly('cancelled'),
  kindOnly('confirmation-expired'),
  // the key
  kindOnly('key-removed'),
  kindOnly('key-changed'), // another key took its place, or it says something else about itself than before
  kindOnly('key-busy'),
  kindOnly('key-not-answering'),
  z.strictObject({ kind: z.literal('key-broke-protocol'), detail: z.string() }),
  z.strictObject({ kind: z.literal('key-refused'), status: z.string(), code: z.number().int() }),
  z.strictObject({ kind: z.literal('not-supported'), feature: z.string() }),
  kindOnly('passkey-not-found'),
  kindOnly('storage-full'),
  /**
   * The command was sent, and no answer came or one that leaves open what was done (status `code`): it may or may not have
   * happened. Never retried; read the key again.
   */
  z.strictObject({
    kind: z.literal('outcome-unknown'),
    operation: z.string(),
    code: z.number().int().exactOptional(),
  }),
  // this computer
  z.strictObject({ kind: z.literal('no-permission'), platform: z.enum(['linux', 'windows', 'macos', 'other']) }),
  kindOnly('key-host-restarted'),
  // choosing a key
  kindOnly('no-such-key'),
  z.strictObject({ kind: z.literal('ambiguous-key'), count: z.number().int() }),
  // the inventory
  kindOnly('inventory-locked'), // in use by another Sparekey
  kindOnly('inventory-needs-passphrase'),
  kindOnly('inventory-wrong-passphrase'),
  kindOnly('inventory-damaged'),
  kindOnly('inventory-newer'), // written by a newer Sparekey: nothing is opened for writing
  kindOnly('inventory-not-demo'), // --demo with an inventory of real keys, or the reverse (principle 10)
  /** Not the file, or not the state of it, that this computer saw last: nothing of it is shown before a person has said so. */
  z.strictObject({
    kind: z.literal('inventory-replaced'),
    detail: z.enum(['other-file', 'older', 'less-protected', 'not-protected']),
  }),
  kindOnly('inventory-read-only'), // it can be read, but file or folder cannot be written
  z.strictObject({ kind: z.literal('inventory-unreadable'), detail: z.string() }),
  kindOnly('disk-full'),
  /** A file outside the data folder; `detail` is the system's error code. */
  z.strictObject({ kind: z.literal('file-not-written'), detail: z.string() }),
  // input
  z.strictObject({
    kind: z.literal('input-invalid'),
    detail: z.string(),
    /** Names of the records that are in the way, where some are. */
    names: z.array(z.string()).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('unexpected'), detail: z.string() }),
]);
export type OperationFailure = z.infer<typeof operationFailureSchema>;
export type FailureKind = OperationFailure['kind'];
