import { openSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import { CommandFailed } from '../program/command-failure.ts';
import { SecretLine } from './secret-line.ts';

/** A terminal that questions are written to and answers are read from. */
export interface Teletype {
  readonly input: ReadStream;
  readonly output: NodeJS.WritableStream;
}

/** Opens the controlling terminal, so that standard input and output may be pipes; null where there is none. */
export function findTeletype(): Teletype | null {
  try {
    if (process.platform !== 'win32') {
      // Loaded with the first question: most commands ask nothing.
      const tty = process.getBuiltinModule('node:tty');
      const input = new tty.ReadStream(openSync('/dev/tty', 'r'));
      return { input, output: new tty.WriteStream(openSync('/dev/tty', 'w')) };
    }
  } catch {
    // No controlling terminal: a service, a pipeline of another program, a container.
  }
  return process.stdin.isTTY ? { input: process.stdin, output: process.stderr } : null;
}

/** Asks for a secret without echo. Throws CommandFailed 'cancelled' on Ctrl-C. */
export async function askSecret({ input, output }: Teletype, prompt: string, signal: AbortSignal): Promise<Uint8Array> {
  const line = new SecretLine();
  output.write(prompt);
  input.setRawMode(true);
  const restore = (): void => void input.setRawMode(false);
  process.on('exit', restore);
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
      input.on('data', onData);
      input.on('end', onAbort);
      signal.addEventListener('abort', onAbort);
      input.resume();
    });
    return line.bytes();
  } finally {
    line.wipe();
    restore();
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
