import { z } from 'zod';
import {
  importAnswers,
  type ImportHeading,
  type ImportReading,
  type LeftOut,
  importFormats,
  leftOutKinds,
  type ImportChoices,
  importColumns,
  type ImportConflict,
  importConflictKinds,
  type ImportCounts,
  importEncodings,
  type ImportNote,
  importNoteCodes,
  type ImportPreview,
  type ImportProblem,
  importProblemCodes,
  type ImportRow,
  importRowStates,
  importRowSubjects,
  serviceMatches,
} from './imports.ts';
import { isoDateSchema } from './fields-schema.ts';
import { schemaOf } from './typed-schema.ts';

const importEncodingSchema = z.enum(importEncodings);

const importProblemSchema = schemaOf<ImportProblem>()(
  z.strictObject({
    line: z.number().int().nullable(),
    code: z.enum(importProblemCodes),
    column: z.enum(importColumns).nullable(),
    value: z.string(),
  }),
);

const importNoteSchema = schemaOf<ImportNote>()(
  z.strictObject({
    line: z.number().int().nullable(),
    code: z.enum(importNoteCodes),
    column: z.enum(importColumns).nullable(),
    value: z.string(),
  }),
);

const importConflictSchema = schemaOf<ImportConflict>()(
  z.strictObject({
    id: z.string(),
    line: z.number().int(),
    kind: z.enum(importConflictKinds),
    about: z.string(),
    column: z.enum(importColumns).nullable(),
    ours: z.string(),
    theirs: z.string(),
    options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  }),
);

export const importChoicesSchema = schemaOf<ImportChoices>()(
  z.strictObject({
    others: z.enum(importAnswers),
    byId: z.record(z.string().max(200), z.string().max(200)),
    lines: z.record(z.string().max(10), z.boolean()).optional(),
  }),
);

const importRowSchema = schemaOf<ImportRow>()(
  z.strictObject({
    line: z.number().int(),
    what: z.enum(importRowSubjects),
    state: z.enum(importRowStates),
    subject: z.string(),
    service: z.string().nullable(),
    userName: z.string().nullable(),
    matchedBy: z.enum(serviceMatches).nullable(),
    taken: z.boolean().nullable(),
  }),
);

const importCountsSchema = schemaOf<ImportCounts>()(
  z.strictObject({
    rows: z.number().int(),
    left: z.number().int(),
    keys: z.number().int(),
    enrolments: z.number().int(),
    otherWays: z.number().int(),
    devices: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
  }),
);

const importHeadingSchema = schemaOf<ImportHeading>()(
  z.strictObject({ heading: z.string(), column: z.enum(importColumns).nullable() }),
);

const leftOutSchema = schemaOf<LeftOut>()(z.strictObject({ kind: z.enum(leftOutKinds), count: z.number().int() }));

export const importReadingSchema = schemaOf<ImportReading>()(
  z.strictObject({
    encoding: importEncodingSchema.nullable(),
    key: z.string().max(80).nullable(),
    rpId: z.string().max(200).nullable(),
    asOf: isoDateSchema.nullable(),
    vault: z.string().max(100).nullable(),
    columns: z.record(z.string().max(300), z.enum(importColumns).nullable()),
    services: z.record(z.string().max(2_000), z.string().max(300)),
    notSecret: z.union([z.array(z.number().int()).max(50_000), z.literal('all')]),
  }),
);

export const importPreviewSchema = schemaOf<ImportPreview>()(
  z.strictObject({
    token: z.string(),
    file: z.string().nullable(),
    encoding: importEncodingSchema.nullable(),
    encodings: z.array(z.strictObject({ encoding: importEncodingSchema, sample: z.string() })),
    format: z.enum(importFormats).nullable(),
    asksKey: z.boolean(),
    asksRpId: z.boolean(),
    isDated: z.boolean(),
    asOf: isoDateSchema.nullable(),
    vaults: z.array(z.string()),
    headings: z.array(importHeadingSchema),
    leftOut: z.array(leftOutSchema),
    reading: importReadingSchema,
    counts: importCountsSchema,
    rows: z.array(importRowSchema),
    problems: z.array(importProblemSchema),
    problemCount: z.number().int(),
    notes: z.array(importNoteSchema),
    noteCount: z.number().int(),
    conflicts: z.array(importConflictSchema),
    conflictCount: z.number().int(),
  }),
);
