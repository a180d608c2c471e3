import { basename } from 'node:path';
import type { ImportHeading } from '../../../src-shared/domain/imports.ts';
import {
  importFormatName,
  importNoteMessage,
  importProblemMessage,
  leftOutMessage,
} from '../../../src-shared/i18n/import-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { modifiedAtOf, readPlainFile } from '../../../src-main/files/read-plain-file.ts';
import { maxImportBytes } from '../../../src-main/imports/decode-text.ts';
import { fileProblem } from '../../../src-main/imports/file-problem.ts';
import { foldTerm } from '../../../src-main/imports/fold-term.ts';
import { keptWith, keptMapping } from '../../../src-main/imports/kept-mapping.ts';
import { planImport, type ImportPlan } from '../../../src-main/imports/plan-import.ts';
import {
  encodingSamples,
  type ImportSource,
  type ReadFile,
  readImport,
  tableFrom,
} from '../../../src-main/imports/read-import.ts';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { defineCommand } from '../../program/command.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';
import { choicesOf, columnsOf, importOptions, readingOf } from './import-options.ts';

/** A file that was refused, or what was or would be recorded of it. */
type ImportAnswer = { readonly file: string; readonly headings: readonly ImportHeading[] } & (
  | {
      readonly problems: ImportPlan['problems'];
      readonly encodings: ReturnType<typeof encodingSamples>;
    }
  | {
      readonly read: ReadFile;
      readonly plan: ImportPlan;
      readonly added: number | null;
      readonly asOf: string | null;
    }
);

/** `inventory import-csv`: says what the file would add, asks, and records all of it or nothing. */
export const importCsv = defineCommand({
  summary: 'cli.inventory.import-csv',
  args: '<file>',
  options: importOptions,
  run: async (context, { args: [path = ''], ...input }): Promise<ImportAnswer> => {
    const { t, locale, terminal } = context;
    const file = basename(path);
    const bytes = valueOf(await readPlainFile(path, maxImportBytes));
    const { inventory, snapshot } = await openedInventory(context);
    const reading = readingOf(context, input, keptMapping(snapshot.preferences));
    const source: ImportSource = {
      bytes,
      encoding: reading.encoding,
      modifiedAt: await modifiedAtOf(path),
    };
    const read = readImport(source);
    if (!read.ok) {
      const { problems, headings, candidates } = read.failure;
      return { file, headings, problems, encodings: encodingSamples(source, candidates) };
    }
    const encodings = read.value.holdsSecrets ? [] : encodingSamples(source, read.value.candidates);
    if (read.value.holdsSecrets) bytes.fill(0);
    const table = tableFrom(read.value, reading);
    if (!table.ok) return { file, ...table.failure, encodings };
    const { headings, rows } = table.value;
    const unknown = unknownHeadings(headings, Object.keys(columnsOf(context, input.map ?? [])));
    const offered = [...new Set(rows.flatMap(({ line, offered: isOffered }) => (isOffered === true ? [line] : [])))];
    const world = { snapshot, services: catalogueOf(snapshot).services, providers: loadOtherWays(), locale };
    const choices = choicesOf(context, input, offered);
    const plan = planImport(
      table.value,
      { ...world, servicesByText: reading.services, notSecret: reading.notSecret },
      choices,
    );
    const problems = [...unknown, ...plan.problems, ...plan.conflicts.flatMap(ambiguous)];
    if (problems.length > 0) return { file, headings, problems, encodings };
    const asOf = reading.asOf ?? read.value.modifiedAt;
    const answer = { file, headings, read: read.value, plan, asOf };
    if (input.dryRun) return { ...answer, added: null };
    for (const line of planLines(context, read.value, plan)) terminal.note(line);
    await confirm(context, t('cli.import-csv.question'));
    inventory.sayNoSecret(plan.notSecret);
    const { added } = valueOf(await inventory.addBulk(plan.bulk));
    if (input.keepMap) valueOf(await inventory.setPreferences(keptWith(snapshot.preferences, reading)));
    return { ...answer, added };
  },
  document: ({ t }, answer) => {
    const { file, headings } = answer;
    if ('problems' in answer) {
      const problems = answer.problems.map((problem) => ({ ...problem, message: importProblemMessage(t, problem) }));
      return { done: false, file, headings, encodings: answer.encodings, problems };
    }
    const { added, plan, read } = answer;
    return {
      done: added !== null,
      ...(added !== null && { recorded: added }),
      file,
      encoding: read.encoding,
      format: read.format,
      asOf: read.contents.isDated ? answer.asOf : null,
      headings,
      leftOut: read.contents.leftOut,
      ...plan.counts,
      problems: [],
      notes: plan.notes.map((note) => ({ ...note, message: importNoteMessage(t, note) })),
      conflicts: plan.conflicts.map(({ line, kind, about, column, ours, theirs }) => ({
        line,
        kind,
        about,
        column,
        ours,
        theirs,
      })),
      offered: plan.rows.flatMap(({ line, service, userName, taken }) =>
        taken === null ? [] : [{ line, service, userName, taken }],
      ),
    };
  },
  lines: (context, answer) => {
    if ('problems' in answer) return problemLines(context, answer);
    const { added, plan, read } = answer;
    return added === null ? planLines(context, read, plan) : [context.t('import.done', { count: added })];
  },
  status: (answer) => statusOfCheck(!('problems' in answer)),
});

