import { afterEach, describe, expect, it } from 'vitest';
import { judgeSignInTest } from '../../../src-main/attestation/judge-sign-in-test.ts';
import { createCore } from '../../../src-main/create-core.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { createCheckHandlers } from '../../../src-main/ipc/check-handlers.ts';
import { createDeskService, type DeskServiceParts, type DeskStore } from '../../../src-main/ipc/desk-service.ts';
import type { ChosenFiles } from '../../../src-main/ipc/inventory-handlers.ts';
import type { DeskChoice } from '../../../src-shared/domain/desk-choice.ts';
import type { CheckPoint, KeyCheck } from '../../../src-shared/domain/check.ts';
import type { DeskState } from '../../../src-shared/domain/desk.ts';
import type { SignInJudgement } from '../../../src-shared/domain/genuineness.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../../src-shared/domain/plugged-key.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { deskKeys } from '../../../src-virtual-key/desk-keys.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { must, open, temporaryFile } from '../inventory/inventory-fixture.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface Setting {
  readonly kept?: DeskStore;
  readonly inventory?: (whole: Inventory) => Partial<Inventory>;
  readonly file?: { readonly name: string; readonly text: string };
}

/** Creates what keeps the choices of desks that are opened one after the other. */
function keptInMemory(): DeskStore {
  let choice: DeskChoice | null = null;
  return {
    read: () => ({ choice, notRead: null, isKept: true }),
    write: (next) => {
      choice = next;
      return true;
    },
  };
}

/** Opens a desk as the window has it, over virtual keys and an inventory in a file. */
async function openDesk({ inventory: change, file, kept = keptInMemory() }: Setting = {}) {
  const transport = createVirtualTransport([]);
  const core = await createCore({ transport });
  /** Happens between the press and the test; a failure takes its place. */
  const press: { after: () => Promise<Outcome<null>> } = { after: async () => success(null) };
  const testKey = async (handle: KeyHandle): Promise<Outcome<SignInJudgement>> => {
    const pressed = await press.after();
    if (!pressed.ok) return pressed;
    const reading = await core.keys.run('sign-in-test', handle, { pinIfSet: null });
    return reading.ok ? success(judgeSignInTest(reading.value, null, new Date())) : reading;
  };
  const whole = await open({ file: temporaryFile() });
  ends.push(() => core.close());
  const inventory = { ...methodsOf(whole), ...change?.(whole) };
  const states: DeskState[] = [];
  const saved: { name: string; bytes: Uint8Array }[] = [];
  const host = {
    keys: {
      checkKey: ({ handle, known }: { handle: string; known: [] }) => core.keys.run('check-key', handle, { known }),
    },
  };
  const desk = createDeskService({
    host: host as unknown as DeskServiceParts['host'],
    inventory,
    kept,
    onChange: (state) => states.push(state),
    log: (line) => expect.fail(line),
  });
  core.keys.subscribe((event) => {
    if (event.type === 'keys-changed') desk.update(core.keys.keys());
  });
  core.keys.watch();
  const files: Pick<ChosenFiles, 'openBytes' | 'saveMade'> = {
    openBytes: async () =>
      success(
        file === undefined ? null : { name: file.name, bytes: new TextEncoder().encode(file.text), modifiedAt: null },
      ),
    saveMade: async (name, _kind, make) => {
      const made = await make();
      if (!made.ok) return made;
      saved.push({ name, bytes: made.value });
      return success({ file: name });
    },
  };
  const handlers = createCheckHandlers({
    desk,
    inventory,
    files,
    makePdf: async () => new TextEncoder().encode('%PDF-'),
    testKey,
    locale: () => 'en',
    demo: true,
    now: () => new Date(),
  });
  const last = () => states.at(-1)?.last ?? null;
  /** Waits for as many checks as there are to be. */
  const checks = async (count: number) => {
    const ids = () => new Set(states.flatMap((state) => state.last?.check.id ?? []));
    await expect.poll(() => ids().size).toBe(count);
    return last()?.check;
  };
  return { core, transport, handlers, press, whole, states, saved, last, checks };
}

function methodsOf(
  whole: Inventory,
): Pick<Inventory, 'snapshot' | 'recognise' | 'recordCheck' | 'noteOnCheck' | 'decideCheck'> {
  return {
    snapshot: () => whole.snapshot(),
    recognise: (key) => whole.recognise(key),
    recordCheck: (check) => whole.recordCheck(check),
    noteOnCheck: (id, text) => whole.noteOnCheck(id, text),
    decideCheck: (id, decision) => whole.decideCheck(id, decision),
  };
}

