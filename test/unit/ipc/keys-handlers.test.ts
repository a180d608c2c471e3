import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createArmedResets } from '../../../src-main/ipc/armed-resets.ts';
import { createKeyViews, type KeyViews } from '../../../src-main/ipc/key-views.ts';
import type { PinDialogs, PinQuestion } from '../../../src-main/ipc/pin-dialogs.ts';
import {
  type Confirmations,
  type ConfirmedDeletion,
  createConfirmations,
} from '../../../src-main/ipc/confirmations.ts';
import { createKeysHandlers, type KeysHandlersOptions } from '../../../src-main/ipc/keys-handlers.ts';
import type { Ask } from '../../../src-main/ipc/question.ts';
import { createOpenOperations, type OpenOperations } from '../../../src-main/ipc/open-operations.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import type { JournalEntry } from '../../../src-shared/operations/operation-journal.ts';
import type { PinOperationName } from '../../../src-shared/operations/operation-names.ts';
import { inventoryWith as inventoryWithOnly, listingOf, passkey, pluggedKey } from './key-fixtures.ts';
import type { Credential } from '../../../src-shared/domain/credential.ts';
import type { DeletionResult } from '../../../src-shared/domain/deletion.ts';
import type { DeletionLoss } from '../../../src-shared/ipc/deletion-contract.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';

type AskForFirstPin = PinDialogs['askForFirstPin'];
type AskForKey = (question: PinQuestion<PinOperationName>) => Promise<Outcome<unknown>>;
type Host = KeysHandlersOptions['host']['keys'];
const key = pluggedKey();
const { handle } = key;
const github = passkey();
const snapshot = inventorySnapshot();
const ask = vi.fn<Ask>();
let written: { name: string; content: Outcome<Uint8Array> }[];
const saveMade: KeysHandlersOptions['files']['saveMade'] = async (name, _kind, make) => {
  written.push({ name, content: await make() });
  return success({ file: `/home/${name}` });
};

/** Creates an inventory that can be looked into, with the methods of one test. */
const inventoryWith = (methods: Partial<Inventory>): Inventory =>
  inventoryWithOnly({ snapshot: async () => success(snapshot), ...methods });

let time: number;
let journal: string[];
let deletions: { handle: string; credentialId: string }[];
let confirmations: Confirmations<ConfirmedDeletion>;
let operations: OpenOperations;
let views: KeyViews;
let askForKey: AskForKey;
let askForFirstPin: AskForFirstPin;
let lines: string[];
let inventory: Inventory;

beforeEach(async () => {
  ask.mockReset().mockResolvedValue(true);
  time = 0;
  journal = [];
  deletions = [];
  written = [];
  lines = [];
  let ids = 0;
  confirmations = createConfirmations(
    () => time,
    () => `confirmation-${++ids}`,
  );
  operations = createOpenOperations();
  inventory = inventoryWith({
    recognise: async () => success({ state: 'known', keyId: 'k1', strength: 'vendor-serial' }),
    recordSeen: async () => success(undefined),
    recordListing: async () => success({ keyId: 'k1', isNew: false, added: [], vanished: [] }),
    snapshot: async () =>
      success({ ...snapshot, keys: [{ id: 'k1', label: 'Blue' } as InventorySnapshot['keys'][number]] }),
    noteDeletion: async () => success(undefined),
    journalBegin: async (entry: JournalEntry) => {
      journal.push(`begin ${entry.operation} ${entry.keyId} ${entry.credentialId}`);
      return success({ id: 'j1' });
    },
    journalEnd: async (id, result) => {
      journal.push(`end ${id} ${result}`);
      return success(undefined);
    },
  });
  askForKey = vi.fn(async () => success(listingOf(github)));
  askForFirstPin = async () => success({ listing: null });
  views = createKeyViews({ inventory, onChange: () => {}, log: () => {} });
  views.update([key]);
  await expect.poll(() => views.current()).toHaveLength(1);
});

