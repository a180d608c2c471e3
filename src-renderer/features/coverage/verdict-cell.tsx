import { Sign } from '../../components/sign.tsx';
import type { Tone } from '../../components/message.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { nextStepWords, verdictWords } from './coverage-words.ts';
import styles from './matrix.module.css';
import type { MatrixLayout } from './matrix-layout.ts';
import type { MatrixRow } from './matrix-rows.ts';
import type { GridFocus } from './use-grid-focus.ts';

type AccountRow = MatrixRow & { type: 'account' };

/** Draws the end of a row: the verdict in words and the next step; it opens the account's details. */
export function VerdictCell({
  row,
  accountWords,
  index,
  column,
  layout,
  inTabOrder,
  onFocus,
  onOpen,
}: {
  readonly row: AccountRow;
  readonly accountWords: string;
  readonly index: number;
  readonly column: number;
  readonly layout: MatrixLayout;
  readonly inTabOrder: boolean;
  readonly onFocus: GridFocus['onFocus'];
  readonly onOpen: (anchor: HTMLElement) => void;
}) {
  const { t } = useTranslation();
  const verdict = row.fate === null ? verdictWords(t, row.account) : t(`window.coverage.fate-word.${row.fate}`);
  const next = row.fate === 'open' ? null : nextStepWords(t, row.account);
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
        aria-label={`${accountWords}: ${verdict}${next === null ? '' : `. ${next}`}`}
        aria-haspopup="dialog"
        data-tone={toneOf(row)}
        data-cell={`${index}:${column}`}
        tabIndex={inTabOrder ? 0 : -1}
        onFocus={() => onFocus(index, column)}
        onClick={(event) => onOpen(event.currentTarget)}
      >
        <Sign tone={toneOf(row)} />
        <span className={styles['verdict-words']}>
          <span className={styles['verdict-line']}>{verdict}</span>
          {next === null ? null : <span className={styles['next']}>{next}</span>}
        </span>
      </button>
    </div>
  );
}

function toneOf({ account, fate }: AccountRow): Tone {
  if (fate !== null) return fate === 'locked-out' ? 'critical' : fate === 'perhaps' ? 'warning' : 'done';
  if (account.gaps.some((gap) => gap.severity === 'critical')) return 'critical';
  if (account.verdict === 'survives') return 'done';
  if (account.gaps.some((gap) => gap.severity === 'warning')) return 'warning';
  return 'notice';
}
