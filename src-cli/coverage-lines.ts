import { cellOf } from '../src-shared/coverage/cell-of.ts';
import type {
  CoveragePlace,
  CoverageReport,
  Evidence,
  Lost,
  LossReport,
} from '../src-shared/coverage/coverage-types.ts';
import { simulateLoss } from '../src-shared/coverage/simulate-loss.ts';
import { gapMessage, verdictMessage } from '../src-shared/i18n/coverage-message.ts';
import { displayText } from '../src-shared/lib/display-text.ts';
import type { CommandContext } from './command-context.ts';
import { coverageHeadline, fatesOf } from './coverage-document.ts';
import { dayOf } from './local-day.ts';
import { tableLines } from './print-table.ts';

/** A shape for each kind of evidence, so that the matrix is legible without colour. */
const signs: Readonly<Record<Evidence, string>> = { read: '●', told: '○', absent: '–', unknown: '?' };

/** Writes a report as text: headline, matrix, what would be lost with each key and place, next steps. `whole` is the report unfiltered. */
export function coverageLines(
  context: CommandContext,
  report: CoverageReport,
  loss: LossReport,
  whole: CoverageReport,
): string[] {
  const { t } = context;
  const legend = (['read', 'told', 'absent', 'unknown'] as const)
    .map((evidence) => `${signs[evidence]} ${t(`evidence.${evidence}`)}`)
    .join('   ');
  const lines = [displayText(coverageHeadline(t, report, loss), 500), ''];
  if (report.services.length > 0) lines.push(...matrix(context, report, loss), '', legend, '');
  lines.push(...keyLines(context, report, whole));
  const places = [
    ...placeLines(context, whole, whole.places, t('cli.column.place')),
    ...placeLines(context, whole, whole.rings, t('cli.column.carried-on')),
  ];
  const next = nextSteps(context, report);
  return [...lines, ...places, ...(next.length === 0 ? [] : ['', ...next])];
}

function matrix({ t, locale }: CommandContext, report: CoverageReport, loss: LossReport): string[] {
  const fateOf = fatesOf(loss);
  const simulating = loss.lostKeyIds.length > 0 || loss.lostWayIds.length > 0;
  const keys = report.keys.map(({ keyId, label }) => {
    const name = displayText(label, 14);
    return loss.lostKeyIds.includes(keyId) ? `(${name})` : name;
  });
  const header = [t('cli.column.service'), t('cli.column.user'), ...keys, t('cli.column.verdict')];
  const rows = report.services.flatMap((service) =>
    service.accounts.map((account) => [
      displayText((locale === 'ja' ? service.nameJa : null) ?? service.name, 34),
      displayText(account.userName ?? account.userDisplayName ?? t('account.unnamed'), 28),
      ...report.keys.map(({ keyId }) => signs[cellOf(report, account, keyId).evidence]),
      simulating ? t(`cli.fate.${fateOf(account)}`) : verdictMessage(t, account),
    ]),
  );
  // The rows that fall are lifted to the top.
  const fallen = (row: readonly string[]): boolean => simulating && row.at(-1) !== t('cli.fate.open');
  return tableLines(header, [...rows.filter(fallen), ...rows.filter((row) => !fallen(row))]);
}

function keyLines(context: CommandContext, report: CoverageReport, whole: CoverageReport): string[] {
  const { t } = context;
  const header = [
    t('cli.column.label'),
    t('cli.column.role'),
    t('cli.column.last-read'),
    t('cli.column.alone'),
    t('cli.column.if-lost'),
  ];
  const rows = report.keys.map((key) => [
    displayText(key.label, 30),
    key.lost ? t('cli.coverage.lost-key') : t(`role.${key.role ?? 'none'}`),
    key.lastRead === null ? '–' : dayOf(key.lastRead),
    String(key.aloneHolds),
    key.outOfUse ? '–' : ifLost(context, whole, { keyIds: [key.keyId] }),
  ]);
  return report.keys.length === 0 ? [] : tableLines(header, rows);
}

function placeLines(
  context: CommandContext,
  whole: CoverageReport,
  places: readonly CoveragePlace[],
  title: string,
): string[] {
  const { t } = context;
  if (places.length === 0) return [];
  const labels = new Map(whole.keys.map((key) => [key.keyId, key.label]));
  const rows = places.map(({ place, keyIds, otherWayIds }) => [
    displayText(place, 30),
    displayText(keyIds.map((keyId) => labels.get(keyId) ?? keyId).join(t('list.separator')), 40),
    ifLost(context, whole, { keyIds, otherWayIds }),
  ]);
  return ['', ...tableLines([title, t('cli.column.keys'), t('cli.column.if-lost')], rows)];
}

function ifLost({ t }: CommandContext, report: CoverageReport, lost: Lost): string {
  const { counts } = simulateLoss(report, lost);
  const parts = (['locked-out', 'perhaps', 'helpdesk'] as const)
    .filter((fate) => counts[fate] > 0)
    .map((fate) => t(`cli.if-lost.${fate}`, { count: counts[fate] }));
  return parts.length === 0 ? t('cli.if-lost.nothing') : parts.join(t('list.separator'));
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
