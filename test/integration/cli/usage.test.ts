import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { version } from '../../../package.json' with { type: 'json' };
import { textWidth } from '../../../src-cli/terminal/text-width.ts';
import { type CliHarness, cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

let harness: CliHarness;
beforeEach(() => {
  harness = cliHarness([]);
});
afterEach(() => harness.remove());

/** Runs in English and in Japanese, as text and with JSON, and returns what was said; nothing may stand on standard output but JSON. */
async function mistake(args: readonly string[]) {
  const [english, japanese, withJson] = await Promise.all([
    harness.run(args),
    harness.run(['--lang', 'ja', ...args]),
    harness.run(['--json', ...args]),
  ]);
  const { kind, message } = documents.errorDocument.parse(withJson.json()).error;
  return {
    statuses: [english.status, japanese.status, withJson.status],
    outputs: [english.out, japanese.out],
    kind,
    message,
    english: english.err,
    japanese: japanese.err,
  };
}

const usage = { statuses: [2, 2, 2], outputs: ['', ''], kind: 'usage' };

describe('the version', () => {
  it.each([['--version'], ['-V'], ['keys', '--version']])('%s', async (...args) => {
    expect(await harness.run(args)).toMatchObject({ status: 0, out: `sparekey ${version}` });
    expect((await harness.run([...args, '--json'])).json()).toEqual({ version });
  });
});

describe('help', () => {
  it.each([
    [['help'], ['--help'], 'sparekey [options] [command]'],
    [['help', 'pin'], ['pin', '--help'], 'sparekey pin [options] [command]'],
    [['pin', 'help'], ['pin', '--help'], 'sparekey pin [options] [command]'],
    [['help', 'pin', 'set'], ['pin', 'set', '--help'], 'sparekey pin set [options]'],
    [['inventory', 'help', 'told', 'add'], ['inventory', 'told', 'add', '-h'], 'sparekey inventory told add'],
  ])('%j is the same as %j', async (words, option, title) => {
    const [asCommand, asOption] = await Promise.all([harness.run(words), harness.run(option)]);
    expect(asCommand).toMatchObject({ status: 0, err: '', out: asOption.out });
    expect(asCommand.out).toContain(title);
    expect((await harness.run([...words, '--json'])).json()).toEqual({ help: asOption.out });
  });

  it('of a command that does not exist is a mistake', async () => {
    expect(await mistake(['help', 'pin', 'st'])).toMatchObject({
      ...usage,
      message: 'there is no command "pin st". Did you mean: pin set?',
    });
  });

  it.each(['en', 'ja'])('in "%s" has no word of the parser in another language and fits the width', async (lang) => {
    for (const command of [[], ['scan'], ['passkeys', 'rename'], ['catalogue', 'correct']]) {
      const { out } = await harness.run([...command, '--help', '--lang', lang], { size: { columns: 60, rows: 40 } });
      const others = out.match(/\[options\]|\[command\]|choices:|Usage:|display help/g) ?? [];
      expect([command, others.length > 0]).toEqual([command, lang === 'en']);
      // A term (an option with its value) is never broken; what explains it is.
      const tooWide = out
        .split('\n')
        .filter((line) => textWidth(line) > 60 && !/^ {2}\S/.test(line) && !/^\S/.test(line));
      expect(tooWide).toEqual([]);
    }
  });
});

describe('a command that is not named', () => {
  it.each([
    [[], 'sparekey [options] [command]', 'doctor'],
    [['pin'], 'sparekey pin [options] [command]', 'set, change'],
    [['report'], 'sparekey report [options] [command]', 'coverage, inventory, recovery, backup'],
    [['report', '--format', 'pdf'], 'sparekey report [options] [command]', 'coverage, inventory, recovery, backup'],
    [['inventory', 'passphrase'], 'sparekey inventory passphrase', 'set, remove'],
    [['catalogue'], 'sparekey catalogue', 'show, correct'],
  ])('%j is answered by its usage', async (args, title, names) => {
    const said = await mistake(args);
    expect(said).toMatchObject(usage);
    expect(said.message).toContain(names);
    expect(said.english).toContain(title);
    expect(said.english).not.toContain('outputHelp');
    expect(said.japanese).toContain('使い方：');
  });
});

describe('a mistake', () => {
  it.each([
    [
      ['keyz'],
      'there is no command "keyz". Did you mean: keys?',
      '「keyz」というコマンドはありません。もしかして：keys',
    ],
    [['KEYS'], 'Did you mean: keys?', 'もしかして：keys'],
    [['passkeys', 'dlete'], 'Did you mean: passkeys delete?', 'もしかして：passkeys delete'],
    [['passkeys', 'lst'], 'Did you mean: passkeys list?', 'もしかして：passkeys list'],
    [['inventory', 'importcsv'], 'Did you mean: inventory import-csv?', 'もしかして：inventory import-csv'],
    [['inventory', 'told', 'ad'], 'Did you mean: inventory told add?', 'もしかして：inventory told add'],
    [['delete'], 'Did you mean: passkeys delete, blobs delete?', 'もしかして：passkeys delete'],
    [['recovery-code'], 'Did you mean: inventory recovery-code?', 'もしかして：inventory recovery-code'],
    [['nonsense'], 'there is no command "nonsense"', '「nonsense」というコマンドはありません'],
    [['keys', '--jsno'], 'there is no option --jsno. Did you mean: --json?', 'もしかして：--json'],
    [['coverage', '--lots', 'x'], 'Did you mean: --lost?', '--lots というオプションはありません'],
    [['keys', '--nonsense'], 'there is no option --nonsense', '--nonsense というオプションはありません'],
    [['keys', 'a', 'b'], 'too many arguments (this command takes none): a b', 'このコマンドは引数を取りません'],
    [['inventory', 'forget', 'a', 'b'], 'this command takes one): b', 'このコマンドの引数は1個です'],
    [['passkeys', 'delete'], '<credential-id> is missing', '<credential-id> を指定してください'],
    [['passkeys', 'delete', '-aZ'], 'write -- before', '-- を付けてください'],
    [['--inventory', 'none', 'keys', '--key'], '--key <selector> needs a value', '--key <selector> には値が必要です'],
    [['backup', 'start', '--primary', 'x'], 'the option --spare <key> is missing', 'オプション --spare <key> を指定'],
    [['report', 'coverage', '--format', 'doc'], '"doc" is none of: pdf', '「doc」は使えません'],
  ])('%j', async (args, english, japanese) => {
    const said = await mistake(args);
    expect(said).toMatchObject(usage);
    expect(said.message).toContain(english);
    expect(said.english).toContain(english);
    expect(said.japanese).toContain(japanese);
    expect(said.japanese).not.toMatch(/error:|unknown|missing|required|Expected/);
  });

  it('in a choice of language is said in the language of the system', async () => {
    const environment = { LANG: 'ja_JP.UTF-8' };
    const { status, err } = await harness.run(['keys', '--lang', 'fr'], { environment });
    expect([status, err]).toEqual([2, expect.stringContaining('「fr」は使えません')]);
  });

  it('suggests no command that is hidden or far away', async () => {
    const said = await mistake(['passkeys', 'hel']);
    expect(said.message).toBe('there is no command "passkeys hel"');
    expect((await mistake(['xy'])).message).toBe('there is no command "xy"');
  });
});
