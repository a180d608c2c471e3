import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliHarness, type CliHarness } from './cli-harness.ts';

let harness: CliHarness;
beforeEach(() => void (harness = cliHarness([])));
afterEach(() => harness.remove());

const secret = 'PIN 739182';
const refused = { error: { kind: 'input-invalid', detail: 'looks-like-code' } };

describe('a text that looks like a secret on the command line', () => {
  it('is refused with the reason and the way to say that it is none', async () => {
    const args = ['inventory', 'devices', 'add', 'Phone', '--kind', 'phone', '--note', secret, '--json'];
    const run = await harness.run(args);
    expect([run.status, run.json()]).toMatchObject([2, refused]);
    expect(run.err).toContain('--not-secret');
    expect(run.out + run.err).not.toContain('739182');
    const said = await harness.run([...args, '--not-secret']);
    expect([said.status, said.json()]).toMatchObject([0, { done: true }]);
  });

  it.each([
    ['catalogue', 'correct', 'github', '--name', 'Hub', '--source', secret],
    ['inventory', 'ways', 'add', '--service', 'github', '--kind', 'helpdesk', '--contact', secret],
  ])('%s %s: is refused', async (...args) => {
    const run = await harness.run([...args, '--json']);
    expect([run.status, run.json()]).toMatchObject([2, refused]);
  });

  it('in a table is refused by its line, and taken with --not-secret', async () => {
    const table = join(harness.folder, 'a.csv');
    writeFileSync(table, 'Service,Account,Key,Note\nGitHub,mika,Blue,asset A1B2C-3D4E5\n');
    const importing = (...more: string[]) =>
      harness.run(['inventory', 'import-csv', table, '--yes', '--json', ...more]);
    expect((await importing()).json()).toMatchObject({ done: false, problems: [{ line: 2, code: 'looks-like-code' }] });
    expect((await importing('--not-secret')).json()).toMatchObject({
      done: true,
      notes: [{ line: 2, code: 'perhaps-a-code' }],
    });
  });

  it('an exported inventory with such a text is refused, and taken with --not-secret', async () => {
    const file = join(harness.folder, 'export.json');
    await harness.run(['inventory', 'devices', 'add', 'P', '--kind', 'phone', '--note', secret, '--not-secret']);
    writeFileSync(file, (await harness.run(['inventory', 'export', '--json'])).out);
    const other = ['--inventory', join(harness.folder, 'other.sparekey')];
    const importing = ['inventory', 'import', file, '--yes', '--json', ...other];
    expect((await harness.run(importing)).json()).toMatchObject(refused);
    expect((await harness.run([...importing, '--not-secret'])).json()).toMatchObject({ done: true, addedDevices: 1 });
  });
});
