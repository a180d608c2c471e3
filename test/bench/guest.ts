// Runs inside the lab machine (npm run bench): how long our listing and libfido2's take on the same virtual key, and how
// many transactions each needs. Prints a table and one line of JSON.
import { equal } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { inventCredentials } from '../../src-virtual-key/uhid/uhid-arguments.ts';
import { createChecks } from '../hidraw/checks.ts';
import { createLab, type LabKey } from '../hidraw/guest-lab.ts';
import { sparekey } from '../hidraw/command-line.ts';
import { startProgram } from '../hidraw/programs.ts';
import { cells, measure, type Measurement, printTable, summary } from './lab-measurement.ts';

const rounds = Number(process.argv[2] ?? 5);
const pin = '123456';
const services = 30;
const passkeys = 100;

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
  ours.push(await measure(key, passkeys, () => listWithSparekey(key)));
  theirs.push(await measure(key, passkeys, () => listWithFido2Token(key)));
}
report();
await lab.clear();
process.exit(0);

async function listWithSparekey(target: LabKey): Promise<number> {
  const { status, json, stderr } = await sparekey(['passkeys', '--key', target.node], { pin });
  equal(status, 0, stderr);
  return Array.isArray(json['passkeys']) ? json['passkeys'].length : 0;
}

/** Runs one `-L -r`, then `-L -k` for each RP ID, in one shell on one terminal; each asks for the PIN. */
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
    ['program', 'n', 'median s', 'min s', 'max s', 'starting s', 'transactions'],
    ['sparekey passkeys', ...cells(mine)],
    ['fido2-token -L -r, -L -k per RP', ...cells(libfido2)],
  ];
  printTable(rows);
  process.stdout.write(`ratio of the medians: ${ratio.toFixed(3)} (goal: at most 0.5)\n`);
  process.stdout.write(
    `${JSON.stringify({ services, passkeys, rounds, sparekey: mine, fido2Token: libfido2, ratio })}\n`,
  );
}
