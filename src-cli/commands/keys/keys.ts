import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { type ExitStatus, exitStatus } from '../../program/exit-status.ts';
import { serialNumber } from '../../program/key-reference.ts';
import { candidates } from '../../program/key-candidates.ts';
import { selectCandidate } from '../../program/key-access.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { pinStateText } from '../../../src-shared/key-facts/pin-state-text.ts';

/** `keys`: every plugged-in FIDO key, also those that could not be read, which the exit status then says. None is not a failure. */
export const listKeys = defineCommand({
  summary: 'cli.keys',
  options: {},
  run: async (context) => {
    const { t, terminal } = context;
    const all = await candidates(context);
    const shown = context.options.key === undefined ? all : [valueOf(await selectCandidate(context, all))];
    const problems = shown.flatMap(({ key }) => (key.problem === null ? [] : [key.problem]));
    const [first] = problems;
    if (first?.kind === 'no-permission' && problems.length === shown.length) throw new CommandFailed(first);
    for (const { key } of shown) {
      if (key.problem === null) continue;
      const { text, next } = failureMessage(t, key.problem);
      terminal.note(displayText(`${key.path}: ${text} ${next ?? ''}`, 500));
    }
    if (shown.length === 0) {
      if (await context.areKeysHidden()) terminal.note(t('cli.keys.not-elevated'));
      return { shown, keys: [] };
    }
    const { keyDocument } = await import('./key-document.ts');
    return { shown, keys: shown.map((candidate) => keyDocument(t, candidate)) };
  },
  document: (_, { keys }) => ({ keys }),
  status: ({ shown }) => statusOf(shown),
  lines: (context, { shown }) => (shown.length === 0 ? [context.t('cli.keys.none')] : keyTable(context, shown)),
});

function statusOf(shown: readonly KeyCandidate[]): ExitStatus {
  const problems = shown.flatMap(({ key }) => (key.problem === null ? [] : [key.problem.kind]));
  if (problems.length === 0) return exitStatus.done;
  return problems.includes('no-permission') ? exitStatus.noPermission : exitStatus.refused;
}

function keyTable({ t, terminal }: CommandContext, shown: readonly KeyCandidate[]): string[] {
  const header = (['label', 'model', 'firmware', 'serial', 'pin', 'free', 'path'] as const).map((column) =>
    t(`cli.column.${column}`),
  );
  const rows = shown.map((candidate) => {
    const { key, label } = candidate;
    return [
      label ?? '–',
      key.facts?.model ?? key.product ?? '–',
      key.facts?.firmware ?? '–',
      serialNumber(key) ?? '–',
      pinStateText(t, key),
      key.facts?.passkeys.remaining?.toString() ?? '–',
      key.path,
    ].map((text) => displayText(text, 48));
  });
  return tableLines(header, rows, terminal.size);
}
