import { CommandFailed } from '../program/command-failure.ts';
import { endProcess } from './end-process.ts';
import type { EndSignals } from './end-signals.ts';
import { LineReader } from './line-reader.ts';
import { secretInput } from './secret-input.ts';
import { standardOutput } from './standard-output.ts';
import { askLine, askSecret, findTeletype, type Teletype } from './teletype.ts';
import type { Terminal } from './terminal.ts';

/** Returns the terminal of this process. Questions go to the controlling terminal, so standard input and output may be pipes. */
export function realTerminal(signals: EndSignals): Terminal {
  let teletype: Teletype | null | undefined;
  const openTeletype = (): Teletype | null => (teletype ??= findTeletype());
  const stdin = new LineReader(secretInput());
  let progressShown = false;
  const clearProgress = (): void => {
    if (progressShown) process.stderr.write('\r\u001b[K');
    progressShown = false;
  };
  // What goes on can be left unsaid; the answer goes to standard output.
  process.stderr.on('error', () => undefined);
  // A reader that went away (`| head`) is no defect.
  const output = standardOutput(process.stdout, { onReaderGone: () => process.exit(0) });

  return {
    environment: process.env,
    print: (line) => {
      clearProgress();
      output.write(`${line}\n`);
    },
    write: (part) => {
      clearProgress();
      return output.take(part);
    },
    finish: (status) => {
      // A reader that does not take what was printed keeps nobody from ending the program.
      signals.onEnd(() => endProcess(status));
      return output.finish();
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
    onInterrupt: (stop) => signals.onEnd(stop),
  };
}

function required(teletype: Teletype | null): Teletype {
  if (teletype === null) throw new CommandFailed({ kind: 'cancelled' });
  return teletype;
}
