import type { Translate } from '../../src-shared/i18n/translator.ts';
import { textWidth } from '../terminal/text-width.ts';
import { wrapText } from '../terminal/wrap-text.ts';
import type { CommandParser } from './command-parser.ts';

/** The language of help and mistakes, and the width that help takes. */
export interface HelpSetting {
  readonly t: Translate;
  readonly columns: number;
}

/** Sets language and width of the help that a parser writes. */
export function configureHelp(parser: CommandParser, { t }: HelpSetting): void {
  const terms = (text: string): string =>
    text.replace('[options]', t('cli.help.options-term')).replace('[command]', t('cli.help.command-term'));
  parser.configureHelp({
    styleTitle: (title) => helpTitle(t, title),
    styleUsage: terms,
    styleSubcommandTerm: terms,
    styleOptionDescription: (description) =>
      description.replace(/\(choices: (.*)\)$/, (_, choices: string) => t('cli.help.choices', { choices })),
    displayWidth: textWidth,
    boxWrap: (text, columns) => wrapText(text, columns).join('\n'),
  });
}

/** Translates the headings that commander writes in English. */
function helpTitle(t: Translate, title: string): string {
  switch (title) {
    case 'Usage:':
      return t('cli.help.usage');
    case 'Options:':
      return t('cli.help.options');
    case 'Commands:':
      return t('cli.help.commands');
    case 'Arguments:':
      return t('cli.help.arguments');
    default:
      return title;
  }
}
