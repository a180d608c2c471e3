import { z } from 'zod';
import type { ModelList } from './model-list.ts';
import { schemaOf } from './typed-schema.ts';

export const modelListSchema = schemaOf<ModelList>()(
  z.strictObject({
    name: z.string().max(500),
    kind: z.enum(['allow', 'forbid']),
    // As the file has them: one that is no AAGUID fits no key.
    aaguids: z.array(z.string().max(1_000)),
  }),
);
