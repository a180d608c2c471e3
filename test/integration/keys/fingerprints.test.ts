import { afterEach, describe, expect, it } from 'vitest';
import type { OperationProgress } from '../../../src-shared/domain/progress.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { previewOfFingers } from '../../helpers/operation-examples.ts';
import { type KeySetup, oneKey, type OneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

const opened: OneKey[] = [];

afterEach(async () => {
  for (const { core } of opened.splice(0)) await core.close();
});

/** Creates a key with a sensor, unlocked for fingerprints, with nothing in its log. */
async function keyWith(setup: KeySetup = {}): Promise<OneKey & { readonly feedback: () => readonly unknown[] }> {
  const one = await oneKey({ personality: 'bio', touch: () => 'approve', ...setup });
  opened.push(one);
  const steps: OperationProgress[] = [];
  one.manager.subscribe((event) => {
    if (event.type === 'progress' && event.progress.step === 'finger') steps.push(event.progress);
  });
  valueOf(await one.manager.run('unlock-fingerprints', one.handle(), { pin: pinOf(testPin) }));
  one.key.log.clear();
  return { ...one, feedback: () => steps.map(({ done, total, sample }) => [done, total, sample]) };
}

const add = (one: OneKey, name = '', signal?: AbortSignal) =>
  one.manager.run('add-fingerprint', one.handle(), { name }, { signal });
const named = (one: OneKey) => one.key.state.fingerprints.map(({ name }) => name);
const capability = (one: OneKey) => one.of(one.key).facts?.capabilities.listFingerprints;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('14 fingerprints of a key', () => {
  it('one typing of the PIN lists them with what the sensor tells, and serves for the passkeys, too', async () => {
    const one = await keyWith({ fingerprints: ['left', 'right'] });
    const listing = valueOf(await one.manager.run('list-fingerprints', one.handle(), {}));
    expect(listing).toMatchObject({
      fingerprints: one.key.state.fingerprints.map(({ id, name }) => ({ templateId: id, name })),
      sensor: { kind: 'touch', samples: 4, nameBytes: 15, triesLeft: 5 },
    });
    expect(valueOf(await one.manager.run('list-passkeys', one.handle(), {})).passkeys).toHaveLength(1);
    expect(one.key.log.pinBearing).toEqual([]);
  });

  it('a key that was unlocked for its passkeys lists its fingerprints without another typing', async () => {
    const one = await oneKey({ personality: 'bio', fingerprints: ['left'] });
    opened.push(one);
    valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
    const { fingerprints } = valueOf(await one.manager.run('list-fingerprints', one.handle(), {}));
    expect(fingerprints.map(({ name }) => name)).toEqual(['left']);
    expect(one.key.log.pinBearing).toHaveLength(1);
  });

  it('a key without a sensor says so, and gets no PIN', async () => {
    const plain = await oneKey({ personality: 'strict21' });
    opened.push(plain);
    expect(capability(plain)).toEqual({ answer: 'no', reason: 'no-sensor' });
    const failure = { kind: 'not-supported', feature: 'fingerprints' };
    const pin = pinOf(testPin);
    expect(await plain.manager.run('unlock-fingerprints', plain.handle(), { pin })).toEqual({ ok: false, failure });
    expect(plain.key.log.pinBearing).toEqual([]);
  });

  it.each<[string, KeySetup, string | null]>([
    ['no PIN', { withoutPin: true }, 'no-pin-set'],
    ['a demanded PIN', { forcePinChange: true }, 'pin-change-required'],
    ['no tokens with permissions', { personality: { ...personalities.bio, permissions: false } }, 'no-token'],
    ['the preview command and an old token', { personality: previewOfFingers }, null],
  ])('whether they can be managed: %s', async (_about, setup, reason) => {
    const one = await oneKey({ personality: 'bio', ...setup });
    opened.push(one);
    expect(capability(one)).toEqual({ answer: reason === null ? 'yes' : 'no', reason });
  });
});

describe('14 adding a fingerprint', () => {
  it('says what the sensor says of every sample, names the fingerprint and reads it back', async () => {
    const one = await keyWith({ samples: [7, 0, 1, 11, 14, 0, 66] });
    const added = valueOf(await add(one, 'right thumb'));
    expect(added).toMatchObject({ named: true, listing: { fingerprints: [{ name: 'right thumb' }] } });
    expect(named(one)).toEqual(['right thumb']);
    expect(one.feedback()).toEqual([
      [0, 4, null],
      [0, 4, 'poor-quality'],
      [1, 4, 'good'],
      [1, 4, 'too-high'],
      [1, 4, 'exists'],
      [1, 4, 'no-user-presence-transition'],
      [2, 4, 'good'],
      [2, 4, 'other'],
      [3, 4, 'good'],
      [4, 4, 'good'],
    ]);
    // getInfo tells at once that a finger is enrolled, and the next operation finds the same key.
    expect(one.of(one.key).facts?.pin.builtInUv).toBe('configured');
    expect(valueOf(await one.manager.run('list-fingerprints', one.handle(), {})).fingerprints).toHaveLength(1);
  });

  it.each([
    [1, 'too-high'],
    [2, 'too-low'],
    [3, 'too-left'],
    [4, 'too-right'],
    [5, 'too-fast'],
    [6, 'too-slow'],
    [7, 'poor-quality'],
    [8, 'too-skewed'],
    [9, 'too-short'],
    [10, 'merge-failure'],
    [11, 'exists'],
    [13, 'no-user-activity'],
    [14, 'no-user-presence-transition'],
    [99, 'other'],
  ])('sample status %i is %s', async (status, sample) => {
    const one = await keyWith({ samples: [status] });
    valueOf(await add(one));
    expect(one.feedback()[1]).toEqual([0, 4, sample]);
  });

  it('by the preview command, with an old token', async () => {
    const one = await keyWith({ personality: previewOfFingers });
    expect(valueOf(await add(one, 'thumb'))).toMatchObject({ named: true });
    expect(new Set(one.key.log.named('bioEnrollment').map(({ ctapCommand }) => ctapCommand))).toEqual(new Set([0x40]));
  });

  it('a name that the sensor does not take is refused before the finger is asked for', async () => {
    const one = await keyWith();
    const failure = { kind: 'input-invalid', detail: 'fingerprint-name-too-long' };
    expect(await add(one, 'é'.repeat(8))).toEqual({ ok: false, failure });
    expect(one.feedback()).toEqual([]);
    expect(valueOf(await add(one, 'é'.repeat(7)))).toMatchObject({ named: true });
  });

  it('a name that the key does not take leaves the fingerprint, and is said', async () => {
    const one = await keyWith();
    one.key.script.failNext('bioEnrollment.setFriendlyName', { status: 0x02 });
    expect(valueOf(await add(one, 'thumb'))).toMatchObject({
      named: false,
      listing: { fingerprints: [{ name: null }] },
    });
  });

  it('a token that ends with the writing leaves the fingerprint, and nobody says that it was checked', async () => {
    const one = await keyWith({ quirks: { tokenDiesAfterWrite: true } });
    expect(valueOf(await add(one))).toMatchObject({ named: null, listing: null });
    expect(named(one)).toEqual([null]);
    expect(one.of(one.key).unlocked).toBe(false);
  });

  it('cancelled between two samples: nothing is on the key, which forgets the samples', async () => {
    let touches = 0;
    const one = await keyWith({ touch: () => (++touches < 3 ? 'approve' : 'ignore') });
    const giveUp = new AbortController();
    const adding = add(one, 'thumb', giveUp.signal);
    await until(() => touches === 3);
    giveUp.abort(new DOMException('given up', 'AbortError'));
    expect(await adding).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(named(one)).toEqual([]);
    expect(one.key.log.named('bioEnrollment.cancelCurrentEnrollment')).toHaveLength(1);
    // The token held still serves.
    expect(valueOf(await one.manager.run('list-fingerprints', one.handle(), {})).fingerprints).toEqual([]);
  });

  it('cancelled at the last sample: the list says that there is nothing', async () => {
    let touches = 0;
    const one = await keyWith({ touch: () => (++touches < 4 ? 'approve' : 'ignore'), fingerprints: ['left'] });
    const giveUp = new AbortController();
    const adding = add(one, '', giveUp.signal);
    await until(() => touches === 4);
    giveUp.abort(new DOMException('given up', 'AbortError'));
    expect(await adding).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(named(one)).toEqual(['left']);
  });

  it('nobody touches: after two waits in a row, and nothing is on the key', async () => {
    const one = await keyWith({ samples: [0, 13, 13] });
    expect(await add(one)).toEqual({ ok: false, failure: { kind: 'touch-timed-out' } });
    expect(named(one)).toEqual([]);
  });

  it('a finger that is never read well ends some time', async () => {
    const one = await keyWith({ samples: Array.from({ length: 200 }, () => 7) });
    expect(await add(one)).toEqual({ ok: false, failure: { kind: 'enrolment-lost' } });
    expect(named(one)).toEqual([]);
  });

  it.each<[string, KeySetup]>([
    ['before the first sample', { fingerprints: ['1', '2', '3', '4', '5'] }],
    ['by a status of a sample', { samples: [0, 12] }],
  ])('a full key says so %s', async (_about, setup) => {
    const one = await keyWith(setup);
    const before = named(one);
    expect(await add(one)).toEqual({ ok: false, failure: { kind: 'fingerprints-full' } });
    expect(named(one)).toEqual(before);
  });

  it('an enrolment that another program ended, and a fingerprint that is not listed, are lost', async () => {
    const one = await keyWith();
    one.key.script.failNext('bioEnrollment.enrollCaptureNextSample', { status: 0x2c }, { skip: 1 });
    const failure = { kind: 'enrolment-lost' };
    expect(await add(one)).toEqual({ ok: false, failure });
    const forgetful = await keyWith({ fingerprints: ['left'], quirks: { enrolmentDoesNothing: true } });
    expect(await add(forgetful)).toEqual({ ok: false, failure });
  });

  it.each<[number, object]>([
    [0, { kind: 'key-removed' }],
    [1, { kind: 'key-removed' }],
    [2, { kind: 'outcome-unknown', operation: 'add-fingerprint' }],
  ])('unplugged during a sample after the first, with %i between', async (skip, failure) => {
    const one = await keyWith();
    one.key.script.failNext('bioEnrollment.enrollCaptureNextSample', { unplug: 'after' }, { skip });
    expect(await add(one)).toEqual({ ok: false, failure });
    expect(named(one)).toHaveLength(skip === 2 ? 1 : 0);
  });

  it('the last sample was taken although the key says that something went wrong: the list says so', async () => {
    const one = await keyWith();
    one.key.script.failNext('bioEnrollment.enrollCaptureNextSample', { status: 0x7f, carryOut: true }, { skip: 2 });
    expect(valueOf(await add(one, 'thumb'))).toMatchObject({ named: true });
  });

  it('with a token that is for passkeys only the PIN is needed', async () => {
    const one = await oneKey({ personality: 'bio' });
    opened.push(one);
    expect(await add(one)).toEqual({ ok: false, failure: { kind: 'pin-required' } });
  });
});

describe('14 changing a fingerprint', () => {
  const first = (one: OneKey): string => one.key.state.fingerprints[0]?.id ?? '';
  const rename = (one: OneKey, name: string, templateId = first(one)) =>
    one.manager.run('rename-fingerprint', one.handle(), { templateId, name });
  const remove = (one: OneKey, templateId = first(one)) =>
    one.manager.run('remove-fingerprint', one.handle(), { templateId });

  it('a new name and a removal are read back', async () => {
    const one = await keyWith({ fingerprints: ['left', 'right'] });
    expect(valueOf(await rename(one, 'thumb'))).toMatchObject({ named: true });
    expect(named(one)).toEqual(['thumb', 'right']);
    expect(valueOf(await remove(one))).toMatchObject({
      stillListed: false,
      listing: { fingerprints: [{ name: 'right' }] },
    });
    expect(named(one)).toEqual(['right']);
    expect(valueOf(await remove(one))).toMatchObject({ stillListed: false, listing: { fingerprints: [] } });
    expect(one.of(one.key).facts?.pin.builtInUv).toBe('not-configured');
  });

  it('what the key only says that it did is found out', async () => {
    const quirks = { renamingDoesNothing: true, deletionDoesNothing: true };
    const one = await keyWith({ fingerprints: ['left'], quirks });
    expect(valueOf(await rename(one, 'thumb'))).toMatchObject({ named: false });
    expect(valueOf(await remove(one))).toMatchObject({ stillListed: true });
  });

  it('one that is not listed, or not any more, is not asked for, or said to be gone', async () => {
    const one = await keyWith({ fingerprints: ['left'] });
    const failure = { kind: 'fingerprint-not-found' };
    expect(await remove(one, 'ffff')).toEqual({ ok: false, failure });
    expect(one.key.log.destructive).toEqual([]);
    one.key.script.failNext('bioEnrollment.removeEnrollment', { status: 0x2c });
    expect(await remove(one)).toEqual({ ok: false, failure });
  });

  it('no answer is an unknown outcome', async () => {
    const one = await keyWith({ fingerprints: ['left'] });
    one.key.script.failNext('bioEnrollment.removeEnrollment', { unplug: 'after' });
    expect(await remove(one)).toEqual({
      ok: false,
      failure: { kind: 'outcome-unknown', operation: 'remove-fingerprint' },
    });
  });
});
