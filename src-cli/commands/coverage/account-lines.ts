import { cellOf } from '../../../src-shared/coverage/cell-of.ts';
import type { CoverageAccount, CoverageService } from '../../../src-shared/coverage/coverage-account.ts';
import type { Evidence } from '../../../src-shared/coverage/coverage-cell.ts';
import { userText } from '../../../src-shared/i18n/account-text.ts';
import { verdictMessage } from '../../../src-shared/i18n/coverage-message.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { textWidth } from '../../terminal/text-width.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { lossImpactsOf } from './coverage-document.ts';
import type { CoverageView } from './coverage-view.ts';
import { isAnythingLost } from '../../program/arguments/lost-parts.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** A shape for each kind of evidence, so that the matrix is legible without colour. */
const symbols: Readonly<Record<Evidence, string>> = { read: '●', told: '○', absent: '–', unknown: '?' };

/** Size of a matrix that goes to a file or a pipe. */
const fileSize = { columns: 250, rows: 1_000 } as const;

/** More accounts than this are counted, not listed. */
const mostListed = 1_000;

interface Row {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
  /** Verdict, or the impact of the loss that was asked about. */
  readonly outcome: string;
  /** Whether it has a gap, or would not open after the loss. */
  readonly isConcerned: boolean;
}

export interface AccountLines {
  readonly lines: string[];
  /** Keys stand in the matrix by their numbers. */
  readonly isNumbered: boolean;
}

/**
 * Writes the accounts: as a matrix where it fits, with keys by label or else by number; else those that have a gap (or fall with the loss that
 * was asked about), one line each, and the number of the others.
 */
export function accountLines(context: CommandContext, view: CoverageView): AccountLines {
  const rows = rowsOf(context, view);
  if (rows.length === 0) return { lines: [], isNumbered: false };
  const { keys } = view.shown;
  const { columns, rows: height } = context.terminal.size ?? fileSize;
  if (rows.length <= height && keys.length * 3 <= columns) {
    const labels = keys.map(({ label, keyId }) => {
      const name = displayText(label, 14);
      return view.loss.lostKeyIds.includes(keyId) ? `(${name})` : name;
    });
    for (const names of [labels, keys.map((_, index) => String(index + 1))]) {
      const lines = matrixLines(context, view, rows, names);
      if (lines.every((line) => textWidth(line) <= columns)) {
        return { lines: [...lines, '', legend(context)], isNumbered: names !== labels };
      }
    }
  }
  return { lines: listLines(context, view, rows), isNumbered: false };
}

function rowsOf({ t }: CommandContext, { shown, whole, loss, lost }: CoverageView): readonly Row[] {
  const isSimulating = isAnythingLost(lost);
  const lossImpactOf = lossImpactsOf(whole, loss);
  const rows = shown.services.flatMap((service) =>
    service.accounts.map((account): Row => {
      if (!isSimulating) {
        return { service, account, outcome: verdictMessage(t, account), isConcerned: account.gaps.length > 0 };
      }
      const lossImpact = lossImpactOf(account);
      return { service, account, outcome: t(`cli.fate.${lossImpact}`), isConcerned: lossImpact !== 'open' };
    }),
  );
  // After a loss the rows that fall are lifted to the top.
  const isFirst = ({ isConcerned }: Row): boolean => isSimulating && isConcerned;
  return [...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))];
}

function matrixLines(
  context: CommandContext,
  { shown, whole }: CoverageView,
  rows: readonly Row[],
  keyNames: readonly string[],
): string[] {
  const { t } = context;
  const header = [t('cli.column.service'), t('cli.column.user'), ...keyNames, t('cli.column.verdict')];
  return tableLines(
    header,
    rows.map((row) => [
      ...nameCells(context, row),
      ...shown.keys.map(({ keyId }) => symbols[cellOf(whole, row.account, keyId).evidence]),
      row.outcome,
    ]),
    // Whether it fits is decided by its lines.
    null,
  );
}

function listLines(context: CommandContext, { lost }: CoverageView, rows: readonly Row[]): string[] {
  const { t, terminal } = context;
  const concerned = rows.filter(({ isConcerned }) => isConcerned);
  const listed = concerned.slice(0, mostListed);
  const header = [t('cli.column.service'), t('cli.column.user'), t('cli.column.verdict')];
  const cells = listed.map((row) => [...nameCells(context, row), row.outcome]);
  const more = concerned.length - listed.length;
  const rest = rows.length - concerned.length;
  const counted = isAnythingLost(lost) ? t('cli.coverage.rest-open', { rest }) : t('cli.coverage.rest', { rest });
  return [
    ...(cells.length === 0 ? [] : tableLines(header, cells, terminal.size)),
    ...(more > 0 ? [t('cli.coverage.more', { more })] : []),
    counted,
  ];
}

function nameCells({ t, locale }: CommandContext, { service, account }: Row): [string, string] {
  return [displayRpId(serviceNameIn(service, locale), 34), displayText(userText(t, account), 40)];
}

function legend({ t }: CommandContext): string {
  const evidences = ['read', 'told', 'absent', 'unknown'] as const;
  return evidences.map((evidence) => `${symbols[evidence]} ${t(`evidence.${evidence}`)}`).join('   ');
}
