import { describe, expect, it } from 'vitest';
import { createDeskLine } from '../../../src-main/check/desk-line.ts';
import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { pluggedKey } from '../../fixtures/plugged-key.ts';

const key = (handle: string, plugOrder: number, state: PluggedKey['state'] = 'ready') =>
  pluggedKey({ handle, plugOrder, state });

describe('keys at a desk', () => {
  it('the last one that came is next, once, and earlier ones are passed over', () => {
    const line = createDeskLine();
    const [first, second] = [key('a', 1), key('b', 2)];
    expect(line.update([second, first]).came.map(({ handle }) => handle)).toEqual(['a', 'b']);
    expect(line.next()?.handle).toBe('b');
    expect(line.next()).toBeNull();
    expect(line.update([second, first])).toEqual({ came: [], left: [] });
    expect(line.next()).toBeNull();
    expect(line.present().map(({ handle }) => handle)).toEqual(['b', 'a']);
  });

  it('waits for a key that is still being read', () => {
    const line = createDeskLine();
    line.update([key('a', 1, 'reading')]);
    expect(line.next()).toBeNull();
    line.update([key('a', 1)]);
    expect(line.next()?.handle).toBe('a');
  });

  it('one that left before it was read was taken out too early; one that was read and left is nobody’s', () => {
    const line = createDeskLine();
    line.update([key('a', 1, 'reading')]);
    expect(line.update([]).left.map(({ handle }) => handle)).toEqual(['a']);
    expect(line.next()).toMatchObject({ handle: 'a', state: 'unreachable', problem: { kind: 'key-removed' } });
    line.update([key('b', 2)]);
    line.update([]);
    expect(line.next()).toBeNull();
  });
});
