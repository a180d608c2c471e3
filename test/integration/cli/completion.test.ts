import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const harness = cliHarness([]);
const scriptOf = (shell: string): string => join(harness.folder, `completion.${shell}`);

beforeAll(async () => {
  mkdirSync(join(harness.folder, 'work'));
  writeFileSync(join(harness.folder, 'work', 'from a friend.json'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { status, out } = await harness.run(['completion', shell]);
    expect(status).toBe(0);
    writeFileSync(scriptOf(shell), `${out}\n`);
  }
});
afterAll(() => harness.remove());

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const cwd = join(harness.folder, 'work');

/** Terms that are offered after a line; a name ends in a space, a value stands after "=". */
const cases: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['sparekey pin ', ['change', 'set']],
  ['sparekey pas', ['passkeys']],
  ['sparekey comp', ['completion']],
  ['sparekey passkeys del', ['delete']],
  ['sparekey inventory told ', ['add', 'list', 'remove']],
  ['sparekey inventory passphrase s', ['set']],
  ['sparekey help pin ', ['change', 'set']],
  ['sparekey report coverage --fo', ['--force', '--format']],
  ['sparekey report coverage --format p', ['pdf']],
  ['sparekey inventory told add Daily --rp', ['--rp-id']],
  ['sparekey --lang ', ['en', 'ja']],
  ['sparekey keys --lang j', ['ja']],
  ['sparekey --key pin keys --js', ['--json']],
  ['sparekey --inventory pin pi', ['pin']],
  ['sparekey inventory import ', ['from a friend.json']],
  ['sparekey keys --inventory fr', ['from a friend.json']],
  ['sparekey keys --key ', []],
  ['sparekey identify ', []],
  ['sparekey completion ', ['bash', 'fish', 'zsh']],
  ['sparekey inventory keychain o', ['off', 'on']],
];

describe('completion', () => {
  it('is made for three shells, and says so for another one', async () => {
    const run = await harness.run(['completion', 'tcsh', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.message]).toEqual([
      2,
      '"tcsh" is none of: bash, zsh, fish',
    ]);
  });

  it.each(['bash', 'zsh', 'fish'])('for %s is one JSON document with --json', async (shell) => {
    const { status, out, json } = await harness.run(['completion', shell, '--json', '--lang', 'ja']);
    expect([status, out.split('\n').length]).toEqual([0, 1]);
    const document = documents.completionDocument.parse(json());
    expect(document.shell).toBe(shell);
    expect(document.script).toContain('import-csv');
  });

  it('takes no option that has a value at one command and none at another', async () => {
    const { script } = documents.completionDocument.parse((await harness.run(['completion', 'fish', '--json'])).json());
    const options = [...script.matchAll(/ -l (\S+)( -x| -r)? /g)].map(([, name = '', valued]) => ({ name, valued }));
    const valued = new Set(options.filter((option) => option.valued !== undefined).map(({ name }) => name));
    const plain = new Set(options.filter((option) => option.valued === undefined).map(({ name }) => name));
    expect([valued.size > 30, plain.size > 10]).toEqual([true, true]);
    expect([...valued].filter((name) => plain.has(name))).toEqual([]);
  });
});

describe.runIf(has('bash'))('in bash', () => {
  const offered = (line: string): readonly string[] => {
    const typed = line.split(/ |(?==)|(?<==)/);
    const words = typed.map((word) => `'${word}'`).join(' ');
    const program = `source "$0"; COMP_WORDS=(${words}); COMP_CWORD=${typed.length - 1}; _sparekey; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', program, scriptOf('bash')], { encoding: 'utf8', cwd });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((word) => word !== '');
  };

  const withEquals: typeof cases = [
    ['sparekey --lang=j', ['ja']],
    ['sparekey --lang=', ['en', 'ja']],
    ['sparekey --key=x pin s', ['set']],
  ];

  it.each([...cases, ...withEquals])('%j', (line, names) => {
    expect([...offered(line)].sort()).toEqual(names);
  });
});

describe.runIf(has('fish'))('in fish', () => {
  it.each(cases)('%j', (line, names) => {
    const { stdout, stderr } = spawnSync(
      'fish',
      ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', scriptOf('fish'), line],
      {
        encoding: 'utf8',
        cwd,
        env: { ...process.env, HOME: harness.folder },
      },
    );
    expect(stderr).toBe('');
    const words = stdout
      .split('\n')
      .flatMap((row) => (row === '' ? [] : [row.split('\t')[0]?.replaceAll('\\', '') ?? '']));
    expect(words.sort()).toEqual(names);
  });
});

/** Starts a shell with a terminal of its own, in which a person types. */
function typing(shell: 'bash' | 'zsh') {
  const start = { bash: 'bash --norc --noprofile -i', zsh: 'zsh -f -i' }[shell];
  const child = spawn('script', ['-qefc', start, '/dev/null'], {
    cwd,
    env: { ...process.env, TERM: 'dumb', HOME: harness.folder, PS1: '$ ', ZDOTDIR: harness.folder },
  });
  let shown = '';
  child.stdout.on('data', (data: Buffer) => (shown += data.toString()));
  return {
    type: (text: string) => void child.stdin.write(text),
    sees: async (text: string): Promise<void> => {
      await expect.poll(() => shown, { timeout: 20_000 }).toContain(text);
    },
    end: async () => {
      child.stdin.write('\u0015exit\r');
      await new Promise((resolve) => child.on('close', resolve));
    },
  };
}

describe.each(['bash', 'zsh'] as const)('typed in %s', (shell) => {
  it.runIf(has(shell) && has('script'))('a beginning and Tab give the whole word', async () => {
    const session = typing(shell);
    const prepare = { bash: '', zsh: 'autoload -U compinit; compinit -u -D; ' }[shell];
    session.type(`${prepare}source '${scriptOf(shell)}'; echo rea''dy\r`);
    await session.sees('ready');
    for (const [typed, shown] of [
      ['sparekey passkeys del\t', 'passkeys delete '],
      ['sparekey --key keys pin s\t', 'pin set '],
      ['sparekey keys --lang=j\t', '--lang=ja'],
      ['sparekey report coverage --format p\t', '--format pdf'],
      ['sparekey report coverage --with\t', '--with-identifiers'],
      ['sparekey inventory import from\t', 'from\\ a\\ friend.json'],
      ['sparekey inventory passp\t', 'inventory passphrase '],
    ] as const) {
      session.type(typed);
      await session.sees(shown);
      session.type('\u0015');
    }
    await session.end();
  });
});
