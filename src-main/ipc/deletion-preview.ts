import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory.ts';
import type { CoverageAccount, CoverageInput, CoverageReport } from '../../src-shared/coverage/coverage-types.ts';

export interface DeletionFacts {
  readonly serviceName: string;
  readonly otherKeys: readonly string[];
  readonly otherWaysIn: readonly string[];
  readonly onlyKnownWay: boolean;
  readonly lastForService: boolean;
}

export interface DeletionQuestion {
  readonly snapshot: InventorySnapshot;
  readonly services: readonly CatalogueService[];
  /** The remembered key the passkey is on; null where it was never stored. */
  readonly keyId: string | null;
  readonly listing: PasskeyListing;
  readonly passkey: Credential;
  readonly locale: 'en' | 'ja';
}

/** Says what deleting one passkey would take away, from what is remembered (principle 2). */
export function deletionFacts(
  question: DeletionQuestion,
  analyse: (input: CoverageInput) => CoverageReport,
): DeletionFacts {
  const { snapshot, services, keyId, listing, passkey, locale } = question;
  const report = analyse({ ...snapshot, services });
  const onThisKey = snapshot.enrolments.filter((enrolment) => enrolment.keyId === keyId);
  const enrolmentId =
    onThisKey.find((enrolment) => enrolment.credentialId === passkey.credentialId && enrolment.vanishedAt === null)
      ?.id ?? null;
  const found = findAccount(report, passkey, enrolmentId);
  const labels = new Map(report.keys.map((key) => [key.keyId, key.label]));
  const opening = (found?.account.cells ?? []).filter((cell) => cell.evidence === 'read' || cell.evidence === 'told');
  const otherKeys = opening.filter((cell) => cell.keyId !== keyId).map((cell) => labels.get(cell.keyId) ?? cell.keyId);
  const sameAccountHere = opening
    .filter((cell) => cell.keyId === keyId)
    .some((cell) => cell.enrolmentIds.some((id) => id !== enrolmentId));
  const otherWaysIn = (found?.account.otherWaysIn ?? []).map((way) => way.name);
  return {
    serviceName: found?.name(locale) ?? passkey.rpId ?? passkey.rpIdHash,
    otherKeys,
    otherWaysIn,
    onlyKnownWay: otherKeys.length === 0 && otherWaysIn.length === 0 && !sameAccountHere,
    lastForService: !listing.passkeys.some(
      (other) => other.rpIdHash === passkey.rpIdHash && other.credentialId !== passkey.credentialId,
    ),
  };
}

function findAccount(
  report: CoverageReport,
  passkey: Credential,
  enrolmentId: string | null,
): { readonly account: CoverageAccount; readonly name: (locale: 'en' | 'ja') => string } | null {
  const isSame = (account: CoverageAccount): boolean =>
    enrolmentId === null
      ? account.rpId === passkey.rpId && account.userId === passkey.userId && passkey.userId !== null
      : account.cells.some((cell) => cell.enrolmentIds.includes(enrolmentId));
  for (const service of report.services) {
    const account = service.accounts.find(isSame);
    if (account !== undefined) {
      return { account, name: (locale) => (locale === 'ja' ? (service.nameJa ?? service.name) : service.name) };
    }
  }
  return null;
}
