// Runs inside the lab machine (npm run bench -- passkey): how long our command line and a few lines of python-fido2 take from their
// start to the end of the list, on the same virtual key with one passkey. Prints a table and one line of JSON.
import { equal } from 'node:assert/strict';
import { inventCredentials } from '../../src-virtual-key/uhid/uhid-arguments.ts';
import { createChecks } from '../hidraw/checks.ts';
import { sparekey } from '../hidraw/command-line.ts';
import { createLab } from '../hidraw/guest-lab.ts';
import { runProgram } from '../hidraw/programs.ts';
import { cells, measure, type Measurement, printTable, summary } from './lab-measurement.ts';

const rounds = Number(process.argv[2] ?? 20);
const pin = '123456';

const lab = createLab(createChecks(() => undefined));
const key = await lab.uhid({
  personality: 'both21',
  seed: 41,
  pin,
  capacity: 10,
  credentials: inventCredentials(1, 1),
});
const ours: Measurement[] = [];
const theirs: Measurement[] = [];
// One unmeasured round of each: the files are then in the memory of the machine.
for (let round = -1; round < rounds; round += 1) {
  const mine = await measure(key, 1, listWithSparekey);
  const other = await measure(key, 1, listWithPython);
  if (round < 0) continue;
  ours.push(mine);
  theirs.push(other);
}
report();
await lab.clear();
process.exit(0);

async function listWithSparekey(): Promise<number> {
  const { status, json, stderr } = await sparekey(['passkeys'], { pin });
  equal(status, 0, stderr);
  return Array.isArray(json['passkeys']) ? json['passkeys'].length : 0;
}

/** Lists the passkey with Debian's own Python, for which Debian's python-fido2 is. */
async function listWithPython(): Promise<number> {
  const { status, stdout, stderr } = await runProgram(['/usr/bin/python3', 'test/bench/list-with-python-fido2.py'], {
    input: `${pin}\n`,
  });
  equal(status, 0, stderr);
  return stdout.trim().split('\n').length;
}

function report(): void {
  const [mine, python] = [summary(ours), summary(theirs)];
  const ratio = mine.median / python.median;
  printTable([
    ['program', 'n', 'median s', 'min s', 'max s', 'starting s', 'transactions'],
    ['sparekey passkeys', ...cells(mine)],
    ['python-fido2, a few lines', ...cells(python)],
  ]);
  process.stdout.write(`ratio of the medians: ${ratio.toFixed(3)} (goal: at most 1)\n`);
  process.stdout.write(`${JSON.stringify({ rounds, sparekey: mine, pythonFido2: python, ratio })}\n`);
}