describe('a desk in the window', () => {
  it('checks nothing before it is open; then the key that is there, and each that comes', async () => {
    const { transport, handlers, states, checks, whole } = await openDesk();
    const [first, second] = [deskKeys.fresh(), deskKeys.leftovers()];
    transport.plug(first);
    expect(states).toEqual([]);
    await handlers.open();
    expect(await checks(1)).toMatchObject({ verdict: 'issue', key: { vendorSerial: '31880118' } });
    transport.plug(second);
    expect(await checks(2)).toMatchObject({ verdict: 'do-not-issue', key: { vendorSerial: '14207402' } });
    expect(states.some(({ checking }) => checking !== null)).toBe(true);
    expect((await must(whole.snapshot())).checks).toHaveLength(2);
  });

  it('checks no key that comes while it is closed, and none twice that stayed', async () => {
    const { transport, handlers, checks } = await openDesk();
    await handlers.open();
    transport.plug(deskKeys.fresh());
    await checks(1);
    await handlers.close();
    await handlers.open();
    transport.plug(deskKeys.leftovers());
    expect(await checks(2)).toMatchObject({ key: { vendorSerial: '14207402' } });
    await handlers.close();
    transport.plug(deskKeys.advisory());
    await handlers.open();
    expect(await checks(3)).toMatchObject({ key: { vendorSerial: '12551930' } });
  });

  it('a key that is taken out while it is checked is a verdict', async () => {
    const { transport, handlers, checks } = await openDesk();
    await handlers.open();
    transport.plug(deskKeys.unplugged());
    const check = await checks(1);
    expect([check?.verdict, check?.findings[0]?.variant]).toEqual(['cannot-tell', 'removed']);
  });

  it('another profile counts for the key that is there, too', async () => {
    const { transport, handlers, checks } = await openDesk();
    await handlers.open();
    transport.plug(deskKeys.fresh());
    await checks(1);
    await handlers.set({ profile: 'before-hand-over' });
    expect(await checks(2)).toMatchObject({ profile: 'before-hand-over', verdict: 'do-not-issue' });
  });

  it('takes an asset tag for the key that is there, and for no other', async () => {
    const { transport, handlers, checks } = await openDesk();
    await handlers.open();
    expect(await handlers.again({ assetTag: 'AT-1' })).toEqual(failed({ kind: 'key-removed' }));
    const key = deskKeys.copy();
    transport.plug(key);
    await checks(1);
    await handlers.again({ assetTag: 'AT-1' });
    expect((await checks(2))?.key.assetTag).toBe('AT-1');
    transport.unplug(key);
    transport.plug(key);
    expect((await checks(3))?.key.assetTag).toBeNull();
  });

  it('keeps nothing where that is not wanted, and has it for the list of today', async () => {
    const { transport, handlers, checks, whole, last, saved } = await openDesk();
    await handlers.open();
    await handlers.set({ record: false, by: 'Aoki' });
    transport.plug(deskKeys.fresh());
    const check = await checks(1);
    expect([last()?.recorded, check?.by, await handlers.unrecorded()]).toEqual(['not-wanted', 'Aoki', [check]]);
    expect((await must(whole.snapshot())).checks).toEqual([]);
    await handlers.saveToday();
    expect(new TextDecoder().decode(saved[0]?.bytes)).toContain('31880118');
    expect(saved[0]?.name).toBe('sparekey-checks-2026-11-22.csv');
    expect(await handlers.saveSlip({ id: check?.id ?? '', format: 'html' })).toMatchObject({ ok: true });
    expect(new TextDecoder().decode(saved[1]?.bytes)).toContain('31880118');
    expect(await handlers.saveSlip({ id: 'no such', format: 'pdf' })).toMatchObject({ ok: false });
  });

  it('checks all the same where the inventory cannot be written, or not be opened, and says so', async () => {
    for (const kind of ['inventory-read-only', 'inventory-needs-passphrase'] as const) {
      const refuse = async () => failed({ kind });
      const { transport, handlers, checks, last, whole } = await openDesk({
        inventory: () =>
          kind === 'inventory-read-only'
            ? { recordCheck: refuse }
            : { recordCheck: refuse, snapshot: refuse, recognise: refuse },
      });
      await handlers.open();
      transport.plug(deskKeys.fresh());
      expect((await checks(1))?.verdict).toBe('issue');
      expect(last()?.recorded).toEqual({ failure: kind });
      expect(await handlers.unrecorded()).toHaveLength(1);
      expect((await must(whole.snapshot())).checks).toEqual([]);
    }
  });

  it('writes a note on a check that is kept', async () => {
    const { transport, handlers, checks, whole } = await openDesk();
    await handlers.open();
    transport.plug(deskKeys.fresh());
    const check = await checks(1);
    expect(await handlers.note({ id: check?.id ?? '', text: 'for Mika' })).toEqual(success(null));
    expect((await must(whole.snapshot())).checks[0]?.note).toBe('for Mika');
    expect(await handlers.note({ id: 'no such', text: 'x' })).toMatchObject({ ok: false });
  });
});

