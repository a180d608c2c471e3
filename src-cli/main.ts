import { realMakers } from './program/makers.ts';
import { runCommandLine } from './run-command-line.ts';
import { endProcess } from './terminal/end-process.ts';
import type { EndSignals } from './terminal/end-signals.ts';
import { realTerminal } from './terminal/real-terminal.ts';

/** Runs the command that was typed, and ends the process with its status. */
export async function main(signals: EndSignals, demoFolder: URL): Promise<void> {
  const status = await runCommandLine(process.argv.slice(2), realTerminal(signals), realMakers(demoFolder));
  // What was printed is written by now.
  endProcess(status);
}
