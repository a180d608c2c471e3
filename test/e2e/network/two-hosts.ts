import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { removeFolder } from '../harness.ts';
import type { Arrivals } from './far-host.ts';

const near = '10.77.0.1';
const far = '10.77.0.2';
const far6 = 'fd77::2';
/** A run that has not ended by itself is ended. */
const longestMs = 240_000;

interface TriedWindow {
  readonly window: string;
  readonly ended: Readonly<Record<string, string>>;
}

export interface TwoHosts {
  /** Runs every way out of the windows on the near host; ends once all were tried. */
  tryAll(): Promise<readonly TriedWindow[]>;
  /** Returns what has arrived at the far host. */
  arrivals(): Promise<Arrivals>;
  /** Ends the program on the near host as a person would. */
  closeWindows(): Promise<void>;
  /** Ends whatever still runs; with the processes their networks are gone. */
  end(): Promise<void>;
}

/**
 * Creates two computers out of network namespaces, joined by one cable and to nothing else: a far host that listens, and a
 * near host with windows, whose default route and name server are the far host. Needs root (Linux), `ip` and `unshare`.
 */
export async function twoHosts(windows: 'guarded' | 'unguarded'): Promise<TwoHosts> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('This test makes network namespaces, which takes root on Linux. Run it as root.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-network-'));
  const resolver = join(folder, 'resolv.conf');
  writeFileSync(resolver, `nameserver ${far}\n`);
  const farHost = startHost(['--net'], [script('far-host.ts')]);
  // In a process namespace of its own: when its first process ends, for whatever reason, all others do.
  const nearHost = startHost(
    ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
    ['sh', '-c', 'mount --bind "$1" /etc/resolv.conf && shift && exec "$@"', 'near', resolver].concat(
      process.execPath,
      script('near-host.ts'),
      windows,
      far,
      far6,
    ),
  );
  const end = async (): Promise<void> => {
    await Promise.all([farHost.end(), nearHost.end()]);
    removeFolder(folder);
  };
  try {
    await Promise.all([farHost.next(), nearHost.next()]);
    await layCable(nearHost.pid, farHost.pid);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    tryAll: async () => {
      nearHost.say('go');
      const tried: TriedWindow[] = [];
      for (;;) {
        const said = await nearHost.next();
        if (!('window' in said)) return tried;
        tried.push(said as unknown as TriedWindow);
      }
    },
    arrivals: async () => {
      farHost.say('arrivals');
      return (await farHost.next()) as unknown as Arrivals;
    },
    closeWindows: async () => {
      nearHost.say('close');
      await nearHost.ended;
    },
    end,
  };
}

/** Joins the two namespaces. Their kernels say nothing of themselves over the cable, so that what arrives is the program's. */
async function layCable(nearPid: number, farPid: number): Promise<void> {
  const inside = (pid: number, ...command: string[]): Promise<unknown> =>
    promisify(execFile)('nsenter', ['-t', String(pid), '-n', ...command]);
  await inside(farPid, 'ip', 'link', 'add', 'far', 'type', 'veth', 'peer', 'name', 'near', 'netns', String(nearPid));
  for (const [pid, name, address] of [
    [farPid, 'far', far],
    [nearPid, 'near', near],
  ] as const) {
    await inside(pid, 'ip', 'link', 'set', 'lo', 'up');
    await inside(pid, 'ip', 'address', 'add', `${address}/24`, 'dev', name);
    await inside(pid, 'ip', 'address', 'add', `fd77::${address.slice(-1)}/64`, 'dev', name, 'nodad');
    await inside(pid, 'ip', 'link', 'set', name, 'up');
  }
  await inside(nearPid, 'ip', 'route', 'add', 'default', 'via', far);
}

interface Host {
  readonly pid: number;
  readonly ended: Promise<void>;
  say(line: string): void;
  /** Returns the next line that it prints; rejects when it ends first. */
  next(): Promise<Record<string, unknown>>;
  end(): Promise<void>;
}

function startHost(namespaces: readonly string[], command: readonly string[]): Host {
  const [program = '', ...args] = command[0]?.endsWith('.ts') === true ? [process.execPath, ...command] : command;
  const child: ChildProcess = spawn('unshare', [...namespaces, program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      complaints.push(String(error));
      resolve();
    });
    child.once('close', () => resolve());
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), longestMs);
  void ended.then(() => clearTimeout(limit));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    ended,
    say: (line) => void child.stdin?.write(`${line}\n`),
    next: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`a host ended: ${complaints.join('').slice(-2_000)}`);
      return JSON.parse(value) as Record<string, unknown>;
    },
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