describe('a test of the key at the desk', () => {
  const touched = (plug: keyof typeof deskKeys) => {
    const key = deskKeys[plug]();
    key.setTouchPolicy(() => 'approve');
    return key;
  };
  const pointOf = (check: KeyCheck | undefined, point: CheckPoint) =>
    check?.findings.find((one) => one.point === point);

  it('is a point of the next check of this plug-in, with its source and time, and of no other', async () => {
    const { transport, handlers, checks, last } = await openDesk();
    const key = touched('fresh');
    await handlers.open();
    transport.plug(key);
    expect(pointOf(await checks(1), 'sign-in')).toMatchObject({ variant: 'not-tested', strength: 'untested' });
    expect(await handlers.test({ handle: last()?.handle ?? '' })).toEqual(success(null));
    const tested = await checks(2);
    expect(tested?.verdict).toBe('issue');
    expect(pointOf(tested, 'sign-in')).toMatchObject({ variant: 'works', strength: 'tested', required: true });
    expect(pointOf(tested, 'genuine')).toMatchObject({ variant: 'no-list', state: 'unknown', required: false });
    expect(key.state.credentials).toEqual([]);
    await handlers.set({ profile: 'before-hand-over' });
    expect(pointOf(await checks(3), 'sign-in')?.values).toEqual(pointOf(tested, 'sign-in')?.values);
    transport.unplug(key);
    transport.plug(key);
    expect(pointOf(await checks(4), 'sign-in')?.variant).toBe('not-tested');
  });

  it('is refused for a plug-in that ended, and where the desk is at another key: neither is touched', async () => {
    const { transport, handlers, checks, last } = await openDesk();
    const [first, second] = [touched('fresh'), touched('advisory')];
    await handlers.open();
    transport.plug(first);
    await checks(1);
    const earlier = last()?.handle ?? '';
    transport.unplug(first);
    transport.plug(first);
    await checks(2);
    expect(await handlers.test({ handle: earlier })).toEqual(failed({ kind: 'key-removed' }));
    const there = last()?.handle ?? '';
    transport.plug(second);
    await checks(3);
    expect(await handlers.test({ handle: there })).toEqual(failed({ kind: 'key-changed' }));
    expect([first, second].flatMap((key) => key.log.named('makeCredential'))).toEqual([]);
  });

  it('of a key that is replugged after the press touches nothing, and the check stays untested', async () => {
    const { core, transport, handlers, press, checks, last } = await openDesk();
    const key = touched('fresh');
    await handlers.open();
    transport.plug(key);
    await checks(1);
    const handle = last()?.handle ?? '';
    press.after = async () => {
      transport.unplug(key);
      transport.plug(key);
      await expect.poll(() => core.keys.keys().map((one) => one.handle === handle)).toEqual([false]);
      return success(null);
    };
    expect(await handlers.test({ handle })).toEqual(failed({ kind: 'key-removed' }));
    expect(pointOf(await checks(2), 'sign-in')?.variant).toBe('not-tested');
    expect(key.log.named('makeCredential')).toEqual([]);
  });

  it('that gives no answer is a test that failed, never a key that did; a key that comes meanwhile waits', async () => {
    const { transport, handlers, press, checks, last, whole } = await openDesk();
    const key = touched('fresh');
    key.setTouchPolicy(() => 'refuse');
    await handlers.open();
    transport.plug(key);
    await checks(1);
    press.after = async () => {
      transport.plug(deskKeys.advisory());
      return success(null);
    };
    expect(await handlers.test({ handle: last()?.handle ?? '' })).toMatchObject({ failure: { kind: 'touch-refused' } });
    expect((await checks(3))?.key.vendorSerial).toBe('12551930');
    const [, tested] = (await must(whole.snapshot())).checks;
    expect([tested?.verdict, tested?.key.vendorSerial]).toEqual(['cannot-tell', '31880118']);
    expect(pointOf(tested, 'genuine')).toMatchObject({
      variant: 'test-failed',
      state: 'unknown',
      strength: 'untested',
    });
  });

  it('that the person cancels leaves the check as it was', async () => {
    const { transport, handlers, press, checks, last, states } = await openDesk();
    await handlers.open();
    transport.plug(touched('fresh'));
    const check = await checks(1);
    press.after = async () => failed({ kind: 'cancelled' });
    expect(await handlers.test({ handle: last()?.handle ?? '' })).toEqual(failed({ kind: 'cancelled' }));
    const before = states.length;
    await handlers.set({ by: 'Aoki' });
    expect(states.slice(before).map((state) => state.last?.check)).toEqual([check]);
  });
});

