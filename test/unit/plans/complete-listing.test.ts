import { describe, expect, it } from 'vitest';
import { completeListing } from '../../../src-shared/plans/complete-listing.ts';
import { inventoryKey } from '../../fixtures/inventory-key.ts';

const lastRead = '2026-11-30T12:00:00.000Z';

describe('the listing against which a key can say that nothing has changed', () => {
  it('is the last one, where it was complete and nothing is in doubt since', () => {
    const read = { lastRead, lastReadComplete: true, needsReread: false };
    expect(completeListing(inventoryKey({ id: 'k', ...read }))).toBe(lastRead);
    expect(completeListing(inventoryKey({ id: 'k', ...read, lastReadComplete: false }))).toBeNull();
    expect(completeListing(inventoryKey({ id: 'k', ...read, needsReread: true }))).toBeNull();
    expect(completeListing(inventoryKey({ id: 'k', ...read, lastRead: null, lastReadComplete: false }))).toBeNull();
  });
});
