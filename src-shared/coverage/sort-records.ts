import type { AccountMark, Enrolment, OtherWayIn } from '../domain/inventory.ts';
import type { Placed, ServiceRecords } from './collect-accounts.ts';
import type { CoverageInput } from './coverage-types.ts';
import type { FindService, GroupedService } from './group-services.ts';

/** Records of a service and of all services that borrow its credentials: what must be looked at together. */
export interface RecordGroup extends ServiceRecords {
  readonly enrolments: Placed<Enrolment>[];
  readonly otherWaysIn: Placed<OtherWayIn>[];
  readonly accountMarks: Placed<AccountMark>[];
}

/** Sorts the records of an inventory by service. Records that name no service or no key of the inventory are left out. */
export function sortRecords(
  input: Pick<CoverageInput, 'keys' | 'enrolments' | 'otherWaysIn' | 'accountMarks'>,
  findService: FindService,
): ReadonlyMap<string, RecordGroup> {
  const groups = new Map<string, RecordGroup>();
  const groupFor = (service: GroupedService): RecordGroup => {
    const groupId = service.catalogue?.sharesCredentialWith ?? service.serviceId;
    let group = groups.get(groupId);
    if (group === undefined) groups.set(groupId, (group = { enrolments: [], otherWaysIn: [], accountMarks: [] }));
    return group;
  };

  const keyIds = new Set(input.keys.map((key) => key.id));
  for (const record of input.enrolments) {
    const service = keyIds.has(record.keyId) && record.vanishedAt === null ? findService(record) : null;
    if (service !== null) groupFor(service).enrolments.push({ record, service });
  }
  for (const record of input.otherWaysIn) {
    const service = findService({ serviceId: record.serviceId, rpId: record.rpId, rpIdHash: null });
    if (service !== null) groupFor(service).otherWaysIn.push({ record, service });
  }
  for (const record of input.accountMarks) {
    const service = findService({ serviceId: record.serviceId, rpId: null, rpIdHash: null });
    if (service !== null) groupFor(service).accountMarks.push({ record, service });
  }
  return groups;
}
