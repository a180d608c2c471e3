import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { processTree } from '../../e2e/process-tree.ts';
import { plugRemoteKey } from '../../helpers/remote-key.ts';
import { scanMemory } from '../../helpers/secret-scan.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';

// The secrets carry digits of their own, so that no scan can meet them by chance.
const pin = 'Q7z-canary-41209';
const wrongPin = 'W5x-canary-90341';
const newPin = 'K3v-canary-88317';
const passphrase = 'canary passphrase 60934 walnut';
/** Text that remote-hid.mjs plants. */
const planted = 'planted-canary-77120';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'out', 'cli', 'sparekey.js');
const folder = mkdtempSync(join(tmpdir(), 'sparekey-memory-'));
const hook = pathToFileURL(join(root, 'test', 'helpers', 'remote-node-hid.mjs')).href;

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'cli.mjs'), '--help'], { env: process.env });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let sockets = 0;

interface Scenario {
  readonly args: readonly string[];
  readonly typed: readonly string[];
  /** The request of the key at which the memory is looked into: the first of its name after the PIN. */
  readonly at: string;
  /** Number of requests of that name before the PIN. */
  readonly before: number;
  /** The words that each line waits for, where it is typed at a terminal. */
  readonly prompts?: readonly string[];
}

const inventory = join(folder, 'inventory.sparekey');
const ofList = 'credentialManagement.enumerateCredentialsGetNext';

const scenarios: Readonly<Record<string, Scenario>> = {
  'lists, after a PIN from a pipe': { args: ['passkeys', '--pin-stdin'], typed: [pin], at: ofList, before: 0 },
  'lists, after a PIN typed at a terminal': {
    args: ['passkeys'],
    typed: [pin],
    at: ofList,
    before: 0,
    prompts: ['PIN'],
  },
  'reads the tries after a wrong PIN': {
    args: ['passkeys', '--pin-stdin'],
    typed: [wrongPin],
    at: 'clientPin.getPinRetries',
    before: 1,
  },
  'reads the key again after a change of the PIN': {
    args: ['pin', 'change', '--pin-stdin'],
    typed: [pin, newPin],
    at: 'getInfo',
    before: 1,
  },
  'reads the key again after a change of the PIN, typed at a terminal': {
    args: ['pin', 'change'],
    typed: [pin, newPin, newPin],
    at: 'getInfo',
    before: 1,
    prompts: ['PIN', 'New PIN', 'New PIN again'],
  },
  'lists, after a passphrase and a PIN': {
    args: ['scan', '--as', 'new', '--passphrase-stdin', '--pin-stdin', '--inventory', inventory],
    typed: [passphrase, pin],
    at: ofList,
    before: 0,
  },
};

const environment = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, LANG: 'C.UTF-8', LC_ALL: '' };

/** Starts the command; at a terminal of its own where prompts are waited for. */
function start({ args, prompts }: Scenario, path: string) {
  const command = ['--import', hook, program, ...args];
  const quoted = [process.execPath, ...command].map((word) => `'${word}'`).join(' ');
  const [file, words] =
    prompts === undefined ? [process.execPath, command] : ['script', ['-q', '-e', '-c', `exec ${quoted}`, '/dev/null']];
  return spawn(file, words, { env: { ...environment, REMOTE_HID: path }, detached: true });
}

/** Runs a command until the key has come to one request after the PIN, and looks into its memory. */
async function scanAfterPin(scenario: Scenario) {
  const key = createVirtualKey({
    personality: 'strict21',
    seed: 1,
    pin,
    credentials: someCredentials(2, 3),
  });
  const path = join(folder, `hid-${++sockets}`);
  const unplug = await plugRemoteKey(key, path);
  // Whoever looks has time: the key is at it for a while.
  key.script.failNext(scenario.at, { delayMs: 9_000 }, { skip: scenario.before, times: 2 });
  const child = start(scenario, path);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (const [index, line] of scenario.typed.entries()) {
    const prompt = scenario.prompts?.[index];
    await vi.waitUntil(() => prompt === undefined || output.includes(prompt), { timeout: 20_000 });
    child.stdin.write(`${line}\n`);
  }
  if (scenario.prompts === undefined) child.stdin.end();
  const isThere = (): boolean => {
    const { entries } = key.log;
    const sent = entries.findIndex(({ pinBearing }) => pinBearing);
    return sent !== -1 && entries.slice(sent).some(({ name }) => name === scenario.at);
  };
  await vi.waitUntil(isThere, { timeout: 20_000 });
  // `script` is a terminal: what is typed passes through it.
  const pid = scenario.prompts === undefined ? child.pid : processTree(child.pid ?? 0)[1]?.pid;
  // However long the scan takes, the command does not go on meanwhile.
  process.kill(pid ?? 0, 'SIGSTOP');
  const find = (secrets: readonly string[]) => scanMemory(pid ?? 0, secrets);
  const found = { ...find([pin, wrongPin, newPin, passphrase]), planted: find([planted]).hits };
  process.kill(pid ?? 0, 'SIGKILL');
  // `script` stops with what it runs.
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
  unplug();
  return { ...found, output };
}

describe.runIf(process.platform === 'linux')('11.9, must show 4: the memory of the command line', () => {
  beforeAll(() => {
    const args = [program, 'inventory', 'passphrase', 'set', '--passphrase-stdin', '--inventory', inventory];
    execFileSync(process.execPath, args, { env: environment, input: `${passphrase}\n` });
  });

  it.each(Object.entries(scenarios))(
    'holds no PIN, no PIN hash and no passphrase while it %s',
    async (_, scenario) => {
      const { hits, bytes, planted: found, output } = await scanAfterPin(scenario);
      expect(bytes).toBeGreaterThan(10_000_000);
      expect(found.map(({ form }) => form)).toEqual(expect.arrayContaining(['UTF-8', 'PIN hash']));
      expect(hits, output).toEqual([]);
    },
    90_000,
  );
});
