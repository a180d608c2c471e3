import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

let harness: CliHarness;
beforeAll(() => {
  harness = cliHarness([]);
  mkdirSync(join(harness.folder, 'folder'));
  writeFileSync(join(harness.folder, 'file'), 'mine');
  symlinkSync(join(harness.folder, 'nowhere'), join(harness.folder, 'link'));
});
afterAll(() => harness.remove());

/** Every command that writes a file which a person names. */
const writing: readonly (readonly [string, readonly string[]])[] = [
  ['inventory export', ['inventory', 'export']],
  ['catalogue export', ['catalogue', 'export']],
  ['report coverage --out', ['report', 'coverage', '--format', 'html', '--out']],
  ['report inventory --out', ['report', 'inventory', '--format', 'json', '--out']],
];

/** Reasons why a file cannot be written, by a name below the test's folder. */
const causes: readonly (readonly [string, string])[] = [
  ['ENOENT', join('none', 'a')],
  ['ENOTDIR', join('file', 'a')],
  ['ENAMETOOLONG', 'a'.repeat(300)],
  ['EEXIST', 'file'],
  ['EEXIST', 'folder'],
  ['EEXIST', 'link'],
];

describe.each(writing)('11.14 %s', (_, args) => {
  it.each(causes)('says %s of a file that cannot be written, and leaves what is there', async (code, name) => {
    const run = await harness.run([...args, join(harness.folder, name), '--json']);
    const { error } = documents.errorDocument.parse(run.json());
    expect([run.status, error]).toMatchObject([2, { kind: 'file-not-written', detail: code }]);
    expect(readFileSync(join(harness.folder, 'file'), 'utf8')).toBe('mine');
  });

  it('writes a new file, and its name is in the answer', async () => {
    const name = args.join('-');
    const run = await harness.run([...args, join(harness.folder, name), '--json']);
    expect([run.status, run.json()]).toMatchObject([0, { done: true, file: join(harness.folder, name) }]);
    expect(readFileSync(join(harness.folder, name)).length).toBeGreaterThan(10);
  });
});
