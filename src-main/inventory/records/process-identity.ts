import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { z } from 'zod';

/** Identity that distinguishes one running process from every other one, also after its number was given to another. */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  /** Start time in clock ticks since boot; null where the platform does not tell without starting a program. */
  start: z.string().nullable(),
  machine: z.string(),
  /** Changes with every boot; null where unknown. */
  boot: z.string().nullable(),
  /** The process number means something only inside its namespace (containers). */
  namespace: z.string().nullable(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

let own: ProcessIdentity | null = null;

/** Describes this process. */
export function ownIdentity(): ProcessIdentity {
  own ??= {
    pid: process.pid,
    start: processState(process.pid)?.start ?? null,
    machine: machineName(),
    boot: readLine('/proc/sys/kernel/random/boot_id'),
    namespace: readNamespace(),
  };
  return own;
}

/** Checks whether that process still runs; `unknown` where it belongs to another computer or container. */
export function judgeProcess(identity: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  const self = ownIdentity();
  if (identity.machine !== self.machine) return 'unknown';
  if (identity.boot !== self.boot) return 'dead';
  if (identity.namespace !== self.namespace) return 'unknown';
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it runs under another user.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return 'dead';
  }
  const state = processState(identity.pid);
  if (state === null) return identity.start === null ? 'unknown' : 'alive';
  if (state.gone || (identity.start !== null && state.start !== identity.start)) return 'dead';
  return 'alive';
}

/** Reads Linux' proc(5) /proc/PID/stat, field 3 (state) and field 22 (start time); the name in field 2 may hold anything. */
function processState(pid: number): { start: string; gone: boolean } | null {
  const line = readLine(`/proc/${pid}/stat`);
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields?.[0], fields?.[19]];
  if (state === undefined || start === undefined) return null;
  // A zombie has let go of everything it held.
  return { start, gone: state === 'Z' || state === 'X' };
}

/** Hashes the name of this computer: machine-id(5) asks not to be shown to others as it is. */
function machineName(): string {
  return createHash('sha256')
    .update(`sparekey ${readLine('/etc/machine-id') ?? ''} ${os.hostname()}`)
    .digest('hex')
    .slice(0, 32);
}

function readLine(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

function readNamespace(): string | null {
  try {
    return fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}
