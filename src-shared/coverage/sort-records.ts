import type { AccountMark, Enrolment, OtherWayIn } from '../domain/inventory.ts';
import type { Placed, ServiceRecords } from './collect-accounts.ts';
import type { CoverageInput } from './coverage-types.ts';
import type { FindService, GroupedService } from './group-services.ts';
import { foldName } from '../lib/fold-name.ts';

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
  const claims = claimsOf(input, findService);
  for (const record of input.enrolments) {
    if (!keyIds.has(record.keyId) || record.vanishedAt !== null) continue;
    const service = claimedService(record, findService(record), claims, findService);
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

/** Service ids by user name and RP ID; null where two services are claimed. */
type Claims = ReadonlyMap<string, string | null>;

/**
 * Several services may share one RP ID: a work account at Entra ID and a personal Microsoft account, for example. A reading goes to the
 * first of them, unless the person marked the account of that name, or recorded another way into it, at another one.
 */
function claimsOf(input: Pick<CoverageInput, 'otherWaysIn' | 'accountMarks'>, findService: FindService): Claims {
  const claims = new Map<string, string | null>();
  for (const { serviceId, userName } of [...input.otherWaysIn, ...input.accountMarks]) {
    const name = foldName(userName);
    if (serviceId === null || name === null) continue;
    const catalogue = findService({ serviceId, rpId: null, rpIdHash: null })?.catalogue;
    // A service that borrows its credentials gets them in any case.
    if (catalogue === undefined || catalogue === null || catalogue.sharesCredentialWith !== undefined) continue;
    for (const rpId of catalogue.rpIds) {
      const claim = `${name}\n${rpId}`;
      const other = claims.get(claim);
      claims.set(claim, other === undefined || other === serviceId ? serviceId : null);
    }
  }
  return claims;
}

function claimedService(
  { evidence, serviceId, userName, rpId, rpIdHash }: Enrolment,
  found: GroupedService | null,
  claims: Claims,
  findService: FindService,
): GroupedService | null {
  // Only a text that is the RP ID itself can be claimed: a false one names nothing.
  if (claims.size === 0 || evidence !== 'read' || serviceId !== null || rpId === null || found?.rpId !== rpId)
    return found;
  const claim = claims.get(`${foldName(userName) ?? ''}\n${rpId}`) ?? null;
  return claim === null ? found : findService({ serviceId: claim, rpId, rpIdHash });
}
