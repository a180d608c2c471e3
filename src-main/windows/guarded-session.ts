import { type Session, session } from 'electron';
import { appPaths } from '../supervision/app-paths.ts';
import { readFileTable, serveAppProtocol } from './app-protocol.ts';
import { forgoSpellChecker } from './no-network.ts';
import { denyEverything } from './session-guards.ts';

/** Creates the session of one kind of window: nothing allowed, only our own files, and nothing kept when it ends. */
export function guardedSession(name: string): Session {
  // Without "persist:" the partition lives in memory only: no cookie, no cache, no storage is left behind.
  const partition = session.fromPartition(name, { cache: false });
  forgoSpellChecker(partition);
  denyEverything(partition);
  serveAppProtocol(partition.protocol, readFileTable(appPaths.renderer));
  return partition;
}
