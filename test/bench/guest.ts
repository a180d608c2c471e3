// Runs inside the lab machine (npm run bench): how long our listing and libfido2's take on the same virtual key, and how
// many transactions each needs. Prints a table and one line of JSON.
import { equal } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { inventCredentials } from '../../src-virtual-key/uhid/uhid-arguments.ts';
import { createChecks } from '../hidraw/checks.ts';
import { createLab, type LabKey } from '../hidraw/guest-lab.ts';
import { sparekey } from '../hidraw/command-line.ts';
import { startProgram } from '../hidraw/programs.ts';

const rounds = Number(process.argv[2] ?? 5);
const pin = '123456';
const services = 30;
const passkeys = 100;

interface Measurement {
  readonly seconds: number;
  readonly transactions: number;
  readonly listed: number;
}

const lab = createLab(createChecks(() => undefined));
const key = await lab.uhid({
  personality: 'both21',
  seed: 41,
  pin,
  capacity: passkeys,
  credentials: inventCredentials(services, passkeys),
});
const ours: Measurement[] = [];
const theirs: Measurement[] = [];
for (let round = 0; round < rounds; round += 1) {
  // In turn, so that a slow moment of the machine meets both.
  ours.push(await measure(key, () => listWithSparekey(key)));
  theirs.push(await measure(key, () => listWithFido2Token(key)));
}
report();
await lab.clear();
process.exit(0);

async function measure(target: LabKey, list: () => Promise<number>): Promise<Measurement> {
  target.key.log.clear();
  const start = performance.now();
  const listed = await list();
  const seconds = (performance.now() - start) / 1000;
  equal(listed, passkeys, 'every passkey was listed');
  return { seconds, transactions: target.key.log.entries.length, listed };
}

async function listWithSparekey(target: LabKey): Promise<number> {
  const { status, json } = await sparekey(['passkeys', '--key', target.node], { pin });
  equal(status, 0);
  return Array.isArray(json['passkeys']) ? json['passkeys'].length : 0;
}

/** One `-L -r`, then `-L -k` for each RP ID, in one shell on one terminal; each asks for the PIN. */
async function listWithFido2Token(target: LabKey): Promise<number> {
  const script = '/tmp/list-with-fido2-token';
  writeFileSync(
    script,
    `set -e
fido2-token -L -r ${target.node} >/tmp/rps
while read -r _ _ rp; do fido2-token -L -k "$rp" ${target.node} </dev/null; done </tmp/rps
`,
  );
  const program = startProgram(['script', '-qec', `sh ${script}`, '/dev/null'], { limitMs: 600_000 });
  let answered = 0;
  program.child.stdout.on('data', () => {
    const asked = program.output().match(/Enter PIN for [^:]+: /g)?.length ?? 0;
    for (; answered < asked; answered += 1) program.child.stdin.write(`${pin}\n`);
  });
  const { status, stdout } = await program.result;
  equal(status, 0, stdout);
  return stdout.match(/^\d\d+: /gm)?.length ?? 0;
}

function report(): void {
  const [mine, libfido2] = [summary(ours), summary(theirs)];
  const ratio = mine.median / libfido2.median;
  const rows = [
    ['program', 'n', 'median s', 'min s', 'max s', 'transactions'],
    ['sparekey passkeys', ...cells(mine)],
    ['fido2-token -L -r, -L -k per RP', ...cells(libfido2)],
  ];
  for (const row of rows) process.stdout.write(`${row.map((cell, at) => cell.padEnd(at === 0 ? 34 : 14)).join('')}\n`);
  process.stdout.write(`ratio of the medians: ${ratio.toFixed(3)} (goal: at most 0.5)\n`);
  process.stdout.write(
    `${JSON.stringify({ services, passkeys, rounds, sparekey: mine, fido2Token: libfido2, ratio })}\n`,
  );
}

interface Summary {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly transactions: readonly number[];
}

function summary(measurements: readonly Measurement[]): Summary {
  const seconds = measurements.map((one) => one.seconds).sort((a, b) => a - b);
  const middle = Math.floor(seconds.length / 2);
  const upper = seconds[middle] ?? 0;
  return {
    n: seconds.length,
    median: seconds.length % 2 === 1 ? upper : (upper + (seconds[middle - 1] ?? 0)) / 2,
    min: seconds[0] ?? 0,
    max: seconds.at(-1) ?? 0,
    transactions: [...new Set(measurements.map((one) => one.transactions))],
  };
}

function cells({ n, median, min, max, transactions }: Summary): readonly string[] {
  return [String(n), median.toFixed(2), min.toFixed(2), max.toFixed(2), transactions.join(' / ')];
}
