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

const { lockOnAbsence } = await import('../../../src-main/supervision/lock-on-absence.ts');

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
