import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointsAnswer } from '../../../src-main/network/ask-passkey-endpoints.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { noKeychain } from '../../../src-main/keychain/keychain.ts';
import { createBackupHandlers } from '../../../src-main/ipc/backup-handlers.ts';
import type { Ask } from '../../../src-main/ipc/question.ts';
import { storeReading } from '../../../src-main/ipc/store-reading.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { backupPlan } from '../../../src-shared/plans/backup-plan.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { Credential } from '../../../src-shared/domain/credential.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { keyView } from './key-fixtures.ts';
import { serviceOf } from '../coverage/coverage-fixtures.ts';
import { listing, must, open, passkey, pluggedKey, temporaryFile } from '../inventory/inventory-fixture.ts';

// The handlers over a real inventory; only the key and what leaves the program are played.

const services = [serviceOf('one', ['one.com']), serviceOf('two', ['two.com'])];
const handleOf = (number: number): string => `key-${String(number).padStart(16, '0')}`;

let inventory: Inventory;
let blue: string;
let red: string;
/** Passkeys of each plugged-in key, by handle. */
let held: Map<string, Credential[]>;
let plugged: KeyView[];
let asked: string[];
let readFailure: OperationFailure | null;
let opened: string[];
let answer: EndpointsAnswer;
const askEndpoints = vi.fn(async () => answer);
const ask = vi.fn<Ask>(async () => true);

async function view(number: number, serial: string, more: Partial<KeyView> = {}): Promise<KeyView> {
  const key = pluggedKey({ vendorSerial: serial }, { handle: handleOf(number) });
  const recognised = await must(inventory.recognise(key));
  const keyId = recognised.state === 'known' ? recognised.keyId : null;
  const label = (await must(inventory.snapshot())).keys.find(({ id }) => id === keyId)?.label ?? '';
  return { ...keyView(key, keyId === null ? null : { keyId, label, strength: 'vendor-serial' }), ...more };
}

/** Creates a plugged-in key that gives no serial number. */
function silent(number: number): KeyView {
  const key = pluggedKey({ vendorSerial: null }, { handle: handleOf(number) });
  return keyView(key);
}

async function remember(number: number, serial: string, label: string, passkeys: Credential[]): Promise<string> {
  const key = pluggedKey({ vendorSerial: serial }, { handle: handleOf(number) });
  const { keyId } = await must(inventory.recordListing(key, listing(passkeys), { newKey: true }));
  await must(inventory.editKey(keyId, { label }));
  held.set(handleOf(number), passkeys);
  return keyId;
}

beforeEach(async () => {
  inventory = await open({ file: temporaryFile(), keychain: noKeychain });
  held = new Map();
  asked = [];
  opened = [];
  readFailure = null;
  askEndpoints.mockClear();
  ask.mockReset().mockResolvedValue(true);
  answer = { state: 'none', reason: 'no-answer' };
  blue = await remember(1, '1', 'Blue', [passkey('hana', 'one.com'), passkey('hana', 'two.com')]);
  red = await remember(2, '2', 'Red', []);
  plugged = [await view(1, '1'), await view(2, '2')];
});

function planOf(snapshot: InventorySnapshot, session: BackupSession) {
  const report = analyseCoverage(
    coverageInputOf(snapshot, { services, advisories: [], otherWayProviders: [], siteOf }, new Date().toISOString()),
  );
  const { primaryKeyId, spareKeyId } = session;
  return backupPlan({ report, snapshot, services, siteOf, primaryKeyId, spareKeyId, session });
}

async function reading(handle: string) {
  const key = plugged.find((one) => one.handle === handle);
  if (key === undefined) return failed({ kind: 'key-removed' } as const);
  const list = listing(held.get(handle) ?? [], new Date().toISOString());
  return success({ listing: list, stored: await storeReading(inventory, key, list) });
}

function handlers() {
  return createBackupHandlers({
    inventory,
    keys: () => plugged,
    reading: {
      unlock: async ({ handle }, expected) => {
        asked.push(`PIN ${handle} for ${expected}`);
        return reading(handle);
      },
      listPasskeys: async ({ handle }) => {
        asked.push(`read ${handle}`);
        return readFailure === null ? reading(handle) : failed(readFailure);
      },
    },
    plan: planOf,
    openServicePage: async (serviceId) => {
      opened.push(serviceId);
      return success(null);
    },
    ask,
    askEndpoints,
    openOwnPage: async (url) => {
      opened.push(url);
      return success(null);
    },
  });
}

async function started(): Promise<{ sessionId: string; accounts: string[] }> {
  const { sessionId } = await must(Promise.resolve(handlers().start({ primaryKeyId: blue, spareKeyId: red })));
  return { sessionId, accounts: (await itemsOf(sessionId)).map(({ account }) => account.accountId) };
}

async function itemsOf(sessionId: string) {
  const snapshot = await must(inventory.snapshot());
  const session = snapshot.backupSessions.find(({ id }) => id === sessionId);
  return (session === undefined ? null : planOf(snapshot, session))?.items ?? [];
}

