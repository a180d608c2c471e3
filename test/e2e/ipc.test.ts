import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../src-shared/ipc/contract.ts';
import { leafTypes } from '../../src-shared/ipc/leaf-types.ts';
import { pinContract } from '../../src-shared/ipc/pin-contract.ts';
import { appFolder, launch, patience, pinWindow, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';

let running: Running;

beforeAll(async () => {
  running = await launch();
});

afterAll(async () => {
  await running.close();
  removeFolder(running.folder);
});

const contractLeaves = leafTypes(contract);

type Leaves = Readonly<Record<string, Readonly<Record<string, 'request' | 'event'>>>>;

function requestsOf(leaves: Leaves): readonly (readonly [string, string])[] {
  return Object.entries(leaves).flatMap(([group, members]) =>
    Object.entries(members).flatMap(([leaf, type]) => (type === 'request' ? [[group, leaf] as const] : [])),
  );
}

const requests = requestsOf(contractLeaves);
const pinRequests = requestsOf(leafTypes(pinContract));

/** Calls one leaf with each input, in the page, and gives what came back: `ok` or the refusal's code. */
function callAll(page: Page, root: string, group: string, leaf: string, inputs: string): Promise<readonly string[]> {
  return page.evaluate(
    async ([rootName, groupName, leafName, source]) => {
      const api = (
        window as unknown as Record<string, Record<string, Record<string, (input: unknown) => Promise<unknown>>>>
      )[rootName]?.[groupName]?.[leafName];
      if (api === undefined) throw new Error('no such function');
      const garbage: Record<string, readonly unknown[]> = {
        malformed: [
          null,
          0,
          Number.NaN,
          '../../etc/passwd',
          [],
          new Date(0),
          new Map([['handle', 'key-0000000000000000']]),
          { handle: '/dev/hidraw0', extra: true },
        ],
        nothing: [undefined],
      };
      return Promise.all(
        (garbage[source] ?? []).map((input) =>
          api(input).then(
            () => 'ok',
            (error: unknown) =>
              String(error)
                .replace(/^Error: /, '')
                .split(':')[0] ?? '',
          ),
        ),
      );
    },
    [root, group, leaf, inputs] as const,
  );
}

describe('every request of the contract', () => {
  it('the list the preload uses covers the contract', () => {
    const fromContract = Object.entries(contract).flatMap(([group, members]) =>
      Object.entries(members).flatMap(([leaf, { type }]) => (type === 'request' ? [[group, leaf]] : [])),
    );
    expect(requests).toEqual(fromContract);
    expect(requests.length).toBeGreaterThan(30);
  });

  it.each(requests)('K-02 K-03 %s.%s refuses what does not fit, on both sides', async (group, leaf) => {
    // Eight calls for each of a hundred requests exceed the rate limit unless the allowance has time to fill up again.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const logged = running.logs().split(`sparekey:${group}.${leaf} refused: malformed-input`).length;
    const outcomes = await callAll(running.window, 'sparekey', group, leaf, 'malformed');
    expect(outcomes).toEqual(outcomes.map(() => 'malformed-input'));
    expect(outcomes).toHaveLength(8);
    const after = running.logs().split(`sparekey:${group}.${leaf} refused: malformed-input`).length;
    expect(after - logged).toBe(8);
  });

  it('K-01 answers nobody but its own window: another origin, another page, a second window', async () => {
    // A window that has our preload but is not ours, as a hijacked or forgotten one would be.
    for (const url of ['data:text/html,<p>foreign</p>', 'app://sparekey/index.html']) {
      const foreign = await pageOf(url);
      for (const [group, leaf] of requests) {
        expect([group, leaf, ...(await callAll(foreign, 'sparekey', group, leaf, 'nothing'))]).toEqual([
          group,
          leaf,
          'untrusted-sender',
        ]);
      }
      await foreign.close();
    }
    expect(running.logs()).toContain('refused: untrusted-sender');
  });

  it('K-01 the PIN window’s requests are answered to the open PIN window only', async () => {
    const foreign = await pageOf('app://sparekey/pin-window/pin.html', 'pin-preload.cjs');
    for (const [group, leaf] of pinRequests) {
      expect(await callAll(foreign, 'sparekeyPin', group, leaf, 'nothing')).toEqual(['untrusted-sender']);
    }
    await foreign.close();
    // And the PIN window may ask nothing of the main contract: it does not even have the functions.
    const [key] = await running.window.evaluate(() => window.sparekey.keys.list());
    if (key === undefined) throw new Error('no key');
    const pin = await pinWindow(running, async () => {
      void running.window.evaluate((handle) => window.sparekey.keys.unlock({ handle }), key.handle).catch(() => {});
    });
    expect(await pin.evaluate(() => 'sparekey' in window)).toBe(false);
    for (const [group, leaf] of pinRequests.filter(([, name]) => name !== 'close' && name !== 'print')) {
      const outcomes = await callAll(pin, 'sparekeyPin', group, leaf, 'malformed');
      expect(outcomes).toEqual(outcomes.map(() => 'malformed-input'));
    }
    await pin.close();
  });

  it('K-09 a page gets named functions and nothing else, and cannot replace them', async () => {
    const found = await running.window.evaluate(() => {
      const seen: string[] = [];
      const visit = (value: unknown, path: string): void => {
        if (typeof value === 'function') return;
        if (typeof value !== 'object' || value === null) return void seen.push(`${path} is ${typeof value}`);
        for (const name of Object.getOwnPropertyNames(value)) {
          visit((value as Record<string, unknown>)[name], `${path}.${name}`);
        }
      };
      visit(window.sparekey, 'sparekey');
      const original = window.sparekey.keys.list;
      try {
        (window.sparekey.keys as Record<string, unknown>)['list'] = () => [];
      } catch {
        // Frozen: throwing is right.
      }
      return { seen, same: window.sparekey.keys.list === original, groups: Object.keys(window.sparekey) };
    });
    expect(found.seen).toEqual([]);
    expect(found.same).toBe(true);
    expect(found.groups).toEqual(Object.keys(contractLeaves));
  });

  it('K-08 a page that replaces the language’s own functions gets hold of nothing of the preload', async () => {
    const foreign = await running.window.evaluate(async () => {
      const caught: unknown[] = [];
      const targets: readonly (readonly [object, string])[] = [
        [Function.prototype, 'bind'],
        [Function.prototype, 'call'],
        [Function.prototype, 'apply'],
        [Promise.prototype, 'then'],
        [Array.prototype, 'push'],
      ];
      const originals = targets.map(([target, name]) => Reflect.get(target, name) as (...args: unknown[]) => unknown);
      for (const [index, [target, name]] of targets.entries()) {
        Reflect.set(target, name, function replaced(this: unknown, ...args: unknown[]) {
          caught[caught.length] = [this, args];
          return Reflect.apply(originals[index] ?? (() => {}), this, args);
        });
      }
      try {
        await window.sparekey.app.status();
        window.sparekey.keys.onChanged(() => {})();
      } finally {
        for (const [index, [target, name]] of targets.entries()) Reflect.set(target, name, originals[index]);
      }
      const seen = caught.flat(2);
      // What came from another world has another Function or Object at its root.
      return seen.filter(
        (value) =>
          (typeof value === 'function' && Object.getPrototypeOf(value.constructor) !== Function.prototype) ||
          (typeof value === 'object' &&
            value !== null &&
            ('invoke' in value || 'sender' in value || 'ipcRenderer' in value)),
      ).length;
    });
    expect(foreign).toBe(0);
  });

  it('K-11 a refusal says a code and words, no path and no stack', async () => {
    const message = await running.window.evaluate(() =>
      window.sparekey.keys.list(1 as unknown as undefined).catch((error: unknown) => String(error)),
    );
    expect(message).toBe('Error: malformed-input: the input does not fit the contract');
  });

  it('K-05 a flood is refused, and the window is answered again afterwards', async () => {
    const outcomes = await running.window.evaluate(async () => {
      const began = performance.now();
      const answers = await Promise.all(
        Array.from({ length: 3000 }, () =>
          window.sparekey.app.status().then(
            () => 'ok',
            (error: unknown) => (String(error).includes('rate-limited') ? 'limited' : 'other'),
          ),
        ),
      );
      return {
        ok: answers.filter((answer) => answer === 'ok').length,
        limited: answers.filter((answer) => answer === 'limited').length,
        seconds: (performance.now() - began) / 1_000,
      };
    });
    // 400 at once, then 200 a second, however long a busy computer takes.
    expect(outcomes.ok).toBeLessThanOrEqual(400 + 200 * outcomes.seconds);
    expect(outcomes.limited).toBeGreaterThan(0);
    expect(outcomes.ok + outcomes.limited).toBe(3000);
    await soon(() => running.window.evaluate(() => window.sparekey.app.status().then((s) => s.version))).toBe('0.1.0');
  });
});

/** Opens a window of the test's own with one of our preloads, in a session of its own. */
async function pageOf(url: string, preload = 'preload.cjs'): Promise<Page> {
  const [page] = await Promise.all([
    running.app.waitForEvent('window', { timeout: patience }),
    running.app.evaluate(
      async ({ BrowserWindow, session }, [wanted, name]) => {
        const window = new BrowserWindow({
          webPreferences: {
            preload: name,
            session: session.fromPartition('window'),
            sandbox: true,
            contextIsolation: true,
          },
        });
        await window.loadURL(wanted).catch(() => {});
      },
      [url, join(appFolder, 'out/preload', preload)] as const,
    ),
  ]);
  await page.waitForLoadState();
  return page;
}
