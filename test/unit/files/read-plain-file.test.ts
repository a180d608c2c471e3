import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlainFile } from '../../../src-main/files/read-plain-file.ts';

const isRoot = process.getuid?.() === 0;
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sparekey-plain-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refused = (detail: string) => ({ ok: false, failure: { kind: 'input-invalid', detail } });

describe('a file of the person', () => {
  it('is read whole, through a link too', async () => {
    const file = join(folder, 'a');
    writeFileSync(file, 'abc');
    symlinkSync(file, join(folder, 'link'));
    expect(await readPlainFile(file, 3)).toEqual({ ok: true, value: Buffer.from('abc') });
    expect(await readPlainFile(join(folder, 'link'), 3)).toEqual({ ok: true, value: Buffer.from('abc') });
  });

  it('is refused by its size before it is read', async () => {
    writeFileSync(join(folder, 'a'), 'abcd');
    expect(await readPlainFile(join(folder, 'a'), 3)).toEqual(refused('too-large'));
  });

  it.skipIf(process.platform !== 'linux')(
    'of the kernel, whose size is not known before, is held to the limit',
    async () => {
      expect(await readPlainFile('/proc/cpuinfo', 3)).toEqual(refused('too-large'));
    },
  );

  it('that is not there says so', async () => {
    writeFileSync(join(folder, 'a'), '');
    expect(await readPlainFile(join(folder, 'none'), 3)).toEqual(refused('no-such-file'));
    expect(await readPlainFile(join(folder, 'a', 'b'), 3)).toEqual(refused('no-such-file'));
  });

  it.skipIf(isRoot)('that may not be read says so', async () => {
    writeFileSync(join(folder, 'a'), 'abc');
    chmodSync(join(folder, 'a'), 0);
    expect(await readPlainFile(join(folder, 'a'), 3)).toEqual(refused('file-not-readable'));
  });

  it('that is a folder, a device or a pipe is refused at once', async () => {
    mkdirSync(join(folder, 'folder'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync(join(folder, 'pipe'), join(folder, 'link'));
    const others = ['folder', 'pipe', 'link'].map((name) => join(folder, name));
    for (const other of [...others, '/dev/zero', '/dev/null', '/dev/tty']) {
      expect(await readPlainFile(other, 1_000)).toEqual(refused('not-a-file'));
    }
  });
});
