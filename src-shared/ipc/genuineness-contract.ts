import { z } from 'zod';
import { metadataStateSchema, signInJudgementSchema } from '../domain/genuineness-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { signInReadingSchema } from '../domain/sign-in-test-schema.ts';
import { request } from './define-contract.ts';

const nothing = z.void();
const kept = outcomeSchema(metadataStateSchema.nullable());

/** Requests of a window about what keys prove, and about the list of models that they are held against. */
export const genuinenessContract = {
  /** Judgement on the answers of a key to a sign-in test. */
  judge: request(z.strictObject({ reading: signInReadingSchema }), outcomeSchema(signInJudgementSchema)),
  /** The list of models that is kept; null: none. */
  metadata: request(nothing, kept),
  /** Asks for a file and takes it for the list of models. Null: the person cancelled. */
  importMetadata: request(nothing, kept),
  /** Removes the list of models, once the person said yes in the system's dialog; false where none was kept. */
  removeMetadata: request(nothing, outcomeSchema(z.boolean())),
} as const;
