import { z } from 'zod';
import { type Received, request } from './define-contract.ts';
import { credentialSchema } from '../domain/credential-schema.ts';
import { deletionResultSchema } from '../domain/deletion-schema.ts';
import { mostDeletions } from '../domain/deletion.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { operations } from '../operations/operations.ts';

/** Loss of one passkey that is about to be deleted: the ways into its account once all of them are gone. */
const deletionLossSchema = z.strictObject({
  passkey: credentialSchema,
  serviceName: z.string(),
  /** Other keys that are known to open the account (read or recorded by hand), and recorded other ways in. */
  otherKeys: z.array(z.string()),
  otherWaysIn: z.array(z.string()),
  /** Nothing known would be left. */
  onlyKnownWay: z.boolean(),
  lastForService: z.boolean(),
  /** Names of other accounts that open only through this one. */
  closedToo: z.array(z.string()),
});

/** Content of the dialog of a deletion; composed by the main process from its own list, never by the window. */
const deletionPreviewSchema = z.strictObject({
  confirmationId: z.string(),
  /** ISO 8601; two minutes after it was made. */
  expiresAt: z.string(),
  keyLabel: z.string(),
  losses: z.array(deletionLossSchema).min(1),
});

/** Leaves for the deletion of passkeys: what it means, then the deletion itself by that confirmation. */
export const deletionLeaves = {
  prepareDelete: request(
    z.strictObject({
      handle: keyHandleSchema,
      passkeys: z.array(operations['delete-passkey'].input).min(1).max(mostDeletions),
    }),
    outcomeSchema(deletionPreviewSchema),
  ),
  /** Deletes in the order of the preview and stops at the first that ends otherwise than expected. A failure: nothing was begun. */
  confirmDelete: request(
    z.strictObject({ handle: keyHandleSchema, confirmationId: z.string().min(1).max(100) }),
    outcomeSchema(z.strictObject({ results: z.array(deletionResultSchema) })),
  ),
};

export type DeletionLoss = Received<typeof deletionLossSchema>;
export type DeletionPreview = Received<typeof deletionPreviewSchema>;
