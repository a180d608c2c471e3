import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import {
  type CoverageCatalogue,
  coverageInputOf,
  type CoverageInput,
} from '../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../src-shared/coverage/coverage-report.ts';
import { accountNames } from '../../src-shared/i18n/account-text.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { deletionFacts as knownOfDeletion } from '../../src-shared/coverage/deletion-facts.ts';

export interface DeletionFacts {
  readonly serviceName: string;
  readonly otherKeys: readonly string[];
  readonly otherWaysIn: readonly string[];
  readonly onlyKnownWay: boolean;
  readonly lastForService: boolean;
  readonly closedToo: string[];
}

export interface DeletionQuestion extends CoverageCatalogue {
  readonly snapshot: InventorySnapshot;
  /** The remembered key the passkey is on; null where it was never stored. */
  readonly keyId: string | null;
  readonly listing: PasskeyListing;
  readonly passkey: Credential;
  readonly locale: 'en' | 'ja';
  /** ISO 8601. */
  readonly now: string;
}

/** Returns what deleting one passkey would take away, from what is remembered: a person must see it before they confirm. */
export function deletionFacts(
  question: DeletionQuestion,
  analyse: (input: CoverageInput) => CoverageReport,
): DeletionFacts {
  const { snapshot, keyId, listing, passkey, locale } = question;
  const report = analyse(coverageInputOf(snapshot, question, question.now));
  const known = knownOfDeletion(report, snapshot.enrolments, keyId, passkey);
  const name = locale === 'ja' ? (known.service?.nameJa ?? known.service?.name) : known.service?.name;
  const nameOf = accountNames(createTranslator(locale), locale, report);
  return {
    closedToo: known.closedToo.map(nameOf),
    serviceName: name ?? passkey.rpId ?? passkey.rpIdHash,
    otherKeys: known.otherKeys,
    otherWaysIn: known.otherWaysIn.map((way) => way.name),
    onlyKnownWay: known.onlyKnownWay,
    lastForService: !listing.passkeys.some(
      (other) => other.rpIdHash === passkey.rpIdHash && other.credentialId !== passkey.credentialId,
    ),
  };
}
