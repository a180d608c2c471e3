import { type AnswerContext, type AnswerEdit, answerEdits } from '../../../src-shared/coverage/answer-question.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import { api } from '../../api.ts';
import { showFailure } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import type { DraftDevice, ReadyAnswer } from './answer-draft.ts';

/** The result of an answer. */
export interface ExecutedAnswer {
  /** Everything that the answer says was recorded. */
  readonly isComplete: boolean;
  /**
   * A function that removes what was recorded, last things first; null where something of it cannot be taken back, or nothing was recorded.
   */
  readonly undo: (() => Promise<boolean>) | null;
}

/** A function that undoes one change. Null: it cannot be. */
type Undo = (() => Promise<Outcome<unknown>>) | null;

/** Records an answer: makes its changes in their order, and stops at the first that fails. A failure is shown. */
export async function executeAnswer(
  question: Question,
  { answer, device }: ReadyAnswer,
  context: AnswerContext,
): Promise<ExecutedAnswer> {
  const undos: Undo[] = [];
  const ended = (isComplete: boolean): ExecutedAnswer => ({ isComplete, undo: undoOf(undos) });
  const before = (await run(api().inventory.snapshot()))?.snapshot;
  if (before === undefined) return ended(false);
  let given = answer;
  if (answer.type === 'device' && device !== null) {
    const deviceId = await addDevice(before, device);
    if (deviceId === null) return ended(false);
    undos.push(() => api().inventory.removeDevice({ id: deviceId }));
    given = { type: 'device', deviceId };
  }
  const made = answerEdits(question, given, context);
  if (!made.ok) {
    showFailure({ kind: 'unexpected', detail: made.reason });
    return ended(false);
  }
  for (const edit of made.edits) {
    if ((await run(perform(edit))) === undefined) return ended(false);
    undos.push(undoFor(edit, before));
  }
  return ended(true);
}

/** Records a phone or computer and returns its id; null where that failed. */
async function addDevice(before: InventorySnapshot, { label, kind }: DraftDevice): Promise<string | null> {
  const fields = { kind, label, owner: null, place: null, carriedOn: null, simIn: null, note: null };
  if ((await run(api().inventory.addDevice(fields))) === undefined) return null;
  const after = (await run(api().inventory.snapshot()))?.snapshot;
  const known = new Set(before.devices.map(({ id }) => id));
  return after?.devices.find(({ id }) => !known.has(id))?.id ?? null;
}

function perform(edit: AnswerEdit): Promise<Outcome<unknown>> {
  const { inventory, catalogue, reminders } = api();
  switch (edit.edit) {
    case 'add-told':
      return inventory.addManual(edit.told);
    case 'add-way':
      return inventory.addOtherWayIn(edit.way);
    case 'edit-way':
      return inventory.editOtherWayIn({ ...edit.way, id: edit.id });
    case 'attach':
      return inventory.attachRecord({ kind: edit.kind, id: edit.id, accountId: edit.accountId });
    case 'join':
      return inventory.joinAccounts({ accountId: edit.accountId, otherAccountId: edit.otherAccountId });
    case 'assign-service':
      return inventory.assignService({ serviceId: edit.serviceId, userId: edit.userId, userName: edit.userName });
    case 'save-correction':
      return catalogue.assignRpId({ rpId: edit.rpId, owner: edit.owner });
    case 'dismiss':
      return reminders.acknowledge({ id: edit.id });
  }
}

/** Returns what takes a change back, from what the inventory held before it. */
function undoFor(edit: AnswerEdit, before: InventorySnapshot): Undo {
  const { inventory } = api();
  switch (edit.edit) {
    case 'add-told':
      return removeNew('enrolments', before, (enrolmentId) => inventory.removeManual({ enrolmentId }));
    case 'add-way':
      return removeNew('otherWaysIn', before, (id) => inventory.removeOtherWayIn({ id }));
    case 'edit-way': {
      const way = before.otherWaysIn.find(({ id }) => id === edit.id);
      if (way === undefined) return null;
      const { asOf: _, ...fields } = way;
      return () => inventory.editOtherWayIn(fields);
    }
    case 'attach': {
      const records = edit.kind === 'enrolment' ? before.enrolments : before.otherWaysIn;
      const accountId = records.find(({ id }) => id === edit.id)?.accountId ?? null;
      return () => inventory.attachRecord({ kind: edit.kind, id: edit.id, accountId });
    }
    case 'join':
      return removeNew('sameAccounts', before, (id) => inventory.separateAccounts({ id }));
    case 'assign-service': {
      const { userId, userName } = edit;
      const mark = before.accountMarks.find((one) => one.userId === userId && one.importance === null);
      return () => inventory.assignService({ serviceId: mark?.serviceId ?? null, userId, userName });
    }
    case 'save-correction':
      return () => restoreCorrections(before);
    case 'dismiss':
      return null;
  }
}

/** Removes the records of a table that were not there before and that the answer added. */
function removeNew(
  table: 'enrolments' | 'otherWaysIn' | 'sameAccounts',
  before: InventorySnapshot,
  remove: (id: string) => Promise<Outcome<unknown>>,
): Undo {
  const known = new Set(before[table].map(({ id }) => id));
  const added = api()
    .inventory.snapshot()
    .then((after) =>
      after.ok ? after.value.snapshot[table].filter(({ id }) => !known.has(id)).map(({ id }) => id) : [],
    );
  return async () => inOrder((await added).map((id) => () => remove(id)));
}

/** Restores the corrections of the catalogue as they were. */
async function restoreCorrections(before: InventorySnapshot): Promise<Outcome<unknown>> {
  const { catalogue, inventory } = api();
  const now = await inventory.snapshot();
  if (!now.ok) return now;
  const kept = new Map(before.corrections.map((correction) => [correction.serviceId, correction]));
  const changed = now.value.snapshot.corrections.filter((correction) => {
    const one = kept.get(correction.serviceId);
    return JSON.stringify(one) !== JSON.stringify(correction);
  });
  return inOrder(
    changed.map(({ serviceId }) => () => {
      const one = kept.get(serviceId);
      if (one === undefined) return catalogue.removeCorrection({ serviceId });
      return catalogue.saveCorrection({ serviceId, fields: one.fields, source: one.source });
    }),
  );
}

async function inOrder(operations: readonly (() => Promise<Outcome<unknown>>)[]): Promise<Outcome<unknown>> {
  for (const operation of operations) {
    const outcome = await operation();
    if (!outcome.ok) return outcome;
  }
  return { ok: true, value: null };
}

function undoOf(undos: readonly Undo[]): (() => Promise<boolean>) | null {
  const all = undos.filter((undo) => undo !== null);
  if (all.length === 0 || all.length < undos.length) return null;
  return async () => (await run(inOrder(all.toReversed()))) !== undefined;
}
