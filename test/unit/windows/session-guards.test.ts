import { describe, expect, it, vi } from 'vitest';
import { denyEverything, pinToPage } from '../../../src-main/windows/session-guards.ts';

/** Records every handler that is set on it, by the name of the method that sets it. */
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