function lossOf(of: Credential): DeletionLoss {
  return {
    passkey: { ...of, notes: [...of.notes] },
    serviceName: 'GitHub',
    otherKeys: [],
    otherWaysIn: [],
    onlyKnownWay: true,
    lastForService: true,
    closedToo: [],
  };
}

/** Returns what became of a passkey: of the first one, where none is named. */
function end(
  state: DeletionResult['state'],
  failure: DeletionResult['failure'] = null,
  credentialId = 'c1',
): DeletionResult {
  return { rpIdHash: 'aa', credentialId, state, failure };
}

function handlers(host: Partial<Host> = {}) {
  const keys: Partial<Host> = {
    deletePasskey: async ({ handle: of, credentialId }) => {
      journal.push('sent');
      deletions.push({ handle: of, credentialId });
      return success({ stillListed: false, listing: listingOf() });
    },
    ...host,
  };
  return createKeysHandlers({
    host: { keys } as unknown as KeysHandlersOptions['host'],
    inventory,
    views,
    dialogs: { askForKey, askForFirstPin } as unknown as PinDialogs,
    confirmations,
    ask,
    files: { saveMade },
    operations,
    locale: () => 'en',
    resets: createArmedResets(),
    resetConfirmations: createConfirmations(
      () => time,
      () => 'reset',
    ),
    accountsAfterReset: () => [],
    deletionLosses: ({ passkeys }) => passkeys.map(lossOf),
    now: () => new Date('2026-11-21T10:00:00Z'),
    log: (line) => lines.push(line),
  });
}

describe('reading', () => {
  it('unlock stores what was read and gives it to the window', async () => {
    expect(await handlers().unlock({ handle })).toEqual(
      success({ listing: listingOf(github), stored: { state: 'stored', keyId: 'k1', isNew: false } }),
    );
    expect(views.listing(handle)?.passkeys).toHaveLength(1);
  });

  it('unlock passes on why there is nothing', async () => {
    askForKey = async () => failed({ kind: 'cancelled' });
    expect(await handlers().unlock({ handle })).toEqual(failed({ kind: 'cancelled' }));
  });

  it('K-07 a handle that is not plugged in is answered without asking anybody', async () => {
    const all = handlers();
    const gone = { handle: 'key-ffffffffffffffff' };
    for (const outcome of [
      await all.unlock(gone),
      await all.listPasskeys(gone),
      await all.setPin(gone),
      await all.changePin(gone),
      await all.identify({ ...gone, byTouch: false }),
      await all.assign({ ...gone, keyId: null }),
      await all.prepareDelete({ ...gone, passkeys: [{ rpIdHash: 'aa', credentialId: 'c1' }] }),
      await all.renamePasskey({ ...gone, rpIdHash: 'aa', credentialId: 'c1', userName: '', userDisplayName: '' }),
    ]) {
      expect(outcome).toEqual(failed({ kind: 'key-removed' }));
    }
    expect(askForKey).not.toHaveBeenCalled();
  });

  it('asks the person which key it is where nothing tells', async () => {
    inventory = inventoryWith({ recognise: async () => success({ state: 'undecided', candidates: ['k1', 'k2'] }) });
    expect(await handlers().unlock({ handle })).toMatchObject({
      value: { stored: { state: 'which-key', candidates: ['k1', 'k2'] } },
    });
  });

  it('where nothing remembered could be this key, it is a new one', async () => {
    const recordListing = vi.fn(async () => success({ keyId: 'k9', isNew: true, added: [], vanished: [] }));
    inventory = inventoryWith({
      recognise: async () => success({ state: 'undecided', candidates: [] }),
      recordListing,
    });
    expect(await handlers().unlock({ handle })).toMatchObject({ value: { stored: { state: 'stored', keyId: 'k9' } } });
    expect(recordListing).toHaveBeenCalledWith(expect.anything(), expect.anything(), { newKey: true });
  });

  it('an inventory that cannot be written does not hide what was read', async () => {
    inventory = inventoryWith({ recognise: async () => failed({ kind: 'disk-full' }) });
    expect(await handlers().unlock({ handle })).toMatchObject({
      value: { listing: { complete: true }, stored: { state: 'not-stored', reason: 'disk-full' } },
    });
  });

  it('cancel aborts what runs on that key', async () => {
    const listPasskeys: Host['listPasskeys'] = (_input, asked) =>
      new Promise((resolve) => {
        asked?.signal?.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
      });
    const all = handlers({ listPasskeys });
    const reading = all.listPasskeys({ handle });
    await new Promise(setImmediate);
    await all.cancel({ handle });
    expect(await reading).toEqual(failed({ kind: 'cancelled' }));
  });
});

