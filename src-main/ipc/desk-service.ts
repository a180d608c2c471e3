import type { MessagePortMain } from 'electron';
import type { KeyTest } from '../../src-shared/check/check-question.ts';
import { builtInRules, isBuiltInProfile } from '../../src-shared/check/built-in-profiles.ts';
import type { DeskChoice } from '../../src-shared/domain/desk-choice.ts';
import type { DeskState } from '../../src-shared/domain/desk.ts';
import type { ModelList } from '../../src-shared/domain/model-list.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { SignInJudgement } from '../../src-shared/domain/genuineness.ts';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import { runOnHost } from '../../src-shared/ipc/run-on-host.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { createDesk, type Desk } from '../check/create-desk.ts';
import { createDeskLine } from '../check/desk-line.ts';
import type { Inventory } from '../inventory/inventory.ts';

/** Keeps the choices of a desk from one start of the program to the next. */
export interface DeskStore {
  /** Reads what was kept; null: nothing was. `notRead`: the file that could not be read. `isKept`: whether the next choice is to be kept. */
  read(): { readonly choice: DeskChoice | null; readonly notRead: string | null; readonly isKept: boolean };
  /** Returns whether it was kept. */
  write(choice: DeskChoice): boolean;
}

export interface DeskServiceParts {
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly inventory: Pick<Inventory, 'snapshot' | 'recognise' | 'recordCheck'>;
  readonly kept: DeskStore;
  readonly onChange: (state: DeskState) => void;
  readonly log: (line: string) => void;
}

/** Choices of a desk at which nobody chose anything. */
const usualChoice: DeskChoice = {
  profile: 'new-from-box',
  rules: builtInRules['new-from-box'],
  models: null,
  goodsIn: null,
  by: null,
  record: true,
};

/** The desk of the window: while it is open, every key that comes is checked without being asked for. */
export interface DeskService extends Pick<Desk, 'unrecorded'> {
  open(): DeskState;
  close(): void;
  /** Applies a new device list of the key host. */
  update(keys: readonly PluggedKey[]): void;
  /** Changes what keys are held against; the key that is there is then checked again, unless that changes nothing for it. */
  set(change: Partial<DeskChoice>): void;
  /** Forgets that earlier choices could not be read. */
  noticed(): void;
  /** Returns its list of models; null: it has none. */
  models(): ModelList | null;
  /**
   * Runs the test of the key of this plug-in, which must be the one that was checked last and still be there, and checks it again with what that shows; a key that comes
   * meanwhile waits. A person who cancels leaves the check as it was. Fails with `key-removed`, or `key-changed` where the desk is at another key.
   */
  test(handle: KeyHandle, run: () => Promise<Outcome<SignInJudgement>>): Promise<Outcome<null>>;
  /** Checks the key that is there once more. Fails with `key-removed` where it left. */
  again(assetTag: string | null): Outcome<null>;
}

/** Creates the desk; it is closed. */
export function createDeskService({ host, inventory, kept, onChange, log }: DeskServiceParts): DeskService {
  const desk = createDesk({ inventory, run: (handle, input) => runOnHost(host, 'check-key', handle, input, {}) });
  const earlier = kept.read();
  let choice = withOwnRules(earlier.choice ?? usualChoice);
  let { notRead, isKept } = earlier;
  let plugged: readonly PluggedKey[] = [];
  const line = createDeskLine();
  let isOpen = false;
  let checking: PluggedKey | null = null;
  let last: DeskState['last'] = null;
  /** Of the key that was checked last, as it was typed. */
  let assetTag: string | null = null;
  /** The key that is there is to be checked again, as soon as nothing else is checked. */
  let isAskedAgain = false;
  /** The test of the plug-in with this handle. */
  let tested: { readonly handle: KeyHandle; readonly test: KeyTest } | null = null;
  let testing: 'no' | 'running' | 'done' = 'no';

  const state = (): DeskState => ({
    profile: choice.profile,
    models:
      choice.models === null
        ? null
        : { name: choice.models.name, kind: choice.models.kind, count: choice.models.aaguids.length },
    goodsIn: choice.goodsIn === null ? null : { name: choice.goodsIn.name, count: choice.goodsIn.entries.length },
    by: choice.by,
    record: choice.record,
    kept: isKept,
    notRead,
    checking: checking?.handle ?? null,
    last,
  });

  const present = (): PluggedKey | null => plugged.find(({ handle }) => handle === last?.handle) ?? null;

  /** Returns the key that was just tested, else the next one, or once more the one that is there. */
  function takeNext(): PluggedKey | null {
    if (testing === 'running') return null;
    const isTested = testing === 'done';
    testing = 'no';
    if (isTested && present() !== null) return present();
    const next = line.next();
    if (next !== null) assetTag = null;
    const taken = next ?? (isAskedAgain ? present() : null);
    isAskedAgain = false;
    return taken;
  }

  async function work(): Promise<void> {
    if (checking !== null) return;
    for (;;) {
      checking = isOpen ? takeNext() : null;
      if (checking === null) return;
      const key = checking;
      onChange(state());
      const test = tested?.handle === key.handle ? tested.test : null;
      const done = await desk.check({ key, assetTag, test, record: choice.record }, choice);
      checking = null;
      last = { ...done, handle: key.handle };
      onChange(state());
    }
  }

  const start = (): void => {
    work().catch((error: unknown) => {
      checking = null;
      log(`checking a key failed: ${error instanceof Error ? error.name : 'unknown error'}`);
      onChange(state());
    });
  };

  return {
    unrecorded: desk.unrecorded,
    open: () => {
      isOpen = true;
      line.update(plugged);
      start();
      return state();
    },
    close: () => {
      isOpen = false;
    },
    update: (keys) => {
      plugged = keys;
      if (isOpen) line.update(keys);
      start();
    },
    set: (change) => {
      choice = { ...choice, ...change };
      isKept = kept.write(choice);
      if (Object.keys(change).some((name) => name !== 'by' && name !== 'record')) isAskedAgain = true;
      onChange(state());
      start();
    },
    noticed: () => {
      notRead = null;
      onChange(state());
    },
    models: () => choice.models,
    test: async (handle, run) => {
      if (!plugged.some((key) => key.handle === handle)) return failed({ kind: 'key-removed' });
      if (last?.handle !== handle || checking !== null) return failed({ kind: 'key-changed' });
      if (testing === 'running') return failed({ kind: 'key-busy' });
      testing = 'running';
      let next: 'no' | 'done' = 'no';
      try {
        const outcome = await run();
        if (!outcome.ok && outcome.failure.kind === 'cancelled') return outcome;
        tested = { handle, test: { at: new Date().toISOString(), outcome } };
        next = 'done';
        return outcome.ok ? success(null) : outcome;
      } finally {
        testing = next;
        start();
      }
    },
    again: (tag) => {
      if (present() === null) return failed({ kind: 'key-removed' });
      assetTag = tag;
      isAskedAgain = true;
      start();
      return success(null);
    },
  };
}

/** Returns choices with the rules that a built-in profile has today. */
function withOwnRules(choice: DeskChoice): DeskChoice {
  const { profile } = choice;
  return isBuiltInProfile(profile) ? { ...choice, rules: builtInRules[profile] } : choice;
}
