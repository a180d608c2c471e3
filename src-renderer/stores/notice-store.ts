import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'done' | 'failure' | 'hint';
  readonly text: string;
  /** Set for a failure: said in words, with the next step, when it is drawn. */
  readonly failure: OperationFailure | null;
  /** An action, such as taking it back. */
  readonly action: NoticeAction | null;
  /** The plugged-in key that it is about: named, and gone with it. */
  readonly handle: KeyHandle | null;
}

export interface NoticeAction {
  readonly label: string;
  readonly onPress: () => void;
}

interface NoticeState {
  /** The newest takes the place of the one before. */
  readonly notice: Notice | null;
  /** Keys that are shown where what failed with them is said, and stands nowhere else; one for each such place. */
  readonly shownKeys: readonly KeyHandle[];
  /** Read out by the two live regions; the counter makes the same words heard twice. */
  readonly polite: { readonly text: string; readonly count: number };
  readonly assertive: { readonly text: string; readonly count: number };
}

const nothing = { text: '', count: 0 };
export const noticeStore = createStore<NoticeState>(() => ({
  notice: null,
  shownKeys: [],
  polite: nothing,
  assertive: nothing,
}));

export function useNotices<Selected>(select: (state: NoticeState) => Selected): Selected {
  return useStore(noticeStore, select);
}

let lastId = 0;

function show(notice: Omit<Notice, 'id'>): void {
  lastId++;
  noticeStore.setState({ notice: { ...notice, id: lastId } });
}

export function showDone(text: string, action: NoticeAction | null = null): void {
  show({ tone: 'done', text, failure: null, action, handle: null });
}

export function showHint(text: string): void {
  show({ tone: 'hint', text, failure: null, action: null, handle: null });
}

/** Shows a failure; `handle`: the key that it is about. */
export function showFailure(failure: OperationFailure, handle: KeyHandle | null = null): void {
  show({ tone: 'failure', text: '', failure, action: null, handle });
}

/** Marks a key as shown in a place of its own; returns the function that ends this. */
export function showsFailuresOf(handle: KeyHandle): () => void {
  noticeStore.setState(({ shownKeys }) => ({ shownKeys: [...shownKeys, handle] }));
  return () =>
    noticeStore.setState(({ shownKeys }) => ({ shownKeys: shownKeys.toSpliced(shownKeys.indexOf(handle), 1) }));
}

export function dismissNotice(id: number): void {
  noticeStore.setState(({ notice }) => (notice?.id === id ? { notice: null } : {}));
}

/** Removes a failure whose cause is gone: its key left, or what failed has been done since. */
export function dismissFailure(isGone: (failure: Notice) => boolean): void {
  noticeStore.setState(({ notice }) =>
    notice !== null && notice.tone === 'failure' && isGone(notice) ? { notice: null } : {},
  );
}

/** Announces something to a screen reader: `assertive` for what the person must do now. */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  noticeStore.setState((state) => ({ [urgency]: { text, count: state[urgency].count + 1 } }));
}