describe('reading the spare', () => {
  it('asks for one PIN and ticks what was added', async () => {
    const { sessionId, accounts } = await started();
    held.set(handleOf(2), [passkey('hana', 'one.com')]);
    expect(await handlers().readSpare({ sessionId })).toMatchObject({
      value: { state: 'read', added: [accounts[0]], found: [] },
    });
    expect(asked).toEqual([`PIN ${handleOf(2)} for Red`]);
    expect((await itemsOf(sessionId)).map(({ state }) => state)).toEqual(['to-do', 'ticked']);
    // Read again, there is no news.
    expect(await handlers().readSpare({ sessionId })).toMatchObject({ value: { added: [], found: [] } });
  });

  it('uses the permission that is held, and asks for the PIN again once the browser has ended it', async () => {
    const { sessionId } = await started();
    plugged = [await view(2, '2', { unlocked: true })];
    await handlers().readSpare({ sessionId });
    expect(asked).toEqual([`read ${handleOf(2)}`]);
    readFailure = { kind: 'pin-required' };
    expect(await handlers().readSpare({ sessionId })).toMatchObject({ value: { state: 'read' } });
    expect(asked.slice(1)).toEqual([`read ${handleOf(2)}`, `PIN ${handleOf(2)} for Red`]);
    // Any other failure costs no PIN.
    readFailure = { kind: 'key-busy' };
    expect(await handlers().readSpare({ sessionId })).toMatchObject({ failure: { kind: 'key-busy' } });
    expect(asked.slice(3)).toEqual([`read ${handleOf(2)}`]);
  });

  it('refuses the primary and any other key unread, and says which it is', async () => {
    const { sessionId } = await started();
    plugged = [await view(1, '1')];
    expect(await handlers().readSpare({ sessionId })).toEqual(success({ state: 'primary-plugged-in' }));
    await remember(3, '3', 'Green', []);
    plugged = [await view(1, '1'), await view(3, '3')];
    expect(await handlers().readSpare({ sessionId })).toEqual(
      success({ state: 'other-key', labels: ['Blue', 'Green'] }),
    );
    plugged = [];
    expect(await handlers().readSpare({ sessionId })).toEqual(success({ state: 'not-plugged-in' }));
    expect(asked).toEqual([]);
  });

  it('a key whose serial number is another one is left alone, and named', async () => {
    const { sessionId } = await started();
    plugged = [await view(4, '444')];
    expect(await handlers().readSpare({ sessionId })).toMatchObject({
      value: { state: 'other-key', labels: [expect.stringContaining('…444')] },
    });
    expect(asked).toEqual([]);
  });

  it('two keys that nobody can tell apart are not guessed between', async () => {
    const { sessionId } = await started();
    plugged = [silent(4), silent(5)];
    expect(await handlers().readSpare({ sessionId })).toEqual(success({ state: 'several', count: 2 }));
    expect(asked).toEqual([]);
  });

  it('a key that turns out to be another one after its PIN ticks nothing, and is stored as what it is', async () => {
    const held3 = [passkey('ken', 'one.com'), passkey('ken', 'two.com')];
    const { keyId } = await must(inventory.recordListing(silent(3), listing(held3), { newKey: true }));
    const { sessionId } = await started();
    held.set(handleOf(6), held3);
    plugged = [silent(6)];
    expect(keyId).not.toBe(red);
    expect(await handlers().readSpare({ sessionId })).toMatchObject({ value: { state: 'other-key-read' } });
    expect((await itemsOf(sessionId)).map(({ state }) => state)).toEqual(['to-do', 'to-do']);
  });

  it('a key that says nothing of itself is asked about, and ticked after the answer', async () => {
    const nameless = pluggedKey({ vendorSerial: null }, { handle: handleOf(7) });
    const { keyId } = await must(inventory.recordListing(nameless, listing([]), { newKey: true }));
    const { sessionId } = await must(Promise.resolve(handlers().start({ primaryKeyId: blue, spareKeyId: keyId })));
    const added = [passkey('hana', 'two.com', { credentialId: 'ee'.repeat(16) })];
    held.set(handleOf(7), added);
    plugged = [keyView(nameless)];
    expect(await handlers().readSpare({ sessionId })).toMatchObject({
      value: { state: 'which-key', candidates: expect.arrayContaining([keyId]) },
    });
    expect((await itemsOf(sessionId)).every(({ state }) => state === 'to-do')).toBe(true);
    await must(inventory.recordListing(nameless, listing(added, new Date().toISOString()), { keyId }));
    expect(await handlers().tick({ sessionId })).toMatchObject({ value: { ticked: [expect.stringContaining('two')] } });
  });

  it('a spare without a PIN is not read: the PIN comes first', async () => {
    const { sessionId } = await started();
    const spare = await view(2, '2');
    const no = { answer: 'no', reason: 'no-pin-set' } as const;
    if (spare.facts === null) throw new Error('no facts');
    plugged = [
      { ...spare, facts: { ...spare.facts, capabilities: { ...spare.facts.capabilities, listPasskeys: no } } },
    ];
    expect(await handlers().readSpare({ sessionId })).toMatchObject({ failure: { kind: 'pin-not-set' } });
    expect(asked).toEqual([]);
  });
});

