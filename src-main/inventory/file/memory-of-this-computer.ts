import { dataLocation } from './data-location.ts';
import { createFileMemory, type FileMemory } from './file-memory.ts';
import { osKeychain } from '../../keychain/os-keychain.ts';

/** Returns what this computer remembers of inventory files, the same for window and command line. */
export function memoryOfThisComputer(): FileMemory {
  return createFileMemory(osKeychain('Sparekey inventory'), dataLocation().folder);
}
