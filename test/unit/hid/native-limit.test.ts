import { describe, expect, it } from 'vitest';
import { pendingNativeCalls, withinNativeLimit } from '../../../src-main/hid/native-limit.ts';

describe('withinNativeLimit', () => {
  it('returns what the call returns, and throws what it throws', async () => {
    expect(await withinNativeLimit(Promise.resolve(7), 1_000, 'read')).toBe(7);
    await expect(withinNativeLimit(Promise.reject(new Error('refused')), 1_000, 'read')).rejects.toThrow('refused');
    expect(pendingNativeCalls()).toBe(0);
  });

  it('ends with a typed failure where the call does not return, and counts it until it does', async () => {
    let arrive: (value: number) => void = () => undefined;
    const call = new Promise<number>((resolve) => (arrive = resolve));
    await expect(withinNativeLimit(call, 5, 'open')).rejects.toMatchObject({ name: 'HidError', reason: 'timeout' });
    expect(pendingNativeCalls()).toBe(1);
    arrive(1);
    await call;
    expect(pendingNativeCalls()).toBe(0);
  });
});
