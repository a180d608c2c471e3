import type { AccountMark } from '../domain/account-mark.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { createAccountClaims, type UndecidedReading } from './account-claims.ts';
import type { ServiceRecord, ServiceRecords } from './collected-accounts.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { FindService, GroupedService } from './group-services.ts';

/** Records of a service and of all services that borrow its credentials: what must be looked at together. */
export interface RecordGroup extends ServiceRecords {
  readonly enrolments: ServiceRecord<Enrolment>[];
  readonly otherWaysIn: ServiceRecord<OtherWayIn>[];
  readonly accountMarks: ServiceRecord<AccountMark>[];
}

export interface SortedRecords {
  readonly groups: ReadonlyMap<string, RecordGroup>;
  /** Readings of which a person must say at which of several services their account is. */
  readonly undecided: readonly UndecidedReading[];
}

type Records = Pick<CoverageInput, 'keys' | 'enrolments' | 'otherWaysIn' | 'accountMarks' | 'services'>;

/** Sorts the records of an inventory by service. Records that name no service or no key of the inventory are left out. */
export function sortRecords(input: Records, findService: FindService): SortedRecords {
  const groups = new Map<string, RecordGroup>();
  const groupFor = (service: GroupedService): RecordGroup => {
    const groupId = service.catalogue?.sharesCredentialWith ?? service.serviceId;
    let group = groups.get(groupId);
    if (group === undefined) groups.set(groupId, (group = { enrolments: [], otherWaysIn: [], accountMarks: [] }));
    return group;
  };

  const keyIds = new Set(input.keys.map((key) => key.id));
  const claims = createAccountClaims(input, findService);
  const manual: Enrolment[] = [];
  for (const record of input.enrolments) {
    if (!keyIds.has(record.keyId) || record.vanishedAt !== null) continue;
    const found = claims.serviceOf(record, findService(record));
    if (record.evidence === 'told' && record.serviceId?.startsWith('domain:') === true) manual.push(record);
    else if (found !== null) groupFor(found).enrolments.push({ record, service: found });
  }
  const byHand = (serviceId: string | null, rpId: string | null): GroupedService | null =>
    onlyHostOf(findService({ serviceId, rpId, rpIdHash: null }), groups);
  for (const record of manual) {
    const service = byHand(record.serviceId, record.rpId);
    if (service !== null) groupFor(service).enrolments.push({ record, service });
  }
  for (const record of input.otherWaysIn) {
    const service = byHand(record.serviceId, record.rpId);
    if (service !== null) groupFor(service).otherWaysIn.push({ record, service });
  }
  for (const record of input.accountMarks) {
    const service = byHand(record.serviceId, null);
    if (service !== null) groupFor(service).accountMarks.push({ record, service });
  }
  return { groups, undecided: [...claims.undecided.values()] };
}

// A record by hand may name a registrable domain only. It is about the host of that domain whose passkeys were read, where there is exactly
// one; two hosts of one domain are two services.
function onlyHostOf(service: GroupedService | null, groups: ReadonlyMap<string, RecordGroup>): GroupedService | null {
  if (service === null || service.catalogue !== null || groups.has(service.serviceId)) return service;
  if (!service.serviceId.startsWith('domain:')) return service;
  const ending = `.${service.serviceId.slice('domain:'.length)}`;
  const hosts = [...groups.values()].flatMap(({ enrolments }) => {
    const host = enrolments[0]?.service;
    return host?.serviceId.startsWith('rp:') === true && host.rpId?.endsWith(ending) === true ? [host] : [];
  });
  return hosts.length === 1 ? (hosts[0] ?? service) : service;
}
