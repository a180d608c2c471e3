// How long the command line takes to start (npm run bench -- startup [ROUNDS]): `sparekey keys` with no key plugged in beside `node -e 0`
// of the same Node, with and without an inventory file. Wall time from start to exit, in turn, so that a slow moment meets all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 40);
/** Another Node than the one that runs this. */
const node = process.argv[3] ?? process.execPath;
const goal = 2.5;
const program = fileURLToPath(new URL('../../out/cli/sparekey.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sparekey-startup-'));
const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, LANG: 'C.UTF-8', LC_ALL: '' };
const inventory = join(folder, 'inventory.sparekey');

try {
  run([program, 'inventory', 'devices', 'add', 'Phone', '--kind', 'phone', '--inventory', inventory]);
  const { stdout } = run([program, 'keys', '--json', '--inventory', inventory]);
  if (stdout.trim() !== '{"keys":[]}') throw new Error(`a key is plugged in: ${stdout}`);
  const commands = {
    'node -e 0': ['-e', '0'],
    'sparekey keys, no inventory': [program, 'keys', '--inventory', join(folder, 'none.sparekey')],
    'sparekey keys, with an inventory': [program, 'keys', '--inventory', inventory],
    'sparekey --help': [program, '--help'],
  };
  const times = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
  // The first round only warms the disk.
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(commands)) {
      const { ms } = run(args);
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  report(times);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(args: readonly string[]): { readonly ms: number; readonly stdout: string } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(node, args, { env, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`status ${String(status)}: ${stderr}`);
  return { ms, stdout };
}

function report(times: ReadonlyMap<string, readonly number[]>): void {
  const medians = [...times].map(([name, all]) => ({ name, median: median(all) }));
  const base = medians[0]?.median ?? Number.NaN;
  const { stdout } = run(['-p', 'process.version']);
  process.stdout.write(`Node ${stdout.trim()}, n = ${rounds} each, in turn; goal for keys: at most ${goal}\n`);
  for (const one of medians) {
    const ratio = (one.median / base).toFixed(2);
    process.stdout.write(`${one.name.padEnd(34)}${one.median.toFixed(1).padStart(8)} ms ${ratio.padStart(7)}\n`);
  }
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? 0;
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[middle - 1] ?? 0)) / 2;
}
