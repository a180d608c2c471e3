import type { AccountAfterLoss } from '../../../../src-shared/coverage/loss-report.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import type { Tone } from '../../../components/tone.ts';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { nextStepText, verdictTextOf } from '../coverage-text.ts';
import styles from './verdict-cell.module.css';
import type { MatrixLayout } from './matrix-layout.ts';
import type { AccountRow } from './row-model.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';

/** Renders the end of a row: the verdict in words and the next step; it opens the account's details. */
export function VerdictCell({
  row,
  accountText,
  column,
  layout,
  labelOf,
  namesKeys,
  inTabOrder,
}: {
  readonly row: AccountRow;
  readonly accountText: string;
  readonly column: number;
  readonly layout: MatrixLayout;
  readonly labelOf: (keyId: string) => string;
  /** Whether there are more keys than fit beside one another. */
  readonly namesKeys: boolean;
  readonly inTabOrder: boolean;
}) {
  const { t } = useTranslation();
  const { account } = row.entry;
  // With many keys the one that opens it is seldom visible: it is named.
  const known = namesKeys ? knownKeys(t, account, labelOf) : null;
  const verdict = row.after === null ? verdictTextOf(t, account) : t(`matrix.fate-word.${row.after.lossImpact}`);
  const next = row.after === null ? (known ?? nextStepText(t, account)) : opensWithText(t, row.after, labelOf);
  const tone = row.after === null ? toneOf(account) : impactTones[row.after.lossImpact];
  const compact = layout.zoom === 'compact';
  return (
    <div
      role="gridcell"
      aria-colindex={column + 2}
      className={styles['verdict']}
      data-stacked={layout.stacked}
      style={{ width: layout.verdictWidth }}
    >
      <button
        type="button"
        className={styles['verdict-button']}
        aria-haspopup="dialog"
        aria-label={`${accountText}: ${[verdict, next].filter((words) => words !== null).join(' ')}`}
        title={[verdict, next].filter((words) => words !== null).join('\n')}
        data-column={column}
        tabIndex={inTabOrder ? 0 : -1}
      >
        <ToneIcon tone={tone} />
        <span className={styles['verdict-text']}>
          <span className={styles['verdict-line']} data-grave={tone === 'critical'}>
            {verdict}
          </span>{' '}
          {next === null || compact ? null : <span className={styles['next']}>{next}</span>}
        </span>
      </button>
    </div>
  );
}

const impactTones: Readonly<Record<AccountAfterLoss['lossImpact'], Tone>> = {
  'locked-out': 'critical',
  perhaps: 'warning',
  helpdesk: 'warning',
  open: 'done',
};

/** Formats what opens an account after a loss; null where nothing is known to. */
function opensWithText(t: Translate, after: AccountAfterLoss, labelOf: (keyId: string) => string): string | null {
  const names = [
    ...after.keyIds.map(labelOf),
    ...after.otherWaysIn.map((way) => (way.name === '' ? t(`way.${way.kind}`) : displayText(way.name, 80))),
  ];
  return openedByText(t, names);
}

function knownKeys(t: Translate, { cells }: CoverageAccount, labelOf: (keyId: string) => string): string | null {
  const known = cells.filter((cell) => isRecorded(cell) && cell.strength !== 'none');
  return openedByText(
    t,
    known.map(({ keyId }) => labelOf(keyId)),
  );
}

function openedByText(t: Translate, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const named = names.slice(0, 3).join(t('list.separator'));
  return names.length > 3
    ? t('matrix.opens-with.more', { names: named, more: names.length - 3 })
    : t('matrix.opens-with', { names: named });
}

/** Returns the tone of the verdict of an account: that of its gravest gap. */
export function toneOf(account: CoverageAccount): Tone {
  if (account.gaps.some((gap) => gap.severity === 'critical')) return 'critical';
  if (account.gaps.some((gap) => gap.severity === 'warning')) return 'warning';
  return account.survivesAnyOneLoss === true ? 'done' : 'unknown';
}
