import { type ClientOf, createMessageClient, type ListenersOf } from '../../src-shared/ipc/message-client.ts';
import type { ToHost } from '../../src-shared/ipc/host-message.ts';
import { type KeyHostContract, keyHostContract } from '../../src-shared/ipc/key-host-contract.ts';

/** One running key host process, as the supervisor sees it. `Port` is the platform's transferable message port. */
export interface HostProcess<Port> {
  post(message: ToHost, ports: readonly Port[]): void;
  /** Ends the process at once. */
  kill(): void;
}

export interface HostProcessEvents {
  readonly onMessage: (message: unknown) => void;
  /** Called once, however the process ended. */
  readonly onExit: (detail: string) => void;
}

interface SupervisorClock {
  /** Returns monotonic milliseconds. */
  now(): number;
  setTimeout(run: () => void, ms: number): () => void;
}

export interface SupervisorOptions<Port> {
  readonly fork: (events: HostProcessEvents) => HostProcess<Port>;
  readonly listeners: ListenersOf<KeyHostContract>;
  readonly clock: SupervisorClock;
  readonly log: (line: string) => void;
  /** `restarted`: another one runs, or is about to. `given-up`: it ended too often; one more try follows after a minute. */
  readonly onStateChange: (state: 'running' | 'restarted' | 'given-up') => void;
}

export interface KeyHostSupervisor<Port> {
  readonly api: ClientOf<KeyHostContract, Port>;
  start(): void;
  /** Asks the host to end cleanly; resolves when it has, or was ended after `limitMs`. */
  close(limitMs: number): Promise<void>;
}

/** The host is back within 2 s, with at most three restarts a minute. */
const restartDelayMs = 250;
const maxRestarts = 3;
const restartWindowMs = 60_000;
/** Time for which the window shows that the host was restarted. */
const calmAfterMs = 60_000;
/** A host that leaves three pings in a row unanswered is not coming back. */
const pingEveryMs = 2_000;
const maxUnansweredPings = 3;

/**
 * Keeps the key host running. When it ends without being asked to, every open request ends as `outcome-unknown` if it may
 * have reached a key, else as `key-host-restarted`, and another host is started; nothing is ever sent again by itself.
 */
export function createKeyHostSupervisor<Port>(options: SupervisorOptions<Port>): KeyHostSupervisor<Port> {
  const { clock } = options;
  let host: HostProcess<Port> | null = null;
  let closing: (() => void) | null = null;
  let closed = false;
  let restarts: number[] = [];
  let unanswered = 0;
  let stopTimers: (() => void)[] = [];

  const client = createMessageClient<KeyHostContract, Port>({
    contract: keyHostContract,
    listeners: options.listeners,
    send: (message, ports) => {
      host?.post(message, ports);
      return host !== null;
    },
    onPong: () => {
      unanswered = 0;
    },
    log: (line) => options.log(`key host: ${line}`),
  });

  function start(): void {
    unanswered = 0;
    // Messages and the end of an earlier process must not be taken for those of this one.
    const started: { current: HostProcess<Port> | null } = { current: null };
    const isCurrent = (): boolean => host !== null && host === started.current;
    started.current = options.fork({
      onMessage: (message) => {
        if (isCurrent()) client.receive(message);
      },
      onExit: (detail) => {
        if (isCurrent()) onExit(detail);
      },
    });
    host = started.current;
    stopTimers = [repeat(pingEveryMs, ping)];
  }

  function repeat(ms: number, run: () => void): () => void {
    let stop = clock.setTimeout(function again() {
      stop = clock.setTimeout(again, ms);
      run();
    }, ms);
    return () => stop();
  }

  function ping(): void {
    // Counted in pings, not in time: a computer that slept must not lose its host.
    if (unanswered >= maxUnansweredPings) {
      options.log('key host does not answer: ended');
      const dead = host;
      onExit('not answering');
      dead?.kill();
      return;
    }
    unanswered++;
    host?.post({ type: 'ping', id: 0 }, []);
  }

  function onExit(detail: string): void {
    for (const stop of stopTimers) stop();
    stopTimers = [];
    host = null;
    client.failAll();
    if (closing !== null) return closing();
    if (closed) return;
    options.log(`key host ended: ${detail}`);
    options.listeners.keys.changed([]);
    const now = clock.now();
    restarts = restarts.filter((at) => now - at < restartWindowMs);
    const tooOften = restarts.length >= maxRestarts;
    options.onStateChange(tooOften ? 'given-up' : 'restarted');
    clock.setTimeout(restart, tooOften ? restartWindowMs : restartDelayMs);
  }

  function restart(): void {
    if (closed) return;
    restarts.push(clock.now());
    start();
    const started = host;
    const calm = clock.setTimeout(() => {
      if (host === started) options.onStateChange('running');
    }, calmAfterMs);
    stopTimers.push(calm);
  }

  async function close(limitMs: number): Promise<void> {
    if (closed) return;
    closed = true;
    const current = host;
    if (current === null) return;
    await new Promise<void>((resolve) => {
      const giveUp = clock.setTimeout(() => {
        current.kill();
        resolve();
      }, limitMs);
      closing = () => {
        giveUp();
        resolve();
      };
      current.post({ type: 'close' }, []);
    });
  }

  return { api: client.api, start, close };
}
