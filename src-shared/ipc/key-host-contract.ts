import { z } from 'zod';
import { hostOperationNames } from '../operations/operation-names.ts';
import { operationFailureSchema } from '../domain/operation-failure-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { hexSchema } from '../domain/hex-schema.ts';
import { keyHandleSchema, pluggedKeySchema } from '../domain/plugged-key-schema.ts';
import { operationProgressSchema } from '../domain/progress-schema.ts';
import { event, request } from './define-contract.ts';
import { operationLeaves } from './operation-leaves.ts';

const nothing = z.void();
const ofKey = z.strictObject({ handle: keyHandleSchema });
/**
 * Requests of the main process to the key host. Every answer is an Outcome, so that the end of the host is an answer too (`outcome-unknown`
 * or `key-host-restarted`). No PIN is in it: PINs arrive over the port that comes with an operation that takes them.
 */
export const keyHostContract = {
  keys: {
    list: request(nothing, outcomeSchema(z.array(pluggedKeySchema))),
    refresh: request(nothing, outcomeSchema(z.array(pluggedKeySchema))),
    lock: request(ofKey, outcomeSchema(z.null())),
    lockAll: request(nothing, outcomeSchema(z.null())),
    /**
     * One leaf per operation. One that takes PINs runs while a PIN window is open: it takes them from the transferred port
     * until one succeeds, the key leaves, or the request is cancelled.
     */
    ...operationLeaves(hostOperationNames),
    changed: event(z.array(pluggedKeySchema)),
    progress: event(operationProgressSchema),
    /** One try of a PIN ended; null means it succeeded. For unlock that is before the listing is read. */
    pinAttempt: event(z.strictObject({ handle: keyHandleSchema, failure: operationFailureSchema.nullable() })),
  },
  /** Answered in --demo only. */
  demo: {
    keys: request(
      nothing,
      outcomeSchema(
        z.array(z.strictObject({ id: z.string(), name: z.string(), pin: z.string().nullable(), plugged: z.boolean() })),
      ),
    ),
    plug: request(z.strictObject({ id: z.string(), plugged: z.boolean() }), outcomeSchema(z.null())),
    touch: request(z.strictObject({ id: z.string() }), outcomeSchema(z.null())),
    /** Registers a passkey on the simulated key at this path, as a service would by another program. */
    enrol: request(
      z.strictObject({
        path: z.string(),
        rpId: z.string(),
        userId: hexSchema,
        userName: z.string().nullable(),
      }),
      outcomeSchema(z.null()),
    ),
  },
} as const;
export type KeyHostContract = typeof keyHostContract;