describe('one account after the other', () => {
  it('opens the page, notes it, and takes it back', async () => {
    const { sessionId, accounts } = await started();
    const accountId = accounts[0] ?? '';
    expect(await handlers().openPage({ sessionId, accountId })).toEqual(success(null));
    expect(opened).toEqual(['one']);
    expect((await itemsOf(sessionId))[0]?.state).toBe('opened');
    await handlers().resume({ sessionId, accountId });
    expect((await itemsOf(sessionId))[0]?.state).toBe('to-do');
  });

  it('records by hand for the spare, and skips with a reason', async () => {
    const { sessionId, accounts } = await started();
    expect(await handlers().tell({ sessionId, accountId: accounts[0] ?? '' })).toEqual(success(null));
    await handlers().skip({ sessionId, accountId: accounts[1] ?? '', reason: '=cmd|’/c calc’' });
    expect((await itemsOf(sessionId)).map(({ state, reason }) => [state, reason])).toEqual([
      ['skipped', '=cmd|’/c calc’'],
      ['told', null],
    ]);
    const told = (await must(inventory.snapshot())).enrolments.filter(({ evidence }) => evidence === 'told');
    expect(told.map(({ keyId, userName }) => [keyId, userName])).toEqual([[red, 'hana']]);
  });

  it('K-06 takes no account that is not of the session, and no session that is closed', async () => {
    const { sessionId, accounts } = await started();
    const refused = { failure: { kind: 'input-invalid' } };
    expect(await handlers().tell({ sessionId, accountId: 'elsewhere|user:00' })).toMatchObject(refused);
    expect(await handlers().openPage({ sessionId: 'no', accountId: accounts[0] ?? '' })).toMatchObject(refused);
    await handlers().close({ sessionId });
    expect(await handlers().readSpare({ sessionId })).toMatchObject(refused);
    expect(opened).toEqual([]);
  });

  it('goes on with the open session over the same keys', async () => {
    const { sessionId } = await started();
    expect(await handlers().start({ primaryKeyId: blue, spareKeyId: red })).toEqual(
      success({ sessionId, resumed: true }),
    );
    await handlers().close({ sessionId });
    expect(await handlers().start({ primaryKeyId: blue, spareKeyId: red })).toMatchObject({
      value: { resumed: false },
    });
  });
});

describe('asking a service for its page', () => {
  const allow = async (): Promise<void> => {
    const { preferences } = await must(inventory.snapshot());
    await must(inventory.setPreferences({ ...preferences, allowPasskeyEndpoints: true }));
  };

  it('asks nobody unless the person allowed it', async () => {
    const { sessionId, accounts } = await started();
    expect(await handlers().askEndpoints({ sessionId, accountId: accounts[0] ?? '' })).toEqual(
      success({ state: 'none', reason: 'not-allowed' }),
    );
    expect(askEndpoints).not.toHaveBeenCalled();
    expect(ask).not.toHaveBeenCalled();
  });

  it('K-15 sends nothing before the person has seen the name of the website and said yes', async () => {
    await allow();
    ask.mockResolvedValue(false);
    const { sessionId, accounts } = await started();
    const refused = await handlers().askEndpoints({ sessionId, accountId: accounts[0] ?? '' });
    expect(refused).toEqual(failed({ kind: 'cancelled' }));
    expect(ask).toHaveBeenCalledExactlyOnceWith({ kind: 'ask-service', host: 'one.com' });
    expect(askEndpoints).not.toHaveBeenCalled();
  });

  it('asks the website of the account, gives the window hosts only, and opens what it was told', async () => {
    await allow();
    answer = { state: 'found', endpoints: { enroll: 'https://one.com/secret-path', manage: null } };
    const { sessionId, accounts } = await started();
    const accountId = accounts[0] ?? '';
    const all = handlers();
    expect(await all.askEndpoints({ sessionId, accountId })).toEqual(
      success({ state: 'found', enroll: 'one.com', manage: null }),
    );
    expect(askEndpoints).toHaveBeenCalledWith('one.com');
    expect(await all.openEndpoint({ sessionId, accountId, page: 'manage' })).toMatchObject({ ok: false });
    expect(await all.openEndpoint({ sessionId, accountId, page: 'enroll' })).toEqual(success(null));
    expect(opened).toEqual(['https://one.com/secret-path']);
    expect((await itemsOf(sessionId))[0]?.state).toBe('opened');
  });

  it('opens nothing that no service named', async () => {
    await allow();
    const { sessionId, accounts } = await started();
    const refused = await handlers().openEndpoint({ sessionId, accountId: accounts[0] ?? '', page: 'enroll' });
    expect(refused).toMatchObject({ failure: { kind: 'input-invalid' } });
    expect(opened).toEqual([]);
  });
});
