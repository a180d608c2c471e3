import { describe, expect, it } from 'vitest';
import { pinWindowKey } from '../../../src-main/ipc/pin-window-key.ts';
import { inventoryKey } from '../../fixtures/inventory-key.ts';
import { keyFacts } from '../../fixtures/plugged-key.ts';
import { keyView, pluggedKey } from './key-fixtures.ts';

const nothing = { recognition: null, remembered: [], activity: [] };

describe('the head of the PIN window', () => {
  it('describes a key that says nothing by its numbers', () => {
    const silent = pluggedKey({ facts: null, product: null, manufacturer: null });
    expect(pinWindowKey(keyView(silent), nothing)).toMatchObject({
      label: null,
      look: '1050:0407',
      recognition: 'undecided',
      colour: 'none',
    });
  });

  it('D-24 says new only of a key that is surely new', () => {
    const key = keyView();
    const of = (recognition: Parameters<typeof pinWindowKey>[1]['recognition']) =>
      pinWindowKey(key, { ...nothing, recognition }).recognition;
    expect(of({ state: 'new' })).toBe('new');
    expect(of({ state: 'undecided', candidates: [] })).toBe('undecided');
    // Recognised, but its record could not be read: no reason to vouch for it.
    expect(of({ state: 'known', keyId: 'k', strength: 'vendor-serial' })).toBe('undecided');
  });

  it('knows a remembered key by its label, place and colour, and does not ask whether it is the expected one', () => {
    const remembered = { keyId: 'k', label: 'Blue', strength: 'vendor-serial' } as const;
    const record = inventoryKey({ id: 'k', place: 'Home' });
    const shown = pinWindowKey(keyView(pluggedKey(), remembered), {
      ...nothing,
      remembered: [record],
      expected: 'Red',
    });
    expect(shown).toMatchObject({
      recognition: 'known',
      label: 'Blue',
      look: 'YubiKey 5 NFC …311',
      place: 'Home',
      colour: 'blue',
      expected: null,
    });
  });

  it('11.10 knows from readings of its model how many tries it has in all', () => {
    const record = inventoryKey({ id: 'k', aaguid: 'a1'.repeat(16) });
    const facts = keyFacts({ aaguid: 'a1'.repeat(16) });
    const activity = [
      { id: 'a', at: record.firstSeen, kind: 'key-read', keyId: 'k', keyLabel: null, details: { pinTries: '3' } },
    ] as const;
    const known = { ...nothing, remembered: [record], activity };
    expect(pinWindowKey(keyView(pluggedKey({ facts })), known).pin.retriesInAll).toBe(3);
    expect(pinWindowKey(keyView(pluggedKey({ facts })), nothing).pin.retriesInAll).toBeNull();
  });

  it('names the key that is waited for while this one is not recognised', () => {
    expect(pinWindowKey(keyView(), { ...nothing, expected: 'Red' }).expected).toBe('Red');
  });
});
