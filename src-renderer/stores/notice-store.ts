import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'done' | 'failure' | 'hint';
  readonly text: string;
  /** Set for a failure: said in words, with the next step, when it is drawn. */
  readonly failure: OperationFailure | null;
  /** An action, such as taking it back. */
  readonly action: NoticeAction | null;
}

export interface NoticeAction {
  readonly label: string;
  readonly onPress: () => void;
}

interface NoticeState {
  readonly notices: readonly Notice[];
  /** Read out by the two live regions; the counter makes the same words heard twice. */
  readonly polite: { readonly text: string; readonly count: number };
  readonly assertive: { readonly text: string; readonly count: number };
}

const nothing = { text: '', count: 0 };
export const noticeStore = createStore<NoticeState>(() => ({ notices: [], polite: nothing, assertive: nothing }));

export function useNotices<Selected>(select: (state: NoticeState) => Selected): Selected {
  return useStore(noticeStore, select);
}

let lastId = 0;
const shownAtOnce = 3;

function show(notice: Omit<Notice, 'id'>): void {
  lastId++;
  const added = { ...notice, id: lastId };
  noticeStore.setState((state) => ({ notices: [...state.notices, added].slice(-shownAtOnce) }));
}

export function showDone(text: string, action: NoticeAction | null = null): void {
  show({ tone: 'done', text, failure: null, action });
}

export function showHint(text: string): void {
  show({ tone: 'hint', text, failure: null, action: null });
}

export function showFailure(failure: OperationFailure): void {
  show({ tone: 'failure', text: '', failure, action: null });
}

export function dismissNotice(id: number): void {
  noticeStore.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

/** Announces something to a screen reader: `assertive` for what the person must do now. */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  noticeStore.setState((state) => ({ [urgency]: { text, count: state[urgency].count + 1 } }));
}
