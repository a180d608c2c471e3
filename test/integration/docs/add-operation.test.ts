import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JournalEntry } from '../../../src-shared/operations/operation-journal.ts';
import type { OneKey } from '../../helpers/simulated-core.ts';
import { changes, operationName } from './walked-operation.ts';

const copied = [
  'package.json',
  'tsconfig.base.json',
  'catalogue',
  'docs/cli.md',
  ...readdirSync('.').filter((name) => name.startsWith('src-')),
];
const copiedTests = [
  'test/helpers',
  ...['cli-harness', 'cli-schemas', 'scripted-terminal'].map((name) => `test/integration/cli/${name}.ts`),
];

/** All folders in one program, with what each of their runtimes has. */
const everyFolder = {
  extends: './tsconfig.base.json',
  compilerOptions: { lib: ['ES2024', 'DOM', 'DOM.Iterable'], jsx: 'react-jsx', types: ['node'] },
  include: ['src-*/**/*.ts', 'src-*/**/*.tsx', 'catalogue/*.ts', 'test/**/*.ts'],
};

/** Below the project, so that packages are found. */
let copy: string;

beforeAll(() => {
  mkdirSync('.cache', { recursive: true });
  copy = resolve(mkdtempSync(join('.cache', 'add-operation-')));
  for (const path of [...copied, ...copiedTests]) cpSync(path, join(copy, path), { recursive: true });
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(everyFolder));
  for (const [path, change] of Object.entries(changes)) {
    const file = join(copy, path);
    const isNew = path.includes(operationName);
    writeFileSync(file, change(isNew ? '' : readFileSync(file, 'utf8')));
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Lists the files that the document names for an operation, with its name put in. */
function documentedFiles(): readonly string[] {
  const text = readFileSync('docs/how-to-add.md', 'utf8');
  const section = text.split('\n## ').find((part) => part.startsWith('An operation on a key')) ?? '';
  const items = [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path = '']) => path.replace('NAME', operationName));
  return items.flatMap(alternatives);
}

/** Lists the paths that a pattern names: `a/{b,c}` names two files. */
function alternatives(path: string): readonly string[] {
  const [whole, list] = /\{([^}]+)\}/.exec(path) ?? [];
  if (whole === undefined || list === undefined) return [path];
  return list.split(',').flatMap((one) => alternatives(path.replace(whole, one)));
}

/** Lists every file of the copy that differs from the project's. */
function touchedFiles(): readonly string[] {
  const files = [...copied, ...copiedTests].flatMap((path) => {
    try {
      return readdirSync(join(copy, path), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(copy.length + 1));
    } catch {
      return [path];
    }
  });
  return files.filter((path) => {
    try {
      return !readFileSync(join(copy, path)).equals(readFileSync(path));
    } catch {
      return true;
    }
  });
}

const load = <Module>(path: string): Promise<Module> => import(/* @vite-ignore */ join(copy, path)) as Promise<Module>;

it('touches exactly the files that the document names', () => {
  expect(touchedFiles().toSorted()).toEqual(documentedFiles().toSorted());
});

it('compiles', () => {
  const compiler = resolve('node_modules/typescript/bin/tsc');
  expect(execFileSync(process.execPath, [compiler, '--noEmit', '-p', copy], { encoding: 'utf8' })).toBe('');
}, 300_000);

it('runs, is written down, and is declared everywhere that follows from the table', async () => {
  const examples = await load<typeof import('../../helpers/operation-examples.ts')>(
    'test/helpers/operation-examples.ts',
  );
  const one: OneKey = await examples.exampleKey(operationName as 'read-key', {});
  expect(one.of(one.key).facts?.capabilities).toMatchObject({ walkReset: { answer: 'yes' } });
  const entries: unknown[] = [];
  const journal = {
    journalBegin: async (entry: JournalEntry) => {
      entries.push(entry);
      return { ok: true, value: { id: 'j1' } } as const;
    },
    journalEnd: async (...end: unknown[]) => {
      entries.push(end);
      return { ok: true, value: undefined } as const;
    },
  };
  const input: object = { sure: true };
  const outcome = await one.manager.run(operationName as 'read-key', one.handle(), input, {
    journal: { journal, keyId: 'k1' },
  });
  expect(outcome).toEqual({ ok: true, value: { left: 0 } });
  expect(one.key.state.credentials).toEqual([]);
  expect(entries).toEqual([
    { keyId: 'k1', operation: operationName, credentialId: null },
    ['j1', 'done', { left: '0' }],
  ]);
  await one.core.close();

  const { contract } = await load<typeof import('../../../src-shared/ipc/contract.ts')>('src-shared/ipc/contract.ts');
  expect(contract.keys).toMatchObject({ walkReset: { type: 'request' } });
  const host = await load<typeof import('../../../src-shared/ipc/key-host-contract.ts')>(
    'src-shared/ipc/key-host-contract.ts',
  );
  expect(host.keyHostContract.keys).toMatchObject({ walkReset: { type: 'request' } });
  const { activityKinds } = await load<typeof import('../../../src-shared/domain/activity-schema.ts')>(
    'src-shared/domain/activity-schema.ts',
  );
  expect(activityKinds).toContain('walk-reset-done');
});

it('every status at its step is a declared failure that says whether the key may have changed', async () => {
  const examples = await load<typeof import('../../helpers/operation-examples.ts')>(
    'test/helpers/operation-examples.ts',
  );
  const one: OneKey = await examples.exampleKey(operationName as 'read-key', {});
  for (let status = 1; status < 256; status++) {
    one.key.script.failNext('reset', { status });
    const outcome = await examples.runExample(operationName as 'read-key', one);
    expect(outcome.ok ? 'ok' : outcome.failure.kind, status.toString(16)).not.toMatch(/^(ok|unexpected)$/);
  }
  await one.core.close();
});

it('is a command of the command line', async () => {
  const { cliHarness } = await load<typeof import('../cli/cli-harness.ts')>('test/integration/cli/cli-harness.ts');
  const virtual = await load<typeof import('../../../src-virtual-key/virtual-key.ts')>(
    'src-virtual-key/virtual-key.ts',
  );
  const key = virtual.createVirtualKey({ personality: 'strict21', seed: 1, touch: () => 'approve' });
  const harness = cliHarness([key]);
  const run = await harness.run([operationName, '--json']);
  harness.remove();
  const schemas = await load<Record<string, z.ZodType>>('test/integration/cli/cli-schemas.ts');
  expect(run.status).toBe(0);
  expect(schemas['walkResetDocument']?.safeParse(run.json()).success).toBe(true);
});