describe('exporting a large blob', () => {
  it('writes what the key host reads, byte for byte', async () => {
    const { exportBlob } = handlers({ readBlob: async () => success({ data: '00ff' }) });
    expect(await exportBlob({ handle, blobId: 'aa' })).toEqual(success({ file: '/home/large-blob-aa.bin' }));
    expect(written).toEqual([{ name: 'large-blob-aa.bin', content: success(Uint8Array.of(0, 255)) }]);
  });

  it('of which the content cannot be read writes nothing', async () => {
    const { exportBlob } = handlers({ readBlob: async () => failed({ kind: 'blob-unreadable' }) });
    await exportBlob({ handle, blobId: 'aa' });
    expect(written.map(({ content }) => content)).toEqual([failed({ kind: 'blob-unreadable' })]);
  });
});

describe('deleting', () => {
  const prepare = async (all: ReturnType<typeof handlers>) => {
    views.keepListing(handle, listingOf(github));
    return all.prepareDelete({ handle, passkeys: [{ rpIdHash: 'aa', credentialId: 'c1' }] });
  };
  const idOf = (outcome: Awaited<ReturnType<typeof prepare>>): string => {
    if (!outcome.ok) throw new Error(outcome.failure.kind);
    return outcome.value.confirmationId;
  };

  it('H-10 the words of the dialog come from our own list', async () => {
    expect(await prepare(handlers())).toEqual(
      success({
        confirmationId: 'confirmation-1',
        expiresAt: '2026-11-21T10:02:00.000Z',
        keyLabel: 'Blue',
        losses: [lossOf(github)],
      }),
    );
  });

  it('E-17 a passkey that the last listing does not hold is not asked about', async () => {
    const all = handlers();
    expect(await all.prepareDelete({ handle, passkeys: [{ rpIdHash: 'aa', credentialId: 'c1' }] })).toEqual(
      failed({ kind: 'passkey-not-found' }),
    );
    views.keepListing(handle, listingOf(github));
    expect(await all.prepareDelete({ handle, passkeys: [{ rpIdHash: 'bb', credentialId: 'c1' }] })).toEqual(
      failed({ kind: 'passkey-not-found' }),
    );
  });

  it('I-27 is written down before it is sent, and its end after', async () => {
    const all = handlers();
    const confirmationId = idOf(await prepare(all));
    expect(await all.confirmDelete({ handle, confirmationId })).toEqual(success({ results: [end('deleted')] }));
    expect(journal).toEqual(['begin delete-passkey k1 c1', 'sent', 'end j1 done']);
  });

  it('on a key without a record is told in the history, under the look of the key', async () => {
    const noted: unknown[] = [];
    inventory = inventoryWith({
      recognise: async () => success({ state: 'new' }),
      recordSeen: async () => success(undefined),
      snapshot: async () => success(snapshot),
      recordListing: async () => success({ keyId: 'k1', isNew: true, added: [], vanished: [] }),
      noteDeletion: async (deleted) => {
        noted.push(deleted);
        return success(undefined);
      },
    });
    views = createKeyViews({ inventory, onChange: () => {}, log: () => {} });
    views.update([key]);
    await expect.poll(() => views.current()).toHaveLength(1);
    const all = handlers();
    const confirmationId = idOf(await prepare(all));
    expect(await all.confirmDelete({ handle, confirmationId })).toEqual(success({ results: [end('deleted')] }));
    expect(journal).toEqual(['sent']);
    expect(noted).toEqual([{ keyLabel: expect.any(String) as unknown, rpId: 'github.com', userName: github.userName }]);
  });

  it.each([
    ['a key that lists again', success(listingOf()), ['recorded 0']],
    ['a key that has left', failed({ kind: 'key-removed' as const }), []],
    ['a key that wants its PIN again', failed({ kind: 'pin-required' as const }), []],
  ])(
    'E-16 11.6 an unknown outcome is written down as unknown and passed on; a reading settles it: %s',
    async (...of) => {
      const [, listed, recorded] = of;
      const unknown = failed({ kind: 'outcome-unknown' as const, operation: 'delete-passkey' });
      inventory = inventoryWith({
        ...inventory,
        recordListing: async (_key, { passkeys }, answer) => {
          expect(answer).toEqual({ keyId: 'k1' });
          journal.push(`recorded ${passkeys.length}`);
          return success({ keyId: 'k1', isNew: false, added: [], vanished: [] });
        },
      });
      const all = handlers({ deletePasskey: async () => unknown, listPasskeys: async () => listed });
      const confirmationId = idOf(await prepare(all));
      expect(await all.confirmDelete({ handle, confirmationId })).toEqual(
        success({ results: [end('unknown', unknown.failure)] }),
      );
      const ended = journal.indexOf('end j1 unknown');
      expect([ended >= 0, journal.slice(ended + 1)]).toEqual([true, recorded]);
    },
  );

  it('is not sent where it cannot be written down', async () => {
    const all = handlers();
    const confirmationId = idOf(await prepare(all));
    inventory = inventoryWith({ journalBegin: async () => failed({ kind: 'disk-full' }) });
    const late = handlers();
    expect(await late.confirmDelete({ handle, confirmationId })).toEqual(
      success({ results: [end('failed', { kind: 'disk-full' })] }),
    );
    expect(deletions).toEqual([]);
  });

  it('K-15 a page that asks for both steps by itself deletes nothing: the person is asked, by the names of our own list', async () => {
    ask.mockResolvedValueOnce(false);
    const all = handlers();
    const confirmationId = idOf(await prepare(all));
    expect(await all.confirmDelete({ handle, confirmationId })).toEqual(failed({ kind: 'cancelled' }));
    expect(ask.mock.calls).toEqual([
      [
        {
          kind: 'delete-passkeys',
          key: 'Blue',
          passkeys: [{ service: 'GitHub', account: github.userName }],
          closed: 1,
        },
      ],
    ]);
    expect(deletions).toEqual([]);
    expect(await all.confirmDelete({ handle, confirmationId })).toEqual(failed({ kind: 'confirmation-expired' }));
  });

  it('H-18 a yes to a dialog that was left open for too long deletes nothing', async () => {
    ask.mockImplementationOnce(async () => {
      time += 120_001;
      return true;
    });
    const all = handlers();
    const confirmationId = idOf(await prepare(all));
    expect(await all.confirmDelete({ handle, confirmationId })).toEqual(failed({ kind: 'confirmation-expired' }));
    expect(deletions).toEqual([]);
  });

  it('H-09 H-18 is denied and logged without a confirmation, with a used one, with an old one', async () => {
    const all = handlers();
    const expired = failed({ kind: 'confirmation-expired' });
    expect(await all.confirmDelete({ handle, confirmationId: 'invented' })).toEqual(expired);
    const used = idOf(await prepare(all));
    await all.confirmDelete({ handle, confirmationId: used });
    expect(await all.confirmDelete({ handle, confirmationId: used })).toEqual(expired);
    const old = idOf(await prepare(all));
    time += 120_001;
    expect(await all.confirmDelete({ handle, confirmationId: old })).toEqual(expired);
    expect(deletions).toHaveLength(1);
    expect(lines).toEqual(Array.from({ length: 3 }, () => 'deletion denied: no valid confirmation'));
  });

  describe('several in one go', () => {
    const passkeys = ['c1', 'c2', 'c3'].map((credentialId) => passkey({ credentialId }));
    const references = passkeys.map(({ rpIdHash, credentialId }) => ({ rpIdHash, credentialId }));

    async function deleteAll(all: ReturnType<typeof handlers>) {
      views.keepListing(handle, listingOf(...passkeys));
      const confirmationId = idOf(await all.prepareDelete({ handle, passkeys: references }));
      return all.confirmDelete({ handle, confirmationId });
    }

    /** Creates handlers over a key of which the second deletion ends like this. */
    const withSecond = (second: Awaited<ReturnType<Host['deletePasskey']>>) =>
      handlers({
        deletePasskey: async ({ handle: of, credentialId }) => {
          deletions.push({ handle: of, credentialId });
          return credentialId === 'c2' ? second : success({ stillListed: false, listing: listingOf() });
        },
        listPasskeys: async () => success(listingOf()),
      });

    it('are asked about once, and each is written down', async () => {
      expect(await deleteAll(handlers())).toEqual(
        success({ results: [end('deleted'), end('deleted', null, 'c2'), end('deleted', null, 'c3')] }),
      );
      expect(ask).toHaveBeenCalledTimes(1);
      expect(ask.mock.calls[0]?.[0]).toMatchObject({ kind: 'delete-passkeys', key: 'Blue' });
      expect(journal.filter((line) => line.startsWith('begin'))).toEqual([
        'begin delete-passkey k1 c1',
        'begin delete-passkey k1 c2',
        'begin delete-passkey k1 c3',
      ]);
    });

    it.each([
      ['is refused', failed({ kind: 'key-busy' as const }), end('failed', { kind: 'key-busy' }, 'c2')],
      [
        'has an unknown outcome',
        failed({ kind: 'outcome-unknown' as const, operation: 'delete-passkey' }),
        end('unknown', { kind: 'outcome-unknown', operation: 'delete-passkey' }, 'c2'),
      ],
      ['finds the key gone', failed({ kind: 'key-removed' as const }), end('failed', { kind: 'key-removed' }, 'c2')],
      ['is only claimed', success({ stillListed: true, listing: listingOf() }), end('still-listed', null, 'c2')],
      ['cannot be checked', success({ stillListed: null, listing: null }), end('not-checked', null, 'c2')],
      ['is stopped', failed({ kind: 'cancelled' as const }), end('not-tried', null, 'c2')],
    ])('E-18 stop where the second one %s: nothing is sent for the third', async (_name, second, ended) => {
      expect(await deleteAll(withSecond(second))).toEqual(
        success({ results: [end('deleted'), ended, end('not-tried', null, 'c3')] }),
      );
      expect(deletions.map(({ credentialId }) => credentialId)).toEqual(['c1', 'c2']);
    });

    it('E-17 are refused whole where one is not in the last listing, or is named twice', async () => {
      const all = handlers();
      views.keepListing(handle, listingOf(...passkeys.slice(0, 2)));
      const notFound = failed({ kind: 'passkey-not-found' });
      expect(await all.prepareDelete({ handle, passkeys: references })).toEqual(notFound);
      const twice = references.slice(0, 1).flatMap((one) => [one, one]);
      expect(await all.prepareDelete({ handle, passkeys: twice })).toEqual(notFound);
    });
  });

  it('H-21 whatever order confirming, unplugging and swapping come in, nothing is deleted that was not confirmed', async () => {
    const schedules = process.env['SPAREKEY_LONG'] === '1' ? 10_000 : 1_000;
    let state = 20261121;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const all = handlers();
    let plugs = 0;
    let present: string[] = [];
    const open = new Map<string, { handle: string; credentialId: string; at: number; presentSince: number }>();
    const allowed: { handle: string; credentialId: string }[] = [];
    const wronglyAnswered: number[] = [];
    const replug = (): void => {
      present = present.filter(() => random(2) === 0);
      while (present.length < 2) present.push(`key-${(++plugs).toString(16).padStart(16, '0')}`);
      views.update(present.map((name) => pluggedKey({ handle: name })));
      confirmations.keepOnly(new Set(present));
      for (const [id, one] of open) if (!present.includes(one.handle)) open.delete(id);
    };
    replug();
    for (let step = 0; step < schedules; step++) {
      const chosen = present[random(present.length)] ?? '';
      switch (random(5)) {
        case 0:
          replug();
          break;
        case 1: {
          const credentialId = `c${random(3)}`;
          views.keepListing(chosen, listingOf(passkey({ credentialId })));
          const outcome = await all.prepareDelete({ handle: chosen, passkeys: [{ rpIdHash: 'aa', credentialId }] });
          const id = idOf(outcome);
          if (open.size >= 16) open.delete([...open.keys()][0] ?? '');
          open.set(id, { handle: chosen, credentialId, at: time, presentSince: step });
          break;
        }
        case 2:
          time += random(90_000);
          break;
        default: {
          const ids = [...open.keys(), 'invented'];
          const id = ids[random(ids.length)] ?? '';
          const expected = open.get(id);
          open.delete(id);
          const wasValid = expected?.handle === chosen && time - expected.at <= 120_000;
          const outcome = await all.confirmDelete({ handle: chosen, confirmationId: id });
          if (outcome.ok !== wasValid) wronglyAnswered.push(step);
          if (wasValid) allowed.push({ handle: expected.handle, credentialId: expected.credentialId });
        }
      }
    }
    expect(wronglyAnswered).toEqual([]);
    expect(deletions).toEqual(allowed);
    expect(allowed.length).toBeGreaterThan(schedules / 100);
  });
});

