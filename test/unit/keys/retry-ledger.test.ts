import { describe, expect, it } from 'vitest';
import { RetryLedger } from '../../../src-main/keys/retry-ledger.ts';

describe('RetryLedger', () => {
  it('D-04 shows the smaller of its own count and the key’s word, and notes the contradiction', () => {
    const ledger = new RetryLedger();
    expect(ledger.report(8)).toBe(8);
    ledger.missed();
    expect(ledger.report(8)).toBe(7);
    expect(ledger.contradicted).toBe(true);
  });

  it.each([9, 255, 2 ** 40])('D-04 does not believe %i tries', (claimed) => {
    const ledger = new RetryLedger();
    expect(ledger.report(claimed)).toBe(8);
    expect(ledger.contradicted).toBe(true);
  });

  it('follows a key that has fewer tries than it was counted to have', () => {
    const ledger = new RetryLedger();
    ledger.report(5);
    expect(ledger.report(3)).toBe(3);
    expect(ledger.contradicted).toBe(false);
  });

  it('begins anew after an accepted PIN', () => {
    const ledger = new RetryLedger();
    ledger.report(3);
    ledger.restored();
    expect(ledger.report(8)).toBe(8);
    expect(ledger.contradicted).toBe(false);
  });

  it('keeps its count where the key says nothing', () => {
    const ledger = new RetryLedger();
    expect(ledger.report(null)).toBeNull();
    ledger.report(4);
    ledger.missed();
    expect(ledger.report(null)).toBe(3);
    expect(ledger.report(-1)).toBe(3);
  });
});
