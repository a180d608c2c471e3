import { displayText } from '../../../src-shared/lib/display-text.ts';
import { UsageError } from '../command-failure.ts';
import type { CommandContext } from '../command-context.ts';

/** Creates the error for a name that fits several things; `choices` are names that fit only one. */
export function severalFit({ t }: CommandContext, named: string, choices: readonly string[]): UsageError {
  return new UsageError(
    t('cli.usage.several-fit', {
      value: displayText(named, 80),
      choices: displayText(choices.join(t('list.separator')), 400),
    }),
  );
}
