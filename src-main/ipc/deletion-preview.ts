import type { Advisory, CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory.ts';
import { coverageInputOf } from '../../src-shared/coverage/coverage-input.ts';
import type { CoverageInput, CoverageReport } from '../../src-shared/coverage/coverage-types.ts';
import { deletionFacts as knownOfDeletion } from '../../src-shared/coverage/deletion-facts.ts';

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
  readonly advisories: readonly Advisory[];
  /** The remembered key the passkey is on; null where it was never stored. */
  readonly keyId: string | null;
  readonly listing: PasskeyListing;
  readonly passkey: Credential;
  readonly locale: 'en' | 'ja';
  /** ISO 8601. */
  readonly now: string;
}

/** Says what deleting one passkey would take away, from what is remembered (principle 2). */
export function deletionFacts(
  question: DeletionQuestion,
  analyse: (input: CoverageInput) => CoverageReport,
): DeletionFacts {
  const { snapshot, keyId, listing, passkey, locale } = question;
  const report = analyse(coverageInputOf(snapshot, question, question.now));
  const known = knownOfDeletion(report, snapshot.enrolments, keyId, passkey);
  const name = locale === 'ja' ? (known.service?.nameJa ?? known.service?.name) : known.service?.name;
  return {
    serviceName: name ?? passkey.rpId ?? passkey.rpIdHash,
    otherKeys: known.otherKeys,
    otherWaysIn: known.otherWaysIn.map((way) => way.name),
    onlyKnownWay: known.onlyKnownWay,
    lastForService: !listing.passkeys.some(
      (other) => other.rpIdHash === passkey.rpIdHash && other.credentialId !== passkey.credentialId,
    ),
  };
}