/** Returns a problem for each heading that an option names and the file does not have. */
function unknownHeadings(headings: readonly ImportHeading[], named: readonly string[]): ImportPlan['problems'] {
  const known = new Set(headings.map(({ heading }) => foldTerm(heading)));
  return named.filter((one) => !known.has(foldTerm(one))).map((one) => fileProblem('column-unknown', null, null, one));
}

/** Returns the problem of a row that fits several services: a script cannot be asked which, and a guess would be recorded. */
function ambiguous({ kind, line, options }: ImportPlan['conflicts'][number]): ImportPlan['problems'] {
  if (kind !== 'service') return [];
  const value = options.map((option) => option.value.replace(/^service:/, '')).join(', ');
  return [{ line, code: 'service-ambiguous', column: 'service', value }];
}

function planLines({ t }: CommandContext, read: ReadFile, { counts, notes, conflicts, rows }: ImportPlan): string[] {
  const { leftOut } = read.contents;
  return [
    t('import.as', { format: importFormatName(t, read.format) }),
    t('import.summary', { ...counts }),
    ...rows
      .filter(({ taken }) => taken === true)
      .slice(0, mostShown)
      .map(({ line, service, userName, subject }) =>
        displayText(t('import.take', { line, name: [service, userName, subject].filter(Boolean).join(' · ') }), 300),
      ),
    ...(counts.left === 0 ? [] : [t('cli.import-csv.left', { count: counts.left })]),
    ...(leftOut.length === 0 ? [] : [t('cli.import-csv.left-out', { what: leftOutMessage(t, leftOut) })]),
    ...conflicts.map(({ line, about, ours, theirs }) => t('cli.import-csv.conflict', { line, about, ours, theirs })),
    ...notes.map((note) => displayText(importNoteMessage(t, note), 300)),
  ];
}

const mostShown = 50;

function problemLines(
  { t }: CommandContext,
  { problems, headings, encodings }: Extract<ImportAnswer, { readonly problems: unknown }>,
): string[] {
  const shown = problems.slice(0, mostShown);
  const unknown = headings.filter(({ column }) => column === null);
  return [
    t('cli.import-csv.refused', { count: problems.length }),
    ...shown.map((problem) => displayText(importProblemMessage(t, problem), 500)),
    ...(problems.length > mostShown ? [t('import.more', { count: problems.length - mostShown })] : []),
    ...encodings.map(({ encoding, sample }) => displayText(t('import.encoding.sample', { encoding, sample }), 200)),
    ...(unknown.length === 0
      ? []
      : [
          displayText(
            t('cli.import-csv.headings', { headings: unknown.map(({ heading }) => heading).join(t('list.separator')) }),
            500,
          ),
        ]),
  ];
}
