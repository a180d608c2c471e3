import { z } from 'zod';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { request } from './define-contract.ts';

const ofKey = z.strictObject({ handle: keyHandleSchema });
const ofRemembered = z.strictObject({ keyId: z.string().min(1).max(100) });
const done = outcomeSchema(z.null());

/** Requests of a window about the read access that is kept to keys. No token is in it. */
export const readAccessContract = {
  /** Whether read access to a remembered key is kept in the keychain. */
  kept: request(ofRemembered, outcomeSchema(z.boolean())),
  /** Opens the PIN window, keeps read access to this key, and stores what was read with it. */
  keep: request(ofKey, done),
  /** Reads a key without its PIN and stores the reading. */
  recheck: request(ofKey, outcomeSchema(z.strictObject({ unchanged: z.boolean() }))),
  /** Removes it from the keychain, whether or not the key is plugged in. */
  forget: request(ofRemembered, done),
} as const;
