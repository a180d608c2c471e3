import type { JsonImportPreview, SameKeys } from '../../../src-main/inventory/inventory.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError } from '../../program/command-failure.ts';
import { sameLabel } from '../../program/select-key.ts';

type UndecidedKey = JsonImportPreview['undecidedKeys'][number];
type NamedKey = UndecidedKey['candidates'][number];

/** Returns what a person says of each key of an export that may be one of ours: by `--same-key`, else at the terminal. Throws UsageError. */
export async function sameKeysOf(
  context: CommandContext,
  { undecidedKeys }: Pick<JsonImportPreview, 'undecidedKeys'>,
  given: readonly string[],
): Promise<SameKeys> {
  const answers = new Map(given.map((text) => parseAnswer(context, undecidedKeys, text)));
  for (const undecided of undecidedKeys) {
    if (!answers.has(undecided.keyId)) answers.set(undecided.keyId, await askAnswer(context, undecided));
  }
  return Object.fromEntries(answers);
}

/** Returns the question about one key of an export, in words. */
export function sameKeyQuestion({ t }: Pick<CommandContext, 't'>, { label, candidates }: UndecidedKey): string {
  const choices = candidates.map((key) => displayText(key.label, 60)).join(t('list.separator'));
  return t('cli.inventory.import.which-key', { label: displayText(label, 60), choices });
}

function parseAnswer(
  context: CommandContext,
  undecidedKeys: readonly UndecidedKey[],
  text: string,
): readonly [string, string] {
  const [theirs = '', ...rest] = text.split('=');
  const undecided = undecidedKeys.find((key) => isNamed(key, theirs));
  const answer = undecided === undefined ? null : answerOf(undecided, rest.join('='));
  if (undecided === undefined || answer === null) {
    throw new UsageError(context.t('cli.usage.same-key', { value: displayText(text, 120) }));
  }
  return [undecided.keyId, answer];
}

async function askAnswer(context: CommandContext, undecided: UndecidedKey): Promise<string> {
  const { t, terminal } = context;
  const question = sameKeyQuestion(context, undecided);
  const choices = [...undecided.candidates.map(({ label }) => label), 'new'].map((label) => displayText(label, 60));
  const hint = t('cli.usage.which-imported-key', {
    question,
    label: displayText(undecided.label, 60),
    choices: choices.join(t('list.separator')),
  });
  if (!terminal.canAsk || context.options.yes) throw new UsageError(hint);
  terminal.note(question);
  const answer = answerOf(undecided, (await terminal.askLine(t('cli.prompt.which-key'), context.signal)).trim());
  if (answer === null) throw new UsageError(hint);
  return answer;
}

function answerOf({ candidates }: UndecidedKey, named: string): string | null {
  return named === 'new' ? 'new' : (candidates.find((key) => isNamed(key, named))?.keyId ?? null);
}

function isNamed({ keyId, label }: NamedKey, named: string): boolean {
  return keyId === named || sameLabel(label, named);
}
