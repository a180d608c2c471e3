import type { Locale } from '../../src-shared/domain/settings.ts';
import { pinWays } from '../../src-shared/domain/pin-way.ts';
import { choice, flag, type OptionValues, text } from './options.ts';

const locales: readonly Locale[] = ['en', 'ja'];

/** Options that every command takes. */
export const globalOptions = {
  json: flag('--json', 'cli.option.json'),
  demo: flag('--demo', 'cli.option.demo'),
  inventory: text('--inventory <file>', 'cli.option.inventory'),
  key: text('--key <selector>', 'cli.option.key'),
  pinStdin: flag('--pin-stdin', 'cli.option.pin-stdin'),
  byFinger: flag('--by-finger', 'cli.option.by-finger'),
  pinWay: choice('--pin-way <way>', 'cli.option.pin-way', pinWays),
  passphraseStdin: flag('--passphrase-stdin', 'cli.option.passphrase-stdin'),
  lowTries: flag('--low-tries', 'cli.option.low-tries'),
  notSecret: flag('--not-secret', 'cli.option.not-secret'),
  yes: flag('--yes', 'cli.option.yes'),
  sent: text('--sent <file>', 'cli.option.sent'),
  lang: choice('--lang <language>', 'cli.option.lang', locales),
};

export type GlobalOptions = OptionValues<typeof globalOptions>;
