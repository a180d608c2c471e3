// How the benches of the lab machine measure a listing and print it.
import { equal } from 'node:assert/strict';
import type { LabKey } from '../hidraw/guest-lab.ts';

export interface Measurement {
  readonly seconds: number;
  /** From the start of the program to its first transaction. */
  readonly starting: number;
  readonly transactions: number;
  readonly listed: number;
}

/** Measures one listing of a key that holds `expected` passkeys. */
export async function measure(target: LabKey, expected: number, list: () => Promise<number>): Promise<Measurement> {
  target.key.log.clear();
  const start = performance.now();
  const listed = await list();
  const seconds = (performance.now() - start) / 1000;
  equal(listed, expected, 'every passkey was listed');
  const { entries } = target.key.log;
  const starting = ((entries[0]?.at ?? start) - start) / 1000;
  return { seconds, starting, transactions: entries.length, listed };
}

export interface Summary {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Median of the time before the first transaction. */
  readonly starting: number;
  readonly transactions: readonly number[];
}

/** Computes the summary of measurements. */
export function summary(measurements: readonly Measurement[]): Summary {
  const seconds = measurements.map((one) => one.seconds);
  return {
    n: seconds.length,
    median: median(seconds),
    min: Math.min(...seconds),
    max: Math.max(...seconds),
    starting: median(measurements.map((one) => one.starting)),
    transactions: [...new Set(measurements.map((one) => one.transactions))],
  };
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? 0;
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[middle - 1] ?? 0)) / 2;
}

/** Returns the cells of a row: n, median, least, most, before the first transaction, transactions. */
export function cells(one: Summary): readonly string[] {
  const figures = [one.median, one.min, one.max, one.starting].map((seconds) => seconds.toFixed(2));
  return [String(one.n), ...figures, one.transactions.join(' / ')];
}

/** Prints a table, the first column wide. */
export function printTable(rows: readonly (readonly string[])[]): void {
  for (const row of rows) process.stdout.write(`${row.map((cell, at) => cell.padEnd(at === 0 ? 34 : 14)).join('')}\n`);
}
