#!/usr/bin/env node
import { realMakers } from './program/makers.ts';
import { realTerminal } from './terminal/real-terminal.ts';
import { runCommandLine } from './run-command-line.ts';

const status = await runCommandLine(
  process.argv.slice(2),
  realTerminal(),
  // Seen from the built file, out/cli/sparekey.js.
  realMakers(new URL('../demo/', import.meta.url)),
);
// Native code and a terminal in raw mode may keep the process alive; what was printed is written first.
process.stdout.write('', () => process.exit(status));
