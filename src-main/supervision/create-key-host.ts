import type { MessagePortMain } from 'electron';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ListenersOf } from '../../src-shared/ipc/message-client.ts';
import { appPaths } from './app-paths.ts';
import { cancellableTimeout, monotonic } from './clock.ts';
import { forkKeyHost } from './fork-key-host.ts';
import { createKeyHostSupervisor, type KeyHostSupervisor } from './key-host-supervisor.ts';

export interface KeyHostOptions {
  readonly args: readonly string[];
  readonly listeners: ListenersOf<KeyHostContract>;
  readonly log: (line: string) => void;
  readonly onRestarted: (restarted: boolean) => void;
}

/** Creates the supervisor of the key host as an Electron utility process; it is still to be started. */
export function createKeyHost(options: KeyHostOptions): KeyHostSupervisor<MessagePortMain> {
  return createKeyHostSupervisor<MessagePortMain>({
    fork: (events) => forkKeyHost(appPaths.keyHost, options.args, events),
    listeners: options.listeners,
    clock: { now: monotonic, setTimeout: cancellableTimeout },
    log: options.log,
    onStateChange: (state) => options.onRestarted(state !== 'running'),
  });
}
