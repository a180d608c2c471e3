import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ImportChoices, type ImportEncoding, importEncodings } from '../../../src-shared/domain/imports.ts';
import { importNoteMessage, importProblemMessage } from '../../../src-shared/i18n/import-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { maxImportBytes } from '../../../src-main/imports/decode-text.ts';
import { planImport, type ImportPlan } from '../../../src-main/imports/plan-import.ts';
import { readImport } from '../../../src-main/imports/read-import.ts';
import { loadOtherWays } from '../../../catalog/other-ways.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failed.ts';
import { confirm } from '../../terminal/confirm.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import type { OwnOptions } from '../../program/program.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

/** `inventory import-csv`: says what the table would add, asks, and records all of it or nothing. */
export async function importCsv(
  context: CommandContext,
  [file = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t, locale, terminal } = context;
  const choices: ImportChoices = { others: oneOf(context, options['onConflict'], answers) ?? 'ours', byId: {} };
  const encoding: ImportEncoding | null = oneOf(context, options['encoding'], importEncodings);
  const bytes = await readTable(file);
  const { inventory, snapshot } = await openedInventory(context);
  const read = readImport({ bytes, encoding });
  if (!read.ok) return refused(context, file, read.failure.problems);
  const world = { snapshot, services: catalogueOf(snapshot).services, providers: loadOtherWays(), locale };
  const plan = planImport(read.value.table, world, choices);
  const problems = [...plan.problems, ...plan.conflicts.flatMap(ambiguous)];
  if (problems.length > 0) return refused(context, file, problems);
  const lines = planLines(context, plan);
  const document = {
    file: basename(file),
    encoding: read.value.encoding,
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
  if (options['dryRun'] === true) return { document: { done: false, ...document }, lines };
  for (const line of lines) terminal.note(line);
  await confirm(context, t('cli.import-csv.question'));
  const { added } = valueOf(await inventory.addBulk(plan.bulk));
  return { document: { done: true, recorded: added, ...document }, lines: [t('import.done', { count: added })] };
}

/** Nobody can be asked here which service is meant, and a guess would be recorded. */
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

function refused(context: CommandContext, file: string, problems: ImportPlan['problems']): CommandResult {
  const { t } = context;
  const messages = problems.map((problem) => ({ ...problem, message: importProblemMessage(t, problem) }));
  return {
    document: { done: false, file: basename(file), problems: messages },
    lines: [
      t('cli.import-csv.refused', { count: problems.length }),
      ...messages.slice(0, 50).map(({ message }) => displayText(message, 300)),
      ...(messages.length > 50 ? [t('import.more', { count: messages.length - 50 })] : []),
    ],
    passed: false,
  };
}

/** Refused by size before it is read (reliability J-03); a pipe or a device has no size that could be trusted. */
async function readTable(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw new CommandFailed({ kind: 'input-invalid', detail: 'no-such-file' });
  if (!found.isFile()) throw new CommandFailed({ kind: 'input-invalid', detail: 'not-a-file' });
  if (found.size > maxImportBytes) throw new CommandFailed({ kind: 'input-invalid', detail: 'too-large' });
  return readFile(file).catch(() => {
    throw new CommandFailed({ kind: 'input-invalid', detail: 'no-such-file' });
  });
}

function oneOf<Value extends string>(
  { t }: CommandContext,
  given: OwnOptions[string],
  values: readonly Value[],
): Value | null {
  if (given === undefined) return null;
  const found = values.find((value) => value === given);
  if (found === undefined)
    throw new UsageError(t('cli.usage.one-of', { value: String(given), values: values.join(', ') }));
  return found;
}
