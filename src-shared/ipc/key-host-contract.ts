import { z } from 'zod';
import { hostOperationNames } from '../operations/operation-names.ts';
import { operationFailureSchema } from '../domain/operation-failure-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { doctorFindingSchema } from '../domain/doctor-finding-schema.ts';
import { hexSchema } from '../domain/hex-schema.ts';
import { keyProofSchema } from '../domain/key-proof-schema.ts';
import { keyHandleSchema, pluggedKeySchema } from '../domain/plugged-key-schema.ts';
import { sentToKeySchema } from '../domain/sent-command-schema.ts';
import { operationProgressSchema } from '../domain/progress-schema.ts';
import { readAccessMatches } from '../domain/read-access.ts';
import { event, request } from './define-contract.ts';
import { demoKeySchema } from './demo-key-contract.ts';
import { resetEndSchema, resetStageSchema } from './reset-contract.ts';
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
    /** Returns the commands that were sent to one key, by name. */
    sent: request(ofKey, outcomeSchema(sentToKeySchema)),
    /** Looks for what keeps this program from reaching a key. */
    diagnose: request(nothing, outcomeSchema(z.array(doctorFindingSchema))),
    lock: request(ofKey, outcomeSchema(z.null())),
    lockAll: request(nothing, outcomeSchema(z.null())),
    /** Finds which of these remembered keys one is by the read access that is kept. */
    matchReadAccess: request(
      z.strictObject({ handle: keyHandleSchema, keyIds: z.array(z.string()), isCertain: z.boolean() }),
      outcomeSchema(z.enum(readAccessMatches)),
    ),
    /** Returns those of these remembered keys to which read access is kept. */
    keptReadAccess: request(z.strictObject({ keyIds: z.array(z.string()) }), outcomeSchema(z.array(z.string()))),
    forgetReadAccess: request(z.strictObject({ keyIds: z.array(z.string()) }), outcomeSchema(z.null())),
    /**
     * One leaf per operation. One that takes PINs runs while a PIN window is open: it takes them from the transferred port
     * until one succeeds, the key leaves, or the request is cancelled.
     */
    ...operationLeaves(hostOperationNames),
    /** Answers with what proves this key when it was plugged in again, or why it cannot be reset as things are. */
    checkReset: request(ofKey, outcomeSchema(keyProofSchema)),
    /** Waits until the key was unplugged and plugged in again, and resets it where it proves to be the same. */
    guideReset: request(ofKey.extend({ expected: keyProofSchema }), outcomeSchema(resetEndSchema)),
    resetStage: event(resetStageSchema),
    changed: event(z.array(pluggedKeySchema)),
    progress: event(operationProgressSchema),
    /** One try of a PIN ended; null means it succeeded. For unlock that is before the listing is read. */
    pinAttempt: event(z.strictObject({ handle: keyHandleSchema, failure: operationFailureSchema.nullable() })),
  },
  /** Answered in --demo only. */
  demo: {
    keys: request(nothing, outcomeSchema(z.array(demoKeySchema))),
    plug: request(z.strictObject({ id: z.string(), plugged: z.boolean() }), outcomeSchema(z.null())),
    touch: request(z.strictObject({ id: z.string() }), outcomeSchema(z.null())),
    setWrongFinger: request(z.strictObject({ id: z.string() }), outcomeSchema(z.null())),
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
