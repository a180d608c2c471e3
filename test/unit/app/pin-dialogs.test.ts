import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type AttemptObserver, createPinDialogs, type PinDialogs } from '../../../src-main/app/pin-dialogs.ts';
import { pinWindowKey } from '../../../src-main/app/pin-window-key.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { pluggedKey } from '../ipc/key-fixtures.ts';

type Options = Parameters<typeof createPinDialogs>[0];
type Asked = { purpose: string; signal: AbortSignal; sentOperation: () => string | null };

/** A window as far as the dialogs use it. */
class FakeWindow extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), { print: vi.fn() });
  readonly told: [string, unknown][] = [];
  #destroyed = false;
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('closed');
  }
}

const { handle } = pluggedKey();
const key = pinWindowKey({ ...pluggedKey(), remembered: null }, { state: 'new' }, null);

let windows: FakeWindow[];
let ports: unknown[];
let heights: number[];
let asked: Asked[];
let finish: (outcome: Outcome<{ listing: null }>) => void;
let dialogs: PinDialogs;
let notes: string[];

const observer: AttemptObserver = {
  begin: async () => void notes.push('begin'),
  end: async (failure: OperationFailure | null) => void notes.push(`end ${failure?.kind ?? 'done'}`),
};

beforeEach(() => {
  windows = [];
  ports = [];
  heights = [];
  asked = [];
  notes = [];
  const platform = {
    open: () => {
      const window = new FakeWindow();
      windows.push(window);
      return window;
    },
    createChannel: () => ({ forHost: 'host end', forWindow: 'window end' }),
    sendPort: (_window: unknown, port: unknown) => ports.push(port),
    fit: (_window: unknown, height: number) => heights.push(height),
    emitters: (window: FakeWindow) => ({
      pin: {
        ended: (failure: unknown) => window.told.push(['ended', failure]),
        keyChanged: (changed: unknown) => window.told.push(['keyChanged', changed]),
      },
    }),
  };
  const host = {
    keys: {
      pinDialog: (input: { purpose: string }, options: Omit<Asked, 'purpose'>) => {
        asked.push({ purpose: input.purpose, ...options });
        return new Promise((resolve) => {
          finish = resolve;
          options.signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
        });
      },
    },
  };
  dialogs = createPinDialogs({
    platform: platform as unknown as Options['platform'],
    host: host as unknown as Options['host'],
    appearance: () => ({ locale: 'ja', dark: true }),
  });
});

const opened = (): FakeWindow => {
  const window = windows.at(-1);
  if (window === undefined) throw new Error('no window was opened');
  return window;
};
const settled = (): Promise<unknown> => new Promise(setImmediate);

