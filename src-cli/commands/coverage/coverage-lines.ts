import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import type { CoveragePlace } from '../../../src-shared/coverage/coverage-device.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { gapMessage } from '../../../src-shared/i18n/coverage-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { accountLines } from './account-lines.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { coverageHeadline, nextStepText } from './coverage-document.ts';
import type { CoverageView } from './coverage-view.ts';
import { blastLines, dependencyLines } from './dependency-lines.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { questionLines } from '../inventory/question-document.ts';

/** More rows or steps than this are counted, not listed. */
const mostListed = 100;

/** Writes a report as text: headline, accounts, what would be lost with what, what accounts depend on, questions, next steps. */
export function* coverageLines(context: CommandContext, view: CoverageView): Generator<string, void> {
  const { t } = context;
  const { shown, whole } = view;
  const { lines, isNumbered } = accountLines(context, view);
  // Computed one after the other, so that an interrupt is heard between them.
  const sections: readonly (readonly [heading: string | null, lines: () => readonly string[]])[] = [
    [null, () => lines],
    [null, () => keyLines(context, view, isNumbered)],
    [null, () => deviceLines(context, whole)],
    [null, () => holdingLines(context, whole, 'places')],
    [null, () => holdingLines(context, whole, 'rings')],
    [t('cli.coverage.blast'), () => blastLines(context, view)],
    [t('cli.coverage.depends'), () => dependencyLines(context, view)],
    [t('cli.coverage.questions'), () => questionLines(context, view, shown.questions)],
    [t('cli.coverage.steps'), () => nextSteps(context, shown)],
  ];
  yield displayText(coverageHeadline(t, view), 500);
  if (view.step !== null) yield t('cli.coverage.next-step', { step: nextStepText(t, view, view.step) });
  for (const [heading, linesOf] of sections) {
    const some = linesOf();
    if (some.length === 0) continue;
    yield '';
    if (heading !== null) yield heading;
    yield* some;
  }
}

function keyLines(context: CommandContext, { shown, whole }: CoverageView, isNumbered: boolean): string[] {
  const { t } = context;
  if (shown.keys.length === 0) return [];
  const numbered = shown.keys.map((key, index) => ({ key, number: String(index + 1) }));
  const isLong = numbered.length > mostListed;
  const listed = isLong ? numbered.toSorted((left, right) => right.key.aloneHolds - left.key.aloneHolds) : numbered;
  const header = [
    ...(isNumbered ? [t('cli.column.number')] : []),
    t('cli.column.label'),
    t('cli.column.role'),
    t('cli.column.last-read'),
    t('cli.column.alone'),
    t('cli.column.if-lost'),
  ];
  const rows = listed
    .slice(0, mostListed)
    .map(({ key, number }) => [...(isNumbered ? [number] : []), ...keyCells(context, whole, key)]);
  return [
    ...tableLines(header, rows, context.terminal.size),
    ...(isLong ? [t('cli.coverage.more-keys', { more: numbered.length - mostListed })] : []),
  ];
}

function keyCells(context: CommandContext, whole: CoverageReport, key: CoverageKey): string[] {
  const { t } = context;
  return [
    displayText(key.label, 30),
    key.lost ? t('cli.coverage.lost-key') : t(`role.${key.role ?? 'none'}`),
    key.lastRead === null ? '–' : dayOf(key.lastRead),
    String(key.aloneHolds),
    key.outOfUse ? '–' : ifLost(context, whole, { keyIds: [key.keyId] }),
  ];
}

function deviceLines(context: CommandContext, whole: CoverageReport): string[] {
  const { t } = context;
  const { devices } = whole;
  if (devices.length === 0) return [];
  const header = (['device', 'kind', 'owner', 'place', 'carried-on', 'if-lost'] as const).map((name) =>
    t(`cli.column.${name}`),
  );
  const rows = devices
    .slice(0, mostListed)
    .map(({ deviceId, label, kind, owner, place, carriedOn, lost, recorded }) => [
      displayText(label, 30),
      recorded ? t(`device.kind.${kind}`) : t('cli.coverage.assumed', { what: t(`device.kind.${kind}`) }),
      displayText(owner ?? '–', 30),
      displayText(place ?? '–', 30),
      displayText(carriedOn ?? '–', 30),
      lost ? t('cli.coverage.lost-key') : ifLost(context, whole, { keyIds: [], deviceIds: [deviceId] }),
    ]);
  return [...tableLines(header, rows, context.terminal.size), ...more(context, devices.length)];
}

function holdingLines(context: CommandContext, whole: CoverageReport, which: 'places' | 'rings'): string[] {
  const { t } = context;
  const holdings: readonly CoveragePlace[] = whole[which];
  if (holdings.length === 0) return [];
  const labels = new Map<string, string>([
    ...whole.keys.map(({ keyId, label }) => [keyId, label] as const),
    ...whole.devices.map(({ deviceId, label }) => [deviceId, label] as const),
  ]);
  const rows = holdings
    .slice(0, mostListed)
    .map(({ place, keyIds, deviceIds }) => [
      displayText(place, 30),
      displayText([...keyIds, ...deviceIds].map((id) => labels.get(id) ?? id).join(t('list.separator')), 40),
      ifLost(context, whole, { keyIds: [], [which]: [place] }),
    ]);
  const title = which === 'places' ? t('cli.column.place') : t('cli.column.carried-on');
  return [
    ...tableLines([title, t('cli.column.things'), t('cli.column.if-lost')], rows, context.terminal.size),
    ...more(context, holdings.length),
  ];
}

function ifLost({ t }: CommandContext, report: CoverageReport, lost: AssumedLoss): string {
  const { counts } = simulateLoss(report, lost);
  const parts = (['locked-out', 'perhaps', 'helpdesk'] as const)
    .filter((lossImpact) => counts[lossImpact] > 0)
    .map((lossImpact) => t(`cli.if-lost.${lossImpact}`, { count: counts[lossImpact] }));
  return parts.length === 0 ? t('cli.if-lost.nothing') : parts.join(t('list.separator'));
}

/** Lists the next steps; the same step for many accounts is one line with their number. */
function nextSteps(context: CommandContext, report: CoverageReport): string[] {
  const { t } = context;
  const steps = new Map<string, number>();
  const parts = [...report.services.flatMap((service) => service.accounts), ...report.keys];
  for (const gap of parts.flatMap((part) => part.gaps)) {
    const { text, next } = gapMessage(t, gap);
    const line = displayText(`${text} ${next}`, 300);
    steps.set(line, (steps.get(line) ?? 0) + 1);
  }
  const lines = [...steps].map(([line, count]) => (count === 1 ? `• ${line}` : `• ${line} (${count})`));
  return [...lines.slice(0, mostListed), ...more(context, lines.length)];
}

function more({ t }: CommandContext, count: number): string[] {
  return count > mostListed ? [t('cli.coverage.more', { more: count - mostListed })] : [];
}
