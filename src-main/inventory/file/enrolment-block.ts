import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import { damaged } from './storage-failure.ts';

type Column = Exclude<keyof Enrolment, 'keyId'>;

/*
 * All enrolments of one key are one sealed row (docs/decisions/0017): a list of lists in this order of columns. The order is part of the
 * file format; another one needs a migration.
 */
const columns = [
  'id',
  'evidence',
  'serviceId',
  'rpId',
  'rpIdHash',
  'userId',
  'userName',
  'userDisplayName',
  'credentialId',
  'algorithm',
  'credProtect',
  'firstSeen',
  'asOf',
  'vanishedAt',
  'vanishedBy',
  'note',
  'accountId',
] as const satisfies readonly Column[];

/** Composes the row of one key's enrolments from their records, whose fields it does not look at. */
export function encodeBlock(enrolments: readonly object[]): unknown {
  return enrolments.map((enrolment) => {
    const fields = new Map<string, unknown>(Object.entries(enrolment));
    return columns.map((column) => fields.get(column) ?? null);
  });
}

/**
 * Decodes a key's enrolments from their row. Only the kind of each field is checked: records are checked in full when they are written, and
 * what was written is authenticated. Throws `inventory-damaged`.
 */
export function decodeBlock(keyId: string, content: unknown): Enrolment[] {
  if (!Array.isArray(content)) throw malformed();
  return content.map((cells: unknown) => {
    if (!Array.isArray(cells) || cells.length !== columns.length) throw malformed();
    return decodeRow(keyId, cells);
  });
}

function decodeRow(keyId: string, cells: readonly unknown[]): Enrolment {
  const [id, evidence, serviceId, rpId, rpIdHash, userId, userName, userDisplayName, credentialId, ...rest] = cells;
  const [algorithm, credProtect, firstSeen, asOf, vanishedAt, vanishedBy, note, accountId] = rest;
  if (evidence !== 'read' && evidence !== 'told') throw malformed();
  const gone = vanishedBy === null || vanishedBy === 'not-listed' || vanishedBy === 'deleted' || vanishedBy === 'reset';
  if (!gone) throw malformed();
  return {
    id: text(id),
    keyId,
    evidence,
    serviceId: textOrNull(serviceId),
    rpId: textOrNull(rpId),
    rpIdHash: textOrNull(rpIdHash),
    userId: textOrNull(userId),
    userName: textOrNull(userName),
    userDisplayName: textOrNull(userDisplayName),
    credentialId: textOrNull(credentialId),
    algorithm: numberOrNull(algorithm),
    credProtect: numberOrNull(credProtect),
    firstSeen: text(firstSeen),
    asOf: text(asOf),
    vanishedAt: textOrNull(vanishedAt),
    vanishedBy,
    note: textOrNull(note),
    accountId: textOrNull(accountId),
  };
}

function text(cell: unknown): string {
  if (typeof cell !== 'string') throw malformed();
  return cell;
}

function textOrNull(cell: unknown): string | null {
  return cell === null ? null : text(cell);
}

function numberOrNull(cell: unknown): number | null {
  if (cell !== null && typeof cell !== 'number') throw malformed();
  return cell;
}

function malformed(): Error {
  return damaged('enrolments of another shape');
}
