/** Encodings that an import reads. */
export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

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

export const importProblemCodes = [
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
] as const;

/** Problem that keeps the whole file from being imported. `line` counts from 1, as an editor does; null: the file as a whole. */
export interface ImportProblem {
  readonly line: number | null;
  readonly code: (typeof importProblemCodes)[number];
  readonly column: ImportColumn | null;
  /** Value in the file, shortened. */
  readonly value: string;
}

export const importNoteCodes = [
  'column-ignored',
  'repeated',
  'perhaps-a-code',
  'service-by-domain',
  'own-service',
] as const;

/** Remark that a person should look at before they import. */
export interface ImportNote {
  readonly line: number | null;
  readonly code: (typeof importNoteCodes)[number];
  readonly column: ImportColumn | null;
  readonly value: string;
}

export const importConflictKinds = ['key', 'other-way', 'device', 'note', 'service'] as const;

/** Contradiction between file and inventory, or between two lines of the file. */
export interface ImportConflict {
  readonly id: string;
  readonly line: number;
  readonly kind: (typeof importConflictKinds)[number];
  /** The key, the account or the text that it is about. */
  readonly about: string;
  readonly column: ImportColumn | null;
  readonly ours: string;
  readonly theirs: string;
  /** Possible answers; the first holds where none is given. `service:<id>` names a service. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const importAnswers = ['ours', 'theirs', 'both'] as const;

/** Answers to conflicts: for single ones by id, and for all others. */
export interface ImportChoices {
  readonly others: (typeof importAnswers)[number];
  readonly byId: Readonly<Record<string, string>>;
}

export const importRowSubjects = ['enrolment', 'other-way', 'key', 'device'] as const;
export const importRowStates = ['new', 'unchanged', 'changed', 'conflict', 'repeated'] as const;
/** Ways in which the service of a line was found. */
export const serviceMatches = ['id', 'name', 'rp-id', 'domain', 'own-domain'] as const;

/** One line of the preview. */
export interface ImportRow {
  readonly line: number;
  readonly what: (typeof importRowSubjects)[number];
  readonly state: (typeof importRowStates)[number];
  /** Label of the key, or name of the other way in. */
  readonly subject: string;
  readonly service: string | null;
  readonly userName: string | null;
  /** Null for a line about a key alone. */
  readonly matchedBy: (typeof serviceMatches)[number] | null;
}

export interface ImportCounts {
  readonly rows: number;
  readonly keys: number;
  readonly enrolments: number;
  readonly otherWays: number;
  readonly devices: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Effect of an import. The lists are cut for the window; the counts are not. */
export interface ImportPreview {
  /** Names this preview for `apply`, which refuses it while there are problems. */
  readonly token: string;
  readonly file: string | null;
  readonly encoding: ImportEncoding | null;
  readonly counts: ImportCounts;
  readonly rows: readonly ImportRow[];
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  readonly notes: readonly ImportNote[];
  readonly noteCount: number;
  readonly conflicts: readonly ImportConflict[];
  readonly conflictCount: number;
}
