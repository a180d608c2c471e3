import { z } from 'zod';
import { catalogueCorrectionSchema } from '../../src-shared/domain/catalogue.ts';
import {
  accountMarkSchema,
  activitySchema,
  adoptedPolicySchema,
  backupSessionSchema,
  defaultPreferences,
  dismissalSchema,
  type Enrolment,
  enrolmentSchema,
  inventoryKeySchema,
  lossRecordSchema,
  otherWayInSchema,
  preferencesSchema,
} from '../../src-shared/domain/inventory.ts';
import { type ChangeContext, note } from './change-context.ts';
import { documentFormat, documentVersion, longestDocument } from './export-json.ts';
import type { ImportPreview } from './inventory.ts';
import {
  addTheirKey,
  type Conflict,
  enrolmentIdentity,
  findOurKey,
  indexCredentialIds,
  mergeEnrolment,
  mergeKey,
  mergeOtherWay,
  type MergeResult,
  otherWayIdentity,
} from './merge-records.ts';
import { mergeOwnWords } from './merge-own-words.ts';
import { InventoryError, invalid } from './storage-failure.ts';
import { parseStrictJson } from './strict-json.ts';
import { upgradeKey, upgradeOtherWay } from './upgrade-records.ts';

const documentSchema = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  exportedAt: z.iso.datetime(),
  demo: z.boolean(),
  keys: z.array(inventoryKeySchema).max(10_000),
  enrolments: z.array(enrolmentSchema).max(300_000),
  otherWaysIn: z.array(otherWayInSchema).max(50_000),
  activity: z.array(activitySchema).max(10_000),
  accountMarks: z.array(accountMarkSchema).max(50_000),
  corrections: z.array(catalogueCorrectionSchema).max(1_000),
  losses: z.array(lossRecordSchema).max(500),
  backupSessions: z.array(backupSessionSchema).max(500),
  policy: adoptedPolicySchema.nullable(),
  dismissals: z.array(dismissalSchema).max(5_000),
  preferences: preferencesSchema,
});
export type InventoryDocument = z.infer<typeof documentSchema>;

/**
 * Reads an exported document. Throws `input-invalid`: `too-large`, `not-json`, `not-an-export`, `newer-export`,
 * `export-malformed`; and `inventory-not-demo`.
 */
export function parseDocument(json: string, demo: boolean): InventoryDocument {
  if (json.length > longestDocument) throw invalid('too-large');
  const content = parseStrictJson(json.replace(/^\uFEFF/, ''));
  const head = z.object({ format: z.literal(documentFormat), version: z.number().int().positive() }).safeParse(content);
  if (!head.success) throw invalid('not-an-export');
  if (head.data.version > documentVersion) throw invalid('newer-export');
  const parsed = documentSchema.safeParse(head.data.version === 1 ? upgradeDocument(content) : content);
  if (!parsed.success) throw invalid('export-malformed');
  if (parsed.data.demo !== demo) throw new InventoryError({ kind: 'inventory-not-demo' });
  assertWhole(parsed.data);
  return parsed.data;
}

/** Brings a document of version 1 to version 2; what is malformed in it is left for the check. */
function upgradeDocument(content: unknown): unknown {
  if (typeof content !== 'object' || content === null) return content;
  const { keys, otherWaysIn, ...others }: { readonly keys?: unknown; readonly otherWaysIn?: unknown } = content;
  // A document of version 1 has none of these; with one of them it is not one.
  const added = { accountMarks: [], corrections: [], losses: [], backupSessions: [], dismissals: [] };
  if (Object.keys({ ...added, policy: null, preferences: null }).some((name) => Object.hasOwn(content, name)))
    return null;
  return {
    ...others,
    ...added,
    version: documentVersion,
    policy: null,
    preferences: defaultPreferences,
    keys: Array.isArray(keys) ? keys.map(upgradeKey) : keys,
    otherWaysIn: Array.isArray(otherWaysIn) ? otherWaysIn.map(upgradeOtherWay) : otherWaysIn,
  };
}

