import { analyseCoverage } from '../../src-shared/coverage/analyse-coverage.ts';
import type {
  CoverageAccount,
  CoverageReport,
  Evidence,
  LossReport,
} from '../../src-shared/coverage/coverage-types.ts';
import { simulateLoss } from '../../src-shared/coverage/simulate-loss.ts';
import { gapMessage, verdictMessage } from '../../src-shared/i18n/coverage-message.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { loadServices } from '../../catalog/services.ts';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { coverageDocument, coverageHeadline } from '../coverage-document.ts';
import { openedInventory, rememberedKey } from '../inventory-access.ts';
import { dayOf } from '../local-day.ts';
import { tableLines } from '../print-table.ts';
import type { OwnOptions } from '../program.ts';

/** `coverage`: which key opens which account, and what would be lost. Looks at the inventory only: no key is needed. */
export async function showCoverage(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { snapshot } = await openedInventory(context);
  const selectors = Array.isArray(options['lost']) ? options['lost'] : [];
  const lost = selectors.map((selector) => rememberedKey(snapshot, selector).id);
  const report = analyseCoverage({ ...snapshot, services: loadServices() });
  const loss = simulateLoss(report, lost);
  return { document: coverageDocument(context.t, report, loss), lines: coverageLines(context, report, loss) };
}

/** A shape for each kind of evidence, so that the matrix is legible without colour. */
const signs: Readonly<Record<Evidence, string>> = { read: '●', told: '○', absent: '–', unknown: '?' };

function coverageLines(context: CommandContext, report: CoverageReport, loss: LossReport): string[] {
  const { t } = context;
  const legend = (['read', 'told', 'absent', 'unknown'] as const)
    .map((evidence) => `${signs[evidence]} ${t(`evidence.${evidence}`)}`)
    .join('   ');
  const lines = [displayText(coverageHeadline(t, report, loss), 500), ''];
  if (report.totals.accounts > 0) lines.push(...matrix(context, report, loss), '', legend, '');
  lines.push(...keyLines(context, report));
  const next = nextSteps(context, report);
  return next.length === 0 ? lines : [...lines, '', ...next];
}

function matrix({ t, locale }: CommandContext, report: CoverageReport, loss: LossReport): string[] {
  const fates = new Map<CoverageAccount, string>([
    ...loss.lockedOut.map((account) => [account, t('cli.fate.locked-out')] as const),
    ...loss.perhapsLockedOut.map((account) => [account, t('cli.fate.perhaps')] as const),
  ]);
  const simulating = loss.lostKeyIds.length > 0;
  const keys = report.keys.map(({ keyId, label }) => {
    const name = displayText(label, 14);
    return loss.lostKeyIds.includes(keyId) ? `(${name})` : name;
  });
  const header = [t('cli.column.service'), t('cli.column.user'), ...keys, t('cli.column.verdict')];
  const rows = report.services.flatMap((service) =>
    service.accounts.map((account) => [
      displayText((locale === 'ja' ? service.nameJa : null) ?? service.name, 34),
      displayText(account.userName ?? account.userDisplayName ?? t('account.unnamed'), 28),
      ...account.cells.map(({ evidence }) => signs[evidence]),
      simulating ? (fates.get(account) ?? t('cli.fate.open')) : verdictMessage(t, account),
    ]),
  );
  // The rows that fall are lifted to the top.
  const fallen = (row: readonly string[]): boolean => simulating && row.at(-1) !== t('cli.fate.open');
  return tableLines(header, [...rows.filter(fallen), ...rows.filter((row) => !fallen(row))]);
}

function keyLines({ t }: CommandContext, report: CoverageReport): string[] {
  const header = [t('cli.column.label'), t('cli.column.role'), t('cli.column.last-read'), t('cli.column.alone')];
  const rows = report.keys.map((key) => [
    displayText(key.label, 30),
    t(`role.${key.role ?? 'none'}`),
    key.lastRead === null ? '–' : dayOf(key.lastRead),
    String(key.aloneHolds),
  ]);
  return report.keys.length === 0 ? [] : tableLines(header, rows);
}

/** The same step for many accounts is one line with their number. */
function nextSteps({ t }: CommandContext, report: CoverageReport): string[] {
  const steps = new Map<string, number>();
  const parts = [...report.services.flatMap((service) => service.accounts), ...report.keys];
  for (const gap of parts.flatMap((part) => part.gaps)) {
    const { text, next } = gapMessage(t, gap);
    const line = displayText(`${text} ${next}`, 300);
    steps.set(line, (steps.get(line) ?? 0) + 1);
  }
  return [...steps].map(([line, count]) => (count === 1 ? `• ${line}` : `• ${line} (${count})`));
}
