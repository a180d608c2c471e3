import { z } from 'zod';
import type { SentCommand, SentToKey } from './sent-command.ts';
import { schemaOf } from './typed-schema.ts';

const sentCommandSchema = schemaOf<SentCommand>()(
  z.strictObject({
    at: z.string(),
    operation: z.string(),
    command: z.string(),
    status: z.string(),
    milliseconds: z.number().int(),
  }),
);

export const sentToKeySchema = schemaOf<SentToKey>()(
  z.strictObject({
    path: z.string(),
    product: z.string().nullable(),
    commands: z.array(sentCommandSchema),
    dropped: z.number().int(),
  }),
);
