import type { MessagePortMain } from 'electron';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { EmittersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import { pinContract } from '../../src-shared/ipc/pin-contract.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { type ArmedResets, createArmedResets } from './armed-resets.ts';
import { type Confirmations, type ConfirmedDeletion, createConfirmations } from './confirmations.ts';
import type { Appearance } from './current-status.ts';
import { createKeyViews, type KeyViews } from './key-views.ts';
import { createOpenOperations, type OpenOperations } from './open-operations.ts';
import { createPinDialogs, type PinDialogs, type PinWindowPlatform } from './pin-dialogs.ts';
import { createWindowOperations } from './operation-handlers.ts';
import { createReadAccessService, type ReadAccessService } from './read-access-service.ts';
import type { ConfirmedReset } from './reset-handlers.ts';
import { registerHandlers, type RegisterOptions } from './register-handlers.ts';
import { isTrustedSender } from './sender-check.ts';

export interface KeyServiceParts {
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly inventory: Inventory;
  readonly emit: Pick<EmittersOf<AppContract>, 'keys'>;
  readonly appearance: Pick<Appearance, 'locale' | 'dark'>;
  readonly platform: PinWindowPlatform;
  /** Path of the page of PIN windows. */
  readonly pinPage: string;
  readonly register: Omit<RegisterOptions, 'isTrusted'>;
  /** A clock that never jumps, in milliseconds. */
  readonly monotonic: () => number;
  readonly newToken: () => string;
  readonly log: (line: string) => void;
}

/** Knowledge of the keys that are plugged in, and the requests about them. */
export interface KeyService {
  readonly views: KeyViews;
  readonly dialogs: PinDialogs;
  readonly confirmations: Confirmations<ConfirmedDeletion>;
  readonly operations: OpenOperations;
  readonly resets: ArmedResets;
  readonly resetConfirmations: Confirmations<ConfirmedReset>;
  readonly readAccess: ReadAccessService;
  /** Applies a new device list of the key host. */
  update(keys: readonly PluggedKey[]): void;
  /** Cancels what a page asked for that is gone. */
  abandon(): void;
  /** Closes the PIN window, disarms a reset and locks every key. */
  lock(): void;
}

/** Creates the service and registers the answers of PIN windows. */
export function createKeyService(parts: KeyServiceParts): KeyService {
  const { host, inventory, emit, appearance } = parts;
  const confirmations = createConfirmations<ConfirmedDeletion>(parts.monotonic, parts.newToken);
  const resetConfirmations = createConfirmations<ConfirmedReset>(parts.monotonic, parts.newToken);
  const resets = createArmedResets();
  const operations = createOpenOperations();
  const dialogs = createPinDialogs({
    host,
    platform: parts.platform,
    appearance: () => ({ locale: appearance.locale(), dark: appearance.dark() }),
  });
  const views = createKeyViews({
    inventory,
    log: parts.log,
    onChange: (keys) => {
      emit.keys.changed([...keys]);
      for (const key of keys) if (key.facts !== null) dialogs.keyChanged(key.handle, key.facts.pin);
      readAccess.follow(keys);
    },
  });
  const readAccess = createReadAccessService({
    host,
    inventory,
    views,
    resets,
    operations: createWindowOperations({ host, inventory, views, dialogs, operations, locale: appearance.locale }),
    log: parts.log,
  });
  registerHandlers(pinContract, dialogs.handlers, {
    ...parts.register,
    isTrusted: (event) => isTrustedSender(event, dialogs.window()?.webContents ?? null, parts.pinPage),
  });
  return {
    views,
    dialogs,
    confirmations,
    operations,
    resets,
    resetConfirmations,
    readAccess,
    update: (keys) => {
      const handles = new Set(keys.map((key) => key.handle));
      confirmations.keepOnly(handles);
      resetConfirmations.keepOnly(handles);
      views.update(keys);
    },
    abandon: () => {
      operations.cancelAll();
      dialogs.close();
    },
    lock: () => {
      dialogs.close();
      resets.stopAll();
      void host.keys.lockAll();
    },
  };
}
