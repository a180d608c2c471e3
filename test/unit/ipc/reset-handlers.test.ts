import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createArmedResets } from '../../../src-main/ipc/armed-resets.ts';
import { confirmationLifetimeMs, createConfirmations } from '../../../src-main/ipc/confirmations.ts';
import type { WindowOperations } from '../../../src-main/ipc/operation-handlers.ts';
import type { Ask } from '../../../src-main/ipc/question.ts';
import {
  type ConfirmedReset,
  createResetHandlers,
  type ResetHandlersOptions,
} from '../../../src-main/ipc/reset-handlers.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';
import { inventoryKey } from '../../fixtures/inventory-key.ts';
import { inventoryWith, keyView, pluggedKey } from './key-fixtures.ts';

const key = keyView(pluggedKey(), { keyId: 'k1', label: 'Blue', strength: 'vendor-serial' });
const { handle } = key;
const expected = { info: 'a0', vendorSerial: '14207311', vendorId: 1, productId: 2, usbSerial: null };
const done = { outcome: success({ confirmed: true }), isErased: true, handle: 'key-00000000000000aa' };

let time: number;
let journal: string[];
let told: [string, string][];
let guided: unknown[];
let sentOperation: () => string | null;
let refusal: OperationFailure | null;
let ended: unknown;
const ask = vi.fn<Ask>();
const resets = createArmedResets();

beforeEach(() => {
  time = 0;
  journal = [];
  told = [];
  guided = [];
  refusal = null;
  ended = success(done);
  ask.mockReset().mockResolvedValue(true);
});

function handlers(view: KeyView = key, remembered = [inventoryKey({ id: 'k1', label: 'Blue', existing: 7 })]) {
  const host = {
    keys: {
      checkReset: async () => (refusal === null ? success(expected) : failed(refusal)),
      guideReset: async (input: unknown, options: { sentOperation: () => string | null }) => {
        guided.push(input);
        journal.push('guided');
        ({ sentOperation } = options);
        return ended;
      },
    },
  };
  const withKey = async (of: string, run: (found: KeyView, signal: AbortSignal) => unknown) =>
    of === view.handle ? run(view, new AbortController().signal) : failed({ kind: 'key-removed' });
  return createResetHandlers(
    {
      host: host as unknown as ResetHandlersOptions['host'],
      inventory: inventoryWith({
        snapshot: async () => success(inventorySnapshot({ keys: remembered })),
        journalBegin: async ({ operation, keyId }) => {
          journal.push(`begin ${operation} ${keyId}`);
          return success({ id: 'j1' });
        },
        journalEnd: async (_id, result) => {
          journal.push(`end ${result}`);
          return success(undefined);
        },
      }),
      views: {
        tellWhich: (of: string, keyId: string) => told.push([of, keyId]),
        refresh: () => undefined,
      } as unknown as ResetHandlersOptions['views'],
      resets,
      resetConfirmations: createConfirmations<ConfirmedReset>(
        () => time,
        () => 'c1',
      ),
      ask,
      accountsAfterReset: () => [
        { accountId: 'a1', name: 'Bank', lossImpact: 'locked-out', opensWith: [], registered: true },
      ],
      now: () => new Date('2026-11-21T10:00:00Z'),
      log: () => undefined,
    },
    { withKey: withKey as WindowOperations['withKey'] },
  );
}

