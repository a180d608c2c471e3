import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type AroundAttempt, createPinDialogs, type PinDialogs } from '../../../src-main/ipc/pin-dialogs.ts';
import { pinWindowKey } from '../../../src-main/ipc/pin-window-key.ts';
import { createSecretRecipient } from '../../../src-main/secrets/secret-recipient.ts';
import { sealText } from '../../../src-renderer/pin-window/seal-secret.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import type { PinOperationName } from '../../../src-shared/operations/operation-names.ts';
import { keyView, pluggedKey } from './key-fixtures.ts';

type Options = Parameters<typeof createPinDialogs>[0];
type RequestRecord = { leaf: string; signal: AbortSignal; sentOperation: () => string | null };

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
const key = pinWindowKey(keyView(), { recognition: { state: 'new' }, remembered: [], activity: [] });

let windows: FakeWindow[];
let ports: unknown[];
let heights: number[];
let asked: RequestRecord[];
let finish: (outcome: Outcome<unknown>) => void;
let dialogs: PinDialogs;
let notes: string[];

/** Records each try, as the journal that the dialogs see does. */
const noted: AroundAttempt = async (send) => {
  notes.push('begin');
  const outcome = await send();
  notes.push(`end ${outcome.ok ? 'done' : outcome.failure.kind}`);
  return outcome;
};
const unnoted: AroundAttempt = (send) => send();

