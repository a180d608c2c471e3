import { beforeEach, describe, expect, it } from 'vitest';
import {
  createKeyHostSupervisor,
  type HostProcessEvents,
  type KeyHostSupervisor,
} from '../../../src-main/supervision/key-host-supervisor.ts';
import type { ToHost } from '../../../src-shared/ipc/host-message.ts';

interface FakeHost {
  readonly events: HostProcessEvents;
  readonly received: ToHost[];
  answersPings: boolean;
  killed: boolean;
}

let hosts: FakeHost[];
let states: string[];
let keyLists: number[];
let time: number;
let timers: { at: number; run: () => void }[];
let supervisor: KeyHostSupervisor<never>;

beforeEach(() => {
  hosts = [];
  states = [];
  keyLists = [];
  time = 0;
  timers = [];
  supervisor = createKeyHostSupervisor<never>({
    fork: (events) => {
      const host: FakeHost = { events, received: [], answersPings: true, killed: false };
      hosts.push(host);
      return {
        post: (message) => {
          host.received.push(message);
          if (message.type === 'ping' && host.answersPings) events.onMessage({ type: 'pong', id: message.id });
        },
        kill: () => {
          host.killed = true;
        },
      };
    },
    listeners: {
      keys: {
        changed: (keys) => keyLists.push(keys.length),
        progress: () => {},
        pinAttempt: () => {},
        resetStage: () => {},
      },
      demo: {},
    },
    clock: {
      now: () => time,
      setTimeout: (run, ms) => {
        const timer = { at: time + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((candidate) => candidate !== timer);
        };
      },
    },
    log: () => {},
    onStateChange: (state) => states.push(state),
  });
  supervisor.start();
});

/** Advances the time and runs what falls due, in order. */
function pass(ms: number): void {
  const end = time + ms;
  for (;;) {
    const due = timers.filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at)[0];
    if (due === undefined) break;
    timers = timers.filter((timer) => timer !== due);
    time = due.at;
    due.run();
  }
  time = end;
}

const newest = (): FakeHost => {
  const host = hosts.at(-1);
  if (host === undefined) throw new Error('no host was started');
  return host;
};

const handle = 'key-0123456789abcdef';

describe('supervision of the key host', () => {
  it('F-16 a host that dies is back within two seconds; its keys are gone until then', () => {
    newest().events.onExit('exit code 139');
    expect(keyLists).toEqual([0]);
    expect(states).toEqual(['restarted']);
    pass(2_000);
    expect(hosts).toHaveLength(2);
  });

  it('F-16 a deletion that was sent ends as unknown, and is not sent again', async () => {
    const deletion = supervisor.api.keys.deletePasskey(
      { handle, rpIdHash: 'aa', credentialId: 'bb' },
      { sentOperation: () => 'delete-passkey' },
    );
    const listing = supervisor.api.keys.listPasskeys({ handle });
    newest().events.onExit('exit code 139');
    expect(await deletion).toEqual({ ok: false, failure: { kind: 'outcome-unknown', operation: 'delete-passkey' } });
    expect(await listing).toEqual({ ok: false, failure: { kind: 'key-host-restarted' } });
    pass(10_000);
    expect(newest().received.filter(({ type }) => type === 'request')).toEqual([]);
  });

  it('F-16 at most three restarts a minute; then one more after a minute', () => {
    for (let round = 0; round < 4; round++) {
      newest().events.onExit('exit code 139');
      pass(500);
    }
    expect(hosts).toHaveLength(4);
    expect(states.at(-1)).toBe('given-up');
    pass(58_000);
    expect(hosts).toHaveLength(4);
    pass(5_000);
    expect(hosts).toHaveLength(5);
  });

  it('is calm again a minute after a restart', () => {
    newest().events.onExit('exit code 139');
    pass(61_000);
    expect(states).toEqual(['restarted', 'running']);
  });

  it('F-15 a host that leaves its pings unanswered is ended and replaced', async () => {
    newest().answersPings = false;
    const first = newest();
    const listing = supervisor.api.keys.listPasskeys({ handle });
    pass(9_000);
    expect(first.killed).toBe(true);
    expect(await listing).toEqual({ ok: false, failure: { kind: 'key-host-restarted' } });
    expect(hosts).toHaveLength(2);
    // The late end of the first one does not touch the second.
    first.events.onExit('signal 9');
    expect(states).toEqual(['restarted']);
    expect(hosts).toHaveLength(2);
  });

  it('a host that answers its pings stays', () => {
    pass(300_000);
    expect(hosts).toHaveLength(1);
    expect(states).toEqual([]);
  });

  it('while none runs a request fails at once', async () => {
    newest().events.onExit('exit code 1');
    expect(await supervisor.api.keys.list()).toEqual({ ok: false, failure: { kind: 'key-host-restarted' } });
  });

  it('F-17 closes in order; a host that does not end is ended', async () => {
    const closing = supervisor.close(2_000);
    expect(newest().received.at(-1)).toEqual({ type: 'close' });
    newest().events.onExit('exit code 0');
    await closing;
    expect(newest().killed).toBe(false);
    pass(300_000);
    expect(hosts).toHaveLength(1);
  });

  it('F-17 a host that ignores the request to close is killed at the limit', async () => {
    const closing = supervisor.close(2_000);
    pass(2_000);
    await closing;
    expect(newest().killed).toBe(true);
    expect(hosts).toHaveLength(1);
  });

  it('nobody closes twice, and a closed one is not restarted', async () => {
    const closing = supervisor.close(2_000);
    newest().events.onExit('exit code 0');
    await closing;
    await supervisor.close(2_000);
    expect(hosts).toHaveLength(1);
  });
});
