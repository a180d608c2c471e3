import { describe, expect, it } from 'vitest';
import { pinWindowKey } from '../../../src-main/ipc/pin-window-key.ts';
import { pluggedKey } from './key-fixtures.ts';

describe('the head of the PIN window', () => {
  it('describes a key that says nothing by its numbers', () => {
    const silent = pluggedKey({ facts: null, product: null, manufacturer: null });
    expect(pinWindowKey({ ...silent, remembered: null }, null, null)).toMatchObject({
      label: null,
      look: '1050:0407',
      recognition: 'undecided',
    });
  });

  it('D-24 says new only of a key that is surely new', () => {
    const key = { ...pluggedKey(), remembered: null };
    expect(pinWindowKey(key, { state: 'new' }, null).recognition).toBe('new');
    expect(pinWindowKey(key, { state: 'undecided', candidates: [] }, null).recognition).toBe('undecided');
    const known = { state: 'known', keyId: 'k', strength: 'vendor-serial' } as const;
    // Recognised, but its record could not be read: no reason to vouch for it.
    expect(pinWindowKey(key, known, null).recognition).toBe('undecided');
    const remembered = { keyId: 'k', label: 'Blue', strength: 'vendor-serial' } as const;
    expect(pinWindowKey({ ...key, remembered }, known, null)).toMatchObject({ recognition: 'known', label: 'Blue' });
  });
});
