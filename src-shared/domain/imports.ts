/** Encodings that an import reads. */
export const importEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'windows-1252',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-874',
  'koi8-r',
  'koi8-u',
  'iso-8859-5',
  'ibm866',
  'gb18030',
  'big5',
  'euc-kr',
] as const;
export type ImportEncoding = (typeof importEncodings)[number];

/** The columns of an import (docs/import.md), by the names that the code uses. */
export const importColumns = [
  'service',
  'serviceId',
  'rpId',
  'account',
  'key',
  'serial',
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

/** Formats that an import reads: one recogniser and reader each (src-main/imports/formats). */
export const importFormats = [
  'table',
  'key-matrix',
  'ykman',
  'fido2-token',
  'keyroost',
  'graph-methods',
  'entra-registration',
  'okta-factors',
  'google-users',
  'bitwarden',
  'bitwarden-csv',
  '1password',
  'keepassxc',
  'roboform',
  'lastpass',
  'dashlane',
  'proton-pass',
  'nordpass',
  'firefox',
  'apple-passwords',
  'chromium',
  'passwords',
] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Files that are recognised and cannot be read: what they are is said. */
export const unreadableFiles = [
  'bitwarden-encrypted',
  'keepass-database',
  '1pux',
  'archive',
  'pdf',
  'inventory',
  'inventory-export',
  'policy',
  'encrypted-text',
  'json',
  'xml',
] as const;
export type UnreadableFile = (typeof unreadableFiles)[number];

/** Parts of a file that a reader leaves out and never keeps. */
export const leftOutKinds = ['password', 'totp', 'note', 'passkey-key', 'secret-column', 'entry'] as const;

export interface LeftOut {
  readonly kind: (typeof leftOutKinds)[number];
  readonly count: number;
}

/** A heading of a table and the column that it is read as; null: left out. */
export interface ImportHeading {
  readonly heading: string;
  readonly column: ImportColumn | null;
}

/** Statements of a person on how a file is to be read, beside what it says itself. */
export interface ImportReading {
  /** Null: by evidence. */
  readonly encoding: ImportEncoding | null;
  /** Label of the key that a listing by another program is of. */
  readonly key: string | null;
  /** Website that a listing is of, where it does not say it. */
  readonly rpId: string | null;
  /** Time at which another program made the listing (ISO 8601); null: when the file was last written. */
  readonly asOf: string | null;
  /** Id of the provider (catalogue of other ways in) whose vault a list of passwords is of. */
  readonly vault: string | null;
  /** Columns by heading; null leaves one out. */
  readonly columns: Readonly<Record<string, ImportColumn | null>>;
  /** Service ids by the text that stands for them. */
  readonly services: Readonly<Record<string, string>>;
  /** Lines whose texts look like codes and are none, as the person says. */
  readonly notSecret: readonly number[] | 'all';
}

export const plainReading: ImportReading = {
  encoding: null,
  key: null,
  rpId: null,
  asOf: null,
  vault: null,
  columns: {},
  services: {},
  notSecret: [],
};

export const importProblemCodes = [
  'too-large',
  'spreadsheet',
  'unreadable',
  'encoding',
  'encoding-unclear',
  'key-needed',
  'rp-id-needed',
  'vault-needed',
  'column-unknown',
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
  'serial-ambiguous',
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
  'short-last-line',
  'lines-above',
  'key-not-named',
  'method-not-known',
  'display-names',
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
  /** Lines that are offered, and whether they are taken; the rest is as the preview proposes. */
  readonly lines?: Readonly<Record<string, boolean>> | undefined;
}

export const importRowSubjects = ['enrolment', 'other-way', 'key', 'device'] as const;
export const importRowStates = ['new', 'unchanged', 'changed', 'conflict', 'repeated', 'left'] as const;
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
  /** Whether a line that is only offered is taken; null for one that is part of the file. */
  readonly taken: boolean | null;
}

export interface ImportCounts {
  readonly rows: number;
  /** Lines that were offered and not taken. */
  readonly left: number;
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
  /** Encodings that the file may be of, each with a line of it; where there are several, one must be chosen. */
  readonly encodings: readonly { readonly encoding: ImportEncoding; readonly sample: string }[];
  /** Null where the file was not recognised. */
  readonly format: ImportFormat | null;
  /** Whether the file is a listing of one key, which has to be named. */
  readonly asksKey: boolean;
  /** Whether it is a listing of one website of that key, which has to be named. */
  readonly asksRpId: boolean;
  /** Whether another program listed it at some time, which its records get. */
  readonly isDated: boolean;
  /** That time (ISO 8601) as the person or the file says it; null where neither does: now. */
  readonly asOf: string | null;
  /** Providers one of which the vault is of; empty where the file says it. */
  readonly vaults: readonly string[];
  readonly headings: readonly ImportHeading[];
  readonly leftOut: readonly LeftOut[];
  /** As this preview was read. */
  readonly reading: ImportReading;
  readonly counts: ImportCounts;
  readonly rows: readonly ImportRow[];
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  readonly notes: readonly ImportNote[];
  readonly noteCount: number;
  readonly conflicts: readonly ImportConflict[];
  readonly conflictCount: number;
}
