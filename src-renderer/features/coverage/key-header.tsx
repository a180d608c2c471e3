import { useId } from 'react';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-types.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory.ts';
import type { DistinctLabel } from '../../components/distinct-labels.ts';
import { KeyPicture } from '../../components/key-picture.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './matrix.module.css';
import type { GridFocus } from './use-grid-focus.ts';

/** Draws the head of a key's column. Pressing it asks "what if this key were lost?". */
export function KeyHeader({
  coverageKey,
  record,
  label,
  lost,
  column,
  inTabOrder,
  onFocus,
  start,
  width,
  onPress,
}: {
  readonly coverageKey: CoverageKey;
  readonly record: InventoryKey | undefined;
  readonly label: DistinctLabel | undefined;
  readonly lost: boolean;
  readonly column: number;
  readonly inTabOrder: boolean;
  readonly onFocus: GridFocus['onFocus'];
  readonly start: number;
  readonly width: number;
  readonly onPress: () => void;
}) {
  const { t, ago, dateTime } = useTranslation();
  const id = useId();
  const { role, lastRead, aloneHolds } = coverageKey;
  const roleWord = role === null ? null : t(`window.role.${role}`);
  const fact = [roleWord, label?.mark ?? null].filter((word) => word !== null).join(' · ');
  const spokenName = label?.full ?? '';
  const readWords = lastRead === null ? t('window.coverage.never-read') : ago(lastRead);
  return (
    <div
      role="columnheader"
      aria-colindex={column + 2}
      aria-label={spokenName}
      className={styles['key-head']}
      style={{ left: start, width }}
      data-lost={lost}
    >
      <button
        type="button"
        aria-pressed={lost}
        aria-label={t('window.coverage.what-if-button', { key: spokenName })}
        aria-describedby={`${id}-fact ${id}-read ${id}-alone`}
        title={[
          t('window.coverage.what-if-button', { key: spokenName }),
          lastRead === null
            ? t('window.coverage.never-read')
            : t('window.coverage.read-at', { at: dateTime(lastRead) }),
        ].join('\n')}
        className={styles['key-button']}
        data-cell={`-1:${column}`}
        tabIndex={inTabOrder ? 0 : -1}
        onFocus={() => onFocus(-1, column)}
        onClick={onPress}
      >
        <KeyPicture
          shape={keyShape({
            formFactor: record?.formFactor ?? null,
            product: record?.product ?? record?.model ?? null,
            transports: record?.transports ?? [],
          })}
        />
        <span className={styles['key-label']}>
          <bdi>{label?.name}</bdi>
        </span>
        <span id={`${id}-fact`} className={styles['key-fact']}>
          {lost ? t('window.coverage.lost') : fact === '' ? '\u00a0' : fact}
        </span>
        <span id={`${id}-read`} className={styles['key-fact']}>
          {readWords}
        </span>
        <span id={`${id}-alone`} className={styles['alone']} data-some={aloneHolds > 0}>
          {t('window.coverage.alone', { count: aloneHolds })}
        </span>
      </button>
    </div>
  );
}
