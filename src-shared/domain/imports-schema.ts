import { z } from 'zod';
import {
  importAnswers,
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
import { schemaOf } from './typed-schema.ts';

export const importEncodingSchema = z.enum(importEncodings);

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
  }),
);

const importCountsSchema = schemaOf<ImportCounts>()(
  z.strictObject({
    rows: z.number().int(),
    keys: z.number().int(),
    enrolments: z.number().int(),
    otherWays: z.number().int(),
    devices: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
  }),
);

export const importPreviewSchema = schemaOf<ImportPreview>()(
  z.strictObject({
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
  }),
);
