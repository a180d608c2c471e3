import type { ReactNode } from 'react';

/** A column in the middle of the table: one for each key, or for each step. */
export interface MatrixColumn {
  readonly id: string;
  readonly width: number;
  /** Content of its head. */
  readonly head: ReactNode;
  /** Spoken after the content: what the head does as a button, empty where the content says it; null: it is none. */
  readonly headLabel: string | null;
  /** Whether the question of the head is asked ("what if this key were lost?"). */
  readonly pressed?: boolean;
  readonly look?: 'plain' | 'suggested' | 'unread' | 'lost';
}

/** A column at the beginning or the end, which is always there. The last one takes the room that is left. */
export interface MatrixSideColumn {
  readonly id: string;
  readonly width: number;
  readonly head: ReactNode;
}
