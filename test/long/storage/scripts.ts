import fs from 'node:fs';
import path from 'node:path';
import { listing, must, passkey, pluggedKey } from '../../unit/inventory/inventory-fixture.ts';
import { everyChange, type Step } from './every-change.ts';

/** Steps of a writer at a file. */
export interface Script {
  readonly steps: readonly Step[];
  /** The file that is there before the first step; null where there is none. */
  readonly fixture: string | null;
}

const key = pluggedKey({ vendorSerial: '1' });
const device = { owner: null, place: null, carriedOn: null, simIn: null, note: null } as const;
const fixtures = path.resolve('test/vectors/inventory');

/** Reading a file of an earlier version brings it up to date; then it is changed. */
const migration: readonly Step[] = [
  { name: 'open', run: async (one) => void (await must(one.snapshot())) },
  {
    name: 'change',
    run: async (one) => void (await must(one.addDevice({ ...device, kind: 'computer', label: 'New' }))),
  },
];

const backups: readonly Step[] = [
  {
    name: 'listing',
    run: async (one) => {
      const passkeys = Array.from({ length: 400 }, (_, index) => passkey(`account ${String(index)}`));
      await must(one.recordListing(key, listing(passkeys)));
    },
  },
  ...Array.from({ length: 14 }, (_, index) => ({
    name: `backup ${String(index)}`,
    run: async (one: Parameters<Step['run']>[0]) => (await must(one.backup())).file,
  })),
];

export const scripts = {
  changes: { steps: everyChange, fixture: null },
  backups: { steps: backups, fixture: null },
  'migration-1': { steps: migration, fixture: path.join(fixtures, 'version-1.sparekey') },
  'migration-2': { steps: migration, fixture: path.join(fixtures, 'version-2.sparekey') },
  'migration-3': { steps: migration, fixture: path.join(fixtures, 'version-3.sparekey') },
  'migration-3-open': { steps: migration, fixture: path.join(fixtures, 'version-3-open.sparekey') },
} as const satisfies Record<string, Script>;
export type ScriptName = keyof typeof scripts;

/** Returns the folders of one writer: what it remembers is kept outside the folder of the file. */
export function foldersOf(root: string): { readonly file: string; readonly data: string } {
  return { file: path.join(root, 'store', 'inventory.sparekey'), data: path.join(root, 'data') };
}

/** Creates the file with which a script begins. */
export function beginScript(script: Script, root: string): void {
  fs.mkdirSync(path.join(root, 'store'), { recursive: true });
  fs.mkdirSync(path.join(root, 'data'), { recursive: true });
  if (script.fixture !== null) fs.copyFileSync(script.fixture, foldersOf(root).file);
}