describe('PIN dialogs in the main process', () => {
  it('tell the window what to show and hand it the port once', async () => {
    void dialogs.askForKey('unlock', handle, key, null);
    expect(await dialogs.handlers.pin.dialog()).toEqual({
      mode: 'unlock',
      key,
      recoveryCode: null,
      locale: 'ja',
      dark: true,
    });
    await dialogs.handlers.pin.dialog();
    expect(ports).toEqual(['window end']);
    await dialogs.handlers.pin.fit({ height: 333 });
    expect(heights).toEqual([333]);
  });

  it('destroy the window as soon as the PIN is accepted, while the reading goes on', async () => {
    const outcome = dialogs.askForKey('unlock', handle, key, null);
    dialogs.attemptEnded(handle, null);
    expect(opened().isDestroyed()).toBe(true);
    expect(asked[0]?.signal.aborted).toBe(false);
    finish(success({ listing: null }));
    expect(await outcome).toEqual(success({ listing: null }));
  });

  it('cancel when the person closes the window', async () => {
    const outcome = dialogs.askForKey('unlock', handle, key, null);
    opened().destroy();
    expect(await outcome).toEqual(failed({ kind: 'cancelled' }));
  });

  it('D-23 tell the window in words when the dialog has ended without it, and leave it open', async () => {
    const outcome = dialogs.askForKey('unlock', handle, key, null);
    finish(failed({ kind: 'key-removed' }));
    expect(await outcome).toEqual(failed({ kind: 'key-removed' }));
    expect(opened().told).toEqual([['ended', { kind: 'key-removed' }]]);
    expect(opened().isDestroyed()).toBe(false);
  });

  it('there is one PIN window at a time', async () => {
    const first = dialogs.askForKey('unlock', handle, key, null);
    void dialogs.askForKey('change', handle, key, null);
    expect(await first).toEqual(failed({ kind: 'cancelled' }));
    expect(windows.map((window) => window.isDestroyed())).toEqual([true, false]);
    expect(dialogs.window()).toBe(windows[1]);
  });

  it('I-28 a try is written down before it is sent; two at once are not allowed', async () => {
    const outcome = dialogs.askForKey('change', handle, key, observer);
    expect(asked[0]?.sentOperation()).toBeNull();
    expect(await dialogs.handlers.pin.submitting()).toBe(true);
    expect(asked[0]?.sentOperation()).toBe('change-pin');
    expect(await dialogs.handlers.pin.submitting()).toBe(false);
    dialogs.attemptEnded(handle, { kind: 'pin-wrong', retriesLeft: 7 });
    await settled();
    expect(asked[0]?.sentOperation()).toBeNull();
    expect(await dialogs.handlers.pin.submitting()).toBe(true);
    dialogs.attemptEnded(handle, null);
    finish(success({ listing: null }));
    await outcome;
    expect(notes).toEqual(['begin', 'end pin-wrong', 'begin', 'end done']);
  });

  it('F-16 a host that dies after a try was sent leaves it unknown', async () => {
    const outcome = dialogs.askForKey('change', handle, key, observer);
    await dialogs.handlers.pin.submitting();
    finish(failed({ kind: 'outcome-unknown', operation: 'change-pin' }));
    await outcome;
    expect(notes).toEqual(['begin', 'end outcome-unknown']);
    expect(opened().told).toEqual([['ended', { kind: 'outcome-unknown', operation: 'change-pin' }]]);
  });

  it('an unlock that dies is not called unknown: it changes nothing on the key', async () => {
    void dialogs.askForKey('unlock', handle, key, null);
    await dialogs.handlers.pin.submitting();
    expect(asked[0]?.sentOperation()).toBeNull();
  });

  it('what another key reports does not touch this dialog', () => {
    void dialogs.askForKey('unlock', handle, key, null);
    dialogs.attemptEnded('key-ffffffffffffffff', null);
    dialogs.keyChanged('key-ffffffffffffffff', key.pin);
    expect(opened().isDestroyed()).toBe(false);
    expect(opened().told).toEqual([]);
    dialogs.keyChanged(handle, { ...key.pin, retriesLeft: 3 });
    expect(opened().told).toMatchObject([['keyChanged', { recognition: 'new', pin: { retriesLeft: 3 } }]]);
  });

  it('a page that crashes ends the dialog', async () => {
    const outcome = dialogs.askForKey('unlock', handle, key, null);
    opened().webContents.emit('render-process-gone');
    expect(await outcome).toEqual(failed({ kind: 'cancelled' }));
  });

  it('a passphrase is tried until it is right; its bytes are wiped each time', async () => {
    const seen: string[] = [];
    const outcome = dialogs.askForPassphrase('passphrase-unlock', async (secret) => {
      seen.push(new TextDecoder().decode(secret));
      return seen.length === 1 ? failed({ kind: 'inventory-wrong-passphrase' }) : success(null);
    });
    const first = new TextEncoder().encode('walnut');
    expect(await dialogs.handlers.pin.submitSecret({ secret: first })).toMatchObject({ ok: false });
    expect(first.every((byte) => byte === 0)).toBe(true);
    expect(opened().isDestroyed()).toBe(false);
    await dialogs.handlers.pin.submitSecret({ secret: new TextEncoder().encode('walnuts') });
    expect(await outcome).toEqual(success(null));
    await settled();
    expect(opened().isDestroyed()).toBe(true);
    expect(seen).toEqual(['walnut', 'walnuts']);
  });

  it('a passphrase form takes no PIN, and a PIN form no passphrase', async () => {
    void dialogs.askForPassphrase('passphrase-set', async () => success(null));
    expect(await dialogs.handlers.pin.submitting()).toBe(false);
    dialogs.close();
    void dialogs.askForKey('unlock', handle, key, null);
    const secret = new TextEncoder().encode('123456');
    expect(await dialogs.handlers.pin.submitSecret({ secret })).toMatchObject({ failure: { kind: 'input-invalid' } });
    expect(secret.every((byte) => byte === 0)).toBe(true);
  });

  it('a recovery code is shown until its window is closed, and can be printed', async () => {
    const shown = dialogs.showRecoveryCode('ABCD-EFGH');
    expect(await dialogs.handlers.pin.dialog()).toMatchObject({ mode: 'recovery-code', recoveryCode: 'ABCD-EFGH' });
    await dialogs.handlers.pin.print();
    expect(opened().webContents.print).toHaveBeenCalledOnce();
    await dialogs.handlers.pin.close();
    await shown;
    expect(dialogs.window()).toBeNull();
    await expect(async () => dialogs.handlers.pin.dialog()).rejects.toThrow('no PIN window');
  });
});
