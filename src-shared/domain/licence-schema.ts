import { z } from 'zod';
import type { Licence } from './licence.ts';
import { schemaOf } from './typed-schema.ts';

export const licencesSchema = schemaOf<readonly Licence[]>()(
  z.array(z.strictObject({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() })),
);
