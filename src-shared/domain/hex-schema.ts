import { z } from 'zod';

/** Lower-case hex of any length, the form in which byte strings leave the main side. */
export const hexSchema = z.string().regex(/^(?:[0-9a-f]{2})*$/);