/**
 * Merges a document into the inventory: keys by their strongest identity, what was read by the newer reading, and where a person
 * said different things ours stays and the conflict is listed. Merging the same document twice changes nothing.
 */
export function mergeDocument(context: ChangeContext, document: InventoryDocument): Omit<ImportPreview, 'token'> {
  const { data } = context;
  const wasEmpty = data.isEmpty();
  const conflicts: Conflict[] = [];
  const results = { keys: newTally(), enrolments: newTally(), otherWays: newTally() };
  const ourIds = new Map<string, string>();
  const ourIndex = indexCredentialIds(data.all('enrolment'));
  const theirCredentials = groupCredentialIds(document.enrolments);
  for (const theirs of document.keys) {
    const ours = findOurKey(data, theirs, theirCredentials.get(theirs.id) ?? [], ourIndex);
    ourIds.set(theirs.id, ours?.id ?? addTheirKey(context, theirs));
    results.keys[ours === null ? 'added' : mergeKey(context, ours, theirs, conflicts)]++;
  }
  const enrolments = new Map(data.all('enrolment').map((record) => [enrolmentIdentity(record), record]));
  for (const enrolment of document.enrolments) {
    const theirs = { ...enrolment, keyId: ourIds.get(enrolment.keyId) ?? enrolment.keyId };
    const ours = enrolments.get(enrolmentIdentity(theirs)) ?? null;
    results.enrolments[mergeEnrolment(context, theirs, ours, conflicts)]++;
  }
  const otherWays = new Map(data.all('other-way').map((record) => [otherWayIdentity(record), record]));
  for (const theirs of document.otherWaysIn) {
    const ours = otherWays.get(otherWayIdentity(theirs)) ?? null;
    results.otherWays[mergeOtherWay(context, theirs, ours, conflicts)]++;
  }
  const addedOther = mergeOwnWords(context, document, { ourIds, wasEmpty, conflicts });
  if (wasEmpty) takeOverActivity(context, document, ourIds);
  const preview = {
    addedKeys: results.keys.added,
    mergedKeys: results.keys.changed,
    addedEnrolments: results.enrolments.added,
    addedOtherWaysIn: results.otherWays.added,
    addedOther,
    unchanged: results.keys.unchanged + results.enrolments.unchanged + results.otherWays.unchanged,
    conflicts,
  };
  if (data.changes().length > 0) {
    note(context, 'inventory-imported', null, {
      keys: String(preview.addedKeys),
      enrolments: String(preview.addedEnrolments),
      otherWays: String(preview.addedOtherWaysIn),
    });
  }
  return preview;
}

function newTally(): Record<MergeResult, number> {
  return { added: 0, changed: 0, unchanged: 0 };
}

function groupCredentialIds(enrolments: readonly Enrolment[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [credentialId, keyId] of indexCredentialIds(enrolments)) {
    groups.set(keyId, [...(groups.get(keyId) ?? []), credentialId]);
  }
  return groups;
}

/** Only an inventory that knows nothing yet takes over another one's history: two histories cannot be put in one order. */
function takeOverActivity(
  { data }: ChangeContext,
  document: InventoryDocument,
  ourIds: ReadonlyMap<string, string>,
): void {
  for (const line of document.activity) {
    const keyId = line.keyId === null ? null : (ourIds.get(line.keyId) ?? line.keyId);
    data.put('activity', { ...line, keyId });
  }
}

/** Every id once, and every enrolment of a key that is in the document. */
function assertWhole(document: InventoryDocument): void {
  const { keys, enrolments, otherWaysIn, activity, accountMarks, losses, backupSessions, dismissals } = document;
  for (const records of [keys, enrolments, otherWaysIn, activity, accountMarks, losses, backupSessions, dismissals]) {
    if (new Set(records.map(({ id }) => id)).size !== records.length) throw invalid('export-malformed');
  }
  const known = new Set(keys.map(({ id }) => id));
  if (enrolments.some(({ keyId }) => !known.has(keyId))) throw invalid('export-malformed');
}
