import { basename } from 'node:path';
import { type ImportChoices, type ImportEncoding, importEncodings } from '../../../src-shared/domain/imports.ts';
import { importNoteMessage, importProblemMessage } from '../../../src-shared/i18n/import-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { readPlainFile } from '../../../src-main/files/read-plain-file.ts';
import { maxImportBytes } from '../../../src-main/imports/decode-text.ts';
import { planImport, type ImportPlan } from '../../../src-main/imports/plan-import.ts';
import { readImport } from '../../../src-main/imports/read-import.ts';
import { loadOtherWays } from '../../../catalog/other-ways.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { flag, text } from '../../program/options.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

/** A table that was refused, or what was or would be recorded of it. */
type ImportAnswer =
  | { readonly file: string; readonly problems: ImportPlan['problems'] }
  | {
      readonly file: string;
      readonly encoding: string | null;
      readonly plan: ImportPlan;
      readonly added: number | null;
    };

/** `inventory import-csv`: says what the table would add, asks, and records all of it or nothing. */
export const importCsv = defineCommand({
  summary: 'cli.inventory.import-csv',
  args: '<file>',
  options: {
    dryRun: flag('--dry-run', 'cli.option.dry-run'),
    onConflict: text('--on-conflict <answer>', 'cli.option.on-conflict'),
    encoding: text('--encoding <name>', 'cli.option.encoding'),
  },
  run: async (context, { args: [path = ''], dryRun, onConflict, encoding: named }): Promise<ImportAnswer> => {
    const { t, locale, terminal } = context;
    const choices: ImportChoices = { others: oneOf(context, onConflict, answers) ?? 'ours', byId: {} };
    const encoding: ImportEncoding | null = oneOf(context, named, importEncodings);
    const bytes = valueOf(await readPlainFile(path, maxImportBytes));
    const { inventory, snapshot } = await openedInventory(context);
    const file = basename(path);
    const read = readImport({ bytes, encoding });
    if (!read.ok) return { file, problems: read.failure.problems };
    const world = { snapshot, services: catalogueOf(snapshot).services, providers: loadOtherWays(), locale };
    const plan = planImport(read.value.table, world, choices);
    const problems = [...plan.problems, ...plan.conflicts.flatMap(ambiguous)];
    if (problems.length > 0) return { file, problems };
    const answer = { file, encoding: read.value.encoding, plan };
    if (dryRun) return { ...answer, added: null };
    for (const line of planLines(context, plan)) terminal.note(line);
    await confirm(context, t('cli.import-csv.question'));
    return { ...answer, added: valueOf(await inventory.addBulk(plan.bulk)).added };
  },
  document: ({ t }, answer) => {
    const { file } = answer;
    if ('problems' in answer) {
      const problems = answer.problems.map((problem) => ({ ...problem, message: importProblemMessage(t, problem) }));
      return { done: false, file, problems };
    }
    const { encoding, added, plan } = answer;
    return {
      done: added !== null,
      ...(added !== null && { recorded: added }),
      file,
      encoding,
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
    };
  },
  lines: (context, answer) => {
    if ('problems' in answer) return problemLines(context, answer.problems);
    const { added, plan } = answer;
    return added === null ? planLines(context, plan) : [context.t('import.done', { count: added })];
  },
  isInOrder: (answer) => !('problems' in answer),
});

/** Returns the problem of a row that fits several services: a script cannot be asked which, and a guess would be recorded. */
function ambiguous({ kind, line, options }: ImportPlan['conflicts'][number]): ImportPlan['problems'] {
  if (kind !== 'service') return [];
  const value = options.map((option) => option.value.replace(/^service:/, '')).join(', ');
  return [{ line, code: 'service-ambiguous', column: 'service', value }];
}

const answers = ['ours', 'theirs', 'both'] as const;

function planLines({ t }: CommandContext, { counts, notes, conflicts }: ImportPlan): string[] {
  return [
    t('import.summary', { ...counts }),
    ...conflicts.map(({ line, about, ours, theirs }) => t('cli.import-csv.conflict', { line, about, ours, theirs })),
    ...notes.map((note) => displayText(importNoteMessage(t, note), 300)),
  ];
}

function problemLines({ t }: CommandContext, problems: ImportPlan['problems']): string[] {
  const shown = problems.slice(0, 50);
  return [
    t('cli.import-csv.refused', { count: problems.length }),
    ...shown.map((problem) => displayText(importProblemMessage(t, problem), 300)),
    ...(problems.length > 50 ? [t('import.more', { count: problems.length - 50 })] : []),
  ];
}

function oneOf<Value extends string>(
  { t }: CommandContext,
  given: string | undefined,
  values: readonly Value[],
): Value | null {
  if (given === undefined) return null;
  const found = values.find((value) => value === given);
  if (found === undefined) throw new UsageError(t('cli.usage.one-of', { value: given, values: values.join(', ') }));
  return found;
}
