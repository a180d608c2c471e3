import { z } from 'zod';
import { isoDateSchema } from '../domain/fields-schema.ts';
import { importChoicesSchema, importPreviewSchema, importReadingSchema } from '../domain/imports-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { request } from './define-contract.ts';

const nothing = z.void();
const token = z.string().min(1).max(100);
const maxDroppedBytes = 10 * 1024 * 1024;

/** Import of records that a person keeps in a table: always previewed, stored only by `apply`. */
export const importsContract = {
  /** Asks for a CSV file. Null: the person cancelled. */
  previewFile: request(nothing, outcomeSchema(importPreviewSchema.nullable())),
  /** A file that was dropped on the window. */
  previewDropped: request(
    z.strictObject({
      name: z.string().max(1_000),
      /** Null where the system does not say it. */
      modifiedAt: isoDateSchema.nullable(),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= maxDroppedBytes),
    }),
    outcomeSchema(importPreviewSchema),
  ),
  /** Lines that were typed or pasted. */
  previewLines: request(z.strictObject({ text: z.string().max(200_000) }), outcomeSchema(importPreviewSchema)),
  /** Reads the same file again as the person says it is to be read. */
  reread: request(z.strictObject({ token, reading: importReadingSchema }), outcomeSchema(importPreviewSchema)),
  /** Keeps columns and services as the preview was read with them, for files to come. */
  keepMapping: request(z.strictObject({ token, choices: importChoicesSchema }), outcomeSchema(z.null())),
  apply: request(
    z.strictObject({ token, choices: importChoicesSchema }),
    outcomeSchema(z.strictObject({ count: z.number().int() })),
  ),
  /** Asks for a file name and writes a table with headings in the language of the window. Null: the person cancelled. */
  saveTemplate: request(nothing, outcomeSchema(z.strictObject({ file: z.string() }).nullable())),
} as const;
