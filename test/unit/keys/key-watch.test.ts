import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HidTransport } from '../../../src-shared/hid/hid-transport.ts';
import { KeyWatch } from '../../../src-main/keys/key-watch.ts';

const silent: HidTransport = {
  list: async () => [],
  open: () => Promise.reject(new Error('not opened here')),
};

describe('KeyWatch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks every second where the platform tells nothing', async () => {
    const look = vi.fn(async () => undefined);
    const watch = new KeyWatch(silent, look, () => false);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(look).toHaveBeenCalledTimes(3);
    watch.stop();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(look).toHaveBeenCalledTimes(3);
  });

  it('F-05 pauses while an operation runs and looks as soon as it ends', async () => {
    let busy = true;
    const look = vi.fn(async () => undefined);
    const watch = new KeyWatch(silent, look, () => busy);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(look).not.toHaveBeenCalled();
    busy = false;
    watch.operationEnded();
    expect(look).toHaveBeenCalledTimes(1);
    watch.stop();
  });

  it('follows a hint at once, and one that comes during a look right after it', async () => {
    let hint: (() => void) | undefined;
    const stopped = vi.fn();
    const transport: HidTransport = {
      ...silent,
      watch: (onChange) => {
        hint = onChange;
        return stopped;
      },
    };
    const first = Promise.withResolvers<void>();
    const look = vi.fn(() => (look.mock.calls.length === 1 ? first.promise : Promise.resolve()));
    const watch = new KeyWatch(transport, look, () => false);
    hint?.();
    hint?.();
    hint?.();
    expect(look).toHaveBeenCalledTimes(1);
    first.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(look, 'no polling where the platform tells').toHaveBeenCalledTimes(2);
    watch.stop();
    expect(stopped).toHaveBeenCalled();
  });

  it('goes on after a look that failed', async () => {
    const look = vi.fn(() => Promise.reject(new Error('no HID')));
    const watch = new KeyWatch(silent, look, () => false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(look).toHaveBeenCalledTimes(2);
    watch.stop();
  });
});
