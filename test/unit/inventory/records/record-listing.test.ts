import { describe, expect, it, vi } from 'vitest';
import { failureOf, handClock, listing, must, open, passkey, pluggedKey, seededRandom } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = passkey('alice');
const bob = passkey('bob', 'example.org');
const later = '2026-02-01T00:00:00.000Z';

describe('recording a listing', () => {
  it('remembers the first key without asking, with all fields of its passkeys', async () => {
    const inventory = await open({ file: 'memory' });
    const key = pluggedKey({ vendorSerial: '1234', formFactor: 'keychain-a' });
    expect(await must(inventory.recognise(key))).toEqual({ state: 'new' });
    const reading = await must(inventory.recordListing(key, listing([alice, bob])));
    expect(reading).toMatchObject({ isNew: true, vanished: [] });
    expect(reading.added.map(({ userName }) => userName)).toEqual(['alice', 'bob']);
    const { keys, enrolments } = await must(inventory.snapshot());
    expect(keys).toEqual([
      {
        id: reading.keyId,
        label: 'YubiKey 5 NFC …234',
        role: null,
        colour: null,
        owner: null,
        place: null,
        carriedOn: null,
        identifiedBy: 'vendor-serial',
        vendorSerial: '1234',
        aaguid: '2fc0579f811347eab116bb5a8db9202a',
        model: 'YubiKey 5 NFC',
        manufacturer: 'Yubico',
        product: 'YubiKey FIDO',
        firmware: '5.4.3',
        formFactor: 'keychain-a',
        transports: ['usb', 'nfc'],
        pinSet: true,
        pinBlocked: false,
        pinMinLength: 4,
        alwaysUv: null,
        existing: 2,
        remaining: 23,
        firstSeen: '2026-01-02T00:00:00.000Z',
        lastSeen: '2026-01-02T00:00:00.000Z',
        lastRead: '2026-01-02T00:00:00.000Z',
        lastReadComplete: true,
        needsReread: false,
        lostAt: null,
        assetTag: null,
        note: null,
      },
    ]);
    expect(enrolments[0]).toMatchObject({
      keyId: reading.keyId,
      evidence: 'read',
      rpId: 'example.com',
      rpIdHash: alice.rpIdHash,
      userId: alice.userId,
      credentialId: alice.credentialId,
      algorithm: -7,
      credProtect: 1,
      vanishedAt: null,
    });
  });

  it('marks as vanished only what a complete listing lacks', async () => {
    const inventory = await open({ file: 'memory' });
    const key = pluggedKey({ vendorSerial: '1' });
    await must(inventory.recordListing(key, listing([alice, bob])));
    const partial = listing([alice], later, { complete: false });
    expect((await must(inventory.recordListing(key, partial))).vanished).toEqual([]);
    expect((await must(inventory.snapshot())).keys[0]).toMatchObject({ lastReadComplete: false });
    const reading = await must(inventory.recordListing(key, listing([alice], later)));
    expect(reading.vanished).toMatchObject([{ userName: 'bob', vanishedAt: later, vanishedBy: 'not-listed' }]);
    // Once vanished it is not reported again.
    expect((await must(inventory.recordListing(key, listing([alice], later)))).vanished).toEqual([]);
  });

  it('marks everything as not listed when the same serial comes back empty, and takes back what returns', async () => {
    const inventory = await open({ file: 'memory' });
    const key = pluggedKey({ vendorSerial: '1' });
    const first = await must(inventory.recordListing(key, listing([alice, bob])));
    const reset = await must(inventory.recordListing(key, listing([], later)));
    expect(reset.vanished.map(({ vanishedBy }) => vanishedBy)).toEqual(['not-listed', 'not-listed']);
    const back = await must(inventory.recordListing(key, listing([alice], '2026-03-01T00:00:00.000Z')));
    expect(back.added).toMatchObject([
      { id: first.added[0]?.id, firstSeen: '2026-01-02T00:00:00.000Z', vanishedAt: null, vanishedBy: null },
    ]);
    const { activity, enrolments } = await must(inventory.snapshot());
    expect(enrolments).toHaveLength(2);
    expect(activity.find(({ kind }) => kind === 'passkey-added')?.details).toMatchObject({ returned: 'true' });
  });

  it('notes a renamed passkey with its former name', async () => {
    const inventory = await open({ file: 'memory' });
    const key = pluggedKey({ vendorSerial: '1' });
    await must(inventory.recordListing(key, listing([alice])));
    const renamed = { ...alice, userName: 'alice2' };
    expect((await must(inventory.recordListing(key, listing([renamed], later)))).added).toEqual([]);
    const { activity, enrolments } = await must(inventory.snapshot());
    expect(enrolments).toMatchObject([{ userName: 'alice2', asOf: later, firstSeen: '2026-01-02T00:00:00.000Z' }]);
    const line = activity.find(({ kind }) => kind === 'passkey-renamed');
    expect(line?.details).toEqual({ rpId: 'example.com', userName: 'alice2', formerUserName: 'alice' });
  });

  it('counts a passkey once that a key lists twice', async () => {
    const inventory = await open({ file: 'memory' });
    const reading = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice, alice])));
    expect(reading.added).toHaveLength(1);
  });

  it('gives every key another label', async () => {
    const inventory = await open({ file: 'memory', defaultLabel: 'セキュリティキー' });
    for (const vendorSerial of ['1', '2', '3']) {
      await must(inventory.recordListing(pluggedKey({ vendorSerial }), listing([])));
    }
    const nameless = { manufacturer: null, product: '\u202e\u0007 ' };
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '4', model: null }, nameless), listing([])));
    const hostile = { product: `${'x'.repeat(200)}\n` };
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '5', model: null }, hostile), listing([])));
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '6', model: null }, hostile), listing([])));
    const labels = (await must(inventory.snapshot())).keys.map(({ label }) => label);
    expect(labels).toEqual([
      'YubiKey 5 NFC …1',
      'YubiKey 5 NFC …2',
      'YubiKey 5 NFC …3',
      'セキュリティキー',
      'x'.repeat(80),
      `${'x'.repeat(78)} 2`,
    ]);
  });

  it('keeps what a key said before and does not say now', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice])));
    const silent = pluggedKey({ vendorSerial: null, firmware: null, model: null });
    await must(inventory.recordListing(silent, listing([alice], later), { keyId }));
    const { keys } = await must(inventory.snapshot());
    expect(keys).toMatchObject([
      { vendorSerial: '1', firmware: '5.4.3', model: 'YubiKey 5 NFC', identifiedBy: 'vendor-serial' },
    ]);
  });

  it('refuses what could not be read back, and writes nothing of it', async () => {
    const inventory = await open({ file: 'memory' });
    const key = pluggedKey({ vendorSerial: '1' });
    expect(await failureOf(inventory.recordListing(key, listing([alice], 'yesterday')))).toMatchObject({
      kind: 'input-invalid',
    });
    expect((await must(inventory.snapshot())).keys).toEqual([]);
  });

  it('notes a known key as seen and leaves an unknown one alone', async () => {
    const clock = handClock();
    const inventory = await open({ file: 'memory', clock: clock.now });
    await must(inventory.recordSeen(pluggedKey({ vendorSerial: '1' })));
    expect((await must(inventory.snapshot())).keys).toEqual([]);
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice])));
    clock.set('2026-05-05T00:00:00.000Z');
    await must(inventory.recordSeen(pluggedKey({ vendorSerial: '1', firmware: '5.7.4' })));
    expect((await must(inventory.snapshot())).keys).toMatchObject([
      { lastSeen: '2026-05-05T00:00:00.000Z', lastRead: '2026-01-02T00:00:00.000Z', firmware: '5.7.4' },
    ]);
  });

  it('does not write the file because the same key was seen again at once', async () => {
    const clock = handClock();
    const inventory = await open({ file: 'memory', clock: clock.now });
    await must(
      inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice], '2026-01-01T00:00:00.000Z')),
    );
    const { revision } = await must(inventory.snapshot());
    await must(inventory.recordSeen(pluggedKey({ vendorSerial: '1' })));
    clock.set('2026-01-01T00:00:59.000Z');
    await must(inventory.recordSeen(pluggedKey({ vendorSerial: '1' })));
    expect((await must(inventory.snapshot())).revision).toBe(revision);
    await must(inventory.recordSeen(pluggedKey({ vendorSerial: '1', firmware: '5.7.4' })));
    clock.set('2026-01-01T00:01:01.000Z');
    await must(inventory.recordSeen(pluggedKey({ vendorSerial: '1' })));
    expect((await must(inventory.snapshot())).revision).toBe(revision + 2);
  });

  it('gives the same ids in every process from the same source', async () => {
    const ids = async () => {
      const inventory = await open({
        file: 'memory',
        demo: true,
        random: seededRandom('demo'),
        clock: handClock().now,
      });
      await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice, bob])));
      return must(inventory.snapshot());
    };
    expect(await ids()).toEqual(await ids());
  });

  it('I-24 orders activity by when it was written although the clock goes back ten years', async () => {
    const clock = handClock();
    const inventory = await open({ file: 'memory', clock: clock.now });
    const key = pluggedKey({ vendorSerial: '1' });
    await must(inventory.recordListing(key, listing([])));
    clock.set('2016-01-01T00:00:00.000Z');
    await must(inventory.recordListing(key, listing([alice])));
    const { activity } = await must(inventory.snapshot());
    expect(activity.map(({ kind }) => kind)).toEqual(['key-read', 'passkey-added', 'key-read', 'key-first-seen']);
  });

  it('keeps the newest two thousand lines of activity', async () => {
    const inventory = await open({ file: 'memory' });
    const many = Array.from({ length: 2_005 }, (_, index) => passkey(`user ${String(index)}`));
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing(many)));
    const { activity, enrolments } = await must(inventory.snapshot());
    expect(enrolments).toHaveLength(2_005);
    expect(activity).toHaveLength(2_000);
    expect(activity[0]?.kind).toBe('key-read');
  });
});
