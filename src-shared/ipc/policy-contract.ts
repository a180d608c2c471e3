import { z } from 'zod';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { policyProblemSchema, policySchema } from '../domain/policy-schema.ts';
import { request } from './define-contract.ts';

const nothing = z.void();
const problems = z.array(policyProblemSchema);

/** Requests of a window about the policy of the inventory. The window compares the inventory with it by itself. */
export const policyContract = {
  /** The adopted policy as this program reads it. */
  current: request(
    nothing,
    outcomeSchema(
      z.discriminatedUnion('state', [
        z.strictObject({ state: z.literal('none') }),
        z.strictObject({ state: z.literal('read'), file: z.string(), adoptedAt: z.string(), policy: policySchema }),
        z.strictObject({ state: z.literal('unreadable'), file: z.string(), problems }),
      ]),
    ),
  ),
  /** Asks for a file and adopts it. Null: the person cancelled. A file that is no policy changes nothing. */
  adopt: request(
    nothing,
    outcomeSchema(
      z
        .discriminatedUnion('state', [
          z.strictObject({ state: z.literal('adopted'), name: z.string() }),
          z.strictObject({ state: z.literal('refused'), file: z.string(), problems }),
        ])
        .nullable(),
    ),
  ),
  remove: request(nothing, outcomeSchema(z.null())),
  /** Asks for a file name and writes an example there. Null: the person cancelled. */
  saveExample: request(nothing, outcomeSchema(z.strictObject({ file: z.string() }).nullable())),
} as const;
