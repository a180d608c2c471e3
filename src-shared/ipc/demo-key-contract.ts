import { z } from 'zod';

/** A simulated key of the demonstration, as its bench shows it. */
export const demoKeySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  pin: z.string().nullable(),
  plugged: z.boolean(),
  hasSensor: z.boolean(),
});
