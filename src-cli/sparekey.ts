#!/usr/bin/env node
import { noteEndSignals } from './terminal/end-signals.ts';

// Before anything else is loaded: until then a signal kills the process without a word.
const signals = noteEndSignals();
const { main } = await import('./main.ts');
// Seen from the built file, out/cli/sparekey.js.
await main(signals, new URL('../demo/', import.meta.url));
