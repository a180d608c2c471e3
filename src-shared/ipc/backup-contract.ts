import { z } from 'zod';
import { passkeyListingSchema } from '../domain/credential-schema.ts';
import { noteSchema } from '../domain/fields-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { type Received, request } from './define-contract.ts';

const id = z.string().min(1).max(100);
const accountId = z.string().min(1).max(1_000);
const done = outcomeSchema(z.null());
const ofSession = z.strictObject({ sessionId: id });
const ofAccount = z.strictObject({ sessionId: id, accountId });

/** Result of reading the spare. `added` and `found` are account ids. */
const spareReadingSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('read'),
    handle: keyHandleSchema,
    listing: passkeyListingSchema,
    /** Known not to be there before, and there now. */
    added: z.array(z.string()),
    /** Accounts that the spare opens and that nobody knew of before. */
    found: z.array(z.string()),
  }),
  /** The spare was read, and the person must say which key it is; then `tick`. */
  z.strictObject({
    state: z.literal('which-key'),
    handle: keyHandleSchema,
    listing: passkeyListingSchema,
    candidates: z.array(z.string()),
  }),
  /** Read and stored, but it turned out to be another key. */
  z.strictObject({
    state: z.literal('other-key-read'),
    handle: keyHandleSchema,
    listing: passkeyListingSchema,
    label: z.string(),
  }),
  z.strictObject({ state: z.literal('not-plugged-in') }),
  /** Only the primary is plugged in. Nothing was read. */
  z.strictObject({ state: z.literal('primary-plugged-in') }),
  /** Only other remembered keys are plugged in. Nothing was read. */
  z.strictObject({ state: z.literal('other-key'), labels: z.array(z.string()) }),
  /** Several keys are plugged in that nobody can tell apart without reading them. Nothing was read. */
  z.strictObject({ state: z.literal('several'), count: z.number().int() }),
  z.strictObject({ state: z.literal('not-stored'), reason: z.string() }),
]);
export type SpareReading = Received<typeof spareReadingSchema>;

/** Pages that a service itself announces; the window learns hosts only, the addresses stay in the main process. */
const endpointHostsSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('found'), enroll: z.string().nullable(), manage: z.string().nullable() }),
  z.strictObject({
    state: z.literal('none'),
    reason: z.enum(['not-allowed', 'not-askable', 'no-answer', 'not-published', 'refused']),
  }),
]);
export type EndpointHosts = Received<typeof endpointHostsSchema>;

/** Working through what a spare lacks. Everything about accounts is worked out by the main process from its own inventory. */
export const backupContract = {
  start: request(
    z.strictObject({ primaryKeyId: id, spareKeyId: id }),
    outcomeSchema(z.strictObject({ sessionId: z.string(), resumed: z.boolean() })),
  ),
  /** Opens the service's page in the system browser after its host was shown, and notes that it was opened. */
  openPage: request(ofAccount, done),
  /** Records by hand that the spare opens the account. */
  tell: request(ofAccount, done),
  skip: request(ofAccount.extend({ reason: noteSchema.nullable() }), done),
  /** Withdraws a skip or an opened page. */
  resume: request(ofAccount, done),
  /** Reads the spare with the token that is held, or asks for its PIN; ticks what is there. */
  readSpare: request(ofSession, outcomeSchema(spareReadingSchema)),
  /** Ticks what the inventory knows to be on the spare, without a key. */
  tick: request(ofSession, outcomeSchema(z.strictObject({ ticked: z.array(z.string()) }))),
  close: request(ofSession, done),
  /** Asks the service itself, over the network; only where the person allowed it. */
  askEndpoints: request(ofAccount, outcomeSchema(endpointHostsSchema)),
  /** Opens a page that the service named itself, after its host was shown. */
  openEndpoint: request(ofAccount.extend({ page: z.enum(['enroll', 'manage']) }), done),
} as const;
