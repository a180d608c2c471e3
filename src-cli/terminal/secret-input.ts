import { fstatSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';
import { copySecret, secretBytes } from '../../src-shared/lib/secret-bytes.ts';

const chunkLength = 4_096;
const standardInput = 0;

/**
 * Reads standard input in chunks, which the caller wipes, through one buffer of our own: those of Node are freed as they are, with what was
 * read in them. Nothing is read before it is asked for.
 */
export async function* secretInput(): AsyncGenerator<Uint8Array, undefined> {
  const buffer = secretBytes(chunkLength);
  try {
    yield* isStream() ? streamed(buffer) : stored(buffer);
  } finally {
    buffer.fill(0);
  }
}

/** Checks whether standard input is a terminal, a pipe or a socket, where one waits; a file can be read at once. */
function isStream(): boolean {
  const input = fstatSync(standardInput);
  return input.isFIFO() || input.isSocket() || isatty(standardInput);
}

function* stored(buffer: Uint8Array): Generator<Uint8Array, undefined> {
  for (let length = readSync(standardInput, buffer); length > 0; length = readSync(standardInput, buffer)) {
    yield copySecret(buffer.subarray(0, length));
  }
}

async function* streamed(buffer: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  const state = { length: 0, ended: false };
  let arrived = (): void => undefined;
  const end = (): void => {
    state.ended = true;
    arrived();
  };
  const onRead = (read: number): boolean => {
    state.length = read;
    arrived();
    // No more before that has been taken.
    return false;
  };
  const options = { fd: standardInput, writable: false, onread: { buffer, callback: onRead } };
  const socket = isatty(standardInput) ? new ReadStream(standardInput, options) : new Socket(options);
  socket.on('end', end).on('close', end).on('error', end);
  try {
    for (;;) {
      if (state.length === 0 && !state.ended) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
          socket.resume();
        });
      }
      if (state.length === 0) return;
      const chunk = copySecret(buffer.subarray(0, state.length));
      buffer.fill(0);
      state.length = 0;
      yield chunk;
    }
  } finally {
    socket.destroy();
  }
}
