import { z } from 'zod';
import { catalogueCorrectionSchema } from '../../../src-shared/domain/catalogue-correction-schema.ts';
import type { CatalogueCorrection } from '../../../src-shared/domain/catalogue-correction.ts';
import { accountMarkSchema, importanceSchema } from '../../../src-shared/domain/account-mark-schema.ts';
import type { AccountMark } from '../../../src-shared/domain/account-mark.ts';
import {
  adoptedPolicySchema,
  dismissalSchema,
  preferencesSchema,
} from '../../../src-shared/domain/preferences-schema.ts';
import type { AdoptedPolicy, Dismissal, Preferences } from '../../../src-shared/domain/preferences.ts';
import { hexSchema } from '../../../src-shared/domain/hex-schema.ts';
import { type ChangeContext, note } from './change-context.ts';
import { emptyAsNull, parsed } from './edit-input.ts';
import { type InventoryData, soleIds } from './inventory-data.ts';
import { assignmentIdentity, markIdentity } from './record-identity.ts';
import { canonicalJson } from '../file/sealing.ts';
import { invalid } from '../file/storage-failure.ts';

const limits = { marks: 50_000, corrections: 1_000, dismissals: 5_000 } as const;
const nameSchema = z.string().max(1_000);
const markInputSchema = accountMarkSchema
  .pick({ userId: true })
  .extend({ serviceId: nameSchema.min(1), userName: nameSchema.nullable() });

const assignmentSchema = markInputSchema.extend({ serviceId: nameSchema.min(1).nullable(), userId: hexSchema });

type MarkedAccount = Pick<AccountMark, 'serviceId' | 'userId' | 'userName'>;
type AssignedAccount = Pick<AccountMark, 'userId' | 'userName'> & { readonly serviceId: string | null };

/**
 * Records how much an account matters; null withdraws it. The service that the account was assigned to is a mark of its own. Throws
 * `input-invalid`: `account-mark`, `too-many`.
 */
export function markAccount(context: ChangeContext, input: MarkedAccount, importance: AccountMark['importance']): void {
  const { data } = context;
  const account = parsed(markInputSchema, input, 'account-mark');
  const wanted = parsed(importanceSchema.nullable(), importance, 'account-mark');
  const identity = markIdentity(account);
  const marks = data.all('account-mark');
  const before = marks.find((mark) => mark.importance !== null && markIdentity(mark) === identity);
  if ((before?.importance ?? null) === wanted) return;
  if (wanted !== null) {
    if (before === undefined && marks.length >= limits.marks) throw invalid('too-many');
    data.put('account-mark', {
      ...account,
      id: before?.id ?? context.newId(),
      importance: wanted,
      asOf: context.now,
    });
  } else if (before !== undefined) {
    data.remove('account-mark', before.id);
  }
  const { serviceId, userName } = account;
  note(context, 'account-marked', null, { serviceId, userName, importance: wanted });
}

/**
 * Assigns the passkeys with that user handle to a service, as a mark without an importance that replaces the one before; null withdraws it.
 * Throws `input-invalid`: `account-mark`, `too-many`.
 */
export function assignService(context: ChangeContext, input: AssignedAccount): void {
  const { data } = context;
  const account = parsed(assignmentSchema, input, 'account-mark');
  const { serviceId, userId, userName } = account;
  const identity = assignmentIdentity(account);
  const marks = data.all('account-mark');
  const before = marks.find((mark) => mark.importance === null && assignmentIdentity(mark) === identity);
  if ((before?.serviceId ?? null) === serviceId) return;
  if (serviceId !== null) {
    if (before === undefined && marks.length >= limits.marks) throw invalid('too-many');
    const id = before?.id ?? context.newId();
    data.put('account-mark', { id, serviceId, userId, userName, importance: null, asOf: context.now });
  } else if (before !== undefined) {
    data.remove('account-mark', before.id);
  }
  const assigned = String(serviceId !== null);
  note(context, 'service-assigned', null, { serviceId: serviceId ?? before?.serviceId ?? null, userName, assigned });
}

