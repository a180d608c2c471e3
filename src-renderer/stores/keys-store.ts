import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { OperationProgress } from '../../src-shared/domain/progress.ts';
import { dismissFailure, showFailure } from './notice-store.ts';
import type { Reading } from '../../src-shared/ipc/contract.ts';

interface KeysState {
  readonly loaded: boolean;
  readonly keys: readonly KeyView[];
  /** The operation that runs on a key now; gone once it has finished. */
  readonly progress: Readonly<Record<KeyHandle, OperationProgress>>;
  /** Keys whose touch a dialog asks for, all at once. */
  readonly askedInDialog: readonly KeyHandle[];
  /** The last listing of a plug-in, until it leaves or is locked. */
  readonly listings: Readonly<Record<KeyHandle, PasskeyListing>>;
  /** Readings that could not be assigned to a remembered key: the person is asked, one at a time. */
  readonly questions: readonly WhichKeyQuestion[];
}

export interface WhichKeyQuestion {
  readonly handle: KeyHandle;
  readonly candidates: readonly string[];
}

export const keysStore = createStore<KeysState>(() => ({
  loaded: false,
  keys: [],
  progress: {},
  askedInDialog: [],
  listings: {},
  questions: [],
}));

export function useKeys<Selected>(select: (state: KeysState) => Selected): Selected {
  return useStore(keysStore, select);
}

/** Stores the list of plugged-in keys and drops everything that belonged to a handle that is gone. */
export function keysChanged(keys: readonly KeyView[]): void {
  const handles = new Set(keys.map((key) => key.handle));
  dismissFailure(({ handle }) => handle !== null && !handles.has(handle));
  const said = new Set(
    keysStore
      .getState()
      .keys.filter(endedReadAccess)
      .map(({ handle }) => handle),
  );
  const ended = keys.find((key) => endedReadAccess(key) && !said.has(key.handle));
  if (ended !== undefined) showFailure({ kind: 'read-access-ended' }, ended.handle);
  const unlocked = new Set(keys.filter((key) => key.unlocked).map((key) => key.handle));
  keysStore.setState((state) => ({
    loaded: true,
    keys,
    progress: keep(state.progress, handles),
    listings: keep(state.listings, unlocked),
    questions: state.questions.filter((question) => handles.has(question.handle)),
  }));
}

function endedReadAccess({ readAccessEnded }: KeyView): boolean {
  return readAccessEnded;
}

/** Records what an operation is doing; a finished one is forgotten. */
export function progressChanged(progress: OperationProgress): void {
  keysStore.setState((state) => {
    const rest = { ...state.progress };
    delete rest[progress.handle];
    return { progress: progress.step === 'finished' ? rest : { ...rest, [progress.handle]: progress } };
  });
}

/** Records that a dialog asks these keys for a touch; returns the function that ends this. */
export function asksInDialog(handles: readonly KeyHandle[]): () => void {
  keysStore.setState({ askedInDialog: handles });
  return () => keysStore.setState({ askedInDialog: [] });
}

/** Keeps a listing for its plug-in and queues the question where the key could not be recognised. */
export function readingArrived(handle: KeyHandle, reading: Reading): void {
  const stored = reading.stored;
  keysStore.setState((state) => ({
    listings: { ...state.listings, [handle]: reading.listing },
    questions:
      stored.state === 'which-key'
        ? [...questionsWithout(state, handle), { handle, candidates: stored.candidates }]
        : questionsWithout(state, handle),
  }));
}

export function questionAnswered(handle: KeyHandle): void {
  keysStore.setState((state) => ({ questions: questionsWithout(state, handle) }));
}

function questionsWithout(state: KeysState, handle: KeyHandle): readonly WhichKeyQuestion[] {
  return state.questions.filter((question) => question.handle !== handle);
}

function keep<Value>(record: Readonly<Record<string, Value>>, keys: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
}

/** Removes a deleted passkey from the listing that is shown. */
export function listingWithout(handle: KeyHandle, rpIdHash: string, credentialId: string): void {
  keysStore.setState((state) => {
    const listing = state.listings[handle];
    if (listing === undefined) return state;
    const passkeys = listing.passkeys.filter(
      (passkey) => passkey.rpIdHash !== rpIdHash || passkey.credentialId !== credentialId,
    );
    return { listings: { ...state.listings, [handle]: { ...listing, passkeys } } };
  });
}
