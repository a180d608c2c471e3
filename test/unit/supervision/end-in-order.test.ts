import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  app: null as unknown as EventEmitter & { quit: () => void; exit: (code: number) => void },
}));

vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
}));

const { endInOrder } = await import('../../../src-main/supervision/end-in-order.ts');

beforeEach(() => {
  vi.useFakeTimers();
  electron.app = Object.assign(new EventEmitter(), { quit: vi.fn(), exit: vi.fn() });
});

afterEach(() => void vi.useRealTimers());

describe('ending', () => {
  const quit = () => {
    const event = { preventDefault: vi.fn() };
    electron.app.emit('will-quit', event);
    return event;
  };

  it('F-17 waits for what closes, once, then ends with status 0', async () => {
    let closed = (): void => {};
    const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)));
    endInOrder(close, () => false);
    expect(quit().preventDefault).toHaveBeenCalledOnce();
    quit();
    expect(close).toHaveBeenCalledOnce();
    expect(electron.app.exit).not.toHaveBeenCalled();
    closed();
    await vi.advanceTimersByTimeAsync(0);
    expect(electron.app.exit).toHaveBeenCalledWith(0);
  });

  it('F-17 does not wait for ever', () => {
    endInOrder(
      () => new Promise(() => {}),
      () => false,
    );
    quit();
    vi.advanceTimersByTime(2_500);
    expect(electron.app.exit).toHaveBeenCalledWith(0);
  });

  it('F-17 a close that fails ends the program all the same', async () => {
    endInOrder(
      () => Promise.reject(new Error('disk')),
      () => false,
    );
    quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(electron.app.exit).toHaveBeenCalledWith(0);
  });

  it.each([
    [false, 1],
    [true, 0],
  ])('ends with its last window, unless it stays in the tray (%s)', (stays, quits) => {
    endInOrder(
      () => Promise.resolve(),
      () => stays,
    );
    electron.app.emit('window-all-closed');
    expect(electron.app.quit).toHaveBeenCalledTimes(quits);
  });
});
