import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type AttemptObserver, createPinDialogues, type PinDialogues } from '../../../src-main/app/pin-dialogues.ts';
import { pinWindowKey } from '../../../src-main/app/pin-window-key.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { pluggedKey } from '../ipc/key-fixtures.ts';

type Options = Parameters<typeof createPinDialogues>[0];
type Asked = { purpose: string; signal: AbortSignal; sentOperation: () => string | null };

/** A window as far as the dialogues use it. */
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
let dialogues: PinDialogues;
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
      pinDialogue: (input: { purpose: string }, options: Omit<Asked, 'purpose'>) => {
        asked.push({ purpose: input.purpose, ...options });
        return new Promise((resolve) => {
          finish = resolve;
          options.signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
        });
      },
    },
  };
  dialogues = createPinDialogues({
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

describe('PIN dialogues in the main process', () => {
  it('tell the window what to show and hand it the port once', async () => {
    void dialogues.askForKey('unlock', handle, key, null);
    expect(await dialogues.handlers.pin.dialogue()).toEqual({
      mode: 'unlock',
      key,
      recoveryCode: null,
      locale: 'ja',
      dark: true,
    });
    await dialogues.handlers.pin.dialogue();
    expect(ports).toEqual(['window end']);
    await dialogues.handlers.pin.fit({ height: 333 });
    expect(heights).toEqual([333]);
  });

  it('destroy the window as soon as the PIN is accepted, while the reading goes on', async () => {
    const outcome = dialogues.askForKey('unlock', handle, key, null);
    dialogues.attemptEnded(handle, null);
    expect(opened().isDestroyed()).toBe(true);
    expect(asked[0]?.signal.aborted).toBe(false);
    finish(success({ listing: null }));
    expect(await outcome).toEqual(success({ listing: null }));
  });

  it('cancel when the person closes the window', async () => {
    const outcome = dialogues.askForKey('unlock', handle, key, null);
    opened().destroy();
    expect(await outcome).toEqual(failed({ kind: 'cancelled' }));
  });

  it('D-23 tell the window in words when the dialogue has ended without it, and leave it open', async () => {
    const outcome = dialogues.askForKey('unlock', handle, key, null);
    finish(failed({ kind: 'key-removed' }));
    expect(await outcome).toEqual(failed({ kind: 'key-removed' }));
    expect(opened().told).toEqual([['ended', { kind: 'key-removed' }]]);
    expect(opened().isDestroyed()).toBe(false);
  });

  it('there is one PIN window at a time', async () => {
    const first = dialogues.askForKey('unlock', handle, key, null);
    void dialogues.askForKey('change', handle, key, null);
    expect(await first).toEqual(failed({ kind: 'cancelled' }));
    expect(windows.map((window) => window.isDestroyed())).toEqual([true, false]);
    expect(dialogues.window()).toBe(windows[1]);
  });

  it('I-28 a try is written down before it is sent; two at once are not allowed', async () => {
    const outcome = dialogues.askForKey('change', handle, key, observer);
    expect(asked[0]?.sentOperation()).toBeNull();
    expect(await dialogues.handlers.pin.submitting()).toBe(true);
    expect(asked[0]?.sentOperation()).toBe('change-pin');
    expect(await dialogues.handlers.pin.submitting()).toBe(false);
    dialogues.attemptEnded(handle, { kind: 'pin-wrong', retriesLeft: 7 });
    await settled();
    expect(asked[0]?.sentOperation()).toBeNull();
    expect(await dialogues.handlers.pin.submitting()).toBe(true);
    dialogues.attemptEnded(handle, null);
    finish(success({ listing: null }));
    await outcome;
    expect(notes).toEqual(['begin', 'end pin-wrong', 'begin', 'end done']);
  });

  it('F-16 a host that dies after a try was sent leaves it unknown', async () => {
    const outcome = dialogues.askForKey('change', handle, key, observer);
    await dialogues.handlers.pin.submitting();
    finish(failed({ kind: 'outcome-unknown', operation: 'change-pin' }));
    await outcome;
    expect(notes).toEqual(['begin', 'end outcome-unknown']);
    expect(opened().told).toEqual([['ended', { kind: 'outcome-unknown', operation: 'change-pin' }]]);
  });

  it('an unlock that dies is not called unknown: it changes nothing on the key', async () => {
    void dialogues.askForKey('unlock', handle, key, null);
    await dialogues.handlers.pin.submitting();
    expect(asked[0]?.sentOperation()).toBeNull();
  });

  it('what another key reports does not touch this dialogue', () => {
    void dialogues.askForKey('unlock', handle, key, null);
    dialogues.attemptEnded('key-ffffffffffffffff', null);
    dialogues.keyChanged('key-ffffffffffffffff', key.pin);
    expect(opened().isDestroyed()).toBe(false);
    expect(opened().told).toEqual([]);
    dialogues.keyChanged(handle, { ...key.pin, retriesLeft: 3 });
    expect(opened().told).toMatchObject([['keyChanged', { recognition: 'new', pin: { retriesLeft: 3 } }]]);
  });

  it('a page that crashes ends the dialogue', async () => {
    const outcome = dialogues.askForKey('unlock', handle, key, null);
    opened().webContents.emit('render-process-gone');
    expect(await outcome).toEqual(failed({ kind: 'cancelled' }));
  });

  it('a passphrase is tried until it is right; its bytes are wiped each time', async () => {
    const seen: string[] = [];
    const outcome = dialogues.askForPassphrase('passphrase-unlock', async (secret) => {
      seen.push(new TextDecoder().decode(secret));
      return seen.length === 1 ? failed({ kind: 'inventory-wrong-passphrase' }) : success(null);
    });
    const first = new TextEncoder().encode('walnut');
    expect(await dialogues.handlers.pin.submitSecret({ secret: first })).toMatchObject({ ok: false });
    expect(first.every((byte) => byte === 0)).toBe(true);
    expect(opened().isDestroyed()).toBe(false);
    await dialogues.handlers.pin.submitSecret({ secret: new TextEncoder().encode('walnuts') });
    expect(await outcome).toEqual(success(null));
    await settled();
    expect(opened().isDestroyed()).toBe(true);
    expect(seen).toEqual(['walnut', 'walnuts']);
  });

  it('a passphrase form takes no PIN, and a PIN form no passphrase', async () => {
    void dialogues.askForPassphrase('passphrase-set', async () => success(null));
    expect(await dialogues.handlers.pin.submitting()).toBe(false);
    dialogues.close();
    void dialogues.askForKey('unlock', handle, key, null);
    const secret = new TextEncoder().encode('123456');
    expect(await dialogues.handlers.pin.submitSecret({ secret })).toMatchObject({ failure: { kind: 'input-invalid' } });
    expect(secret.every((byte) => byte === 0)).toBe(true);
  });

  it('a recovery code is shown until its window is closed, and can be printed', async () => {
    const shown = dialogues.showRecoveryCode('ABCD-EFGH');
    expect(await dialogues.handlers.pin.dialogue()).toMatchObject({ mode: 'recovery-code', recoveryCode: 'ABCD-EFGH' });
    await dialogues.handlers.pin.print();
    expect(opened().webContents.print).toHaveBeenCalledOnce();
    await dialogues.handlers.pin.close();
    await shown;
    expect(dialogues.window()).toBeNull();
    await expect(async () => dialogues.handlers.pin.dialogue()).rejects.toThrow('no PIN window');
  });
});
