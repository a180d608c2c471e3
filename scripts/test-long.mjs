// npm run test:long [-- --seed N]: the large fuzz, kill and race runs. Every test file that knows a long form
// (SPAREKEY_LONG) takes part. The seed is printed at both ends; the tests print their n. Last line: "N passed, N failed".
import { randomInt } from 'node:crypto';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { printCounts } from './lib/print-counts.mjs';
import { say } from './lib/say.mjs';
import { filesWith, testFiles } from './lib/test-files.mjs';
import { runVitest } from './lib/vitest-run.mjs';

const hours = 3_600_000;

await mainScript(async () => {
  await ensureDependencies();
  if (!(await ensureDebianPackages('storage'))) return 2;
  await ensureBuilt(['cli']);
  const seed = readSeed(process.argv.slice(2));
  const all = ['unit', 'fuzz', 'integration'].flatMap((folder) => testFiles(`test/${folder}`));
  // The helper of the fuzz tests reads SPAREKEY_LONG for them.
  const files = filesWith(all, (text) => text.includes('SPAREKEY_LONG') || text.includes('/mutator.ts'));
  say(`long runs, seed ${seed} (repeat with --seed ${seed}): ${files.join(', ')}`);
  const result = await runVitest(
    'long',
    ['--project', 'unit', '--project', 'integration', `--testTimeout=${2 * hours}`, `--hookTimeout=${hours}`, ...files],
    { env: { SPAREKEY_LONG: '1', SPAREKEY_SEED: String(seed) }, timeoutMs: 6 * hours },
  );
  say(`seed was ${seed}`);
  return printCounts([result]) ? result.status : 1;
});

/** @param {readonly string[]} args */
function readSeed(args) {
  const at = args.indexOf('--seed');
  if (at < 0) return randomInt(2 ** 32);
  const seed = Number(args[at + 1]);
  if (!Number.isInteger(seed) || seed < 0) throw new Error('--seed needs a whole number');
  return seed;
}
