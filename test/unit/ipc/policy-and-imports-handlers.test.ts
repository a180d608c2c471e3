import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { createChosenFiles } from '../../../src-main/windows/chosen-files.ts';
import { createImports } from '../../../src-main/imports/create-imports.ts';
import { createImportsHandlers } from '../../../src-main/ipc/imports-handlers.ts';
import type { ChosenFiles } from '../../../src-main/ipc/inventory-handlers.ts';
import { createPolicyHandlers } from '../../../src-main/ipc/policy-handlers.ts';
import { parsePolicy } from '../../../src-main/policy/parse-policy.ts';
import { importsContract } from '../../../src-shared/ipc/imports-contract.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { must, open, temporaryFile, temporaryFolder } from '../inventory/inventory-fixture.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const chosen = (name: string, text: string): Pick<ChosenFiles, 'openBytes' | 'saveText'> => ({
  openBytes: async () => success({ name, bytes: encode(text), modifiedAt: null }),
  saveText: async () => success(null),
});
const policy = 'sparekey-policy: 1\nname: House\nrules: { pin-set: true }\n';

describe('the policy’s requests', () => {
  it('adopts a file as text, and gives it back as this program reads it', async () => {
    const inventory = await open({ file: temporaryFile() });
    const all = createPolicyHandlers({ inventory, files: chosen('house.yaml', policy), locale: () => 'en' });
    expect(await all.current()).toEqual(success({ state: 'none' }));
    expect(await all.adopt()).toEqual(success({ state: 'adopted', name: 'House' }));
    expect((await must(inventory.snapshot())).policy).toMatchObject({ name: 'house.yaml', text: policy });
    expect(await all.current()).toMatchObject({
      value: { state: 'read', file: 'house.yaml', policy: { name: 'House' } },
    });
    expect(await all.remove()).toEqual(success(null));
    expect(await all.current()).toEqual(success({ state: 'none' }));
  });

  it('a file that is no policy changes nothing', async () => {
    const inventory = await open({ file: temporaryFile() });
    await must(inventory.setPolicy({ name: 'old.yaml', text: policy }));
    const all = createPolicyHandlers({ inventory, files: chosen('bad.yaml', 'a: &a [*a]'), locale: () => 'en' });
    expect(await all.adopt()).toMatchObject({
      value: { state: 'refused', file: 'bad.yaml', problems: [{ line: 1 }, { line: 1 }] },
    });
    expect((await must(inventory.snapshot())).policy?.name).toBe('old.yaml');
  });

  it('text that this version cannot read is told, not judged', async () => {
    const inventory = await open({ file: temporaryFile() });
    await must(inventory.setPolicy({ name: 'new.yaml', text: policy.replace('policy: 1', 'policy: 9') }));
    const all = createPolicyHandlers({ inventory, files: chosen('', ''), locale: () => 'en' });
    expect(await all.current()).toMatchObject({
      value: { state: 'unreadable', problems: [{ code: 'version-unknown' }] },
    });
  });

  it('cancelling adopts nothing, and the example is a policy', async () => {
    const saveText = vi.fn(async (_name: string, _text: string) => success({ file: '/x' }));
    const files = { openBytes: async () => success(null), saveText };
    const all = createPolicyHandlers({ inventory: await open({ file: temporaryFile() }), files, locale: () => 'ja' });
    expect(await all.adopt()).toEqual(success(null));
    await all.saveExample();
    expect(parsePolicy(saveText.mock.calls[0]?.[1] ?? '').ok).toBe(true);
  });
});

describe('the requests of imports', () => {
  async function make(files: Pick<ChosenFiles, 'openBytes' | 'saveText'>) {
    const inventory = await open({ file: temporaryFile() });
    const world = (snapshot: Awaited<ReturnType<typeof snapshotOf>>) => ({
      snapshot,
      services: [],
      providers: [],
      locale: 'en' as const,
    });
    const snapshotOf = () => must(inventory.snapshot());
    const imports = createImports({ inventory, world, newToken: () => 't' });
    return { all: createImportsHandlers({ imports, files, locale: () => 'ja' }), snapshotOf };
  }

  it('a file is previewed, and stored only when it is applied', async () => {
    const { all, snapshotOf } = await make(chosen('a.csv', 'Service,Key\nexample.com,Blue\n'));
    const preview = await all.previewFile();
    expect(preview).toMatchObject({ value: { file: 'a.csv', counts: { keys: 1, enrolments: 1 } } });
    expect((await snapshotOf()).keys).toEqual([]);
    expect(await all.apply({ token: 't', choices: { others: 'ours', byId: {} } })).toEqual(success({ count: 2 }));
    expect((await snapshotOf()).keys).toHaveLength(1);
  });

  it('J-03, J-17: what is dropped is limited by the contract', () => {
    const leaf = importsContract.previewDropped.input;
    expect(leaf.safeParse({ name: 'a', modifiedAt: null, bytes: new Uint8Array(10 * 1024 * 1024) }).success).toBe(true);
    expect(leaf.safeParse({ name: 'a', modifiedAt: null, bytes: new Uint8Array(10 * 1024 * 1024 + 1) }).success).toBe(
      false,
    );
    expect(leaf.safeParse({ name: 'a', modifiedAt: null, bytes: 'text' }).success).toBe(false);
    expect(leaf.safeParse({ path: '/etc/passwd' }).success).toBe(false);
  });

  it('the template has the headings of the window', async () => {
    const saveText = vi.fn(async (_name: string, _text: string) => success(null));
    const { all } = await make({ openBytes: async () => success(null), saveText });
    await all.saveTemplate();
    expect(saveText.mock.calls[0]?.[1]).toContain('サービス,アカウント,キー');
    expect(await all.previewFile()).toEqual(success(null));
  });
});

describe('files that a person chooses', () => {
  const filesFor = (path: string | null) =>
    createChosenFiles(
      {
        showOpenDialog: async () => ({ canceled: path === null, filePaths: path === null ? [] : [path] }),
      } as unknown as Dialog,
      () => ({}) as BrowserWindow,
    );

  it('are read whole, under their name without a folder', async () => {
    const path = join(temporaryFolder(), 'a.csv');
    writeFileSync(path, 'abc');
    const read = await filesFor(path).openBytes('csv', 3);
    expect(read).toMatchObject({ ok: true, value: { name: 'a.csv' } });
    expect(await filesFor(null).openBytes('csv', 3)).toEqual(success(null));
  });

  it('J-03: are refused by size before they are read, and so is what is no plain file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'abcd');
    expect(await filesFor(path).openBytes('csv', 3)).toMatchObject({
      failure: { kind: 'input-invalid', detail: 'too-large' },
    });
    mkdirSync(join(folder, 'b.csv'));
    for (const other of [join(folder, 'b.csv'), '/dev/zero']) {
      expect(await filesFor(other).openBytes('csv', 3)).toMatchObject({ failure: { detail: 'not-a-file' } });
    }
    expect(await filesFor(join(folder, 'none')).openBytes('csv', 3)).toMatchObject({ ok: false });
  });
});
