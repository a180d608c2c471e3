import { fstatSync, writeSync } from 'node:fs';

/** Standard output of this process, or what stands for it in tests. */
export interface StandardOutput {
  /** Writes a text. After the first error the rest is dropped. */
  write(text: string): void;
  /** Writes a part of a long answer and waits until it is taken. */
  take(part: string): Promise<void>;
  /** Waits until everything is written. Returns the system's code of the error that kept it from that; null without one. */
  finish(): Promise<string | null>;
}

type StandardStream = NodeJS.WriteStream & { readonly fd: number };

export interface StandardOutputOptions {
  /** Called when the reader of a pipe went away: what is left to say has nobody to read it. */
  readonly onReaderGone: () => void;
}

/** Returns how standard output is written: a file or device at once and whole, a pipe or terminal through Node's stream. */
export function standardOutput(stream: StandardStream, options: StandardOutputOptions): StandardOutput {
  return isFile(stream) ? fileOutput(stream.fd) : streamOutput(stream, options);
}

// Node's own stream over a file takes a short write (a disk that is nearly full) for a whole one.
function fileOutput(descriptor: number): StandardOutput {
  let error: string | null = null;
  const write: StandardOutput['write'] = (text) => {
    const bytes = Buffer.from(text, 'utf8');
    try {
      for (let offset = 0; error === null && offset < bytes.length;) offset += writeSync(descriptor, bytes, offset);
    } catch (caught) {
      error = codeOf(caught);
    }
  };
  return {
    write,
    take: (part) => {
      write(part);
      return Promise.resolve();
    },
    finish: () => Promise.resolve(error),
  };
}

function streamOutput(stream: StandardStream, { onReaderGone }: StandardOutputOptions): StandardOutput {
  let error: string | null = null;
  const note = (caught: unknown): void => {
    if (error !== null) return;
    error = codeOf(caught);
    if (error === 'EPIPE') onReaderGone();
  };
  stream.on('error', note);
  return {
    write: (text) => {
      if (error === null) stream.write(text);
    },
    take: (part) =>
      error === null ? new Promise((resolve) => stream.write(part, () => resolve())) : Promise.resolve(),
    finish: () =>
      error === null
        ? new Promise((resolve) => {
            stream.write('', (caught) => {
              if (caught !== null && caught !== undefined) note(caught);
              resolve(error);
            });
          })
        : Promise.resolve(error),
  };
}

function isFile({ fd, isTTY }: StandardStream): boolean {
  try {
    const found = fstatSync(fd);
    return !isTTY && (found.isFile() || found.isCharacterDevice());
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
