import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../src-main/ipc/rate-limit.ts';
import { type InvokeRegistry, registerHandlers } from '../../../src-main/ipc/register-handlers.ts';
import { appOrigin, type InvokeEvent, isTrustedSender } from '../../../src-main/ipc/sender-check.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { leafTypes } from '../../../src-shared/ipc/leaf-types.ts';
import type { HandlersOf } from '../../../src-shared/ipc/define-contract.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import { pinContract } from '../../../src-shared/ipc/pin-contract.ts';

type Listener = (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>;
type Leaves = Readonly<Record<string, Readonly<Record<string, { readonly type: 'request' | 'event' }>>>>;

const mainFrame = { url: `${appOrigin}/index.html` };
const contents = { id: 7, mainFrame, isDestroyed: () => false };
const own: InvokeEvent = { sender: contents, senderFrame: mainFrame };

let channels: Map<string, Listener>;
let called: string[];
let logged: string[];
let now: number;

beforeEach(() => {
  channels = new Map();
  called = [];
  logged = [];
  now = 0;
});

/** Registers a contract with handlers that only note that they were called. */
function register(of: Leaves, answers: (name: string) => unknown = () => null): () => void {
  const handlers = Object.fromEntries(
    Object.entries(of).map(([group, leaves]) => [
      group,
      Object.fromEntries(
        Object.keys(leaves).map((leaf) => [
          leaf,
          () => {
            called.push(`${group}.${leaf}`);
            return answers(`${group}.${leaf}`);
          },
        ]),
      ),
    ]),
  );
  const registry: InvokeRegistry = {
    handle: (channel, listener) => void channels.set(channel, listener),
    removeHandler: (channel) => void channels.delete(channel),
  };
  return registerHandlers(of as typeof contract, handlers as unknown as HandlersOf<typeof contract>, {
    registry,
    isTrusted: (event) => isTrustedSender(event, contents, '/index.html'),
    rateLimit: createRateLimit(() => now),
    log: (line) => logged.push(line),
  });
}

async function call(channel: string, event: InvokeEvent, ...args: unknown[]): Promise<Envelope<unknown>> {
  now += 1_000;
  const listener = channels.get(channel);
  if (listener === undefined) throw new Error(`no channel ${channel}`);
  return (await listener(event, ...args)) as Envelope<unknown>;
}

const requests = (leaves: Leaves): readonly string[] =>
  Object.entries(leaves).flatMap(([group, members]) =>
    Object.entries(members).flatMap(([leaf, { type }]) => (type === 'request' ? [`${group}.${leaf}`] : [])),
  );

/** Values that must never reach a handler, whatever the leaf. */
const garbage: readonly unknown[] = [
  null,
  0,
  -0,
  Number.NaN,
  1n,
  '',
  '../../etc/passwd',
  "'; DROP TABLE keys; --",
  true,
  [],
  [[]],
  Symbol.iterator,
  () => null,
  new Date(0),
  new Map(),
  new Uint8Array(8),
  Object.create(null),
  { handle: '/dev/hidraw0' },
  { handle: 'key-0000000000000000', extra: 1 },
  { keyId: ['a'] },
  JSON.parse('{"__proto__":{"handle":"key-0000000000000000"}}'),
  {
    get handle(): string {
      throw new Error('a getter that throws');
    },
  },
];

describe.each([
  ['window', contract, leafTypes(contract)],
  ['PIN window', pinContract, leafTypes(pinContract)],
] as const)('every request of the %s contract', (_name, of, leaves) => {
  it('has a leaf in the list that the preload uses', () => {
    const listed = Object.entries<Readonly<Record<string, string>>>(leaves).flatMap(([group, members]) =>
      Object.entries(members).map(([leaf, type]) => [group, leaf, type]),
    );
    const declared = Object.entries<Leaves[string]>(of).flatMap(([group, members]) =>
      Object.entries(members).map(([leaf, { type }]) => [group, leaf, type]),
    );
    expect(listed).toEqual(declared);
  });

  it.each(requests(of))('K-02 K-03 K-04 %s refuses garbage and logs it', async (name) => {
    register(of);
    for (const input of garbage) {
      const envelope = await call(`sparekey:${name}`, own, input);
      expect(envelope).toEqual({
        ok: false,
        error: { code: expect.stringMatching(/^(malformed-input|failed)$/), message: expect.any(String) },
      });
    }
    expect(called).toEqual([]);
    expect(logged).toHaveLength(garbage.length);
    expect(logged.join()).not.toContain('passwd');
  });

  it.each(requests(of))('K-01 %s refuses every sender but its own window', async (name) => {
    register(of);
    const other = { url: `${appOrigin}/index.html` };
    const foreign: readonly InvokeEvent[] = [
      { sender: contents, senderFrame: null },
      { sender: contents, senderFrame: other },
      { sender: { ...contents, id: 8 }, senderFrame: mainFrame },
      { sender: { ...contents, mainFrame: other }, senderFrame: other },
    ];
    for (const event of foreign) {
      expect(await call(`sparekey:${name}`, event)).toMatchObject({ error: { code: 'untrusted-sender' } });
    }
    expect(called).toEqual([]);
  });

  it.each(requests(of))('%s refuses more than one argument', async (name) => {
    register(of);
    expect(await call(`sparekey:${name}`, own, undefined, undefined)).toMatchObject({
      error: { code: 'malformed-input' },
    });
    expect(called).toEqual([]);
  });
});

describe('the wrapper', () => {
  it('hands a lawful input over and its answer back', async () => {
    register(contract, () => []);
    expect(await call('sparekey:catalogue.otherWays', own)).toEqual({ ok: true, value: [] });
    expect(called).toEqual(['catalogue.otherWays']);
  });

  it('an answer that breaks the contract stays here', async () => {
    register(contract, () => ({ secret: 'of the main process' }));
    const envelope = await call('sparekey:catalogue.otherWays', own);
    expect(envelope).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(JSON.stringify(envelope)).not.toContain('secret');
  });

  it('K-11 an error tells its class to the log and nothing to the page', async () => {
    register(contract, () => {
      throw new RangeError('/home/hana/inventory and PIN 123456');
    });
    const envelope = await call('sparekey:app.status', own);
    expect(JSON.stringify(envelope)).not.toMatch(/hana|123456|RangeError/);
    expect(logged).toEqual(['sparekey:app.status refused: failed: RangeError']);
  });

  it('K-05 refuses a flood, and answers again when it is over', async () => {
    register(contract, () => []);
    const listener = channels.get('sparekey:catalogue.otherWays');
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => listener?.(own) as Promise<Envelope<unknown>>),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(400);
    expect(answers.at(-1)).toMatchObject({ error: { code: 'rate-limited' } });
    expect(await call('sparekey:catalogue.otherWays', own)).toMatchObject({ ok: true });
  });

  it('unregisters every channel', () => {
    const stop = register(contract);
    expect(channels.size).toBe(requests(contract).length);
    stop();
    expect(channels.size).toBe(0);
  });

  it('K-03 arbitrary values never reach a handler that takes a passkey', async () => {
    register(contract);
    const inputs = process.env['SPAREKEY_LONG'] === '1' ? 20_000 : 1_000;
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true }),
        async (input) => {
          const envelope = await call('sparekey:keys.prepareDelete', own, input);
          expect(envelope.ok).toBe(false);
        },
      ),
      { numRuns: inputs },
    );
    expect(called).toEqual([]);
  });
});

describe('the sender check', () => {
  it.each([
    'about:blank',
    'data:text/html,x',
    'https://sparekey/index.html',
    'app://sparekey.example/index.html',
    'app://sparekey@other/index.html',
    'app://other/index.html',
    'app://sparekey/other.html',
    'app://sparekey/index.html/../other.html',
    'no url',
  ])('does not take %s for our page', (url) => {
    const frame = { url };
    const sender = { id: 7, mainFrame: frame, isDestroyed: () => false };
    expect(isTrustedSender({ sender, senderFrame: frame }, sender, '/index.html')).toBe(false);
  });

  it('does not answer a destroyed window', () => {
    const sender = { ...contents, isDestroyed: () => true };
    expect(isTrustedSender({ sender, senderFrame: mainFrame }, sender, '/index.html')).toBe(false);
    expect(isTrustedSender(own, null, '/index.html')).toBe(false);
    expect(isTrustedSender(own, contents, '/index.html')).toBe(true);
  });
});
