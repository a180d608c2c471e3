import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDeskKeys } from '../../../src-virtual-key/desk-keys.ts';
import { pacedTransport } from '../../../src-virtual-key/paced-transport.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the pace of a real bus', () => {
  it('a report takes its millisecond, each way', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const [first] = createDeskKeys();
    const transport = pacedTransport(createVirtualTransport(first === undefined ? [] : [first.key]));
    const connection = await transport.open('virtual-key-0');
    const passed: string[] = [];
    const init = Uint8Array.from({ length: 64 }, (_, index) => [255, 255, 255, 255, 0x86, 0, 8][index] ?? index);
    void connection.write(init).then(() => passed.push('written'));
    await vi.advanceTimersByTimeAsync(0);
    expect(passed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(passed).toEqual(['written']);
    void connection.read(1_000).then((report) => passed.push(`read ${report?.length ?? 0}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(passed).toEqual(['written']);
    await vi.advanceTimersByTimeAsync(1);
    expect(passed).toEqual(['written', 'read 64']);
  });
});

describe('keys of a support desk', () => {
  it('are ten, each with a name and an id of its own, none plugged in, and say the PIN that they have', () => {
    const keys = createDeskKeys();
    expect(new Set(keys.map(({ id }) => id)).size).toBe(10);
    expect(new Set(keys.map(({ name }) => name)).size).toBe(10);
    expect(keys.filter(({ plugged }) => plugged)).toEqual([]);
    expect(keys.filter(({ pin }) => pin !== null).map(({ id }) => id)).toEqual(['leftovers', 'blockedPin']);
    expect(keys.every(({ pin, key }) => (pin !== null) === key.state.pinSet)).toBe(true);
  });
});
