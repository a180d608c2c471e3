import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly commandLine: string;
}

/** Lists a process and everything below it, from /proc. */
export function processTree(root: number): readonly ProcessEntry[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readEntry(Number(name)))
    .filter((entry) => entry !== null);
  const found: ProcessEntry[] = all.filter(({ pid }) => pid === root);
  for (let index = 0; index < found.length; index++) {
    found.push(...all.filter(({ parent }) => parent === found[index]?.pid));
  }
  return found;
}

/** Returns the role of a process of Chromium: `renderer`, `gpu-process`, `utility` …; null for the browser process. */
export function processType(entry: ProcessEntry): string | null {
  return /--type=([\w-]+)/.exec(entry.commandLine)?.[1] ?? null;
}

/** Checks whether a process is the utility process that runs Node: the key host. */
export function isKeyHost(entry: ProcessEntry): boolean {
  return entry.commandLine.includes('node.mojom.NodeService');
}

/** Lists the files a process has mapped, one per line, with addresses. */
export function mapsOf(pid: number): string {
  return read(`/proc/${pid}/maps`);
}

export function isAlive(pid: number): boolean {
  const entry = readEntry(pid);
  return entry !== null && !/^State:\s+Z/m.test(statusOf(pid));
}

/** Reads /proc/PID/status; empty when the process is gone. */
export function statusOf(pid: number): string {
  return read(`/proc/${pid}/status`);
}

/** Reads the environment of a process, variables separated by NUL. */
export function environmentOf(pid: number): string {
  return read(`/proc/${pid}/environ`);
}

/** Lists the inode numbers of the sockets a process holds. */
export function socketInodes(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

/** Lists the inodes of every listening TCP socket of this computer, with the local port. */
export function listeningTcp(): ReadonlyMap<string, number> {
  const listening = new Map<string, number>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of read(table).split('\n').slice(1)) {
      const columns = line.trim().split(/\s+/);
      // State 0A is LISTEN.
      if (columns[3] === '0A') listening.set(columns[9] ?? '', Number.parseInt(columns[1]?.split(':')[1] ?? '', 16));
    }
  }
  return listening;
}

function readEntry(pid: number): ProcessEntry | null {
  const stat = read(`/proc/${pid}/stat`);
  // The name in brackets may hold spaces and brackets itself; the parent is the second field after it.
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  if (stat === '' || Number.isNaN(parent)) return null;
  return { pid, parent, commandLine: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
