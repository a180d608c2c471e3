import type { InventoryStatus } from '../../src-shared/domain/inventory-status.ts';
import type { AppStatus, Settings, Locale } from '../../src-shared/domain/settings.ts';
import { type AppFacts, appStatus } from './app-status.ts';

/** Language and theme of every window: what the person chose, else what the system has. */
export interface Appearance {
  settings(): Settings;
  /** Writes the settings and takes them over. Throws where they cannot be written. */
  setSettings(next: Settings): void;
  locale(): Locale;
  dark(): boolean;
}

/** Present state of the program, as the window must know it. */
export interface CurrentStatus {
  get(): AppStatus;
  /** Returns the path of the inventory; null before it was opened, and for a demonstration that leaves no file. */
  inventoryFile(): string | null;
  setKeyHostRestarted(restarted: boolean): void;
  setInventory(status: InventoryStatus): void;
  /** Sends the status again, because language or theme changed. */
  send(): void;
}

export interface CurrentStatusOptions {
  readonly facts: AppFacts;
  readonly appearance: Appearance;
  readonly onChange: (status: AppStatus) => void;
}

/** Creates the status of a program whose inventory is still to be opened. */
export function createCurrentStatus({ facts, appearance, onChange }: CurrentStatusOptions): CurrentStatus {
  let keyHostRestarted = false;
  let inventory: InventoryStatus | null = null;
  const get = (): AppStatus =>
    appStatus(facts, {
      settings: appearance.settings(),
      locale: appearance.locale(),
      dark: appearance.dark(),
      keyHostRestarted,
      dataLocation: inventory?.location ?? '',
      inventoryReadable: inventory !== null && isReadable(inventory),
    });
  const send = (): void => onChange(get());
  return {
    get,
    inventoryFile: () => (inventory === null || inventory.location === 'memory' ? null : inventory.location),
    setKeyHostRestarted: (restarted) => {
      keyHostRestarted = restarted;
      send();
    },
    setInventory: (status) => {
      inventory = status;
      send();
    },
    send,
  };
}

/** Checks whether whoever can read the file can read what is in it. A demonstration in memory leaves nothing to read. */
function isReadable({ state, location, protection }: InventoryStatus): boolean {
  return state === 'open' && location !== 'memory' && !protection.keychain && !protection.passphrase;
}
