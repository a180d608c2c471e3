export interface Flags {
  /** Simulated keys only. */
  readonly demo: boolean;
  /** A demonstration with the keys of a support desk, and an empty inventory. */
  readonly demoDesk: boolean;
  /** Another inventory file than the usual one. */
  readonly inventoryFile: string | null;
  /** Real keys although this is not the official Electron: a permanent banner says so. */
  readonly realKeysOnTestRuntime: boolean;
}

/**
 * Reads the program's own flags from the command line of the first instance. Whatever else stands there, Electron's own
 * switches included, is not ours; the command line of a second instance is never read.
 */
export function parseFlags(argv: readonly string[]): Flags {
  const at = argv.indexOf('--inventory');
  const joined = argv.find((argument) => argument.startsWith('--inventory='));
  const file = joined?.slice('--inventory='.length) ?? (at >= 0 ? argv[at + 1] : undefined);
  return {
    demo: argv.includes('--demo') || argv.includes('--demo-desk'),
    demoDesk: argv.includes('--demo-desk'),
    inventoryFile: file === undefined || file === '' || file.startsWith('--') ? null : file,
    realKeysOnTestRuntime: argv.includes('--real-keys-on-test-runtime'),
  };
}