describe('the consent to a reset', () => {
  it('is composed from what is remembered, and names the word to type', async () => {
    expect(await handlers().prepareReset({ handle })).toMatchObject({
      value: { confirmationId: 'c1', keyName: 'Blue', word: 'Blue', passkeys: 7, accounts: [{ name: 'Bank' }] },
    });
  });

  it('of a key that is not remembered says that nothing is known, and takes the end of its serial number', async () => {
    const unknown = { ...key, remembered: null };
    expect(await handlers(unknown, []).prepareReset({ handle })).toMatchObject({
      value: { word: '7311', accounts: null },
    });
  });

  it('is not asked for where the key cannot be reset, or another remembered one cannot be told from it', async () => {
    refusal = { kind: 'reset-stopped', why: 'other-keys' };
    expect(await handlers().prepareReset({ handle })).toEqual(failed(refusal));
    refusal = null;
    const facts = key.facts === null ? null : { ...key.facts, vendorSerial: null };
    const twin = inventoryKey({ id: 'k2', label: 'Twin', vendorSerial: null, identifiedBy: 'told' });
    expect(await handlers({ ...key, facts }, [twin]).prepareReset({ handle })).toEqual(
      failed({ kind: 'reset-stopped', why: 'keys-alike' }),
    );
  });
});

describe('H-09 a confirmed reset', () => {
  async function confirm(word = 'Blue', waits = 0) {
    const made = handlers();
    await made.prepareReset({ handle });
    time += waits;
    return made.confirmReset({ handle, confirmationId: 'c1', word });
  }

  it('is asked for in the system’s dialog, stands in the journal, and the new plug-in is known as that key', async () => {
    expect(await confirm()).toEqual(success(done));
    expect(ask).toHaveBeenCalledWith({ kind: 'reset-key', key: 'Blue', passkeys: 7, closed: 1 });
    expect(guided).toEqual([{ handle, expected }]);
    expect(journal).toEqual(['begin reset k1', 'guided', 'end done']);
    expect(told).toEqual([['key-00000000000000aa', 'k1']]);
  });

  it.each<[string, () => Promise<unknown>, OperationFailure['kind']]>([
    ['the wrong name', () => confirm('blue'), 'input-invalid'],
    ['H-18 a dialog that was left open', () => confirm('Blue', confirmationLifetimeMs + 1), 'confirmation-expired'],
    [
      'no confirmation',
      async () => handlers().confirmReset({ handle, confirmationId: 'c2', word: 'Blue' }),
      'confirmation-expired',
    ],
  ])('with %s sends nothing', async (_name, attempt, kind) => {
    expect(await attempt()).toMatchObject({ failure: { kind } });
    expect([guided, journal]).toEqual([[], []]);
  });

  it('that the person takes back in that dialog sends nothing, and cannot be sent again', async () => {
    ask.mockResolvedValue(false);
    const made = handlers();
    await made.prepareReset({ handle });
    expect(await made.confirmReset({ handle, confirmationId: 'c1', word: 'Blue' })).toEqual(
      failed({ kind: 'cancelled' }),
    );
    ask.mockResolvedValue(true);
    expect(await made.confirmReset({ handle, confirmationId: 'c1', word: 'Blue' })).toMatchObject({
      failure: { kind: 'confirmation-expired' },
    });
    expect(guided).toEqual([]);
  });

  it('H-05 that was refused, or of which nobody knows, is written down so', async () => {
    ended = success({ ...done, outcome: failed({ kind: 'touch-timed-out' }), isErased: false });
    await confirm();
    ended = failed({ kind: 'outcome-unknown', operation: 'reset' });
    await confirm();
    expect(journal.filter((line) => line.startsWith('end'))).toEqual(['end not-done', 'end unknown']);
    expect(told).toEqual([]);
  });

  it('is of unknown outcome where the key host dies once the key was pulled out, and not before', async () => {
    const seen: (string | null)[] = [];
    let release: (end: unknown) => void = () => undefined;
    ended = new Promise((resolve) => {
      release = resolve;
    });
    const made = handlers();
    await made.prepareReset({ handle });
    const host = made.confirmReset({ handle, confirmationId: 'c1', word: 'Blue' });
    await vi.waitFor(() => expect(guided).toHaveLength(1));
    seen.push(sentOperation());
    resets.reached(handle, 'insert');
    seen.push(sentOperation());
    release(success(done));
    await host;
    expect(seen).toEqual([null, 'reset']);
  });
});
