import { describe, expect, it, vi } from 'vitest';
import { failureOf, handClock, listing, must, open, passkey, pluggedKey, seededRandom } from './inventory-fixture.ts';

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
        label: 'YubiKey 5 NFC',
        role: null,
        owner: null,
        place: null,
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
        existing: 2,
        remaining: 23,
        firstSeen: '2026-01-02T00:00:00.000Z',
        lastSeen: '2026-01-02T00:00:00.000Z',
        lastRead: '2026-01-02T00:00:00.000Z',
        lastReadComplete: true,
        needsReread: false,
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
      'YubiKey 5 NFC',
      'YubiKey 5 NFC 2',
      'YubiKey 5 NFC 3',
      'セキュリティキー',
      'x'.repeat(80),
      `${'x'.repeat(78)} 2`,
    ]);
  });

  it('keeps what a key said before and does not say now', async () => {
    const inventory = await open({ file: 'memory' });
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice])));
    const silent = pluggedKey({ vendorSerial: null, firmware: null, model: null });
    await must(inventory.recordListing(silent, listing([alice], later)));
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

describe('the identity ladder', () => {
  it('knows a key by its vendor serial whatever else it says', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '7' }), listing([])));
    const again = pluggedKey({ vendorSerial: '7', firmware: null }, { product: 'Other', path: '/dev/hidraw9' });
    expect(await must(inventory.recognise(again))).toEqual({ state: 'known', keyId, rung: 'vendor-serial' });
    expect(await must(inventory.recognise(pluggedKey({ vendorSerial: '8' })))).toEqual({ state: 'new' });
  });

  it('knows a key without a serial by a credential ID, also by one that had vanished', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey(), listing([alice])));
    await must(inventory.recordListing(pluggedKey(), listing([alice, bob])));
    await must(inventory.recordListing(pluggedKey(), listing([bob], later)));
    const known = { state: 'known', keyId, rung: 'credential-id' };
    expect(await must(inventory.recognise(pluggedKey(), listing([alice])))).toEqual(known);
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
    const one = await must(inventory.recordListing(pluggedKey(), listing([alice])));
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
    expect((await must(inventory.recordListing(other, listing([bob], later)))).keyId).toBe(two.keyId);
    expect((await must(inventory.recordListing(other, listing([alice], later)))).keyId).toBe(one.keyId);
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
});

describe('editing', () => {
  it('changes what the person says about a key', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    await must(inventory.editKey(keyId, { label: ' Blue ', role: 'daily', owner: 'Mika', place: '' }));
    expect((await must(inventory.snapshot())).keys[0]).toMatchObject({
      label: 'Blue',
      role: 'daily',
      owner: 'Mika',
      place: null,
    });
    await must(inventory.editKey(keyId, { role: null }));
    expect((await must(inventory.snapshot())).keys[0]).toMatchObject({ label: 'Blue', role: null, owner: 'Mika' });
  });

  it('refuses a label that another key has, in whatever case', async () => {
    const inventory = await open({ file: 'memory' });
    const one = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '2' }), listing([])));
    expect(await failureOf(inventory.editKey(one.keyId, { label: 'yubikey 5 nfc 2' }))).toEqual({
      kind: 'input-invalid',
      detail: 'label-taken',
    });
    await must(inventory.editKey(one.keyId, { label: 'YUBIKEY 5 NFC' }));
  });

  it.each([
    ['no such key', 'nobody', { label: 'x' }, 'no-such-key'],
    ['an empty label', null, { label: '  ' }, 'key-edit'],
    ['a long label', null, { label: 'x'.repeat(81) }, 'key-edit'],
  ])('refuses %s', async (_what, id, edit, detail) => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    expect(await failureOf(inventory.editKey(id ?? keyId, edit))).toEqual({ kind: 'input-invalid', detail });
  });

  it('records what a person tells once, and removes only that', async () => {
    const inventory = await open({ file: 'memory' });
    const reading = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice])));
    const told = { keyId: reading.keyId, serviceId: 'github', rpId: null, userName: 'alice', note: 'U2F' };
    const { id } = await must(inventory.addTold(told));
    expect(await must(inventory.addTold({ ...told, note: 'again' }))).toEqual({ id });
    const readId = reading.added[0]?.id ?? '';
    expect(await failureOf(inventory.removeTold(readId))).toMatchObject({ detail: 'no-such-told-enrolment' });
    await must(inventory.removeTold(id));
    const { enrolments, activity } = await must(inventory.snapshot());
    expect(enrolments.map(({ evidence }) => evidence)).toEqual(['read']);
    expect(activity.slice(0, 2).map(({ kind }) => kind)).toEqual(['told-removed', 'told-added']);
    expect(await failureOf(inventory.addTold({ ...told, serviceId: null }))).toMatchObject({
      detail: 'told-without-service',
    });
    expect(await failureOf(inventory.addTold({ ...told, keyId: 'nobody' }))).toMatchObject({ detail: 'no-such-key' });
  });

  it('records and removes other ways in', async () => {
    const inventory = await open({ file: 'memory' });
    const way = {
      serviceId: 'github',
      rpId: null,
      userId: null,
      userName: 'alice',
      kind: 'recovery-codes',
      name: 'Codes',
      place: 'safe',
      note: null,
    } as const;
    const { id } = await must(inventory.addOtherWayIn(way));
    expect((await must(inventory.snapshot())).otherWaysIn).toMatchObject([{ id, ...way }]);
    expect(await failureOf(inventory.addOtherWayIn({ ...way, serviceId: null }))).toMatchObject({
      detail: 'other-way-without-service',
    });
    await must(inventory.removeOtherWayIn(id));
    expect(await failureOf(inventory.removeOtherWayIn(id))).toMatchObject({ detail: 'no-such-way' });
    expect((await must(inventory.snapshot())).otherWaysIn).toEqual([]);
  });

  it('forgets a key with all that names it, but for one line', async () => {
    const inventory = await open({ file: 'memory' });
    const gone = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice])));
    const kept = await must(inventory.recordListing(pluggedKey({ vendorSerial: '2' }), listing([bob])));
    await must(inventory.addTold({ keyId: gone.keyId, serviceId: 'x', rpId: null, userName: null, note: null }));
    await must(inventory.forgetKey(gone.keyId));
    const { keys, enrolments, activity } = await must(inventory.snapshot());
    expect(keys.map(({ id }) => id)).toEqual([kept.keyId]);
    expect(enrolments.map(({ keyId }) => keyId)).toEqual([kept.keyId]);
    expect(activity.filter(({ keyId }) => keyId === gone.keyId)).toMatchObject([
      { kind: 'key-forgotten', keyLabel: 'YubiKey 5 NFC' },
    ]);
    expect(await must(inventory.recognise(pluggedKey({ vendorSerial: '1' })))).toEqual({ state: 'new' });
  });

  it('tells listeners of every committed change and of nothing else', async () => {
    const inventory = await open({ file: 'memory' });
    let calls = 0;
    const stop = inventory.subscribe(() => calls++);
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    expect(calls).toBe(1);
    await inventory.editKey(keyId, { label: '' });
    await must(inventory.snapshot());
    expect(calls).toBe(1);
    stop();
    await must(inventory.editKey(keyId, { label: 'Blue' }));
    expect(calls).toBe(1);
  });
});
