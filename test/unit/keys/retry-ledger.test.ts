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

  it.each([9, 255, 2 ** 40])('11.10 shows %i tries as given, and notes that no key has so many', (claimed) => {
    const ledger = new RetryLedger();
    expect(ledger.report(claimed)).toBe(claimed);
    expect(ledger.contradicted).toBe(true);
  });

  it('11.10 follows a key whose tries another program filled again', () => {
    const ledger = new RetryLedger();
    ledger.report(8);
    ledger.missed();
    expect(ledger.report(7)).toBe(7);
    expect(ledger.report(8)).toBe(8);
    ledger.missed();
    expect(ledger.report(7)).toBe(7);
    expect(ledger.contradicted).toBe(false);
  });

  it('D-04 does not believe a key again that said after a miss that it has as many tries as before', () => {
    const ledger = new RetryLedger();
    ledger.report(8);
    ledger.missed();
    expect(ledger.report(8)).toBe(7);
    expect(ledger.report(8)).toBe(7);
  });

  it('counts the misses since the last right PIN', () => {
    const ledger = new RetryLedger();
    ledger.missed();
    ledger.missed();
    expect(ledger.misses).toBe(2);
    ledger.restored();
    expect([ledger.misses, ledger.told]).toEqual([0, null]);
  });

  it('follows a key that has fewer tries than it was counted to have', () => {
    const ledger = new RetryLedger();
    ledger.report(5);
    expect(ledger.report(3)).toBe(3);
    expect(ledger.contradicted).toBe(false);
  });

  it('11.10 knows how many tries there are in all from what the key reports right after a right PIN, and from nothing else', () => {
    const ledger = new RetryLedger();
    ledger.report(3);
    expect(ledger.inAll).toBeNull();
    ledger.restored();
    expect(ledger.inAll).toBeNull();
    ledger.report(3);
    expect(ledger.inAll).toBe(3);
    ledger.missed();
    ledger.report(2);
    expect(ledger.inAll).toBe(3);
  });

  it.each([
    ['a miss', (ledger: RetryLedger) => ledger.missed()],
    ['the end of the connection', (ledger: RetryLedger) => ledger.left()],
    ['an answer without a number', (ledger: RetryLedger) => ledger.report(null)],
  ])('11.10 does not know it from a number that is read after %s', (_, meanwhile) => {
    const ledger = new RetryLedger();
    ledger.restored();
    meanwhile(ledger);
    ledger.report(3);
    expect(ledger.inAll).toBeNull();
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
