import type { DeskCheck } from '../../../src-shared/domain/desk.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError } from '../../program/command-failure.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { candidates } from '../../program/key-candidates.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { flag, switchOff, text } from '../../program/options.ts';
import { type KeyCandidate, selectKey } from '../../program/select-key.ts';
import { checkDocument, checkLines } from './check-document.ts';
import { openDesk, recordDocument } from './desk.ts';
import { deskOptions, deskSettings } from './desk-options.ts';
import { testKey } from './test-key.ts';
import { watchDesk } from './watch-desk.ts';
import { slipFormat, writeSlip } from './write-slip.ts';

/** `check`: the issue check of one key, or with `--watch` of every key that is plugged in from now on. Status 0: all may be issued. */
export const checkKey = defineCommand({
  summary: 'cli.check',
  options: {
    ...deskOptions,
    test: flag('--test', 'cli.option.check-test'),
    tag: text('--tag <number>', 'cli.option.check-tag'),
    slip: text('--slip <file>', 'cli.option.check-slip'),
    force: flag('--force', 'cli.option.report-force'),
    record: switchOff('--no-record', 'cli.option.no-record'),
    watch: flag('--watch', 'cli.option.check-watch'),
    count: text('--count <number>', 'cli.option.check-count'),
  },
  run: async (context, { tag, test, slip, force, record, watch, count, ...lists }) => {
    const { t } = context;
    if (slip !== undefined) slipFormat(context, slip);
    if (watch && (test || slip !== undefined || tag !== undefined || context.options.key !== undefined)) {
      throw new UsageError(t('cli.usage.check-watch'));
    }
    if (!watch && count !== undefined) throw new UsageError(t('cli.usage.check-count'));
    const settings = await deskSettings(context, lists);
    if (watch) {
      const desk = await openDesk(context, settings, { record });
      return { watched: await watchDesk(context, desk, countOf(context, count)) };
    }
    const { chosen, others } = await lastPluggedIn(context);
    const desk = await openDesk(context, settings, { record });
    const tested = test ? await testKey(context, chosen) : null;
    const done = await desk.check(chosen.key, { assetTag: tag?.trim() ?? null, test: tested });
    const file = slip === undefined ? null : await writeSlip(context, done.check, slip, force);
    return { done, others, path: chosen.key.path, file };
  },
  document: (context, answer) => {
    if ('watched' in answer) return { event: 'ended', checked: answer.watched.length };
    const { done, others, path, file } = answer;
    return {
      ...checkDocument(context, done.check),
      path,
      others: others.map(keyReference),
      ...recordDocument(done.recorded),
      slip: file,
    };
  },
  lines: (context, answer) => {
    if ('watched' in answer) return [context.t('cli.check.ended', { count: answer.watched.length })];
    return [...checkLines(context, answer.done.check), ...afterwards(context, answer)];
  },
  status: (answer) => {
    const all = 'watched' in answer ? answer.watched : [answer.done.check.verdict];
    return statusOfCheck(all.every((verdict) => verdict === 'issue'));
  },
});

function afterwards(
  { t }: CommandContext,
  {
    done,
    others,
    file,
  }: { readonly done: DeskCheck; readonly others: readonly KeyCandidate[]; readonly file: string | null },
): string[] {
  const names = others.map(nameOf).join(t('list.separator'));
  return [
    ...(others.length === 0 ? [] : [t('cli.check.others', { keys: names })]),
    ...(typeof done.recorded === 'object' ? [t('cli.check.not-recorded', { kind: done.recorded.failure })] : []),
    ...(file === null ? [] : [t('cli.report.written', { file: displayText(file, 300) })]),
  ];
}

/** Returns the key that is meant: the one that `--key` names, the only one, or the one that was plugged in last where the system tells. */
async function lastPluggedIn(
  context: CommandContext,
): Promise<{ readonly chosen: KeyCandidate; readonly others: readonly KeyCandidate[] }> {
  const all = await candidates(context);
  const { key: selector } = context.options;
  const orders = all.map(({ key }) => key.plugOrder);
  if (selector === undefined && all.length > 1 && !orders.includes(null)) {
    const byOrder = all.toSorted((left, right) => (right.key.plugOrder ?? 0) - (left.key.plugOrder ?? 0));
    const [chosen, ...others] = byOrder;
    if (chosen !== undefined) return { chosen, others };
  }
  const selected = selectKey(all, selector);
  if (!selected.ok) throw new CommandFailed(selected.failure);
  return { chosen: selected.value, others: all.filter((one) => one !== selected.value) };
}

function countOf({ t }: CommandContext, count: string | undefined): number {
  if (count === undefined) return Infinity;
  if (!/^[1-9]\d{0,5}$/.test(count)) throw new UsageError(t('cli.usage.check-count'));
  return Number(count);
}
