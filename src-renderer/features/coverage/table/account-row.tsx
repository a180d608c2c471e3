import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { AccountAfterLoss } from '../../../../src-shared/coverage/loss-report.ts';
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
import { type AccountEntry, riskTones } from '../account-entry.ts';
import { accountText, serviceTitle } from '../coverage-text.ts';
import type { Addition } from '../additions.ts';
import { cellFacts, type CellFacts } from './account-cell-facts.ts';
import styles from './account-row.module.css';
import { OtherWays, type OtherWayText, otherWayTexts } from './other-ways.tsx';
import type { TableLayout } from './table-layout.ts';
import { verdictText } from './verdict-text.ts';

/** A row of the table: an account, or the line above a group of them. */
export type TableRow =
  | { readonly kind: 'group'; readonly id: string; readonly text: string; readonly tone: Tone }
  | { readonly kind: 'account'; readonly entry: AccountEntry; readonly after: AccountAfterLoss | null };

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

const impactTones = { 'locked-out': 'critical', perhaps: 'unknown', helpdesk: 'warning', open: 'done' } as const;

/** Returns what makes the content of a row when it is first looked at. */
export function rowsOnDemand(context: RowContext, rows: readonly TableRow[]): (index: number) => MatrixRowData {
  const made = new Map<number, MatrixRowData>();
  return (index) => {
    let row = made.get(index);
    const source = rows[index];
    if (source === undefined) throw new RangeError(`there is no row ${String(index)}`);
    if (row === undefined) made.set(index, (row = accountRow(context, source)));
    return row;
  };
}

/** Creates the content of a row. */
function accountRow(context: RowContext, row: TableRow): MatrixRowData {
  if (row.kind === 'group') return groupRow(row);
  const { translation, report, layout, lost, words, labelOf, nameOf } = context;
  const { t, locale } = translation;
  const { entry, after } = row;
  const { account } = entry;
  const ways = otherWayTexts(t, account, nameOf);
  const risk = riskOf(account);
  const tone = after === null ? riskTones[risk] : impactTones[after.lossImpact];
  const verdict = after === null ? verdictText(translation, account, ways) : t(`matrix.fate-word.${after.lossImpact}`);
  const [service, user] = [serviceTitle(entry, locale), accountText(t, account)];
  const addition = after === null ? context.additionFor(entry) : null;
  const addKeyId = addition?.accountId === account.accountId ? addition.keyId : null;
  return {
    kind: 'row',
    id: account.accountId,
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

function groupRow({ id, text, tone }: TableRow & { readonly kind: 'group' }): MatrixRowData {
  const content = (
    <>
      <ToneIcon tone={tone} size={12} />
      {text}
    </>
  );
  return { kind: 'group', id, content, tone: tone === 'critical' ? 'critical' : 'plain' };
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