describe('a decision after a check', () => {
  /** Checks a key that the inventory knows as Sato's. */
  async function checkedKnownKey(plug: keyof typeof deskKeys) {
    const setting = await openDesk();
    const key = deskKeys[plug]();
    await setting.handlers.open();
    setting.transport.plug(key);
    await setting.checks(1);
    const plugged = setting.core.keys.keys()[0];
    if (plugged === undefined) throw new Error('no key is plugged in');
    await must(setting.whole.recordKey(plugged));
    await setting.handlers.again({ assetTag: null });
    const check = await setting.checks(2);
    return { ...setting, check, id: check?.id ?? '' };
  }

  it('hand over: the person is the owner of the key, and the verdict stays', async () => {
    const { handlers, whole, check, id } = await checkedKnownKey('fresh');
    expect(check?.key.keyId).not.toBeNull();
    expect(await handlers.decide({ id, action: 'hand-over', by: 'Aoki', to: 'Mika', why: '' })).toEqual(success(null));
    const { keys, checks } = await must(whole.snapshot());
    expect(keys.map(({ owner }) => owner)).toEqual(['Mika']);
    expect(checks.at(-1)).toMatchObject({
      verdict: 'issue',
      decision: { action: 'hand-over', by: 'Aoki', to: 'Mika' },
    });
  });

  it('retire: the key is out of use; against the verdict only with a reason', async () => {
    const { handlers, whole, id } = await checkedKnownKey('fresh');
    const retire = { id, action: 'retire', by: 'Aoki', to: null } as const;
    expect(await handlers.decide({ ...retire, why: '' })).toEqual(
      failed({ kind: 'input-invalid', detail: 'check-decision' }),
    );
    expect((await must(whole.snapshot())).keys[0]?.role).toBeNull();
    expect(await handlers.decide({ ...retire, why: 'its shell is broken' })).toEqual(success(null));
    expect((await must(whole.snapshot())).keys[0]?.role).toBe('retired');
  });

  it('on a key that the inventory does not know stands on the check alone', async () => {
    const { transport, handlers, checks, whole } = await openDesk();
    await handlers.open();
    transport.plug(deskKeys.leftovers());
    const id = (await checks(1))?.id ?? '';
    expect(await handlers.decide({ id, action: 'retire', by: 'Aoki', to: null, why: '' })).toEqual(success(null));
    const { keys, checks: kept } = await must(whole.snapshot());
    expect([keys, kept[0]?.decision?.action, kept[0]?.verdict]).toEqual([[], 'retire', 'do-not-issue']);
    expect(await handlers.decide({ id: 'none', action: 'issue', by: 'Aoki', to: null, why: 'x' })).toMatchObject({
      ok: false,
    });
  });
});

describe('choices of a desk', () => {
  it('hold at the next start: profile, lists, name, and whether checks are kept', async () => {
    const kept = keptInMemory();
    const { handlers } = await openDesk({ kept, file: { name: 'goods.csv', text: 'Serial\n1\n' } });
    await handlers.set({ by: 'Aoki', record: false, profile: 'returned-key' });
    await handlers.choose({ list: 'goods-in' });
    const next = await openDesk({ kept });
    expect(await next.handlers.open()).toMatchObject({
      profile: 'returned-key',
      by: 'Aoki',
      record: false,
      goodsIn: { name: 'goods.csv', count: 1 },
      kept: true,
    });
    next.transport.plug(deskKeys.fresh());
    expect((await next.checks(1))?.findings.find(({ point }) => point === 'goods-in')?.variant).toBe('not-listed');
  });

  it('take the rules of a built-in profile from the program, not from what was kept', async () => {
    const kept = keptInMemory();
    const usual = { models: null, goodsIn: null, by: null, record: true };
    kept.write({ ...usual, profile: 'new-from-box', rules: {} });
    const { handlers, transport, checks } = await openDesk({ kept });
    await handlers.open();
    transport.plug(deskKeys.leftovers());
    expect((await checks(1))?.verdict).toBe('do-not-issue');
  });

  it('hold until the end where nothing may be written, and it says so', async () => {
    const { handlers, states } = await openDesk({ kept: { ...keptInMemory(), write: () => false } });
    expect(await handlers.open()).toMatchObject({ kept: true });
    await handlers.set({ by: 'Aoki' });
    expect(states.at(-1)).toMatchObject({ by: 'Aoki', kept: false });
  });

  it('that could not be read are told until somebody has seen it; keys are checked meanwhile', async () => {
    const read = () => ({ choice: null, notRead: '/data/desk.json.bad', isKept: true });
    const { handlers, transport, checks, states } = await openDesk({ kept: { ...keptInMemory(), read } });
    expect(await handlers.open()).toMatchObject({ notRead: '/data/desk.json.bad', profile: 'new-from-box' });
    transport.plug(deskKeys.fresh());
    expect((await checks(1))?.verdict).toBe('issue');
    expect(states.at(-1)?.notRead).toBe('/data/desk.json.bad');
    await handlers.noticed();
    expect(states.at(-1)?.notRead).toBeNull();
  });
});

