import { createHash } from 'node:crypto';
import { loadServices } from '../../catalogue/services.ts';
import { createAnalyser } from '../../src-shared/coverage/create-analyser.ts';
import type { CoverageReport } from '../../src-shared/coverage/coverage-report.ts';
import type { CoverageInput } from '../../src-shared/coverage/coverage-input.ts';
import { simulateLoss } from '../../src-shared/coverage/simulate-loss.ts';
import { day, inputOf, keyOf, readOf } from '../unit/coverage/coverage-fixtures.ts';

/**
 * Creates an inventory of so many enrolments: 100 on each key, every account on 2.5 keys on average, several accounts at each of the
 * services of the catalogue and of as many unknown ones. Some keys hang on one ring, some are weak, stale, unread or retired.
 */
export function largeInventory(enrolmentCount: number): CoverageInput {
  const keyCount = Math.max(2, Math.round(enrolmentCount / 100));
  const services = loadServices();
  const keys = Array.from({ length: keyCount }, (_, index) =>
    keyOf(`k${index}`, {
      role: index % 50 === 49 ? 'retired' : index % 3 === 0 ? 'spare' : 'daily',
      place: index % 4 === 0 ? null : `place ${index % 17}`,
      carriedOn: index % 10 < 2 ? `ring ${Math.floor(index / 10)}` : null,
      owner: index % 20 === 0 ? null : `person ${index % Math.max(2, Math.round(keyCount / 3))}`,
      pinSet: index % 11 !== 0,
      lastReadComplete: index % 25 !== 0,
      lastRead: index % 40 === 7 ? day(-400) : day(10),
    }),
  );
  const hashes = new Map<string, string>();
  const enrolments = Array.from({ length: enrolmentCount }, (_, index) => {
    // Of five enrolments two belong to one account, three to the next.
    const account = Math.floor(index / 5) * 2 + (index % 5 < 2 ? 0 : 1);
    const known = services[account % 600];
    const rpId = known?.rpIds[0] ?? `service${account % 600}.example`;
    let hash = hashes.get(rpId);
    if (hash === undefined) hashes.set(rpId, (hash = createHash('sha256').update(rpId).digest('hex')));
    return {
      ...readOf('k0', 'a.example', 'u'),
      id: `e${index}`,
      keyId: `k${(account * 7 + (index % 5) * 3) % keyCount}`,
      rpId,
      rpIdHash: hash,
      userId: account.toString(16).padStart(32, '0'),
      userName: `user${account}@mail.example`,
    };
  });
  return inputOf({ keys, enrolments, services });
}

/** Number of times each figure is measured; the median is reported. */
const runs = 3;

export interface GrowthFigure {
  readonly enrolments: number;
  readonly accounts: number;
  readonly analyseMs: number;
  /** Time after one enrolment more, everything else sent again. */
  readonly againMs: number;
  readonly firstToggleMs: number;
  /** Median and 95th percentile of losing one key more. */
  readonly toggleMs: number;
  readonly toggleP95Ms: number;
}

/** Measures analysis, analysis after a small change, and what-if toggles for one size (processor time of this thread in ms). */
export function measureGrowth(enrolmentCount: number): GrowthFigure {
  const input = largeInventory(enrolmentCount);
  const analyses: number[] = [];
  let report: CoverageReport | undefined;
  for (let run = 0; run < runs; run++) {
    // Only one report at a time: the memory of the others would be measured with it.
    report = undefined;
    const analysis = timed(() => createAnalyser()(input));
    report = analysis.value;
    analyses.push(analysis.milliseconds);
  }
  const analyse = createAnalyser();
  analyse(input);
  const again = Array.from({ length: runs }, (_, run) => {
    const extra = { ...readOf('k1', 'github.com', 'someone new'), id: `new${run}` };
    // Records that came through a process boundary are new objects with the old contents.
    const { services, advisories, siteOf, ...records } = input;
    const copy = structuredClone({ ...records, enrolments: [...input.enrolments, extra] });
    return timed(() => analyse({ ...copy, services, advisories, siteOf }));
  });
  if (report === undefined) throw new Error('nothing was measured');
  const first = timed(() => simulateLoss(report, { keyIds: ['k0'] }));
  const toggles = report.keys
    .slice(0, 200)
    .map((key, index) => timed(() => simulateLoss(report, { keyIds: [key.keyId, `k${index}`] })).milliseconds);
  const { accounts } = report.totals;
  return {
    enrolments: enrolmentCount,
    accounts,
    analyseMs: median(analyses),
    againMs: median(again.map((run) => run.milliseconds)),
    firstToggleMs: first.milliseconds,
    toggleMs: median(toggles),
    toggleP95Ms: quantile(toggles, 0.95),
  };
}

/** Computes the exponent b of cost = a · size^b, by least squares of the logarithms. 1 is linear. */
export function growthExponent(figures: readonly { readonly size: number; readonly milliseconds: number }[]): number {
  const points = figures.map(({ size, milliseconds }) => [Math.log(size), Math.log(milliseconds)] as const);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const covariance = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)));
  return covariance / mean(points.map(([x]) => (x - meanX) ** 2));
}

function timed<Value>(work: () => Value): { value: Value; milliseconds: number } {
  const start = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - start };
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Prints the table of docs/bench.md. */
export function printGrowth(largest = 1_000_000): void {
  const sizes = [100, 1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= largest);
  measureGrowth(1_000);
  const figures = sizes.map((size) => measureGrowth(size));
  const shown = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
  console.log('| enrolments | accounts | analysis ms | after one change ms | first what-if ms | what-if ms (p95) |');
  console.log('| ---------- | -------- | ----------- | ------------------- | ---------------- | ---------------- |');
  for (const figure of figures) {
    const { enrolments, accounts, analyseMs, againMs, firstToggleMs, toggleMs, toggleP95Ms } = figure;
    const cells = [analyseMs, againMs, firstToggleMs].map(shown);
    console.log(`| ${enrolments} | ${accounts} | ${cells.join(' | ')} | ${shown(toggleMs)} (${shown(toggleP95Ms)}) |`);
  }
  const large = figures.filter(({ enrolments }) => enrolments >= 1_000);
  const exponent = growthExponent(
    large.map(({ enrolments, analyseMs }) => ({ size: enrolments, milliseconds: analyseMs })),
  );
  console.log(`Cost of the analysis grows with the ${exponent.toFixed(2)}th power of the enrolments (1,000 and more).`);
}

if (process.argv[1] === import.meta.filename) printGrowth(Number(process.argv[2] ?? 1_000_000));
