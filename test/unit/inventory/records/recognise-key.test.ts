import { describe, expect, it, vi } from 'vitest';
import { failureOf, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = passkey('alice');
const bob = passkey('bob', 'example.org');
const later = '2026-02-01T00:00:00.000Z';

const elsewhere = { ...alice, credentialId: 'e1'.repeat(16), rpId: 'elsewhere.example', rpIdHash: 'e1'.repeat(32) };

describe('the identity of a key', () => {
  it('knows a key by its vendor serial whatever else it says', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '7' }), listing([])));
    const again = pluggedKey({ vendorSerial: '7', firmware: null }, { product: 'Other', path: '/dev/hidraw9' });
    expect(await must(inventory.recognise(again))).toEqual({ state: 'known', keyId, strength: 'vendor-serial' });
    expect(await must(inventory.recognise(pluggedKey({ vendorSerial: '8' })))).toEqual({ state: 'new' });
  });

  it('11.10 knows a key without a serial by credential IDs of two services, also by ones that had vanished', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey(), listing([alice, elsewhere])));
    await must(inventory.recordListing(pluggedKey(), listing([alice, elsewhere, bob])));
    await must(inventory.recordListing(pluggedKey(), listing([bob], later), { keyId }));
    const known = { state: 'known', keyId, strength: 'credential-id' };
    expect(await must(inventory.recognise(pluggedKey(), listing([alice, elsewhere])))).toEqual(known);
    // Each of the websites knows its own.
    for (const shown of [[alice], [elsewhere], [alice, { ...elsewhere, rpIdHash: alice.rpIdHash }]]) {
      expect(await must(inventory.recognise(pluggedKey(), listing(shown)))).toMatchObject({ state: 'undecided' });
    }
    expect((await must(inventory.snapshot())).keys).toMatchObject([{ identifiedBy: 'credential-id' }]);
  });

  it('takes no credential ID shorter than sixteen bytes as proof', async () => {
    const inventory = await open({ file: 'memory' });
    const short = { ...alice, credentialId: '01' };
    await must(inventory.recordListing(pluggedKey(), listing([short])));
    expect(await must(inventory.recognise(pluggedKey(), listing([short])))).toMatchObject({ state: 'undecided' });
    expect((await must(inventory.snapshot())).keys).toMatchObject([{ identifiedBy: 'told' }]);
  });

  it('keeps two identical keys without serials apart, and asks', async () => {
    const inventory = await open({ file: 'memory' });
    const one = await must(inventory.recordListing(pluggedKey(), listing([alice, elsewhere])));
    // The same handle, path and USB serial do not make it the same key.
    const other = pluggedKey({}, { handle: pluggedKey().handle, path: '/dev/hidraw0', usbSerial: 'same' });
    expect(await failureOf(inventory.recordListing(other, listing([bob])))).toEqual({
      kind: 'input-invalid',
      detail: 'which-key',
    });
    const two = await must(inventory.recordListing(other, listing([bob]), { newKey: true }));
    expect(two.isNew).toBe(true);
    expect(two.keyId).not.toBe(one.keyId);
    expect(await must(inventory.recognise(other))).toEqual({
      state: 'undecided',
      candidates: [one.keyId, two.keyId],
    });
    expect((await must(inventory.recordListing(other, listing([alice, elsewhere], later)))).keyId).toBe(one.keyId);
  });

  it('takes the answer of the person and says that it was one', async () => {
    const inventory = await open({ file: 'memory' });
    const empty = await must(inventory.recordListing(pluggedKey(), listing([])));
    const reading = await must(inventory.recordListing(pluggedKey(), listing([], later), { keyId: empty.keyId }));
    expect(reading).toMatchObject({ keyId: empty.keyId, isNew: false });
    expect((await must(inventory.snapshot())).keys).toMatchObject([{ identifiedBy: 'told', lastRead: later }]);
  });

  it.each([
    ['another AAGUID', pluggedKey({ aaguid: 'ee882879721c491397753dfcce97072a' }), 'answer-contradicts'],
    ['another serial', pluggedKey({ vendorSerial: '2' }), 'answer-contradicts'],
    ['nothing known of it', pluggedKey({}, { facts: null }), 'answer-contradicts'],
  ])('refuses an answer that the key contradicts: %s', async (_what, key, detail) => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const failure = await failureOf(inventory.recordListing(key, listing([alice]), { keyId }));
    expect(failure).toEqual({ kind: 'input-invalid', detail });
  });

  it('refuses an answer against a stronger rung, and one that names no key', async () => {
    const inventory = await open({ file: 'memory' });
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const other = await must(inventory.recordListing(pluggedKey({ vendorSerial: '2' }), listing([])));
    const key = pluggedKey({ vendorSerial: '1' });
    for (const answer of [{ newKey: true } as const, { keyId: other.keyId }]) {
      expect(await failureOf(inventory.recordListing(key, listing([]), answer))).toMatchObject({
        detail: 'answer-contradicts',
      });
    }
    const stranger = pluggedKey({ vendorSerial: null });
    expect(await failureOf(inventory.recordListing(stranger, listing([]), { keyId: 'nobody' }))).toMatchObject({
      detail: 'no-such-key',
    });
  });

  it('does not take a key for another that lists its passkeys under another AAGUID', async () => {
    const inventory = await open({ file: 'memory' });
    await must(inventory.recordListing(pluggedKey(), listing([alice])));
    const impostor = pluggedKey({ aaguid: 'ee882879721c491397753dfcce97072a' });
    expect(await must(inventory.recognise(impostor, listing([alice])))).toEqual({ state: 'new' });
  });

  it('asks where two remembered keys share credential IDs', async () => {
    const inventory = await open({ file: 'memory' });
    const one = await must(inventory.recordListing(pluggedKey(), listing([alice])));
    const two = await must(inventory.recordListing(pluggedKey(), listing([bob]), { newKey: true }));
    expect(await must(inventory.recognise(pluggedKey(), listing([alice, bob])))).toEqual({
      state: 'undecided',
      candidates: [one.keyId, two.keyId],
    });
  });

  it('treats an AAGUID of zeros as none, and a key that cannot be asked as undecided', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ aaguid: '0'.repeat(32) }), listing([])));
    expect(await must(inventory.recognise(pluggedKey()))).toEqual({ state: 'undecided', candidates: [keyId] });
    expect(await must(inventory.recognise(pluggedKey({}, { facts: null })))).toEqual({
      state: 'undecided',
      candidates: [],
    });
  });

  it('puts the likeliest candidate first', async () => {
    const inventory = await open({ file: 'memory' });
    const answer = { newKey: true } as const;
    const old = await must(inventory.recordListing(pluggedKey({ firmware: '5.2.7' }), listing([])));
    const same = await must(inventory.recordListing(pluggedKey({ firmware: '5.4.3' }), listing([]), answer));
    const zero = await must(inventory.recordListing(pluggedKey({ aaguid: null, firmware: null }), listing([]), answer));
    expect(await must(inventory.recognise(pluggedKey({ firmware: '5.4.3' })))).toEqual({
      state: 'undecided',
      candidates: [same.keyId, old.keyId, zero.keyId],
    });
  });

  it('knows a key without a serial by the read access that is kept, after the serial and before credential IDs', async () => {
    const inventory = await open({ file: 'memory' });
    const one = await must(inventory.recordListing(pluggedKey(), listing([alice, elsewhere])));
    const two = await must(inventory.recordListing(pluggedKey(), listing([bob]), { newKey: true }));
    const answering = (keyId: string, more: Parameters<typeof pluggedKey>[0] = {}) =>
      pluggedKey(more, { readAccess: keyId });
    expect(await must(inventory.recognise(answering(two.keyId)))).toEqual({
      state: 'known',
      keyId: two.keyId,
      strength: 'enc-identifier',
    });
    expect(await must(inventory.recognise(answering(one.keyId), listing([alice, elsewhere])))).toMatchObject({
      keyId: one.keyId,
      strength: 'enc-identifier',
    });
    // A record that is gone, and one of another model, are nothing that it could be.
    expect(await must(inventory.recognise(answering('gone')))).toMatchObject({ state: 'undecided' });
    expect(await must(inventory.recognise(answering(one.keyId, { aaguid: 'ff'.repeat(16) })))).toEqual({
      state: 'new',
    });
    const serial = pluggedKey({ vendorSerial: '7' });
    const { keyId } = await must(inventory.recordListing(serial, listing([]), { newKey: true }));
    expect(await must(inventory.recognise(answering(one.keyId, { vendorSerial: '7' })))).toMatchObject({
      keyId,
      strength: 'vendor-serial',
    });
    await must(inventory.recordListing(answering(two.keyId), listing([], later)));
    const { keys } = await must(inventory.snapshot());
    expect(keys.find(({ id }) => id === two.keyId)?.identifiedBy).toBe('enc-identifier');
  });
});
