import { createServer, type Socket } from 'node:net';
import type { VirtualKey } from '../../src-virtual-key/virtual-key.ts';

/** Plugs a key into a socket, behind which a child process with remote-hid.mjs finds it. Returns how to unplug it: it then loses power. */
export async function plugRemoteKey(key: VirtualKey, path: string): Promise<() => void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let rest = Buffer.alloc(0);
    sockets.add(socket);
    socket.on('error', () => undefined);
    const stop = key.port.onReport((report) => void socket.write(report));
    socket.on('close', () => {
      stop();
      sockets.delete(socket);
    });
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (; rest.length >= 64; rest = rest.subarray(64)) key.port.receive(Uint8Array.from(rest.subarray(0, 64)));
    });
  });
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  return () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    key.powerCycle();
  };
}
