import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { AccountCell } from '../../../components/account-cell.tsx';
import { CellMark } from '../../../components/cell-mark.tsx';
import { Icon } from '../../../components/icon.tsx';
import type { MatrixRowData } from '../../../components/matrix-row.tsx';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import type { Tone } from '../../../components/tone.ts';
import type { Translation } from '../../../use-translation.tsx';
import { riskTones } from '../account-risks.ts';
import { accountText, serviceTitle } from '../coverage-text.ts';
import type { Addition } from '../additions.ts';
import { cellFacts, type CellFacts } from './account-cell-facts.ts';
import styles from './account-row.module.css';
import { OtherWays, type OtherWayText, otherWayTexts } from './other-ways.tsx';
import type { TableLayout } from './table-layout.ts';
import { verdictText } from './verdict-text.ts';

export interface RowContext {
  readonly translation: Translation;
  readonly report: CoverageReport;
  readonly layout: TableLayout;
  readonly lost: ReadonlySet<string>;
  readonly words: readonly string[];
  readonly labelOf: (keyId: string) => string;
  readonly nameOf: (accountId: string) => string;
  readonly additionFor: (entry: AccountEntry) => Addition | null;
  readonly onAdd: (addition: Addition) => void;
}

/** Creates the content of a row. */
export function accountRow(context: RowContext, entry: AccountEntry): MatrixRowData {
  const { translation, report, layout, lost, words, labelOf, nameOf } = context;
  const { t, locale } = translation;
  const { account } = entry;
  const ways = otherWayTexts(t, account, nameOf);
  const tone = riskTones[riskOf(account)];
  const verdict = verdictText(translation, account, ways);
  const [service, user] = [serviceTitle(entry, locale), accountText(t, account)];
  const addition = context.additionFor(entry);
  const addKeyId = addition?.accountId === account.accountId ? addition.keyId : null;
  return {
    kind: 'row',
    label: t('coverage.row', { service, user, verdict }),
    start: <AccountCell service={service} user={user} marked={words} oneLine={layout.head === 'upright'} />,
    cell: (keyId) => {
      const facts = cellFacts({ report, lost, addKeyId }, account, keyId);
      return {
        mark: <CellMark kind={facts.kind} sole={facts.sole} old={facts.old} small={layout.head === 'upright'} />,
        label: cellLabel(context, facts, labelOf(keyId)),
      };
    },
    ends: [
      {
        content: <OtherWays ways={ways} words={layout.words} />,
        label: otherWaysLabel(t, ways),
      },
      { content: <Verdict tone={tone} text={verdict} />, label: verdict },
    ],
    action: addition === null ? null : rowAction(context, addition),
  };
}

/** Formats all other ways in: the first as it is shown, with the number of the others, then these. */
function otherWaysLabel(t: Translate, ways: readonly OtherWayText[]): string {
  const [first, ...others] = ways.map(({ text }) => text);
  if (first === undefined) return t('coverage.way.none');
  if (others.length === 0) return first;
  return t('coverage.way.more', { first, more: others.length, others: others.join(t('list.separator')) });
}

function Verdict({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  return (
    <span className={styles['verdict']} data-tone={tone}>
      <ToneIcon tone={tone} size={13} />
      <bdi className={styles['text']} title={text}>
        {text}
      </bdi>
      <span className={styles['more']}>
        <Icon name="right" size={12} />
      </span>
    </span>
  );
}

function rowAction({ translation: { t }, labelOf, nameOf, onAdd }: RowContext, addition: Addition) {
  const key = labelOf(addition.keyId);
  return {
    label: t('coverage.add.label', { key, account: displayText(nameOf(addition.accountId), 120) }),
    content: (
      <>
        <Icon name="add" size={12} />
        <bdi className={styles['key']}>{t('coverage.add', { key })}</bdi>
      </>
    ),
    onPress: () => onAdd(addition),
  };
}

function cellLabel({ translation: { t, ago } }: RowContext, facts: CellFacts, key: string): string {
  const when = facts.asOf === null ? null : ago(facts.asOf);
  const known = when === null ? t(`coverage.cell.${facts.kind}`) : t(`coverage.cell.${facts.kind}.at`, { ago: when });
  const parts = [
    known,
    ...(facts.old ? [t('coverage.cell.old')] : []),
    ...(facts.sole ? [t('coverage.cell.sole')] : []),
  ];
  return t('coverage.cell', { key, facts: parts.join(t('list.separator')) });
}
