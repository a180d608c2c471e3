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
import { deletionFacts } from '../../src-shared/coverage/deletion-facts.ts';
import type { DeletionLoss } from '../../src-shared/ipc/deletion-contract.ts';
import { serviceNameIn } from '../../src-shared/i18n/service-name.ts';

export interface DeletionQuestion extends CoverageCatalogue {
  readonly snapshot: InventorySnapshot;
  /** The remembered key the passkey is on; null where it was never stored. */
  readonly keyId: string | null;
  readonly listing: PasskeyListing;
  /** All that would go. */
  readonly passkeys: readonly Credential[];
  readonly locale: 'en' | 'ja';
  /** ISO 8601. */
  readonly now: string;
}

/** Returns what deleting passkeys would take away, from what is remembered: a person must see it before they confirm. */
export function deletionLosses(
  question: DeletionQuestion,
  analyse: (input: CoverageInput) => CoverageReport,
): DeletionLoss[] {
  const { snapshot, keyId, listing, passkeys, locale } = question;
  const report = analyse(coverageInputOf(snapshot, question, question.now));
  const facts = deletionFacts(report, snapshot.enrolments, keyId, passkeys);
  const nameOf = accountNames(createTranslator(locale), locale, report);
  const gone = new Set(passkeys.map(({ credentialId }) => credentialId));
  const staying = listing.passkeys.filter(({ credentialId }) => !gone.has(credentialId));
  return facts.map(({ service, otherKeys, otherWaysIn, onlyKnownWay, closedToo }, index) => {
    const passkey = passkeys[index];
    if (passkey === undefined) throw new TypeError('one fact for each passkey');
    const { rpId, rpIdHash } = passkey;
    return {
      passkey: { ...passkey, notes: [...passkey.notes] },
      serviceName: service === null ? (rpId ?? rpIdHash) : serviceNameIn(service, locale),
      otherKeys: [...otherKeys],
      otherWaysIn: otherWaysIn.map(({ name }) => name),
      onlyKnownWay,
      lastForService: !staying.some((other) => other.rpIdHash === rpIdHash),
      closedToo: closedToo.map(nameOf),
    };
  });
}
