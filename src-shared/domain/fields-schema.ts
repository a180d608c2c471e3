import { z } from 'zod';

export const isoDateSchema = z.iso.datetime();

/** Limits of text that a person enters: code points. */
export const labelSchema = z.string().trim().min(1).max(80);
export const shortTextSchema = z.string().trim().max(200);
export const noteSchema = z.string().trim().max(2000);

/** Id of an account as coverage composes it, from service, scope and user handle or name. */
export const accountIdSchema = z.string().min(1).max(2_000);
