import { z } from 'zod';

/** Encodings that an import reads. */
export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis'] as const;
export const importEncodingSchema = z.enum(importEncodings);
export type ImportEncoding = z.infer<typeof importEncodingSchema>;

/** The columns of an import (docs/import.md), by the names that the code uses. */
export const importColumns = [
  'service',
  'serviceId',
  'rpId',
  'account',
  'key',
  'role',
  'owner',
  'place',
  'carriedOn',
  'way',
  'provider',
  'name',
  'through',
  'link',
  'validFrom',
  'validUntil',
  'hours',
  'contact',
  'device',
  'deviceKind',
  'simIn',
  'note',
] as const;
export type ImportColumn = (typeof importColumns)[number];

/** Something that keeps the whole file from being imported. `line` counts from 1, as an editor does; null: the file as a whole. */
export const importProblemSchema = z.strictObject({
  line: z.number().int().nullable(),
  code: z.enum([
    'too-large',
    'spreadsheet',
    'encoding',
    'control-character',
    'quote',
    'unclosed-quote',
    'too-long',
    'too-many-rows',
    'too-many-columns',
    'too-many-keys',
    'ragged',
    'no-headings',
    'duplicate-column',
    'nothing',
    'service-missing',
    'service-unknown',
    'service-ambiguous',
    'device-kind-missing',
    'key-or-way-missing',
    'key-and-way',
    'bad-value',
    'bad-link',
    'bad-date',
    'text-too-long',
    'looks-like-code',
    'requirement-unknown',
    'requirement-ambiguous',
  ]),
  column: z.enum(importColumns).nullable(),
  /** What stands there, shortened. */
  value: z.string(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;

/** Something that a person should look at before they import. */
export const importNoteSchema = z.strictObject({
  line: z.number().int().nullable(),
  code: z.enum(['column-ignored', 'repeated', 'perhaps-a-code', 'service-by-domain', 'own-service']),
  column: z.enum(importColumns).nullable(),
  value: z.string(),
});
export type ImportNote = z.infer<typeof importNoteSchema>;

/** Where file and inventory, or two lines of the file, say different things. */
export const importConflictSchema = z.strictObject({
  id: z.string(),
  line: z.number().int(),
  kind: z.enum(['key', 'other-way', 'device', 'note', 'service']),
  /** The key, the account or the text that it is about. */
  about: z.string(),
  column: z.enum(importColumns).nullable(),
  ours: z.string(),
  theirs: z.string(),
  /** Which answers there are; the first holds where none is given. `service:<id>` names a service. */
  options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
});
export type ImportConflict = z.infer<typeof importConflictSchema>;

/** Answers to conflicts: for single ones by id, and for all others. */
export const importChoicesSchema = z.strictObject({
  others: z.enum(['ours', 'theirs', 'both']),
  byId: z.record(z.string().max(200), z.string().max(200)),
});
export type ImportChoices = z.infer<typeof importChoicesSchema>;

/** One line of the preview. */
export const importRowSchema = z.strictObject({
  line: z.number().int(),
  what: z.enum(['enrolment', 'other-way', 'key', 'device']),
  state: z.enum(['new', 'unchanged', 'changed', 'conflict', 'repeated']),
  /** Label of the key, or name of the other way in. */
  subject: z.string(),
  service: z.string().nullable(),
  userName: z.string().nullable(),
  /** How the service was found; null for a line about a key alone. */
  matchedBy: z.enum(['id', 'name', 'rp-id', 'domain', 'own-domain']).nullable(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const importCountsSchema = z.strictObject({
  rows: z.number().int(),
  keys: z.number().int(),
  enrolments: z.number().int(),
  otherWays: z.number().int(),
  devices: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

/** What an import would do. The lists are cut for the window; the counts are not. */
export const importPreviewSchema = z.strictObject({
  /** Names this preview for `apply`, which refuses it while there are problems. */
  token: z.string(),
  file: z.string().nullable(),
  encoding: importEncodingSchema.nullable(),
  counts: importCountsSchema,
  rows: z.array(importRowSchema),
  problems: z.array(importProblemSchema),
  problemCount: z.number().int(),
  notes: z.array(importNoteSchema),
  noteCount: z.number().int(),
  conflicts: z.array(importConflictSchema),
  conflictCount: z.number().int(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
