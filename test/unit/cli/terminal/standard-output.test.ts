import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { standardOutput } from '../../../../src-cli/terminal/standard-output.ts';

type Stream = Parameters<typeof standardOutput>[0];
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sparekey-output-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ignoreReader = { onReaderGone: () => undefined };
const pipeLike = (stream: Writable) => Object.assign(stream, { fd: -1, isTTY: false }) as unknown as Stream;

/** Runs `work` on an output over a file opened with these flags. */
async function onFile<Value>(path: string, flags: string, work: (stream: Stream) => Promise<Value>): Promise<Value> {
  const fd = openSync(path, flags);
  try {
    return await work({ fd, isTTY: false } as unknown as Stream);
  } finally {
    closeSync(fd);
  }
}

describe('standard output', () => {
  it('to a file is written whole', async () => {
    const path = join(folder, 'out');
    const text = 'キー\n'.repeat(100_000);
    const error = await onFile(path, 'w', (stream) => {
      const output = standardOutput(stream, ignoreReader);
      output.write(text);
      return output.finish();
    });
    expect([error, readFileSync(path, 'utf8')]).toEqual([null, text]);
  });

  it.skipIf(process.platform !== 'linux').each([
    ['a device without room', '/dev/full', 'w', 'ENOSPC'],
    ['a file opened for reading', '/dev/null', 'r', 'EBADF'],
  ])('to %s ends with the code of the system', async (_, path, flags, code) => {
    const error = await onFile(path, flags, (stream) => {
      const output = standardOutput(stream, ignoreReader);
      output.write('a\n');
      output.write('b\n');
      return output.finish();
    });
    expect(error).toBe(code);
  });

  it('to a pipe waits until it is read', async () => {
    const pipe = new PassThrough();
    const output = standardOutput(pipeLike(pipe), ignoreReader);
    const text = 'x'.repeat(1_000_000);
    output.write(text);
    let read = '';
    pipe.on('data', (data: Buffer) => (read += data.toString()));
    expect([await output.finish(), read]).toEqual([null, text]);
  });

  it('to a pipe that fails ends with the first code, and is left alone after it', async () => {
    const written: string[] = [];
    const failing = new Writable({
      write: (data: Buffer, _, done) => {
        written.push(data.toString());
        done(Object.assign(new Error('EIO'), { code: 'EIO' }));
      },
    });
    const output = standardOutput(pipeLike(failing), ignoreReader);
    output.write('a');
    await vi.waitFor(() => expect(failing.destroyed).toBe(true));
    output.write('b');
    expect([await output.finish(), written]).toEqual(['EIO', ['a']]);
  });

  it('whose reader went away says so at once', async () => {
    const onReaderGone = vi.fn<() => void>();
    const failing = new Writable({
      write: (_data, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })),
    });
    const output = standardOutput(pipeLike(failing), { onReaderGone });
    output.write('a');
    await output.finish();
    expect(onReaderGone).toHaveBeenCalledTimes(1);
  });
});
