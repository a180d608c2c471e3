import type { OperationFailure } from '../domain/operation-failure.ts';
import type { Result } from '../lib/outcome.ts';
import type { Operation } from './define-operation.ts';
import {
  type InputOf,
  isJournaled,
  type JournalFailure,
  type JournaledOperationName,
  type OperationName,
  type OutputOf,
} from './operation-names.ts';
import { operations } from './operations.ts';

/** Operation that is about to be sent, written down before. */
export interface JournalEntry {
  readonly keyId: string;
  readonly operation: JournaledOperationName;
  readonly credentialId: string | null;
}

/** Journal in which operations that change a key are written down: the inventory. */
export interface OperationJournal {
  /** Writes an operation down; returns the entry's id. */
  journalBegin(entry: JournalEntry): Promise<Result<{ id: string }, JournalFailure>>;
  /** Writes down how it ended: 'done' also updates the enrolment and the activity; 'unknown' marks the key for re-reading. */
  journalEnd(
    id: string,
    result: 'done' | 'not-done' | 'unknown',
    details?: Record<string, string>,
  ): Promise<Result<void, JournalFailure>>;
}

/** The journal of one remembered key. */
export interface KeyJournal {
  readonly journal: OperationJournal;
  readonly keyId: string;
}

/**
 * Sends one operation between two journal entries, so that a program that dies in between knows at its next start which
 * key to read again. Where the first entry cannot be written nothing is sent. An operation that changes nothing, and a key
 * that is not remembered (null), have no entries.
 */
export async function withJournal<Name extends OperationName, Failure extends OperationFailure>(
  of: KeyJournal | null,
  name: Name,
  input: InputOf<Name>,
  send: () => Promise<Result<OutputOf<Name>, Failure>>,
): Promise<Result<OutputOf<Name>, Failure | JournalFailure>> {
  if (of === null || !isJournaled(name)) return send();
  const begun = await of.journal.journalBegin({
    keyId: of.keyId,
    operation: name,
    credentialId: credentialIdOf(input),
  });
  if (!begun.ok) return begun;
  const outcome = await send();
  // A failing second entry changes nothing about the key: the open first entry asks for a re-read at the next start.
  await of.journal.journalEnd(
    begun.value.id,
    journalResult(name, outcome),
    outcome.ok ? detailsOf(operations[name], input, outcome.value) : undefined,
  );
  return outcome;
}

function journalResult(
  name: JournaledOperationName,
  outcome: Result<unknown, OperationFailure>,
): 'done' | 'not-done' | 'unknown' {
  const entry: Operation = operations[name];
  if (outcome.ok) return (entry.isDone?.(outcome.value) ?? true) ? 'done' : 'not-done';
  // Another operation's is that of the PIN before it: a try may have been used, and nothing was changed.
  return outcome.failure.kind === 'outcome-unknown' && outcome.failure.operation === name ? 'unknown' : 'not-done';
}

function credentialIdOf(input: Readonly<Record<string, unknown>>): string | null {
  const { credentialId } = input;
  return typeof credentialId === 'string' ? credentialId : null;
}

function detailsOf(entry: Operation, input: Record<string, unknown>, output: unknown): Record<string, string> {
  return { ...entry.details?.(input, output) };
}
