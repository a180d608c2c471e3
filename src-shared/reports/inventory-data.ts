import type { Enrolment } from '../domain/enrolment.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { reportHead } from './coverage-data.ts';
import type { InventoryReportInput } from './inventory-report.ts';
import type { ReportContext } from './report-context.ts';

/**
 * Composes the inventory for programs (docs/reports.md). It is not the export that another Sparekey imports: that one is complete, this one
 * leaves out what identifies a person unless it was asked for.
 */
export function inventoryData(context: ReportContext, { snapshot }: InventoryReportInput) {
  const { withIdentifiers } = context;
  return {
    ...reportHead(context, 'inventory'),
    keys: snapshot.keys.map((key) => ({ ...withoutId(key), inventoryId: key.id })),
    enrolments: snapshot.enrolments.map((enrolment) => enrolmentData(enrolment, withIdentifiers)),
    otherWaysIn: snapshot.otherWaysIn.map((way) => wayData(way, withIdentifiers)),
    devices: snapshot.devices,
    ...(withIdentifiers && { sameAccounts: snapshot.sameAccounts }),
    accountMarks: snapshot.accountMarks.map(({ id: _id, userId, ...mark }) => ({
      ...mark,
      ...(withIdentifiers && { userId }),
    })),
    corrections: snapshot.corrections,
  };
}

function withoutId({ id: _id, ...rest }: InventoryKey): Omit<InventoryKey, 'id'> {
  return rest;
}

function enrolmentData(enrolment: Enrolment, withIdentifiers: boolean) {
  const { id: _id, keyId, userId, credentialId, accountId, ...rest } = enrolment;
  return { key: keyId, ...rest, ...(withIdentifiers && { userId, credentialId, accountId }) };
}

// The id of an account may hold its user handle.
function wayData({ userId, accountId, requires, ...way }: OtherWayIn, withIdentifiers: boolean) {
  if (withIdentifiers) return { ...way, userId, accountId, requires };
  const named = requires?.map((requirement) =>
    requirement.type === 'account' ? { ...requirement, accountId: null } : requirement,
  );
  return { ...way, requires: named ?? null };
}
