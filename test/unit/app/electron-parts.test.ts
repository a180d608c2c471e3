import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  app: null as unknown as EventEmitter & { quit: () => void; exit: (code: number) => void },
  powerMonitor: null as unknown as EventEmitter,
  focused: null as object | null,
}));

vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
  get powerMonitor() {
    return electron.powerMonitor;
  },
  BrowserWindow: { getFocusedWindow: () => electron.focused },
}));

const { endInOrder } = await import('../../../src-main/app/end-in-order.ts');
const { lockOnAbsence } = await import('../../../src-main/app/lock-on-absence.ts');
const { denyEverything, pinToPage } = await import('../../../src-main/app/session-guards.ts');

beforeEach(() => {
  vi.useFakeTimers();
  electron.app = Object.assign(new EventEmitter(), { quit: vi.fn(), exit: vi.fn() });
  electron.powerMonitor = new EventEmitter();
  electron.focused = null;
});

afterEach(() => void vi.useRealTimers());

describe('locking when nobody is there', () => {
  it('D-20 G-12 locks at once when the screen is locked or the computer sleeps', () => {
    const lock = vi.fn();
    lockOnAbsence(lock);
    electron.powerMonitor.emit('lock-screen');
    electron.powerMonitor.emit('suspend');
    expect(lock).toHaveBeenCalledTimes(2);
  });

  it('D-20 locks after a minute in the background, not before, and not when the person came back', () => {
    const lock = vi.fn();
    lockOnAbsence(lock);
    electron.app.emit('browser-window-blur');
    vi.advanceTimersByTime(59_999);
    electron.app.emit('browser-window-focus');
    vi.advanceTimersByTime(120_000);
    expect(lock).not.toHaveBeenCalled();
    electron.app.emit('browser-window-blur');
    vi.advanceTimersByTime(60_000);
    expect(lock).toHaveBeenCalledOnce();
  });

  it('D-20 going from one of our windows to the other is no absence', () => {
    const lock = vi.fn();
    lockOnAbsence(lock);
    electron.app.emit('browser-window-blur');
    electron.focused = {};
    vi.advanceTimersByTime(60_000);
    expect(lock).not.toHaveBeenCalled();
  });
});

describe('ending', () => {
  const quit = () => {
    const event = { preventDefault: vi.fn() };
    electron.app.emit('will-quit', event);
    return event;
  };

  it('F-17 waits for what closes, once, then ends with status 0', async () => {
    let closed = (): void => {};
    const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)));
    endInOrder(close);
    expect(quit().preventDefault).toHaveBeenCalledOnce();
    quit();
    expect(close).toHaveBeenCalledOnce();
    expect(electron.app.exit).not.toHaveBeenCalled();
    closed();
    await vi.advanceTimersByTimeAsync(0);
    expect(electron.app.exit).toHaveBeenCalledWith(0);
  });

  it('F-17 does not wait for ever', () => {
    endInOrder(() => new Promise(() => {}));
    quit();
    vi.advanceTimersByTime(2_500);
    expect(electron.app.exit).toHaveBeenCalledWith(0);
  });

  it('F-17 a close that fails ends the program all the same', async () => {
    endInOrder(() => Promise.reject(new Error('disk')));
    quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(electron.app.exit).toHaveBeenCalledWith(0);
  });
});

/** Notes every handler that is set on it, by the name of the method that sets it. */
function recorder() {
  const handlers = new Map<string, (...args: never[]) => unknown>();
  const target: unknown = new Proxy(
    {},
    {
      get: (_target, name) => {
        if (name === 'webRequest') {
          return { onBeforeRequest: (handler: () => void) => void handlers.set('onBeforeRequest', handler) };
        }
        return (first: unknown, second?: unknown) => {
          const named = typeof first === 'string';
          handlers.set(named ? first : String(name), (named ? second : first) as () => void);
        };
      },
    },
  );
  const call = (name: string, ...args: unknown[]): unknown => {
    const handler = handlers.get(name) as ((...all: unknown[]) => unknown) | undefined;
    if (handler === undefined) throw new Error(`nothing handles ${name}`);
    return handler(...args);
  };
  return { target, call };
}

describe('what a session may', () => {
  it('L-06 L-07 denies every permission and every device', () => {
    const { target, call } = recorder();
    denyEverything(target as Parameters<typeof denyEverything>[0]);
    const answer = vi.fn();
    const event = { preventDefault: vi.fn() };
    call('setPermissionRequestHandler', {}, 'media', answer);
    call('setBluetoothPairingHandler', {}, answer);
    call('setDisplayMediaRequestHandler', {}, answer);
    call('select-hid-device', event, {}, answer);
    call('select-serial-port', event, [], {}, answer);
    call('select-usb-device', event, {}, answer);
    call('will-download', event);
    expect(call('setPermissionCheckHandler')).toBe(false);
    expect(call('setDevicePermissionHandler')).toBe(false);
    expect(answer.mock.calls).toEqual([[false], [{ confirmed: false }], [{}], [null], [''], []]);
    expect(event.preventDefault).toHaveBeenCalledTimes(4);
  });

  it('N-07 lets nothing through but our own pages', () => {
    const { target, call } = recorder();
    denyEverything(target as Parameters<typeof denyEverything>[0]);
    const cancelled = (url: string): unknown => {
      const answer = vi.fn();
      call('onBeforeRequest', { url }, answer);
      return answer.mock.calls[0]?.[0];
    };
    expect(cancelled('app://sparekey/index.html')).toEqual({ cancel: false });
    for (const url of ['https://example.com/', 'http://localhost/', 'ws://x/', 'file:///etc/passwd', 'app://other/']) {
      expect(cancelled(url)).toEqual({ cancel: true });
    }
  });

  it('L-04 L-05 keeps a page where it is', () => {
    const { target, call } = recorder();
    pinToPage(target as Parameters<typeof pinToPage>[0], '/index.html');
    const stays = (name: string, event: object): boolean => {
      const preventDefault = vi.fn();
      call(name, { ...event, preventDefault }, [], () => {});
      return preventDefault.mock.calls.length === 1;
    };
    const own = 'app://sparekey/index.html';
    expect(stays('will-navigate', { url: 'https://example.com' })).toBe(true);
    expect(stays('will-navigate', { url: 'app://sparekey/pin-window/pin.html' })).toBe(true);
    expect(stays('will-navigate', { url: own })).toBe(false);
    expect(stays('will-redirect', { url: 'https://example.com' })).toBe(true);
    expect(stays('will-frame-navigate', { url: own, isMainFrame: false })).toBe(true);
    expect(stays('will-frame-navigate', { url: own, isMainFrame: true })).toBe(false);
    expect(stays('will-attach-webview', {})).toBe(true);
    expect(stays('select-bluetooth-device', {})).toBe(true);
    expect(call('setWindowOpenHandler')).toEqual({ action: 'deny' });
  });
});
