import type { AccountMark, Enrolment, OtherWayIn } from '../domain/inventory.ts';
import type { ServiceRecords } from './collect-accounts.ts';
import type { CoverageInput } from './coverage-types.ts';
import type { FindService, GroupedService } from './group-services.ts';

type AnyRecord = Enrolment | OtherWayIn | AccountMark;

/** Records of a service and of all services that borrow its credentials: what must be looked at together. */
export interface RecordGroup extends ServiceRecords {
  readonly groupId: string;
  readonly enrolments: Enrolment[];
  readonly otherWaysIn: OtherWayIn[];
  readonly accountMarks: AccountMark[];
}

/** Sorts the records of an inventory by service, each once. Records that name no service or no key of the inventory are left out. */
export function sortRecords(
  input: Pick<CoverageInput, 'keys' | 'enrolments' | 'otherWaysIn' | 'accountMarks'>,
  findService: FindService,
): ReadonlyMap<string, RecordGroup> {
  const groups = new Map<string, RecordGroup>();
  const services = new Map<AnyRecord, GroupedService>();
  const serviceOf = (record: AnyRecord): GroupedService => {
    const service = services.get(record);
    if (service === undefined) throw new Error('a record was not sorted');
    return service;
  };
  const groupFor = (record: AnyRecord, service: GroupedService | null): RecordGroup | null => {
    if (service === null) return null;
    services.set(record, service);
    const groupId = service.catalogue?.sharesCredentialWith ?? service.serviceId;
    let group = groups.get(groupId);
    if (group === undefined) {
      groups.set(groupId, (group = { groupId, enrolments: [], otherWaysIn: [], accountMarks: [], serviceOf }));
    }
    return group;
  };

  const keyIds = new Set(input.keys.map((key) => key.id));
  for (const enrolment of once(input.enrolments)) {
    if (keyIds.has(enrolment.keyId)) groupFor(enrolment, findService(enrolment))?.enrolments.push(enrolment);
  }
  for (const way of once(input.otherWaysIn)) {
    groupFor(way, findService({ ...way, rpIdHash: null }))?.otherWaysIn.push(way);
  }
  for (const mark of once(input.accountMarks)) {
    const facts = { serviceId: mark.serviceId, rpId: null, rpIdHash: null };
    groupFor(mark, findService(facts))?.accountMarks.push(mark);
  }
  return groups;
}

function once<Item extends { readonly id: string }>(items: readonly Item[]): Iterable<Item> {
  return new Map(items.map((item) => [item.id, item])).values();
}
