import type { Locale } from '../domain/settings.ts';
import type { Severity } from '../coverage/gap.ts';

/** One line of text in a report. Texts from outside are made safe to show (displayText) where they come in. */
export interface ReportLine {
  readonly text: string;
  readonly look?: 'strong' | 'quiet';
  /** Drawn as a sign and said in words before the text. */
  readonly severity?: Severity;
  /** The link of the text: https only, and shown in full. */
  readonly url?: string;
}

/** One cell of a table: its lines, top to bottom. */
export type ReportCell = readonly ReportLine[];

export interface ReportColumn {
  readonly name: string;
  /** Share of the width of the page, relative to the other columns. */
  readonly width: number;
}

/** A line to tick, with a pen on paper: what to do and what one needs to know for it. */
export interface ReportTask {
  readonly title: string;
  readonly lines: readonly ReportLine[];
  readonly done: boolean;
}

export type ReportBlock =
  | { readonly type: 'lines'; readonly lines: readonly ReportLine[] }
  | { readonly type: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly type: 'list'; readonly items: readonly ReportLine[] }
  | {
      readonly type: 'table';
      readonly columns: readonly ReportColumn[];
      readonly rows: readonly (readonly ReportCell[])[];
    }
  | { readonly type: 'tasks'; readonly tasks: readonly ReportTask[]; readonly ordered: boolean };

export interface ReportSection {
  readonly heading: string;
  readonly blocks: readonly ReportBlock[];
}

/** A report as a person reads it, before it becomes HTML or PDF. */
export interface ReportDocument {
  readonly locale: Locale;
  readonly title: string;
  /** ISO 8601: when it was made. */
  readonly madeAt: string;
  /** The orientation of the paper: tables want width, lists want height. */
  readonly orientation: 'landscape' | 'portrait';
  /** For head and foot of each page: what this is, and of when. */
  readonly running: string;
  /** The subject of the report: the day, what was left out, whether the keys are simulated. */
  readonly about: readonly string[];
  /** The answer in sentences; the first one stands out. */
  readonly summary: readonly string[];
  readonly sections: readonly ReportSection[];
  /** The legend of the symbols, and what to bear in mind. */
  readonly notes: readonly string[];
  /** Said under the notes of a file whose font lacks characters of it; `[U+…]` stands for them there. */
  readonly missingCharactersNote: string;
  /** The texts before, between and after the numbers of "Page 1 of 3". */
  readonly pageText: readonly [before: string, between: string, after: string];
}

/** A table for programs and spreadsheets. Cells are as stored: nothing is cut or replaced. */
export interface ReportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