describe('a change of a setting', () => {
  const change = { setting: 'long-touch-for-reset' } as const;
  const values = {
    'always-uv': false,
    'min-pin-length': 4,
    'force-pin-change': false,
    'pin-complexity': null,
    'enterprise-attestation': null,
    'long-touch-for-reset': false,
  };
  const took = { sent: true, took: true, before: values, after: { ...values, 'long-touch-for-reset': true } };
  const withoutPin = pluggedKey({
    facts: { ...key.facts, pin: { ...key.facts?.pin, set: false } } as typeof key.facts,
  });

  it('of a key with a PIN goes through the PIN window, which says what it is for', async () => {
    const purposes: (string | null)[] = [];
    askForKey = async ({ purpose, around }) => {
      purposes.push(purpose);
      return around(async () => success(took));
    };
    expect(await handlers().changeSetting({ handle, change })).toEqual(success(took));
    expect(purposes).toEqual(['Long touch for a reset: on\nOnly a reset of the key takes this back.']);
    expect(ask).not.toHaveBeenCalled();
    expect(journal).toEqual(['begin change-setting k1 null', 'end j1 done']);
  });

  it('that the key did not take is written down as not done', async () => {
    askForKey = ({ around }) => around(async () => success({ ...took, took: false }));
    await handlers().changeSetting({ handle, change });
    expect(journal).toEqual(['begin change-setting k1 null', 'end j1 not-done']);
  });

  it('of a key without a PIN needs a yes in the dialog of the system, and no PIN', async () => {
    views.update([withoutPin]);
    await expect.poll(() => views.current()[0]?.facts?.pin.set).toBe(false);
    const changeSetting = vi.fn(async () => success(took));
    askForKey = async () => Promise.reject(new Error('asked for a PIN'));
    ask.mockResolvedValue(false);
    expect(await handlers({ changeSetting }).changeSetting({ handle, change })).toEqual(failed({ kind: 'cancelled' }));
    expect(changeSetting).not.toHaveBeenCalled();
    ask.mockResolvedValue(true);
    expect(await handlers({ changeSetting }).changeSetting({ handle, change })).toEqual(success(took));
    expect(ask).toHaveBeenLastCalledWith({ kind: 'change-setting', key: 'Blue', change });
    expect(changeSetting).toHaveBeenCalledTimes(1);
  });
});

