import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCore } from '../../../src-main/create-core.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { createKeyViews } from '../../../src-main/ipc/key-views.ts';
import { createOpenOperations } from '../../../src-main/ipc/open-operations.ts';
import { createWindowOperations } from '../../../src-main/ipc/operation-handlers.ts';
import type { PinDialogs, PinQuestion } from '../../../src-main/ipc/pin-dialogs.ts';
import { createReadAccessService } from '../../../src-main/ipc/read-access-service.ts';
import { createHostHandlers } from '../../../src-main/key-host/host-handlers.ts';
import type { Keychain } from '../../../src-main/keychain/keychain.ts';
import { createMemoryKeychain } from '../../../src-main/keychain/memory-keychain.ts';
import type { Core } from '../../../src-main/create-core.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import type { Personality } from '../../../src-virtual-key/personality.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { pinOf, someCredentials, testPin, valueOf } from '../../helpers/simulated-core.ts';

type Parts = Parameters<typeof createReadAccessService>[0];

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A key that says its serial number, too. */
const withSerial: Personality = {
  ...personalities.persistent23,
  usb: personalities.yubikey54.usb,
  yubico: personalities.yubikey54.yubico,
};

/** Creates the client of a key host that runs in this process. */
function hostOver(core: Core): Parts['host'] {
  const handlers = createHostHandlers(core, null, () => ({ keys: {}, demo: {} }) as never);
  const never = new AbortController().signal;
  const keys = new Proxy(handlers.keys, {
    get: (of, name) => (input: unknown, options?: { readonly signal?: AbortSignal }) =>
      (Reflect.get(of, name) as (input: unknown, context: unknown) => unknown)(input, {
        signal: options?.signal ?? never,
        ports: [],
      }),
  });
  return { keys } as unknown as Parts['host'];
}

interface Shared {
  readonly key: VirtualKey;
  readonly keychain: Keychain;
  readonly inventory: Awaited<ReturnType<typeof openInventory>>;
}

/** Creates a key that is not plugged in anywhere yet, an empty inventory and an empty keychain. */
async function shared(options: Partial<VirtualKeyOptions> = {}): Promise<Shared> {
  const key = createVirtualKey({
    personality: 'persistent23',
    seed: 1,
    pin: testPin,
    credentials: someCredentials(2, 3),
    ...options,
  });
  const inventory = await openInventory({ demo: true, file: 'memory' });
  closing.push(() => inventory.close());
  return { key, keychain: createMemoryKeychain(), inventory };
}

/** Starts the program over a key that is plugged in. */
async function started({ key, keychain, inventory }: Shared, isArmed = () => false) {
  const transport = createVirtualTransport([key]);
  const core = await createCore({ transport, keychain });
  closing.push(() => core.close());
  const host = hostOver(core);
  const lines: string[] = [];
  const dialogs = {
    askForKey: ({ name, handle, input }: PinQuestion<'keep-read-access'>) =>
      core.keys.run(name, handle, { ...input, pin: pinOf(testPin) }),
  } as unknown as PinDialogs;
  const views = createKeyViews({
    inventory,
    onChange: (keys) => service.follow(keys),
    log: (line) => void lines.push(line),
  });
  const operations = createOpenOperations();
  const service = createReadAccessService({
    host,
    inventory,
    views,
    resets: { isArmed },
    operations: createWindowOperations({ host, inventory, views, dialogs, operations, locale: () => 'en' }),
    log: (line) => void lines.push(line),
  });
  core.keys.subscribe((event) => {
    if (event.type === 'keys-changed') views.update(event.keys);
  });
  await core.keys.refresh();
  views.update(core.keys.keys());
  const view = () => views.current()[0];
  await expect.poll(() => view()?.state).toBe('ready');
  return { core, service, views, lines, view, handle: () => view()?.handle ?? '' };
}

type Program = Awaited<ReturnType<typeof started>>;

