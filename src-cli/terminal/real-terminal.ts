import { openSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { ReadStream, WriteStream } from 'node:tty';
import { CommandFailed } from '../program/command-failed.ts';
import { SecretLine } from './secret-line.ts';
import type { Terminal } from './terminal.ts';

interface Teletype {
  readonly input: ReadStream;
  readonly output: NodeJS.WritableStream;
}

/** The terminal of this process. Questions go to the controlling terminal, so standard input and output may be pipes. */
export function realTerminal(): Terminal {
  let teletype: Teletype | null | undefined;
  const openTeletype = (): Teletype | null => (teletype ??= findTeletype());
  const stdin = new LineReader();
  let progressShown = false;
  const clearProgress = (): void => {
    if (progressShown) process.stderr.write('\r\u001b[K');
    progressShown = false;
  };
  // A reader that went away (`| head`) is no defect: the rest has nobody to read it.
  process.stdout.on('error', () => process.exit(0));

  return {
    environment: process.env,
    print: (line) => {
      clearProgress();
      process.stdout.write(`${line}\n`);
    },
    note: (line) => {
      clearProgress();
      process.stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!process.stderr.isTTY) return;
      clearProgress();
      if (line === null) return;
      process.stderr.write(line);
      progressShown = true;
    },
    get size() {
      const { isTTY, columns, rows } = process.stdout;
      return isTTY && columns > 0 && rows > 0 ? { columns, rows } : null;
    },
    get canAsk() {
      return openTeletype() !== null;
    },
    askSecret: (prompt, signal) => {
      clearProgress();
      return askSecret(required(openTeletype()), prompt, signal);
    },
    askLine: (prompt, signal) => {
      clearProgress();
      return askLine(required(openTeletype()), prompt, signal);
    },
    readSecretLine: () => stdin.next(),
    onInterrupt: (stop) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const name of signals) process.on(name, stop);
      return () => {
        for (const name of signals) process.off(name, stop);
      };
    },
  };
}

function findTeletype(): Teletype | null {
  try {
    if (process.platform !== 'win32') {
      const input = new ReadStream(openSync('/dev/tty', 'r'));
      return { input, output: new WriteStream(openSync('/dev/tty', 'w')) };
    }
  } catch {
    // No controlling terminal: a service, a pipeline of another program, a container.
  }
  return process.stdin.isTTY ? { input: process.stdin, output: process.stderr } : null;
}

function required(teletype: Teletype | null): Teletype {
  if (teletype === null) throw new CommandFailed({ kind: 'cancelled' });
  return teletype;
}

async function askSecret({ input, output }: Teletype, prompt: string, signal: AbortSignal): Promise<Uint8Array> {
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

async function askLine({ input, output }: Teletype, prompt: string, signal: AbortSignal): Promise<string> {
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

/** Reads standard input line by line as bytes. */
class LineReader {
  #rest: Uint8Array = new Uint8Array();
  #ended = false;
  #chunks: AsyncIterator<Uint8Array> | null = null;

  async next(): Promise<Uint8Array | null> {
    this.#chunks ??= process.stdin.iterator({ destroyOnReturn: true });
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end !== -1) return this.#cut(end, end + 1);
      if (this.#ended) return this.#rest.length === 0 ? null : this.#cut(this.#rest.length, this.#rest.length);
      const { value, done } = await this.#chunks.next();
      if (done === true) this.#ended = true;
      else this.#append(value);
      // Two PINs and a passphrase are far shorter: this is not the input that was meant.
      if (this.#rest.length > 64 * 1024) throw new CommandFailed({ kind: 'pin-malformed' });
    }
  }

  #cut(end: number, next: number): Uint8Array {
    // Windows ends a line with CR LF; a PIN cannot hold CR.
    const line = this.#rest.slice(0, this.#rest[end - 1] === 0x0d ? end - 1 : end);
    const rest = this.#rest.slice(next);
    this.#rest.fill(0);
    this.#rest = rest;
    return line;
  }

  #append(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.#rest.length + chunk.length);
    joined.set(this.#rest);
    joined.set(chunk, this.#rest.length);
    this.#rest.fill(0);
    chunk.fill(0);
    this.#rest = joined;
  }
}
