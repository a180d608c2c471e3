import type { Page } from 'playwright-core';
import type { SparekeyApi } from '../../src-renderer/api.ts';
import type { PinDialog } from '../../src-shared/ipc/pin-contract.ts';

/** Answers of the main process, by "group.request". */
export type Answers = Readonly<Record<string, unknown>>;

declare global {
  /** Sends an event of the stubbed contract to the window. */
  var stubEvent: (name: string, payload: unknown) => void;
}

/** Asks a program that runs for all that its window asks at first, as the answers of a stub. */
export function recordAnswers(window: Page): Promise<Answers> {
  return window.evaluate(async () => {
    const api: SparekeyApi = globalThis.window.sparekey;
    return {
      'app.status': await api.app.status(),
      'app.lastPicture': await api.app.lastPicture(),
      'app.about': await api.app.about(),
      'catalogue.services': await api.catalogue.services(),
      'catalogue.otherWays': await api.catalogue.otherWays(),
      'catalogue.advisories': await api.catalogue.advisories(),
      'catalogue.corrections': await api.catalogue.corrections(),
      'keys.list': await api.keys.list(),
      'inventory.status': await api.inventory.status(),
      'inventory.snapshot': await api.inventory.snapshot(),
      'policy.current': await api.policy.current(),
      'demo.keys': await api.demo.keys(),
    };
  });
}

/** Adds the contract of the main window to every page that is opened from now on: recorded answers; whatever else is asked is done at once. */
export async function stubWindow(page: Page, answers: Answers): Promise<void> {
  await page.addInitScript((recorded) => {
    const listeners = new Map<string, Set<(payload: unknown) => void>>();
    const leaf = (name: string, full: string) =>
      /^on[A-Z]/.test(name)
        ? (listener: (payload: unknown) => void) => {
            const all = listeners.get(full) ?? new Set();
            listeners.set(full, all.add(listener));
            return () => all.delete(listener);
          }
        : () => Promise.resolve(Object.hasOwn(recorded, full) ? recorded[full] : { ok: true, value: null });
    const group = (name: string) => new Proxy({}, { get: (_, key) => leaf(String(key), `${name}.${String(key)}`) });
    Object.assign(globalThis, {
      sparekey: new Proxy({}, { get: (_, name) => group(String(name)) }),
      stubEvent: (name: string, payload: unknown) => {
        for (const listener of listeners.get(name) ?? []) listener(payload);
      },
    });
  }, answers);
}

/** Adds the contract of the PIN window to every page that is opened from now on; no secret that is typed goes anywhere. */
export async function stubPinWindow(page: Page, dialog: PinDialog): Promise<void> {
  await page.addInitScript((shown) => {
    const listeners = new Map<string, (payload: unknown) => void>();
    const done = () => Promise.resolve(null);
    const on = (name: string) => (listener: (payload: unknown) => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    };
    const pin = {
      dialog: () => Promise.resolve(shown),
      submitting: () => Promise.resolve(false),
      submitSecret: () => Promise.resolve({ ok: true, value: null }),
      print: done,
      blink: done,
      fit: done,
      close: done,
      onKeyChanged: on('keyChanged'),
      onEnded: on('ended'),
    };
    Object.assign(globalThis, {
      sparekeyPin: { pin },
      stubEvent: (name: string, payload: unknown) => listeners.get(name)?.(payload),
    });
    // The real window gets its port to the key host by such a message.
    addEventListener('load', () => {
      const { port1 } = new MessageChannel();
      postMessage('sparekey-pin-port', location.origin, [port1]);
    });
  }, dialog);
}