/** Keeps a person's correction of a service in place of an earlier one. Throws `input-invalid`: `correction`, `too-many`. */
export function saveCorrection(context: ChangeContext, input: Omit<CatalogueCorrection, 'asOf'>): void {
  const given = parsed(catalogueCorrectionSchema, { ...input, asOf: context.now }, 'correction');
  const correction = { ...given, source: emptyAsNull(given.source) };
  const { all } = correctionsOf(context.data);
  const others = all.filter(({ serviceId }) => serviceId !== correction.serviceId);
  if (others.length >= limits.corrections) throw invalid('too-many');
  context.data.put('corrections', { id: soleIds.corrections, all: [...others, correction] });
  note(context, 'correction-saved', null, { serviceId: correction.serviceId });
}

/** Withdraws a correction: the catalogue holds again. Throws `input-invalid` (`no-such-correction`). */
export function removeCorrection(context: ChangeContext, serviceId: string): void {
  const { all } = correctionsOf(context.data);
  const others = all.filter((correction) => correction.serviceId !== serviceId);
  if (others.length === all.length) throw invalid('no-such-correction');
  context.data.put('corrections', { id: soleIds.corrections, all: others });
  note(context, 'correction-removed', null, { serviceId });
}

/** Adopts a policy, or with null none. Throws `input-invalid` (`policy`). */
export function setPolicy(context: ChangeContext, policy: Omit<AdoptedPolicy, 'adoptedAt'> | null): void {
  const before = context.data.get('policy', soleIds.policy)?.adopted ?? null;
  if (policy === null) {
    if (before === null) return;
    context.data.remove('policy', soleIds.policy);
    note(context, 'policy-removed', null, { name: before.name });
    return;
  }
  const adopted = parsed(adoptedPolicySchema, { ...policy, adoptedAt: context.now }, 'policy');
  if (before?.name === adopted.name && before.text === adopted.text) return;
  context.data.put('policy', { id: soleIds.policy, adopted });
  note(context, 'policy-adopted', null, { name: adopted.name });
}

/** Hides a reminder or security event until then (ISO 8601), or for good. Throws `input-invalid` (`dismissal`). */
export function dismiss(context: ChangeContext, id: string, until: string | null): void {
  const dismissal = parsed(dismissalSchema, { id, at: context.now, until }, 'dismissal');
  const others = lastingDismissals(context).filter((other) => other.id !== id);
  const all = isOver(dismissal, context.now) ? others : [...others, dismissal];
  context.data.put('dismissals', { id: soleIds.dismissals, all: all.slice(-limits.dismissals) });
}

/** Drops what was put aside until a time that has come; a dismissal says nothing any more once it is over. */
export function pruneDismissals(context: ChangeContext): void {
  const before = context.data.get('dismissals', soleIds.dismissals)?.all ?? [];
  const all = lastingDismissals(context);
  if (all.length < before.length) context.data.put('dismissals', { id: soleIds.dismissals, all });
}

/** Keeps what the person chose for this inventory. Throws `input-invalid` (`preferences`). */
export function setPreferences(context: ChangeContext, input: Preferences): void {
  const chosen = parsed(preferencesSchema, input, 'preferences');
  const before = context.data.get('preferences', soleIds.preferences)?.chosen;
  if (before !== undefined && canonicalJson(before) === canonicalJson(chosen)) return;
  context.data.put('preferences', { id: soleIds.preferences, chosen });
}

function correctionsOf(data: InventoryData): { readonly all: readonly CatalogueCorrection[] } {
  return data.get('corrections', soleIds.corrections) ?? { all: [] };
}

function lastingDismissals({ data, now }: ChangeContext): Dismissal[] {
  const all = data.get('dismissals', soleIds.dismissals)?.all ?? [];
  return all.filter((dismissal) => !isOver(dismissal, now));
}

function isOver({ until }: Dismissal, now: string): boolean {
  return until !== null && Date.parse(until) <= Date.parse(now);
}