describe('files of a desk', () => {
  const aaguid = 'd7781e5d-e353-46aa-afe2-3ca49f13332a';
  const passkeyProfile = (name: string, enforcementType: string) => ({
    name,
    keyRestrictions: { isEnforced: true, enforcementType, aaGuids: [aaguid] },
  });

  it('takes a list of delivered keys, and goes without it again', async () => {
    const { transport, handlers, checks, states } = await openDesk({
      file: { name: 'goods.csv', text: 'Serial\n1\n' },
    });
    await handlers.open();
    transport.plug(deskKeys.fresh());
    await checks(1);
    expect(await handlers.choose({ list: 'goods-in' })).toEqual(success({ state: 'taken' }));
    expect((await checks(2))?.findings[0]).toMatchObject({ point: 'goods-in', variant: 'not-listed' });
    expect(states.at(-1)?.goodsIn).toEqual({ name: 'goods.csv', count: 1 });
    await handlers.drop({ list: 'goods-in' });
    expect((await checks(3))?.verdict).toBe('issue');
  });

  it('asks which passkey profile of a tenant counts', async () => {
    const text = JSON.stringify({
      passkeyProfiles: [passkeyProfile('Staff', 'allow'), passkeyProfile('Admins', 'block')],
    });
    const { handlers, states } = await openDesk({ file: { name: 'tenant.json', text } });
    expect(await handlers.takeModels({ name: 'Staff' })).toMatchObject({ ok: false });
    expect(await handlers.choose({ list: 'models' })).toEqual(
      success({ state: 'several', names: ['Staff', 'Admins'] }),
    );
    expect(await handlers.takeModels({ name: 'nobody' })).toMatchObject({ ok: false });
    expect(await handlers.takeModels({ name: 'Admins' })).toEqual(success(null));
    expect(states.at(-1)?.models).toEqual({ name: 'Admins', kind: 'forbid', count: 1 });
    await handlers.drop({ list: 'models' });
    expect(states.at(-1)?.models).toBeNull();
  });

  it('reads a list that is only asked about, and keeps its own', async () => {
    const text = JSON.stringify({
      passkeyProfiles: [passkeyProfile('Staff', 'allow'), passkeyProfile('Admins', 'block')],
    });
    const { handlers, states } = await openDesk({ file: { name: 'tenant.json', text } });
    expect(await handlers.askProfile({ name: 'Staff' })).toMatchObject({ ok: false });
    expect(await handlers.askModels()).toEqual(success({ state: 'several', names: ['Staff', 'Admins'] }));
    expect(await handlers.askProfile({ name: 'Admins' })).toMatchObject({ value: { name: 'Admins', kind: 'forbid' } });
    expect([states, await handlers.models()]).toEqual([[], null]);
    await handlers.choose({ list: 'models' });
    await handlers.takeModels({ name: 'Staff' });
    expect(await handlers.models()).toMatchObject({ name: 'Staff', kind: 'allow' });
  });

  it('says line by line why a file is no profile, and keeps the one before', async () => {
    const { handlers, states } = await openDesk({
      file: { name: 'desk.yaml', text: 'sparekey-check: 1\nname: Desk\nrules:\n  pin: maybe\n' },
    });
    expect(await handlers.choose({ list: 'profile' })).toMatchObject({
      value: { state: 'refused', file: 'desk.yaml', problems: [{ line: 4 }] },
    });
    expect(states).toEqual([]);
  });

  it.each(['profile', 'models', 'goods-in'] as const)('a person who cancels changes nothing (%s)', async (list) => {
    const { handlers, states } = await openDesk();
    expect(await handlers.choose({ list })).toEqual(success(null));
    expect(states).toEqual([]);
  });
});
