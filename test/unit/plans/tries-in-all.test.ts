import { describe, expect, it } from 'vitest';
import { withTriesInAll } from '../../../src-shared/plans/tries-in-all.ts';
import { keyFacts } from '../../fixtures/plugged-key.ts';

describe('11.10 how many tries a key has in all', () => {
  const model = 'a1'.repeat(16);
  const facts = keyFacts({ aaguid: model, firmware: '1.2' });
  const reading = (keyId: string, pinTries: string) => ({ kind: 'key-read', keyId, details: { pinTries } }) as const;
  const inAll = (...[of, history, keyId]: Parameters<typeof withTriesInAll>) =>
    withTriesInAll(of, history, keyId).pin.retriesInAll;
  const same = { id: 'same', aaguid: model, firmware: '1.2' };

  it('is what a reading of that key, or of one of its model and firmware, found', () => {
    const history = { keys: [same], activity: [reading('same', '3')] };
    expect(inAll(facts, history, null)).toBe(3);
    expect(inAll(keyFacts(), history, 'same')).toBe(3);
    expect(inAll(keyFacts(), history, null)).toBeNull();
  });

  it('is the most that any of them found', () => {
    const keys = [same, { ...same, id: 'other' }];
    expect(inAll(facts, { keys, activity: [reading('same', '3'), reading('other', '8')] }, 'same')).toBe(8);
  });

  it('is not known from another firmware or model, from a key without an AAGUID, or from a key that is forgotten', () => {
    const activity = [reading('other', '3')];
    const of = (aaguid: string | null, firmware: string | null) => ({
      keys: [{ id: 'other', aaguid, firmware }],
      activity,
    });
    expect(inAll(facts, of(model, '1.3'), null)).toBeNull();
    expect(inAll(facts, of('b2'.repeat(16), '1.2'), null)).toBeNull();
    expect(inAll({ ...facts, aaguid: '00'.repeat(16) }, of('00'.repeat(16), '1.2'), null)).toBeNull();
    expect(inAll({ ...facts, aaguid: null }, of(null, '1.2'), null)).toBeNull();
    expect(inAll(facts, { keys: [], activity }, null)).toBeNull();
  });

  it('is what the key itself reported in this plug-in, where it did', () => {
    const reported = { ...facts, pin: { ...facts.pin, retriesInAll: 5 } };
    expect(inAll(reported, { keys: [same], activity: [reading('same', '3')] }, 'same')).toBe(5);
  });

  it('is not known from readings that did not ask, or in a history that says something else', () => {
    const activity = [
      { kind: 'key-read', keyId: 'same', details: {} },
      reading('same', 'many'),
      { kind: 'passkey-added', keyId: 'same', details: { pinTries: '3' } },
    ] as const;
    expect(inAll(facts, { keys: [same], activity }, 'same')).toBeNull();
  });
});
