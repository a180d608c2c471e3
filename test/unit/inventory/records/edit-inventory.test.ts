import { describe, expect, it, vi } from 'vitest';
import { alicesCodes, failureOf, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = passkey('alice');

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
    expect(await failureOf(inventory.editKey(one.keyId, { label: 'yubikey 5 nfc …2' }))).toEqual({
      kind: 'input-invalid',
      detail: 'label-taken',
    });
    await must(inventory.editKey(one.keyId, { label: 'YUBIKEY 5 NFC …1' }));
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
    const { id } = await must(inventory.addManual(told));
    expect(await must(inventory.addManual({ ...told, note: 'again' }))).toEqual({ id });
    const readId = reading.added[0]?.id ?? '';
    expect(await failureOf(inventory.removeManual(readId))).toMatchObject({ detail: 'no-such-told-enrolment' });
    await must(inventory.removeManual(id));
    const { enrolments, activity } = await must(inventory.snapshot());
    expect(enrolments.map(({ evidence }) => evidence)).toEqual(['read']);
    expect(activity.slice(0, 2).map(({ kind }) => kind)).toEqual(['told-removed', 'told-added']);
    expect(await failureOf(inventory.addManual({ ...told, serviceId: null }))).toMatchObject({
      detail: 'told-without-service',
    });
    expect(await failureOf(inventory.addManual({ ...told, keyId: 'nobody' }))).toMatchObject({ detail: 'no-such-key' });
  });

  it('records and removes other ways in', async () => {
    const inventory = await open({ file: 'memory' });
    const way = { ...alicesCodes, place: 'safe' };
    const { id } = await must(inventory.addOtherWayIn(way));
    expect((await must(inventory.snapshot())).otherWaysIn).toMatchObject([{ id, ...way }]);
    expect(await failureOf(inventory.addOtherWayIn({ ...way, serviceId: null }))).toMatchObject({
      detail: 'other-way-without-service',
    });
    await must(inventory.removeOtherWayIn(id));
    expect(await failureOf(inventory.removeOtherWayIn(id))).toMatchObject({ detail: 'no-such-way' });
    expect((await must(inventory.snapshot())).otherWaysIn).toEqual([]);
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
