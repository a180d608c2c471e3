// How long `sparekey coverage` takes over a large inventory (npm run bench -- coverage [KEYS REGISTRATIONS]): as text and as JSON, wall and CPU
// time and the most memory, from start to exit. Every account has two keys, every key a place and an owner.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [keys = 1_500, registrations = 10_000] = process.argv.slice(2).map(Number);
const goalSeconds = 10;
const program = fileURLToPath(new URL('../../out/cli/sparekey.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sparekey-coverage-'));
const inventory = join(folder, 'inventory.sparekey');
const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, LANG: 'C.UTF-8', LC_ALL: '' };

try {
  fill();
  const lines = [await measure(['coverage', '--json']), await measure(['coverage'])];
  process.stdout.write(
    `${keys} keys, ${registrations} registrations; goal: under ${goalSeconds} s each\n${lines.join('\n')}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fill(): void {
  const accounts = Math.ceil(registrations / 2);
  const rows = Array.from({ length: registrations }, (_, index) => {
    const account = index % accounts;
    const key = (account + (index < accounts ? 0 : 7)) % keys;
    return `site${account % 2_000}.example.org,user${Math.floor(account / 2_000)},Key ${key},Owner ${key % 300},Place ${key % 40}`;
  });
  const file = join(folder, 'records.csv');
  writeFileSync(file, ['Service,Account,Key,Owner,Place', ...rows, ''].join('\n'));
  const args = [program, 'inventory', 'import-csv', file, '--yes', '--json', '--inventory', inventory];
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`import: status ${String(status)}: ${stderr.slice(0, 2_000)}`);
}

/** Runs one command and returns its line of the report. */
async function measure(args: readonly string[]): Promise<string> {
  const start = performance.now();
  const script = `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write(JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024])); });`;
  const hook = `data:text/javascript,${encodeURIComponent(script)}`;
  const child = spawn(process.execPath, ['--import', hook, program, ...args, '--inventory', inventory], { env });
  let bytes = 0;
  let errors = '';
  child.stdout.on('data', (data: Buffer) => (bytes += data.length));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const status = await new Promise((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - start) / 1_000;
  if (status !== 0) throw new Error(`${args.join(' ')}: status ${String(status)}: ${errors}`);
  const [cpu = 0, memory = 0] = JSON.parse(errors) as number[];
  return `sparekey ${args.join(' ').padEnd(16)} ${seconds.toFixed(1)} s (CPU ${cpu.toFixed(1)} s), ${(bytes / 1e6).toFixed(1)} MB, memory ${memory.toFixed(0)} MB${seconds < goalSeconds ? '' : ': goal missed'}`;
}
