import { createDeskLine } from '../../../src-main/check/desk-line.ts';
import type { CheckVerdict } from '../../../src-shared/domain/check.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { safeJson } from '../../../src-shared/lib/safe-json.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed } from '../../program/command-failure.ts';
import { checkDocument, checkLines } from './check-document.ts';
import { type CommandDesk, recordDocument } from './desk.ts';

/** Events of `check --watch`, by the names that scripts know (docs/check.md). */
type DeskEvent = 'watching' | 'key-plugged' | 'key-unplugged' | 'several-keys' | 'checked';

/**
 * Checks every key that is plugged in, one after another, until so many were checked. Of keys that come while one is being checked the last
 * one is next. A key that leaves before it was read was taken out too early, which is a verdict, too. Throws CommandFailed 'cancelled'
 * after an interrupt.
 */
export async function watchDesk(
  context: CommandContext,
  desk: CommandDesk,
  count: number,
): Promise<readonly CheckVerdict[]> {
  const verdicts: CheckVerdict[] = [];
  const line = createDeskLine();
  const { keys } = desk;
  let wake: () => void = () => undefined;

  const say = (event: DeskEvent, details: Record<string, unknown>, lines: readonly string[]): void => {
    if (context.options.json) context.terminal.print(safeJson({ event, at: new Date().toISOString(), ...details }));
    else for (const text of lines) context.terminal.print(text);
  };

  const look = (): void => {
    const { came, left } = line.update(keys.keys());
    for (const { path } of left) say('key-unplugged', { path }, []);
    for (const { path, product } of came) say('key-plugged', { path, product }, []);
    wake();
  };

  const stop = keys.subscribe((event) => {
    if (event.type === 'keys-changed') look();
  });
  const onAbort = (): void => wake();
  context.signal.addEventListener('abort', onAbort);
  try {
    say('watching', { profile: desk.settings.profile }, [context.t('cli.check.watching')]);
    keys.watch();
    while (verdicts.length < count) {
      if (context.signal.aborted) throw new CommandFailed({ kind: 'cancelled' });
      const next = line.next();
      if (next === null) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const others = line.present().filter(({ handle }) => handle !== next.handle);
      if (others.length > 0) {
        const paths = others.map(({ path }) => path);
        say('several-keys', { checked: next.path, others: paths }, []);
      }
      const { check, recorded } = await desk.check(next);
      verdicts.push(check.verdict);
      const document = { path: next.path, ...checkDocument(context, check), ...recordDocument(recorded) };
      const otherNames = others
        .map(({ product, path }) => displayText(product ?? path, 60))
        .join(context.t('list.separator'));
      say('checked', document, [
        '',
        ...checkLines(context, check),
        ...(others.length === 0 ? [] : [context.t('cli.check.others', { keys: otherNames })]),
      ]);
    }
    return verdicts;
  } finally {
    stop();
    context.signal.removeEventListener('abort', onAbort);
  }
}
