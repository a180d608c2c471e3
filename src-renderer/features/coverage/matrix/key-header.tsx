import { memo } from 'react';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { InventoryKey } from '../../../../src-shared/domain/inventory-key.ts';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import { KeyPicture } from '../../../components/key-picture.tsx';
import type { KeyColour } from '../../../components/key-colour.ts';
import { keyShape } from '../../../components/key-shape.ts';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './key-header.module.css';

/** Renders the head of a key's column. Pressing it asks "what if this key were lost?". */
export const KeyHeader = memo(function KeyHeader({
  coverageKey,
  record,
  colour,
  label,
  lost,
  column,
  inTabOrder,
  start,
  width,
  upright,
}: {
  readonly coverageKey: CoverageKey;
  readonly record: InventoryKey | undefined;
  readonly colour: KeyColour;
  readonly label: DistinctLabel | undefined;
  readonly lost: boolean;
  readonly column: number;
  readonly inTabOrder: boolean;
  readonly start: number;
  readonly width: number;
  /** The label stands upright and says everything else when asked. */
  readonly upright: boolean;
}) {
  const { t, ago, dateTime } = useTranslation();
  const { role, lastRead, aloneHolds } = coverageKey;
  const state = coverageKey.lost ? t('matrix.key.recorded-lost') : role === null ? null : t(`window.role.${role}`);
  const fact = [state, label?.mark ?? null].filter((word) => word !== null).join(' · ');
  const spokenName = label?.full ?? '';
  const readText = lastRead === null ? t('window.coverage.never-read') : ago(lastRead);
  const alone = t('window.coverage.alone', { count: aloneHolds });
  return (
    <div
      role="columnheader"
      aria-colindex={column + 2}
      aria-label={spokenName}
      className={styles['key-head']}
      style={{ left: start, width }}
      data-lost={lost}
      data-upright={upright}
    >
      <button
        type="button"
        aria-pressed={lost}
        title={[
          t('window.coverage.what-if-button', { key: spokenName }),
          lastRead === null
            ? t('window.coverage.never-read')
            : t('window.coverage.read-at', { at: dateTime(lastRead) }),
          ...(upright ? [fact, alone] : []),
        ].join('\n')}
        className={styles['key-button']}
        data-column={column}
        tabIndex={inTabOrder ? 0 : -1}
      >
        {upright ? null : (
          <KeyPicture
            colour={colour}
            width={44}
            shape={keyShape({
              formFactor: record?.formFactor ?? null,
              product: record?.product ?? record?.model ?? null,
            })}
          />
        )}
        <span className={styles['key-label']}>
          <bdi>{label?.name}</bdi>
        </span>{' '}
        <span className={styles['key-fact']}>{lost ? t('window.coverage.lost') : fact === '' ? '\u00a0' : fact}</span>{' '}
        <span className={styles['key-fact']}>{readText}</span>{' '}
        {upright ? (
          <span className={styles['alone']} data-some={aloneHolds > 0} aria-hidden="true">
            {aloneHolds}
          </span>
        ) : null}
        <span className={upright ? 'spoken' : styles['alone']} data-some={aloneHolds > 0}>
          {alone}
        </span>{' '}
        <span className="spoken">{t('window.coverage.what-if-button', { key: spokenName })}</span>
      </button>
    </div>
  );
});
