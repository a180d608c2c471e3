import { type CheckVerdict, checkVerdicts, type KeyCheck } from '../../../src-shared/domain/check.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { checkTable } from '../../../src-shared/reports/check-slip.ts';
import { createReportContext } from '../../../src-shared/reports/report-context.ts';
import { csvText } from '../../../src-main/reports/csv.ts';
import { defineCommand } from '../../program/command.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { flag, switchOff, text } from '../../program/options.ts';
import { writeOutputFile } from '../../program/write-output-file.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { checkDocument, checkRow } from './check-document.ts';
import { writeSlip } from './write-slip.ts';

/** `check list`: the checks of today, or all that are kept, with their number by verdict; as CSV with `--csv`. */
export const listChecks = defineCommand({
  summary: 'cli.check.list',
  options: {
    all: flag('--all', 'cli.option.check-all'),
    csv: text('--csv <file>', 'cli.option.check-csv'),
    force: flag('--force', 'cli.option.report-force'),
    bom: switchOff('--no-bom', 'cli.option.report-no-bom'),
  },
  run: async (context, { all, csv, force, bom }) => {
    const { snapshot } = await openedInventory(context);
    const today = dayOf(new Date().toISOString());
    const checks = snapshot.checks.filter(({ at }) => all || dayOf(at) === today).toReversed();
    if (csv === undefined) return { checks, file: null };
    const report = createReportContext({
      locale: context.locale,
      now: new Date().toISOString(),
      demo: snapshot.demo,
      withIdentifiers: false,
    });
    const table = csvText(checkTable(report, checks), { byteOrderMark: bom });
    return { checks, file: await writeOutputFile(csv, table, { replace: force }) };
  },
  document: (context, { checks, file }) => ({
    counts: countsOf(checks),
    checks: checks.map((check) => checkDocument(context, check)),
    file,
  }),
  lines: (context, { checks, file }) => {
    const { t, terminal } = context;
    const { issue, 'do-not-issue': doNot, 'cannot-tell': unknown } = countsOf(checks);
    const header = (['time', 'verdict', 'number', 'model', 'id'] as const).map((column) => t(`check.list.${column}`));
    return [
      t('check.list.counts', { issue, doNot, unknown }),
      ...(checks.length === 0
        ? []
        : tableLines(
            header,
            checks.map((check) => checkRow(context, check)),
            terminal.size,
          )),
      ...(file === null ? [] : [t('cli.report.written', { file: displayText(file, 300) })]),
    ];
  },
});

/** `check slip`: the slip of a check that is kept, as PDF or printable HTML. */
export const slipOfCheck = defineCommand({
  summary: 'cli.check.slip',
  args: '<id> <file>',
  options: { force: flag('--force', 'cli.option.report-force') },
  run: async (context, { args: [id = '', file = ''], force }) => {
    const { snapshot } = await openedInventory(context);
    return { done: true, file: await writeSlip(context, checkWith(snapshot, id), file, force) };
  },
  lines: ({ t }, { file }) => [t('cli.report.written', { file: displayText(file, 300) })],
});

/** `check note`: a note on a check that is kept. */
export const noteOnCheck = defineCommand({
  summary: 'cli.check.note',
  args: '<id> <text>',
  options: {},
  run: async (context, { args: [id = '', note = ''] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    valueOf(await inventory.noteOnCheck(checkWith(snapshot, id).id, note));
    return { done: true, id };
  },
  lines: ({ t }) => [t('cli.check.noted')],
});

/** Returns a check that is kept. Throws CommandFailed for an id that none has. */
export function checkWith({ checks }: InventorySnapshot, id: string): KeyCheck {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) throw new CommandFailed({ kind: 'input-invalid', detail: 'no-such-check' });
  return check;
}

function countsOf(checks: readonly KeyCheck[]): Readonly<Record<CheckVerdict, number>> {
  const counts = checkVerdicts.map((verdict) => [verdict, checks.filter((check) => check.verdict === verdict).length]);
  return Object.fromEntries(counts) as Readonly<Record<CheckVerdict, number>>;
}
