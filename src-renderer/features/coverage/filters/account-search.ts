import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import { assumedKind } from '../../../../src-shared/domain/assumed-kind.ts';
import { verdictMessage } from '../../../../src-shared/i18n/coverage-message.ts';
import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import { foldText } from '../../../../src-shared/lib/fold-text.ts';

/** Returns the words of a search, whatever the case or width of their letters. */
export function searchTermsOf(search: string): readonly string[] {
  return (foldText(search) ?? '').split(/\s+/).filter(Boolean);
}

/**
 * Creates the search of a report: by service, RP ID and names, by the keys that open an account with their places and owners, by other ways in,
 * and by the verdict. The text of an account is made when it is first looked at.
 */
export function createAccountSearch(t: Translate, report: CoverageReport) {
  const keys = new Map(report.keys.map((key) => [key.keyId, textOfKey(t, key)]));
  const texts = new WeakMap<AccountEntry, string>();
  const textOf = (entry: AccountEntry): string => {
    let text = texts.get(entry);
    if (text === undefined) texts.set(entry, (text = foldText(fieldsOf(t, entry, keys).join(' ')) ?? ''));
    return text;
  };
  /** Checks whether every word occurs. */
  return (entry: AccountEntry, words: readonly string[]): boolean => {
    if (words.length === 0) return true;
    const text = textOf(entry);
    return words.every((word) => text.includes(word));
  };
}

function textOfKey(t: Translate, { label, role, place, carriedOn, owner }: CoverageKey): string {
  return [label, role === null ? '' : t(`role.${role}`), place, carriedOn, owner].join(' ');
}

function fieldsOf(
  t: Translate,
  { service, account }: AccountEntry,
  keys: ReadonlyMap<string, string>,
): readonly (string | null | undefined)[] {
  const { rpId, userName, userDisplayName, computer, exceptComputers, distinguishedBy } = account;
  return [
    service.name,
    service.nameJa,
    rpId,
    userName,
    userDisplayName,
    computer,
    distinguishedBy,
    ...exceptComputers,
    ...account.cells.filter(isRecorded).map(({ keyId }) => keys.get(keyId)),
    ...account.otherWaysIn.flatMap((way) => [
      t(`way.${assumedKind(way)}`),
      way.name,
      way.place,
      way.carriedOn,
      way.owner,
    ]),
    verdictMessage(t, account),
    t(`coverage.risk.${riskOf(account)}`),
    ...account.gaps.slice(0, 1).map(({ severity }) => t(`severity.${severity}`)),
  ];
}
