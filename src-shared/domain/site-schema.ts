import { z } from 'zod';
import type { Site } from './site.ts';
import { schemaOf } from './typed-schema.ts';

export const siteSchema = schemaOf<Site>()(
  z.strictObject({ host: z.string(), domain: z.string().nullable(), listed: z.boolean() }),
);
