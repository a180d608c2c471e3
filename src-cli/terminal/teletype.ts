import { openSync } from 'node:fs';
import type { OnReadOpts } from 'node:net';
import type { ReadStream } from 'node:tty';
import { secretBytes } from '../../src-shared/lib/secret-bytes.ts';
import { CommandFailed } from '../program/command-failure.ts';
import { SecretLine } from './secret-line.ts';

/** A terminal that questions are written to and answers are read from. */
export interface Teletype {
  readonly input: ReadStream;
  /** Opens it once more, to read secrets into a buffer of our own: those of Node are freed with what was read in them. Null where that cannot be. */
  readonly openForSecrets: ((onread: OnReadOpts) => ReadStream) | null;
  readonly output: NodeJS.WritableStream;
}

/** Bytes that are read at once: what is typed comes key by key, a paste in parts. */
const typedAtOnce = 1_024;

/** Opens the controlling terminal, so that standard input and output may be pipes; null where there is none. */
export function findTeletype(): Teletype | null {
  try {
    if (process.platform !== 'win32') {
      // Loaded with the first question: most commands ask nothing.
      const tty = process.getBuiltinModule('node:tty');
      const open = (onread?: OnReadOpts): ReadStream => {
        const fd = openSync('/dev/tty', 'r');
        return new tty.ReadStream(fd, { fd, ...(onread !== undefined && { onread }) });
      };
      return { input: open(), openForSecrets: open, output: new tty.WriteStream(openSync('/dev/tty', 'w')) };
    }
  } catch {
    // No controlling terminal: a service, a pipeline of another program, a container.
  }
  return process.stdin.isTTY ? { input: process.stdin, openForSecrets: null, output: process.stderr } : null;
}

/** Asks for a secret without echo. Throws CommandFailed 'cancelled' on Ctrl-C. */
export async function askSecret(
  { input: shared, openForSecrets, output }: Teletype,
  prompt: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const line = new SecretLine();
  const buffer = secretBytes(typedAtOnce);
  let onTyped = (_typed: Uint8Array): void => undefined;
  const own = openForSecrets?.({
    buffer,
    callback: (length) => {
      onTyped(buffer.subarray(0, length));
      return true;
    },
  });
  const input = own ?? shared;
  const restore = (): void => void input.setRawMode(false);
  process.on('exit', restore);
  // Before the prompt: whoever answers it at once would see what was typed.
  input.setRawMode(true);
  output.write(prompt);
  try {
    await new Promise<void>((resolve, reject) => {
      const onData = (typed: Uint8Array): void => {
        const state = line.take(typed);
        if (state === 'more') return;
        stop();
        if (state === 'done') resolve();
        else reject(new CommandFailed({ kind: 'cancelled' }));
      };
      const onAbort = (): void => {
        stop();
        reject(new CommandFailed({ kind: 'cancelled' }));
      };
      const stop = (): void => {
        input.off('data', onData);
        input.off('end', onAbort);
        signal.removeEventListener('abort', onAbort);
        input.pause();
      };
      if (signal.aborted) return onAbort();
      if (own === undefined) input.on('data', onData);
      else onTyped = onData;
      input.on('end', onAbort);
      signal.addEventListener('abort', onAbort);
      input.resume();
    });
    return line.bytes();
  } finally {
    line.wipe();
    restore();
    buffer.fill(0);
    own?.destroy();
    process.off('exit', restore);
    output.write('\n');
  }
}

/** Asks for one line of text. Throws CommandFailed 'cancelled' on Ctrl-C. */
export async function askLine({ input, output }: Teletype, prompt: string, signal: AbortSignal): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  const cancelled = new AbortController();
  lines.on('SIGINT', () => cancelled.abort());
  lines.on('close', () => cancelled.abort());
  try {
    return await lines.question(prompt, { signal: AbortSignal.any([signal, cancelled.signal]) });
  } catch {
    throw new CommandFailed({ kind: 'cancelled' });
  } finally {
    lines.close();
  }
}
