import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliHarness, type CliHarness } from './cli-harness.ts';

const vector = (name: string) => fileURLToPath(new URL(`../../vectors/files/${name}`, import.meta.url));
let harness: CliHarness;
let policy: string;

beforeEach(() => {
  harness = cliHarness([]);
  policy = join(harness.folder, 'household.yaml');
  writeFileSync(policy, 'sparekey-policy: 1\nname: Household\nrules:\n  owner-recorded: true\n');
});
afterEach(() => harness.remove());

const run = (...args: readonly string[]) => harness.run(['policy', ...args, '--json']);

describe('the policy of an inventory on the command line', () => {
  it('is applied, shown with what it finds, and removed', async () => {
    expect((await run('show')).json()).toEqual({ policy: null });
    expect((await run('apply', policy)).json()).toEqual({ done: true, name: 'Household', file: 'household.yaml' });
    const empty = await run('show');
    expect([empty.status, empty.json()]).toMatchObject([
      0,
      { policy: { file: 'household.yaml', name: 'Household', passed: true } },
    ]);
    const table = join(harness.folder, 'a.csv');
    writeFileSync(table, 'Service,Key\nGitHub,Blue\n');
    await harness.run(['inventory', 'import-csv', table, '--yes']);
    const found = await run('show');
    expect([found.status, found.json()]).toMatchObject([
      1,
      { policy: { passed: false, findings: [{ rule: 'owner-recorded' }] } },
    ]);
    expect((await run('remove')).json()).toEqual({ done: true });
    expect((await run('remove')).json()).toEqual({ done: false });
  });

  it('that cannot be used changes nothing, and says line and fix', async () => {
    await run('apply', policy);
    const refused = await run('apply', vector('40-policy-m01-wrong-key.yaml'));
    expect([refused.status, refused.json()]).toMatchObject([
      2,
      { error: { kind: 'usage', problems: [{ line: 4, code: 'unknown-name', expected: 'minimum-keys' }] } },
    ]);
    expect(refused.err).toContain('Did you mean “minimum-keys”?');
    expect((await run('show')).json()).toMatchObject({ policy: { name: 'Household' } });
    const checked = await harness.run(['coverage', '--policy', vector('40-policy-m04-tabs.yaml'), '--json']);
    expect(checked.json()).toMatchObject({ error: { problems: [{ line: 4, code: 'tab-indent' }, { line: 5 }] } });
  });
});