/** Reads the key with its PIN and stores that, as a new key. */
async function readWithPin({ core, views, handle }: Program, { inventory }: Shared): Promise<string> {
  const listing = valueOf(await core.keys.run('unlock', handle(), { pin: pinOf(testPin) }));
  const [key] = core.keys.keys();
  if (key === undefined) throw new Error('no key');
  const { keyId } = valueOf(await inventory.recordListing(key, listing, { newKey: true }));
  views.keepListing(handle(), listing);
  core.keys.lock(handle());
  views.refresh();
  await expect.poll(() => views.current()[0]?.remembered?.keyId).toBe(keyId);
  return keyId;
}

/** Keeps read access to a key that was read with its PIN. */
async function kept(options: Partial<VirtualKeyOptions> = {}) {
  const of = await shared(options);
  const program = await started(of);
  const keyId = await readWithPin(program, of);
  valueOf(await program.service.handlers.keep({ handle: program.handle() }));
  await expect.poll(() => program.view()?.readAccess).toBe(keyId);
  return { of, program, keyId };
}

const record = async ({ inventory }: Shared) => valueOf(await inventory.snapshot()).keys[0];
const names = ({ key }: Shared) => key.log.entries.map(({ name }) => name);

/** Waits until an unasked reading that began has been stored. */
async function readSince(of: Shared, before: string | null | undefined): Promise<void> {
  await expect.poll(async () => (await record(of))?.lastRead).not.toBe(before);
}

