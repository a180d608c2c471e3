import { z } from 'zod';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { request } from './define-contract.ts';

const reminder = z.strictObject({ id: z.string().min(1).max(300) });
const done = outcomeSchema(z.null());

/** Requests about reminders; the window computes by itself which there are. */
export const remindersContract = {
  /** For good: a security event that was looked into. */
  acknowledge: request(reminder, done),
  /** For 30 days. */
  snooze: request(reminder, done),
} as const;
