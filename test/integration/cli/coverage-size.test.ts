import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliHarness, cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

let harness: CliHarness;
beforeEach(() => {
  harness = cliHarness([]);
});
afterEach(() => harness.remove());

async function ok(args: readonly string[]): Promise<unknown> {
  const run = await harness.run([...args, '--json']);
  expect([args.join(' '), run.status]).toEqual([args.join(' '), 0]);
  return run.json();
}

describe('the accounts as text', () => {
  /** Two keys of one person at thirty accounts; both open one of them. */
  beforeEach(async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) => `site${index}.example,user${index},${index < 20 ? 'On the key ring' : 'In the drawer'}`,
    );
    const file = join(harness.folder, 'many.csv');
    writeFileSync(file, ['Service,Account,Key', ...rows, 'site0.example,user0,In the drawer', ''].join('\n'));
    await ok(['inventory', 'import-csv', file, '--yes']);
  });

  it('are a matrix where that fits, with numbers of keys where labels do not', async () => {
    const wide = await harness.run(['coverage'], { size: { columns: 120, rows: 60 } });
    expect(wide.out).toMatch(/Service +User +In the drawer +On the key rin… +Verdict/);
    const narrow = await harness.run(['coverage'], { size: { columns: 65, rows: 60 } });
    expect(narrow.out).toMatch(/Service +User +1 +2 +Verdict/);
    expect(narrow.out).toMatch(/No\. +Label/);
    expect(narrow.out).toMatch(/^2 +On the key ring/m);
  });

  it('are a list of those with gaps where it does not fit, and the others are counted', async () => {
    const { out } = await harness.run(['coverage'], { size: { columns: 120, rows: 20 } });
    expect(out).toMatch(/Service +User +Verdict/);
    expect(out).not.toContain('● read on the key');
    expect(out).toContain('1 more account lacks nothing.');
    const lost = await harness.run(['coverage', '--lost', 'In the drawer'], { size: { columns: 120, rows: 20 } });
    expect(lost.out).toContain('more accounts would still open.');
  });
});

describe('many keys', () => {
  it('above 250,000 cells, JSON names only the keys with a record of an account', async () => {
    const rows = Array.from({ length: 600 }, (_, index) => `site${index}.example.org,user,Key ${index}`);
    const file = join(harness.folder, 'big.csv');
    writeFileSync(file, ['Service,Account,Key', ...rows, ''].join('\n'));
    await ok(['inventory', 'import-csv', file, '--yes']);
    const report = documents.coverageDocument.parse(await ok(['coverage']));
    expect(report.enrolmentsOf).toBe('recorded-keys');
    const accounts = report.services.flatMap((service) => service.accounts);
    expect(accounts.filter(({ enrolments }) => enrolments.length === 1).length).toBeGreaterThanOrEqual(600);
    const { out } = await harness.run(['coverage']);
    expect(out.split('\n').length).toBeLessThan(2_000);
    expect(out).toContain('more keys on which no more hangs than on these');
  }, 60_000);
});
