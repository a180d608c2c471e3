import type { Locale } from '../../src-shared/domain/settings.ts';
import type { Core } from '../../src-main/create-core.ts';
import type { ReadAccessVault } from '../../src-main/keys/read-access/read-access-vault.ts';
import type { Inventory } from '../../src-main/inventory/inventory.ts';
import type { MetadataStore } from '../../src-main/metadata/metadata-store.ts';
import type { GlobalOptions } from './global-options.ts';
import { isPath } from './select-key.ts';

/** Creates core, inventory and metadata of models; replaced in tests. */
export interface Makers {
  readonly core: (options: GlobalOptions) => Promise<Core>;
  readonly inventory: (options: GlobalOptions, locale: Locale, defaultLabel: string) => Promise<Inventory>;
  readonly metadata: (options: GlobalOptions) => Promise<MetadataStore>;
  /** Read access that is kept, for a command that needs no key. */
  readonly readAccess: (options: GlobalOptions) => Promise<ReadAccessVault>;
  /** Checks that no key is plugged in, without the core; absent where only the core can tell. */
  readonly isNoKeyPluggedIn?: (options: GlobalOptions) => Promise<boolean>;
  /** Checks whether the system hides keys from a program without more rights; absent where it never does. */
  readonly areKeysHidden?: (options: GlobalOptions) => Promise<boolean>;
}

/**
 * Creates the makers of the program; `demoFolder` holds the inventories of the demonstration. Heavy parts (native code, database,
 * simulated keys) are loaded here and not before.
 */
export function realMakers(demoFolder: URL): Makers {
  return {
    core: async ({ demo, key, pinWay }) => {
      if (demo) {
        const { createDemoCore } = await import('../../src-main/demo/create-demo-core.ts');
        return createDemoCore({ keepOpen: true, pinWay });
      }
      const { createCore } = await import('../../src-main/create-core.ts');
      const only = key !== undefined && isPath(key) ? (path: string): boolean => path === key : undefined;
      return createCore({ keepOpen: true, only, pinWay });
    },
    inventory: async ({ demo, inventory: file }, locale, defaultLabel) => {
      if (demo) {
        const { openDemoInventory } = await import('../../src-main/demo/open-demo-inventory.ts');
        return openDemoInventory({ file, folder: demoFolder, locale });
      }
      const { openInventory } = await import('../../src-main/inventory/open-inventory.ts');
      const { memoryOfThisComputer } = await import('../../src-main/inventory/file/memory-of-this-computer.ts');
      return openInventory({ ...(file !== undefined && { file }), memory: memoryOfThisComputer(), defaultLabel });
    },
    metadata: async ({ demo, inventory: file }) => {
      if (demo) {
        const { openDemoMetadata } = await import('../../src-main/demo/open-demo-metadata.ts');
        return openDemoMetadata({ inventoryFile: file, folder: demoFolder });
      }
      const { openMetadata } = await import('../../src-main/metadata/open-metadata.ts');
      const { dataLocation } = await import('../../src-main/inventory/file/data-location.ts');
      return openMetadata(file ?? dataLocation().inventory);
    },
    readAccess: async ({ demo }) => {
      if (demo) return (await import('../../src-main/demo/create-demo-core.ts')).openDemoReadAccess();
      return (await import('../../src-main/create-core.ts')).openReadAccess();
    },
    areKeysHidden: async ({ demo }) => {
      if (demo || process.platform !== 'win32') return false;
      const { isElevated } = await import('../../src-main/hid/windows-elevation.ts');
      return !(await isElevated());
    },
    isNoKeyPluggedIn: async ({ demo }) => {
      // Elsewhere listing takes the native code that only the core loads.
      if (demo || process.platform !== 'linux') return false;
      const { linuxRoots, listHidraw } = await import('../../src-main/hid/linux-hidraw.ts');
      return (await listHidraw(linuxRoots)).length === 0;
    },
  };
}
