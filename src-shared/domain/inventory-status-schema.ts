import { z } from 'zod';
import { isoDateSchema } from './fields-schema.ts';
import { inventoryStates, type InventoryStatus } from './inventory-status.ts';
import { replacements } from './operation-failure.ts';
import { schemaOf } from './typed-schema.ts';

export const inventoryStatusSchema = schemaOf<InventoryStatus>()(
  z.strictObject({
    state: z.enum(inventoryStates),
    location: z.string(),
    protection: z.strictObject({ keychain: z.boolean(), passphrase: z.boolean(), recoveryCode: z.boolean() }),
    keychainAvailable: z.boolean(),
    demo: z.boolean(),
    replaced: z.enum(replacements).nullable(),
    readOnly: z.boolean(),
    backups: z.array(z.strictObject({ file: z.string(), at: isoDateSchema, bytes: z.number().int() })),
  }),
);
