import { z } from 'zod';

/** Report of the program about a file. */
export const readingSchema = z.object({
  state: z.string(),
  replaced: z.string().nullable(),
  failure: z.string().nullable(),
  /** Digest of everything shown. */
  whole: z.string(),
  /** Digest of the records alone, whatever the revision and the protection. */
  content: z.string(),
  /** `ok`, or what is wrong with the database once it was read. */
  integrity: z.string(),
  /** In words, for messages. */
  summary: z.string(),
});
export type Reading = z.infer<typeof readingSchema>;
