import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import { accountRisks } from '../../../../src-shared/domain/account-risk.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { type CoveragePicture, pictureLimits } from '../../../../src-shared/domain/last-picture.ts';
import { accountNames } from '../../../../src-shared/i18n/account-text.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import type { Translation } from '../../../use-translation.tsx';
import { countRisks } from '../account-risks.ts';
import type { Addition } from '../additions.ts';
import { accountText, headlineText, serviceTitle } from '../coverage-text.ts';
import { cellFacts } from '../table/account-cell-facts.ts';
import { otherWayTexts } from '../table/other-ways.tsx';
import { verdictText } from '../table/verdict-text.ts';

/** Content of the coverage, without what a search or filters leave out. */
export interface PictureInput {
  readonly report: CoverageReport;
  readonly entries: readonly AccountEntry[];
  readonly keys: readonly CoverageKey[];
  readonly labels: ReadonlyMap<string, DistinctLabel>;
  readonly lost: ReadonlySet<string>;
  readonly additionFor: (entry: AccountEntry) => Addition | null;
}

/** Returns the text of what the coverage shows at its top, as it is kept for the next start. */
export function pictureOf(translation: Translation, input: PictureInput): CoveragePicture {
  const { t, locale } = translation;
  const { report, entries, labels, lost } = input;
  const keys = input.keys.slice(0, pictureLimits.keys);
  const counts = countRisks(entries);
  const nameOf = accountNames(t, locale, report);
  const text = (whole: string): string => displayText(whole, pictureLimits.letters - 1);
  return {
    locale,
    title: text(headlineText(t, report)),
    counts: accountRisks.map((risk) => ({ risk, count: counts.get(risk) ?? 0 })),
    keys: keys.map(({ keyId, label }) => ({ name: text(labels.get(keyId)?.name ?? label), lost: lost.has(keyId) })),
    rows: entries.slice(0, pictureLimits.rows).map((entry) => {
      const { account } = entry;
      const ways = otherWayTexts(t, account, nameOf);
      const addition = input.additionFor(entry);
      const addKeyId = addition?.accountId === account.accountId ? addition.keyId : null;
      return {
        service: text(serviceTitle(entry, locale)),
        user: text(accountText(t, account)),
        risk: riskOf(account),
        verdict: text(verdictText(translation, account, ways)),
        way: text(ways[0]?.word ?? ''),
        cells: keys.map(({ keyId }) => {
          const { kind, sole, old } = cellFacts({ report, lost, addKeyId }, account, keyId);
          return { mark: kind, sole, old };
        }),
      };
    }),
  };
}