describe('14 N-14 read access that is kept, in the window', () => {
  it('one PIN keeps it, the reading is stored, and the key is not read once more for that', async () => {
    const { of, program, keyId } = await kept();
    const listings = of.key.log.named('credentialManagement.enumerateRpsBegin').length;
    expect(listings).toBe(2);
    expect(of.key.log.pinBearing).toHaveLength(2);
    expect(valueOf(await program.service.handlers.kept({ keyId }))).toBe(true);
    expect(program.view()?.remembered?.strength).toBe('enc-identifier');
  });

  it('14 must show 5: after a restart the key is recognised and read by itself, and unchanged it costs INIT and getInfo', async () => {
    const { of, keyId } = await kept();
    vi.setSystemTime(new Date('2026-11-23T10:00:00.000Z'));
    const before = (await record(of))?.lastRead;
    of.key.log.clear();
    const program = await started(of);
    await readSince(of, before);
    expect(program.view()).toMatchObject({ readAccess: keyId, remembered: { keyId, strength: 'enc-identifier' } });
    expect([of.key.log.pinBearing, of.key.log.named('credentialManagement')]).toEqual([[], []]);
    of.key.log.clear();
    expect(valueOf(await program.service.handlers.recheck({ handle: program.handle() }))).toEqual({ unchanged: true });
    expect(names(of)).toEqual(['init', 'getInfo']);
  });

  it('a passkey that came is recorded without a PIN', async () => {
    const { of } = await kept();
    vi.setSystemTime(new Date('2026-11-23T10:00:00.000Z'));
    const before = (await record(of))?.lastRead;
    of.key.addCredential({ rpId: 'new.example', userId: '01' });
    of.key.log.clear();
    await started(of);
    await readSince(of, before);
    const { enrolments } = valueOf(await of.inventory.snapshot());
    expect(enrolments.map(({ rpId }) => rpId)).toContain('new.example');
    expect(of.key.log.pinBearing).toEqual([]);
  });

  it('a key that comes while a reset is armed gets nothing, and is read once that is over', async () => {
    const { of } = await kept();
    vi.setSystemTime(new Date('2026-11-23T10:00:00.000Z'));
    const before = (await record(of))?.lastRead;
    let armed = true;
    const program = await started(of, () => armed);
    of.key.log.clear();
    program.views.refresh();
    await expect.poll(() => program.view()?.state).toBe('ready');
    expect([names(of), program.view()?.readAccess]).toEqual([[], null]);
    armed = false;
    program.views.refresh();
    await readSince(of, before);
  });

  it('the PIN changed elsewhere: said where the key is known by its serial, and no PIN try is spent', async () => {
    const { of, keyId } = await kept({ personality: withSerial, yubicoSerial: 4711 });
    of.key.log.clear();
    const elsewhere = await started({ ...of, keychain: createMemoryKeychain() });
    const pins = { pin: pinOf(testPin), newPin: pinOf('another-pin') };
    valueOf(await elsewhere.core.keys.run('change-pin', elsewhere.handle(), pins));
    await elsewhere.core.close();
    of.key.log.clear();
    const program = await started(of);
    await expect.poll(() => program.view()?.readAccessEnded).toBe(true);
    expect(valueOf(await program.service.handlers.kept({ keyId }))).toBe(false);
    expect([of.key.log.pinBearing, of.key.state.pinRetries]).toEqual([[], 8]);
    program.views.refresh();
    expect(await program.service.handlers.recheck({ handle: program.handle() })).toEqual({
      ok: false,
      failure: { kind: 'pin-required' },
    });
    valueOf(await program.core.keys.run('unlock', program.handle(), { pin: pinOf('another-pin') }));
    expect(program.view()?.readAccessEnded).toBe(true);
  });

  it('a key that refuses what is kept is said to, without having been asked for', async () => {
    const { of } = await kept();
    of.key.addCredential({ rpId: 'new.example', userId: '01' });
    of.key.script.failNext('credentialManagement', { status: 0x33 });
    const program = await started(of);
    await expect.poll(() => program.view()?.readAccessEnded).toBe(true);
    expect(of.key.state.pinRetries).toBe(8);
  });

  it('other failures of a reading that nobody asked for are not said', async () => {
    const { of } = await kept();
    of.key.addCredential({ rpId: 'new.example', userId: '01' });
    of.key.script.failNext('credentialManagement.enumerateRpsBegin', { status: 0x7f });
    const program = await started(of);
    await expect.poll(() => program.lines).toHaveLength(1);
    expect(program.lines[0]).toMatch(/^reading without a PIN: /);
    expect(program.view()?.readAccessEnded).toBe(false);
  });

  it('is forgotten for one key, and for all that are remembered no more; for what is not remembered it refuses', async () => {
    const { program, keyId } = await kept();
    expect(await program.service.handlers.forget({ keyId: 'another' })).toEqual({
      ok: false,
      failure: { kind: 'input-invalid', detail: 'no-such-key' },
    });
    expect(valueOf(await program.service.handlers.kept({ keyId }))).toBe(true);
    valueOf(await program.service.handlers.forget({ keyId }));
    expect(valueOf(await program.service.handlers.kept({ keyId }))).toBe(false);
    await expect.poll(() => program.view()?.readAccess).toBeNull();

    const other = await kept();
    await other.program.service.forgetAll([]);
    expect(valueOf(await other.program.service.handlers.kept({ keyId: other.keyId }))).toBe(true);
    await other.program.service.forgetAll([other.keyId]);
    expect(valueOf(await other.program.service.handlers.kept({ keyId: other.keyId }))).toBe(false);
  });

  it('is not kept for a key that is not remembered, nor where the reading cannot be stored', async () => {
    const of = await shared();
    const program = await started(of);
    const pinsBefore = of.key.log.pinBearing.length;
    expect(await program.service.handlers.keep({ handle: program.handle() })).toEqual({
      ok: false,
      failure: { kind: 'input-invalid', detail: 'no-such-key' },
    });
    expect(of.key.log.pinBearing).toHaveLength(pinsBefore);
    const keyId = await readWithPin(program, of);
    vi.spyOn(of.inventory, 'recordListing').mockResolvedValue({ ok: false, failure: { kind: 'disk-full' } });
    expect(await program.service.handlers.keep({ handle: program.handle() })).toEqual({
      ok: false,
      failure: { kind: 'disk-full' },
    });
    expect(valueOf(await program.service.handlers.kept({ keyId }))).toBe(false);
  });
});