const ask = (name: PinOperationName, around: AroundAttempt = unnoted): Promise<Outcome<unknown>> =>
  dialogs.askForKey({ name, handle, input: {} as never, key, purpose: null, around });

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
  const askedFor = (leaf: string) => (_input: unknown, options: Omit<RequestRecord, 'leaf'>) => {
    asked.push({ leaf, ...options });
    return new Promise((resolve) => {
      finish = resolve;
      options.signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
    });
  };
  const host = {
    keys: {
      unlock: askedFor('unlock'),
      changePin: askedFor('changePin'),
      setPin: askedFor('setPin'),
      changeSetting: askedFor('changeSetting'),
      identify: askedFor('identify'),
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
/** Returns a text sealed for the dialog that is open. */
const sealed = async (text: string) => {
  const { recipient } = await dialogs.handlers.pin.dialog();
  return sealText(recipient ?? new Uint8Array(), text);
};
const settled = (): Promise<unknown> => new Promise(setImmediate);

describe('PIN dialogs in the main process', () => {
  it('tell the window what to show and hand it the port once', async () => {
    void ask('unlock');
    expect(await dialogs.handlers.pin.dialog()).toEqual({
      mode: 'unlock',
      key,
      purpose: null,
      recoveryCode: null,
      recipient: null,
      locale: 'ja',
      dark: true,
    });
    await dialogs.handlers.pin.dialog();
    expect(ports).toEqual(['window end']);
    await dialogs.handlers.pin.fit({ height: 333 });
    expect(heights).toEqual([333]);
  });

  it('destroy the window as soon as the PIN is accepted, while the reading goes on', async () => {
    const outcome = ask('unlock');
    dialogs.attemptEnded(handle, null);
    expect(opened().isDestroyed()).toBe(true);
    expect(asked[0]?.signal.aborted).toBe(false);
    finish(success(null));
    expect(await outcome).toEqual(success(null));
  });

  it('cancel when the person closes the window', async () => {
    const outcome = ask('unlock');
    opened().destroy();
    expect(await outcome).toEqual(failed({ kind: 'cancelled' }));
  });

  it('D-23 tell the window in words when the dialog has ended without it, and leave it open', async () => {
    const outcome = ask('unlock');
    finish(failed({ kind: 'key-removed' }));
    expect(await outcome).toEqual(failed({ kind: 'key-removed' }));
    expect(opened().told).toEqual([['ended', { kind: 'key-removed' }]]);
    expect(opened().isDestroyed()).toBe(false);
  });

  it('there is one PIN window at a time', async () => {
    const first = ask('unlock');
    void ask('change-pin');
    expect(await first).toEqual(failed({ kind: 'cancelled' }));
    expect(windows.map((window) => window.isDestroyed())).toEqual([true, false]);
    expect(dialogs.window()).toBe(windows[1]);
  });

  it('I-28 a try is written down before it is sent; two at once are not allowed', async () => {
    const outcome = ask('change-pin', noted);
    expect(asked[0]?.sentOperation()).toBeNull();
    expect(await dialogs.handlers.pin.submitting({ thenRead: false })).toBe(true);
    expect(asked[0]?.sentOperation()).toBe('change-pin');
    expect(await dialogs.handlers.pin.submitting({ thenRead: false })).toBe(false);
    dialogs.attemptEnded(handle, { kind: 'pin-wrong', retriesLeft: 7, needsReplug: false });
    await settled();
    expect(asked[0]?.sentOperation()).toBeNull();
    expect(await dialogs.handlers.pin.submitting({ thenRead: false })).toBe(true);
    dialogs.attemptEnded(handle, null);
    finish(success(null));
    await outcome;
    expect(notes).toEqual(['begin', 'end pin-wrong', 'begin', 'end done']);
  });

  it('a try is written down with what its operation gave, not with the word that the PIN was right', async () => {
    const outputs: unknown[] = [];
    const outcome = ask('change-setting', async (send) => {
      const sent = await send();
      outputs.push(sent);
      return sent;
    });
    await dialogs.handlers.pin.submitting({ thenRead: false });
    dialogs.attemptEnded(handle, null);
    await settled();
    expect(opened().isDestroyed()).toBe(true);
    expect(outputs).toEqual([]);
    finish(success({ sent: true, took: false }));
    await outcome;
    expect(outputs).toEqual([success({ sent: true, took: false })]);
  });

  it('say what a PIN is for where that is no unlocking', async () => {
    void dialogs.askForKey({
      name: 'change-setting',
      handle,
      input: { change: { setting: 'always-uv', on: true } },
      key,
      purpose: 'PIN every time: on',
      around: unnoted,
    });
    expect(await dialogs.handlers.pin.dialog()).toMatchObject({
      mode: 'confirm',
      purpose: 'PIN every time: on',
    });
  });

  it('F-16 a host that dies after a try was sent leaves it unknown', async () => {
    const outcome = ask('change-pin', noted);
    await dialogs.handlers.pin.submitting({ thenRead: false });
    finish(failed({ kind: 'outcome-unknown', operation: 'change-pin' }));
    await outcome;
    expect(notes).toEqual(['begin', 'end outcome-unknown']);
    expect(opened().told).toEqual([['ended', { kind: 'outcome-unknown', operation: 'change-pin' }]]);
  });

  it('a try that cannot be written down is not sent, and the window says why', async () => {
    const outcome = ask('change-pin', async () => failed({ kind: 'disk-full' }));
    expect(await dialogs.handlers.pin.submitting({ thenRead: false })).toBe(false);
    expect(await outcome).toEqual(failed({ kind: 'disk-full' }));
    expect(opened().told).toEqual([['ended', { kind: 'disk-full' }]]);
    expect(opened().isDestroyed()).toBe(false);
  });

  it('a window that is closed while a try is written down leaves it as not done', async () => {
    let written: () => void = () => undefined;
    const slow: AroundAttempt = async (send) => {
      await new Promise<void>((resolve) => {
        written = resolve;
      });
      return noted(send);
    };
    const outcome = ask('change-pin', slow);
    const submitting = dialogs.handlers.pin.submitting({ thenRead: false });
    opened().destroy();
    written();
    expect(await submitting).toBe(false);
    expect(await outcome).toEqual(failed({ kind: 'cancelled' }));
    expect(notes).toEqual(['begin', 'end cancelled']);
  });

  it('an unlock that dies is not called unknown: it changes nothing on the key', async () => {
    void ask('unlock');
    await dialogs.handlers.pin.submitting({ thenRead: false });
    expect(asked[0]?.sentOperation()).toBeNull();
  });

  it('what another key reports does not touch this dialog', () => {
    void ask('unlock');
    dialogs.attemptEnded('key-ffffffffffffffff', null);
    dialogs.keyChanged('key-ffffffffffffffff', key.pin);
    expect(opened().isDestroyed()).toBe(false);
    expect(opened().told).toEqual([]);
    dialogs.keyChanged(handle, { ...key.pin, retriesLeft: 3 });
    expect(opened().told).toMatchObject([['keyChanged', { recognition: 'new', pin: { retriesLeft: 3 } }]]);
  });

  it('a page that crashes ends the dialog', async () => {
    const outcome = ask('unlock');
    opened().webContents.emit('render-process-gone');
    expect(await outcome).toEqual(failed({ kind: 'cancelled' }));
  });

  it('a passphrase is tried until it is right; its bytes are wiped each time', async () => {
    const seen: string[] = [];
    const bytes: Uint8Array[] = [];
    const outcome = dialogs.askForPassphrase('passphrase-unlock', async (secret) => {
      seen.push(new TextDecoder().decode(secret));
      bytes.push(secret);
      return seen.length === 1 ? failed({ kind: 'inventory-wrong-passphrase' }) : success(null);
    });
    expect(await dialogs.handlers.pin.submitSecret({ secret: await sealed('walnut') })).toMatchObject({ ok: false });
    expect(opened().isDestroyed()).toBe(false);
    const elsewhere = await sealText(createSecretRecipient().publicKey, 'walnuts');
    expect(await dialogs.handlers.pin.submitSecret({ secret: elsewhere })).toMatchObject({
      failure: { kind: 'input-invalid' },
    });
    await dialogs.handlers.pin.submitSecret({ secret: await sealed('walnuts') });
    expect(await outcome).toEqual(success(null));
    await settled();
    expect(opened().isDestroyed()).toBe(true);
    expect(seen).toEqual(['walnut', 'walnuts']);
    expect(bytes.flatMap((secret) => [...secret]).some((byte) => byte !== 0)).toBe(false);
  });

  it('a passphrase form takes no PIN, and a PIN form no passphrase', async () => {
    void dialogs.askForPassphrase('passphrase-set', async () => success(null));
    expect(await dialogs.handlers.pin.submitting({ thenRead: false })).toBe(false);
    const secret = await sealed('123456');
    dialogs.close();
    void ask('unlock');
    expect(await dialogs.handlers.pin.submitSecret({ secret })).toMatchObject({ failure: { kind: 'input-invalid' } });
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

describe('a first PIN', () => {
  const listing = { passkeys: [] };
  const askFirst = () =>
    dialogs.askForFirstPin({ name: 'set-pin', handle, input: {}, key, purpose: null, around: noted });

  /** Sets the PIN as the window does; the key host reports the try, then ends the operation. */
  async function set(thenRead: boolean): Promise<void> {
    expect(await dialogs.handlers.pin.submitting({ thenRead })).toBe(true);
    dialogs.attemptEnded(handle, null);
    finish(success(null));
    await settled();
  }

  it('is read with at once: one window, a second port, one try that is not written down', async () => {
    const outcome = askFirst();
    await dialogs.handlers.pin.dialog();
    await set(true);
    expect(asked.map(({ leaf }) => leaf)).toEqual(['setPin', 'unlock']);
    expect([ports, opened().isDestroyed()]).toEqual([['window end', 'window end'], false]);
    expect(await dialogs.handlers.pin.submitting({ thenRead: false })).toBe(true);
    dialogs.attemptEnded(handle, null);
    expect(opened().isDestroyed()).toBe(true);
    finish(success(listing));
    expect(await outcome).toEqual(success({ listing: success(listing) }));
    expect(notes).toEqual(['begin', 'end done']);
  });

  it('is only set where the person wants no more', async () => {
    const outcome = askFirst();
    await set(false);
    expect(await outcome).toEqual(success({ listing: null }));
    expect([asked.length, opened().isDestroyed()]).toEqual([1, true]);
  });

  it('is never tried twice: a reading that fails ends the window, and the PIN counts as set', async () => {
    const outcome = askFirst();
    await set(true);
    await dialogs.handlers.pin.submitting({ thenRead: false });
    const wrong = { kind: 'pin-wrong', retriesLeft: 7, needsReplug: false } as const;
    dialogs.attemptEnded(handle, wrong);
    expect(asked[1]?.signal.aborted).toBe(true);
    expect(await outcome).toEqual(success({ listing: failed(wrong) }));
    expect(opened().isDestroyed()).toBe(true);
  });

  it('that was not set is not read with, and the window says why', async () => {
    const outcome = askFirst();
    await dialogs.handlers.pin.submitting({ thenRead: true });
    dialogs.attemptEnded(handle, { kind: 'key-removed' });
    finish(failed({ kind: 'key-removed' }));
    expect(await outcome).toEqual(failed({ kind: 'key-removed' }));
    expect([asked.length, opened().told]).toEqual([1, [['ended', { kind: 'key-removed' }]]]);
  });

  it('cannot be asked to be read with in a window that asks for the PIN a key has', async () => {
    const outcome = ask('unlock');
    await dialogs.handlers.pin.submitting({ thenRead: true });
    dialogs.attemptEnded(handle, null);
    expect(opened().isDestroyed()).toBe(true);
    finish(success(null));
    await outcome;
  });
});

describe('a key that is asked about', () => {
  it('blinks where it can', async () => {
    void dialogs.askForKey({
      name: 'unlock',
      handle,
      input: {},
      key: { ...key, canBlink: true },
      purpose: null,
      around: unnoted,
    });
    void dialogs.handlers.pin.blink();
    await settled();
    expect(asked.map(({ leaf }) => leaf)).toEqual(['unlock', 'identify']);
  });

  it('is left alone where it cannot', async () => {
    void dialogs.askForKey({
      name: 'unlock',
      handle,
      input: {},
      key: { ...key, canBlink: false },
      purpose: null,
      around: unnoted,
    });
    expect(await dialogs.handlers.pin.blink()).toBeNull();
    expect(asked.map(({ leaf }) => leaf)).toEqual(['unlock']);
  });
});
