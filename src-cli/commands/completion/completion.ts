import { type Command, defineCommand, type TopicEntry } from '../../program/command.ts';
import { UsageError } from '../../program/command-failure.ts';
import { bashScript } from './bash-script.ts';
import { completionTable } from './completion-table.ts';
import { fishScript } from './fish-script.ts';
import { zshScript } from './zsh-script.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Creates `completion`: the script with which a shell completes the commands of a table. It holds all of them: nothing is run at a key press. */
export function completionOf(entries: TopicEntry['entries']): Command {
  return defineCommand({
    summary: 'cli.completion',
    args: '<bash|zsh|fish>',
    options: {},
    run: async ({ t }, { args: [named = ''] }) => {
      const shell = (['bash', 'zsh', 'fish'] as const).find((one) => one === named);
      if (shell === undefined) {
        const values = Object.keys(scripts).join(t('list.separator'));
        throw new UsageError(t('cli.usage.one-of', { value: named, values }));
      }
      return { shell, lines: scripts[shell](await completionTable(entries, t)) };
    },
    document: (_, { shell, lines }) => ({ shell, script: `${lines.join('\n')}\n` }),
    lines: (_, { lines }) => lines,
  });
}
