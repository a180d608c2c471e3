import { type MessagePortMain, utilityProcess } from 'electron';
import type { HostProcess, HostProcessEvents } from './key-host-supervisor.ts';

/** Starts the key host as an Electron utility process. Its arguments hold no secret; its output goes to ours. */
export function forkKeyHost(
  entry: string,
  args: readonly string[],
  events: HostProcessEvents,
): HostProcess<MessagePortMain> {
  const child = utilityProcess.fork(entry, [...args], { serviceName: 'sparekey-key-host', stdio: 'inherit' });
  child.on('message', events.onMessage);
  child.once('exit', (code) => events.onExit(`exit code ${code}`));
  return {
    post: (message, ports) => child.postMessage(message, [...ports]),
    kill: () => void child.kill(),
  };
}
