/*
 * Compares the storage with that of an earlier version in one run: both read, write and open the same inventories in turn, each in processes
 * of its own. The earlier version comes from the history of this repository and is installed for the run. Parameters: [ROUNDS], 3 unless given.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** The last commit with the storage of before: a copy of the whole file for every change. */
const earlier = 'b1cdbfa';
const sizes = [1_000, 10_000, 100_000] as const;
const rounds = Number(process.argv[2] ?? 3);
const takenSchema = z.object({ wall: z.number(), cpu: z.number() });
const seriesSchema = z.object({ n: z.number(), median: z.number(), p95: z.number(), cpu: z.number() });
const figuresSchema = z.object({
  enrolments: z.number(),
  imported: z.object({ plan: takenSchema, write: takenSchema }),
  edit: seriesSchema,
  opened: seriesSchema,
  bytes: z.number(),
  memory: z.number(),
});
type Figures = z.infer<typeof figuresSchema>;

interface Version {
  readonly name: string;
  readonly root: string;
  /** Folder of its keychain.ts. */
  readonly keychain: string;
  readonly catalogue: string;
  /** Returns the number of edits to measure at a size: with an earlier storage one takes seconds. */
  edits(enrolments: number): number;
}

const worktree = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-earlier-'));
const versions: readonly Version[] = [
  {
    name: `before (${earlier})`,
    root: worktree,
    keychain: 'src-main/inventory',
    catalogue: 'catalog',
    edits: (enrolments) => (enrolments >= 100_000 ? 5 : 20),
  },
  { name: 'now', root: process.cwd(), keychain: 'src-main/inventory/file', catalogue: 'catalogue', edits: () => 100 },
];

function measure({ root, keychain, catalogue, edits }: Version, enrolments: number): Figures {
  const program = path.resolve('test/bench/storage-run.ts');
  const args = [program, root, keychain, catalogue, String(enrolments), String(edits(enrolments))];
  const output = execFileSync(process.execPath, ['--max-old-space-size=8192', ...args], { encoding: 'utf8' });
  return figuresSchema.parse(JSON.parse(output));
}

const middle = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
const milliseconds = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const row = (cells: readonly string[]): void => void process.stdout.write(`| ${cells.join(' | ')} |\n`);

/** Writes one line: medians over the rounds, as wall time and, in brackets, as CPU time. */
function report(name: string, enrolments: number, figures: readonly Figures[]): void {
  const of = (read: (one: Figures) => number): string => milliseconds(middle(figures.map(read)));
  row([
    name,
    enrolments.toLocaleString('en'),
    `${of((one) => one.opened.median)} (${of((one) => one.opened.cpu)})`,
    `${of((one) => one.edit.median)} · ${of((one) => one.edit.p95)} (${of((one) => one.edit.cpu)})`,
    `${of((one) => one.imported.write.wall)} (${of((one) => one.imported.write.cpu)})`,
    of((one) => one.imported.plan.wall),
    `${(middle(figures.map((one) => one.bytes)) / 1e6).toFixed(1)} MB`,
    `${(middle(figures.map((one) => one.memory)) / 1e6).toFixed(0)} MB`,
  ]);
}

fs.rmdirSync(worktree);
execFileSync('git', ['worktree', 'add', '--detach', worktree, earlier], { stdio: ['ignore', 'ignore', 2] });
try {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: worktree,
    stdio: ['ignore', 'ignore', 2],
  });
  process.stdout.write(
    `load before: ${os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}\n`,
  );
  row([
    'storage',
    'enrolments',
    'open ms',
    'one edit ms, median · p95',
    'import: write ms',
    'import: plan ms',
    'file',
    'memory',
  ]);
  row(['---', '---', '---', '---', '---', '---', '---', '---']);
  for (const enrolments of sizes) {
    const figures = versions.map((): Figures[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, version] of versions.entries()) figures[index]?.push(measure(version, enrolments));
    }
    for (const [index, { name }] of versions.entries()) report(name, enrolments, figures[index] ?? []);
  }
  process.stdout.write(
    `load after: ${os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}; n = ${String(rounds)} rounds\n`,
  );
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', worktree]);
}
