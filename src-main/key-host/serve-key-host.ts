import { type KeyHostContract, keyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import { createMessageServer, type MessageServer } from '../../src-shared/ipc/message-server.ts';
import type { Core } from '../create-core.ts';
import { createHostHandlers, type DemoControls } from './host-handlers.ts';
import type { HostPort } from './host-process.ts';

/** The channel between a utility process and the main process. */
export interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly HostPort[] }) => void,
  ): unknown;
  postMessage(message: unknown): void;
}

/** Answers the main process from a core until it asks to close; then cancels what runs, closes every key and calls `exit`. */
export function serveKeyHost(
  core: Core,
  demo: DemoControls | null,
  parent: ParentPort,
  log: (line: string) => void,
  exit: () => void,
): void {
  const server: MessageServer<KeyHostContract, HostPort> = createMessageServer({
    contract: keyHostContract,
    handlers: createHostHandlers(core, demo, () => server.emit),
    send: (message) => parent.postMessage(message),
    log,
    onClose: () => {
      server.abortAll();
      core.close().then(exit, exit);
    },
  });
  core.keys.subscribe((event) => {
    if (event.type === 'keys-changed') server.emit.keys.changed([...event.keys]);
    if (event.type === 'progress') server.emit.keys.progress(event.progress);
  });
  parent.on('message', ({ data, ports }) => server.receive(data, ports));
  core.keys.watch();
}
