import type { Enrolment } from '../domain/enrolment.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { FindService, GroupedService } from './group-services.ts';
import { servesMailDomain } from './mail-domain.ts';
import { mailDomainOf } from '../lib/mail-address.ts';
import { foldText } from '../lib/fold-text.ts';

/** A reading under an RP ID of several services, of which nothing says which of them its account is of. */
export interface UndecidedReading {
  readonly rpId: string;
  readonly userId: string | null;
  readonly userName: string;
  readonly serviceIds: readonly string[];
}

export interface AccountClaims {
  /** Returns the service that a reading belongs to; `found` is the service that its RP ID names. */
  serviceOf(enrolment: Enrolment, found: GroupedService | null): GroupedService | null;
  /** Readings of which a person must say whether they are of one service or the other. Filled as services are asked for. */
  readonly undecided: ReadonlyMap<string, UndecidedReading>;
}

/**
 * Prepares the choice between services that share one RP ID: a work account at Entra ID and a personal Microsoft account, for example.
 * What the person said of the user handle comes first, then the domain of a mail address, then a mark of the user name or another way in
 * recorded for it, where one handle alone has that name. Else the first of them is taken, and the person is asked.
 */
export function createAccountClaims(
  input: Pick<CoverageInput, 'enrolments' | 'otherWaysIn' | 'accountMarks' | 'services'>,
  findService: FindService,
): AccountClaims {
  const sharing = servicesByRpId(input.services);
  const byHandle = new Map<string, string>();
  // How much an account matters says nothing of the service that it is of.
  for (const { userId, serviceId, importance } of input.accountMarks) {
    if (userId !== null && importance === null) byHandle.set(userId, serviceId);
  }
  const manual = input.enrolments.filter(({ evidence, serviceId }) => evidence === 'told' && serviceId !== null);
  const byName = namedServices([...input.otherWaysIn, ...input.accountMarks, ...manual], sharing);
  const handles = handlesOfNames(input.enrolments, byName);
  const undecided = new Map<string, UndecidedReading>();

  const choose = (enrolment: Enrolment, rpId: string, services: readonly CatalogueService[]): string | null => {
    const { userId, userName } = enrolment;
    const of = (serviceId: string | null | undefined): string | null =>
      services.find(({ id }) => id === serviceId)?.id ?? null;
    const marked = userId === null ? null : of(byHandle.get(userId));
    if (marked !== null) return marked;
    const domain = mailDomainOf(userName);
    const mailbox = domain === null ? undefined : services.find((service) => servesMailDomain(service, domain));
    if (mailbox !== undefined) return mailbox.id;
    const name = `${foldText(userName) ?? ''}\n${rpId}`;
    const named = of(byName.get(name));
    if (named !== null && (handles.get(name)?.size ?? 0) < 2) return named;
    if (domain !== null && userName !== null) {
      const reading = { rpId, userId, userName, serviceIds: services.map(({ id }) => id) };
      undecided.set(userId ?? `name:${name}`, reading);
    }
    return null;
  };

  return {
    undecided,
    serviceOf(enrolment, found) {
      const { evidence, serviceId, rpId, rpIdHash } = enrolment;
      // Only a text that is the RP ID itself can be claimed: a false one names nothing.
      if (evidence !== 'read' || serviceId !== null || rpId === null || found?.rpId !== rpId) return found;
      const services = sharing.get(rpId);
      if (services === undefined) return found;
      const chosen = choose(enrolment, rpId, services);
      return chosen === null ? found : findService({ serviceId: chosen, rpId, rpIdHash });
    },
  };
}

/** Lists the RP IDs that several services of the catalogue have, each with accounts of its own. */
function servicesByRpId(services: readonly CatalogueService[]): ReadonlyMap<string, readonly CatalogueService[]> {
  const all = new Map<string, CatalogueService[]>();
  for (const service of services) {
    if (service.sharesCredentialWith !== undefined || service.accountsAt !== undefined) continue;
    for (const rpId of service.rpIds) all.set(rpId, [...(all.get(rpId) ?? []), service]);
  }
  return new Map([...all].filter(([, sharing]) => sharing.length > 1));
}

/** Maps user names and RP IDs to service ids and RP ID; null where two services are named. */
function namedServices(
  records: readonly Pick<OtherWayIn, 'serviceId' | 'userId' | 'userName'>[],
  sharing: ReadonlyMap<string, readonly CatalogueService[]>,
): ReadonlyMap<string, string | null> {
  const named = new Map<string, string | null>();
  for (const { serviceId, userName, userId } of records) {
    const name = foldText(userName);
    if (serviceId === null || name === null || userId !== null) continue;
    for (const [rpId, services] of sharing) {
      if (!services.some(({ id }) => id === serviceId)) continue;
      const other = named.get(`${name}\n${rpId}`);
      named.set(`${name}\n${rpId}`, other === undefined || other === serviceId ? serviceId : null);
    }
  }
  return named;
}

/** Maps each of these names to the user handles that were read under each of these names. */
function handlesOfNames(
  enrolments: readonly Enrolment[],
  names: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const handles = new Map<string, Set<string>>();
  if (names.size === 0) return handles;
  for (const { evidence, rpId, userId, userName, vanishedAt } of enrolments) {
    if (evidence !== 'read' || rpId === null || userId === null || vanishedAt !== null) continue;
    const name = `${foldText(userName) ?? ''}\n${rpId}`;
    if (names.has(name)) handles.set(name, (handles.get(name) ?? new Set()).add(userId));
  }
  return handles;
}
