import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Makers } from '../../../src-cli/program/makers.ts';
import { runCommandLine } from '../../../src-cli/run-command-line.ts';
import { createCore, openReadAccess } from '../../../src-main/create-core.ts';
import { type AttestationCertificate, readCertificate } from '../../../src-main/attestation/read-certificate.ts';
import { createMetadataStore, metadataFileBeside } from '../../../src-main/metadata/metadata-store.ts';
import { noKeychain } from '../../../src-main/keychain/keychain.ts';
import { createMemoryKeychain } from '../../../src-main/keychain/memory-keychain.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import type { VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { exampleMetadataRoot } from '../../../src-virtual-key/attestation/metadata-blob.ts';
import { createVirtualTransport, type VirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { scriptedTerminal, type ScriptedTerminal, type TerminalScript } from './scripted-terminal.ts';

export interface CommandRun {
  readonly status: number;
  readonly terminal: ScriptedTerminal;
  /** Standard output as one text. */
  readonly out: string;
  /** Standard error as one text. */
  readonly err: string;
  /** Parses the JSON document of a command that ran with --json; standard output holds nothing else. */
  json(): unknown;
}

export interface CliHarness {
  readonly transport: VirtualTransport;
  readonly folder: string;
  readonly inventoryFile: string;
  /** Paths that were opened since the harness was made. */
  readonly opened: readonly string[];
  run(args: readonly string[], script?: TerminalScript): Promise<CommandRun>;
  /** Starts a command and gives the terminal while it runs. */
  start(args: readonly string[], script?: TerminalScript): { terminal: ScriptedTerminal; ended: Promise<CommandRun> };
  remove(): void;
}

/** Returns the roots of the example metadata service. */
function exampleRoots(): readonly AttestationCertificate[] {
  const root = readCertificate(exampleMetadataRoot());
  if (root === null) throw new Error('the example root cannot be read');
  return [root];
}

/** Runs commands in this process over simulated keys and a real inventory file; each command opens and closes both itself. */
export function cliHarness(keys: readonly VirtualKey[], replaced: Partial<Makers> = {}): CliHarness {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-cli-'));
  const inventoryFile = join(folder, 'inventory.sparekey');
  const opened: string[] = [];
  const transport = createVirtualTransport(keys);
  const watched = {
    ...transport,
    list: () => transport.list(),
    open: (path: string) => {
      opened.push(path);
      return transport.open(path);
    },
  };
  const keychain = createMemoryKeychain();
  const makers: Makers = {
    readAccess: () => Promise.resolve(openReadAccess(keychain)),
    core: ({ key, pinWay }) =>
      createCore({
        transport: watched,
        keychain,
        keepOpen: true,
        pinWay,
        only: key?.startsWith('virtual-key-') === true ? (path) => path === key : undefined,
      }),
    inventory: ({ inventory }) =>
      openInventory({ file: inventory ?? inventoryFile, keychain: noKeychain, demo: false }),
    metadata: async ({ inventory }) =>
      createMetadataStore({ file: metadataFileBeside(inventory ?? inventoryFile), roots: exampleRoots() }),
    ...replaced,
  };
  const start: CliHarness['start'] = (args, script = {}) => {
    // No two commands run at the same instant.
    vi.setSystemTime(Date.now() + 1_000);
    const terminal = scriptedTerminal(script);
    const withFile = args.includes('--inventory') ? args : [...args, '--inventory', inventoryFile];
    const ended = runCommandLine(withFile, terminal, makers).then((status) => {
      const out = terminal.printed.join('\n');
      return { status, terminal, out, err: terminal.noted.join('\n'), json: () => JSON.parse(out) as unknown };
    });
    return { terminal, ended };
  };
  return {
    transport,
    folder,
    inventoryFile,
    opened,
    start,
    run: (args, script) => start(args, script).ended,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