describe('PIN changes', () => {
  it('I-28 are written down around every try, by the window’s word', async () => {
    askForKey = async ({ around }) => {
      await around(async () => failed({ kind: 'pin-wrong', retriesLeft: 7, needsReplug: false }));
      return around(async () => success(null));
    };
    expect(await handlers().changePin({ handle })).toEqual(success(null));
    expect(journal).toEqual(['begin change-pin k1 null', 'end j1 not-done', 'begin change-pin k1 null', 'end j1 done']);
  });

  it('are not sent where they cannot be written down', async () => {
    inventory = inventoryWith({
      recognise: async () => success({ state: 'known', keyId: 'k1', strength: 'vendor-serial' }),
      journalBegin: async () => failed({ kind: 'disk-full' }),
    });
    const send = vi.fn(async () => success(null));
    askForKey = ({ around }) => around(send);
    expect(await handlers().changePin({ handle })).toEqual(failed({ kind: 'disk-full' }));
    expect(send).not.toHaveBeenCalled();
  });

  it('a key the inventory does not know gets its PIN all the same', async () => {
    views.update([pluggedKey({ handle: 'key-00000000000000ff' })]);
    inventory = inventoryWith({ recognise: async () => success({ state: 'new' }) });
    askForFirstPin = async ({ around }) => {
      await around(async () => success(null));
      return success({ listing: null });
    };
    expect(await handlers().setPin({ handle: 'key-00000000000000ff' })).toEqual(success({ reading: null }));
    expect(journal).toEqual([]);
  });

  it('a first PIN is written down, and what was read with it is stored', async () => {
    askForFirstPin = async ({ around }) => {
      await around(async () => success(null));
      return success({ listing: success(listingOf(github)) });
    };
    expect(await handlers().setPin({ handle })).toMatchObject({
      value: { reading: { value: { stored: { state: 'stored', keyId: 'k1' } } } },
    });
    expect(journal).toEqual(['begin set-pin k1 null', 'end j1 done']);
    expect(views.listing(handle)?.passkeys).toHaveLength(1);
  });

  it('a first PIN that was set and could not be read with is told as both', async () => {
    const wrong = failed({ kind: 'pin-wrong', retriesLeft: 7, needsReplug: false } as const);
    askForFirstPin = async () => success({ listing: wrong });
    expect(await handlers().setPin({ handle })).toEqual(success({ reading: wrong }));
    askForFirstPin = async () => failed({ kind: 'cancelled' });
    expect(await handlers().setPin({ handle })).toEqual(failed({ kind: 'cancelled' }));
  });

  it('the PIN window is told which key it is for, and whether it is known', async () => {
    await handlers().unlock({ handle });
    expect(askForKey).toHaveBeenCalledWith(
      expect.objectContaining({
        name: 'unlock',
        handle,
        key: expect.objectContaining({ label: 'Blue', recognition: 'known', look: 'YubiKey 5 NFC …311' }),
      }),
    );
  });
});

describe('renaming', () => {
  it('is written down and read back', async () => {
    const renamePasskey = vi.fn<Host['renamePasskey']>(async () => success({ passkey: null }));
    const listPasskeys = vi.fn<Host['listPasskeys']>(async () => success(listingOf(github)));
    const input = { handle, rpIdHash: 'aa', credentialId: 'c1', userName: 'new', userDisplayName: 'New' };
    expect(await handlers({ renamePasskey, listPasskeys }).renamePasskey(input)).toEqual(success({ passkey: null }));
    expect(renamePasskey).toHaveBeenCalledWith(input, expect.anything());
    expect(listPasskeys).toHaveBeenCalledOnce();
    expect(journal).toEqual(['begin rename-passkey k1 c1', 'end j1 done']);
  });
});
