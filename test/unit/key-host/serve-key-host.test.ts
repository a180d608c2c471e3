import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DemoControls } from '../../../src-main/key-host/host-handlers.ts';
import type { HostPort } from '../../../src-main/key-host/host-process.ts';
import { type ParentPort, serveKeyHost } from '../../../src-main/key-host/serve-key-host.ts';
import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import type { ResetStageName } from '../../../src-shared/domain/reset-stage.ts';
import { keyHostContract } from '../../../src-shared/ipc/key-host-contract.ts';
import { createMessageClient } from '../../../src-shared/ipc/message-client.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { oneKey, type OneKey } from '../../helpers/simulated-core.ts';

// The key host's end of the channel to the main process, over a simulated key: what comes in is asked of the core, what the core
// says goes out.

let one: OneKey | null = null;
afterEach(async () => {
  await one?.core.close();
  one = null;
});

async function serve(demo: DemoControls | null = null) {
  const served = await oneKey({ touch: () => 'approve' });
  one = served;
  const changes: (readonly PluggedKey[])[] = [];
  const stages: ResetStageName[] = [];
  let toHost: Parameters<ParentPort['on']>[1] = () => undefined;
  const exit = vi.fn();
  const client = createMessageClient<typeof keyHostContract, HostPort>({
    contract: keyHostContract,
    listeners: {
      demo: {},
      keys: {
        changed: (keys) => changes.push(keys),
        progress: () => undefined,
        pinAttempt: () => undefined,
        resetStage: ({ stage }) => stages.push(stage),
      },
    },
    send: (message, ports) => {
      toHost({ data: structuredClone(message), ports });
      return true;
    },
    onPong: () => undefined,
    log: () => undefined,
  });
  const parent: ParentPort = {
    on: (_event, listener) => (toHost = listener),
    postMessage: (message) => queueMicrotask(() => client.receive(structuredClone(message))),
  };
  serveKeyHost(served.core, demo, parent, () => undefined, exit);
  return { ...served, client, changes, stages, exit, send: (data: unknown) => toHost({ data, ports: [] }) };
}

describe('a served core', () => {
  it('answers with its keys, and says when one is unplugged', async () => {
    const { client, key, transport, handle, changes } = await serve();
    expect(await client.api.keys.list()).toMatchObject({ ok: true, value: [{ handle: handle() }] });
    transport.unplug(key);
    await expect.poll(() => changes.at(-1)).toEqual([]);
  });

  it('a handle of a key that left is a failure, not an exception', async () => {
    const { client, key, transport, handle } = await serve();
    const gone = handle();
    transport.unplug(key);
    await client.api.keys.refresh();
    expect(await client.api.keys.identify({ handle: gone, byTouch: false })).toMatchObject({
      failure: { kind: 'key-removed' },
    });
    expect(await client.api.keys.lock({ handle: gone })).toEqual(success(null));
  });

  it('an operation that a key without a PIN takes without one needs no port, and is refused by a key that has one', async () => {
    const { client, handle, key } = await serve();
    const change = { setting: 'always-uv', on: true } as const;
    const outcome = await client.api.keys.changeSetting({ handle: handle(), change });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'pin-required' } });
    expect(key.log.pinBearing).toEqual([]);
  });

  it('closes every key before it ends', async () => {
    const { send, exit, transport, key } = await serve();
    send({ type: 'close' });
    await expect.poll(() => exit.mock.calls.length).toBe(1);
    expect(transport.openConnections(key)).toBe(0);
  });
});

describe('a guided reset', () => {
  it('goes at once to the key that was agreed to, once it was plugged in again, and tells how far it is', async () => {
    const { client, key, transport, handle, stages } = await serve();
    const asked = handle();
    const checked = await client.api.keys.checkReset({ handle: asked });
    if (!checked.ok) throw new Error(checked.failure.kind);
    const ended = client.api.keys.guideReset({ handle: asked, expected: checked.value });
    await expect.poll(() => stages).toContain('unplug');
    transport.unplug(key);
    await expect.poll(() => stages).toContain('insert');
    transport.plug(key);
    expect(await ended).toMatchObject({ value: { outcome: { value: { confirmed: true } }, isErased: true } });
    expect(stages).toEqual(['unplug', 'insert', 'reading', 'send']);
    expect(key.state.resets).toBe(1);
    expect(key.log.pinBearing).toEqual([]);
  });

  it('of a key that says something else than when it was agreed to is not begun', async () => {
    const { client, key, handle, stages } = await serve();
    const checked = await client.api.keys.checkReset({ handle: handle() });
    if (!checked.ok) throw new Error(checked.failure.kind);
    const expected = { ...checked.value, info: 'a0' };
    const ended = await client.api.keys.guideReset({ handle: handle(), expected });
    expect(ended).toMatchObject({ failure: { kind: 'key-changed' } });
    expect(stages).toEqual([]);
    expect(key.state.resets).toBe(0);
  });

  it('is stopped by the one who asked for it', async () => {
    const { client, key, handle, stages } = await serve();
    const checked = await client.api.keys.checkReset({ handle: handle() });
    if (!checked.ok) throw new Error(checked.failure.kind);
    const stop = new AbortController();
    const asked = { handle: handle(), expected: checked.value };
    const ended = client.api.keys.guideReset(asked, { signal: stop.signal });
    await expect.poll(() => stages).toEqual(['unplug']);
    stop.abort();
    expect(await ended).toMatchObject({ value: { outcome: { failure: { kind: 'cancelled' } }, isErased: false } });
    expect(key.log.destructive).toEqual([]);
  });

  it('of a key that left is refused', async () => {
    const { client, key, transport, handle } = await serve();
    const gone = handle();
    transport.unplug(key);
    await client.api.keys.refresh();
    expect(await client.api.keys.checkReset({ handle: gone })).toMatchObject({ failure: { kind: 'key-removed' } });
  });
});

describe('the hand that plugs simulated keys', () => {
  const credential = { path: 'virtual-key-0', rpId: 'news.example', userId: '01', userName: null };

  it('is refused where keys are real', async () => {
    const { client } = await serve();
    const refused = { failure: { kind: 'not-supported', feature: 'demo' } };
    expect(await client.api.demo.keys()).toMatchObject(refused);
    expect(await client.api.demo.plug({ id: 'daily', plugged: false })).toMatchObject(refused);
    expect(await client.api.demo.touch({ id: 'daily' })).toMatchObject(refused);
    expect(await client.api.demo.enrol(credential)).toMatchObject(refused);
  });

  it('plugs, touches and enrols; a key without room says so', async () => {
    const demo = { keys: () => [], plug: vi.fn(), touch: vi.fn(), setWrongFinger: vi.fn(), enrol: vi.fn(() => true) };
    const { client } = await serve(demo);
    expect(await client.api.demo.plug({ id: 'daily', plugged: false })).toEqual(success(null));
    expect(await client.api.demo.touch({ id: 'daily' })).toEqual(success(null));
    expect(await client.api.demo.enrol(credential)).toEqual(success(null));
    expect(demo.plug).toHaveBeenCalledExactlyOnceWith('daily', false);
    expect(demo.touch).toHaveBeenCalledExactlyOnceWith('daily');
    expect(demo.enrol).toHaveBeenCalledExactlyOnceWith('virtual-key-0', { rpId: 'news.example', userId: '01' });
    demo.enrol.mockReturnValueOnce(false);
    expect(await client.api.demo.enrol(credential)).toMatchObject({ failure: { kind: 'storage-full' } });
  });
});
