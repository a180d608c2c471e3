import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { InventoryKey } from '../../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import type { KeyColour } from '../../../../src-shared/lib/key-colour.ts';
import { KeyPicture } from '../../../components/key-picture.tsx';
import { keyShape } from '../../../components/key-shape.ts';
import { PhrasedName } from '../../../components/phrased-name.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './key-head.module.css';
import type { TableLayout } from './table-layout.ts';

/** Renders the head of a key's column: its picture and name, what it is for and where, and how many accounts hang on it alone. */
export function KeyHead({
  coverageKey,
  record,
  colour,
  label,
  struck,
  isJudged,
  look,
}: {
  readonly coverageKey: CoverageKey;
  readonly record: InventoryKey | undefined;
  readonly colour: KeyColour;
  readonly label: DistinctLabel;
  /** Whether it is lost, or assumed lost. */
  readonly struck: boolean;
  /** Whether it is known what hangs on it: not while another key is still to be read. */
  readonly isJudged: boolean;
  readonly look: TableLayout['head'];
}) {
  const { t, ago } = useTranslation();
  const { role, place, lost, aloneHolds, lastRead } = coverageKey;
  const facts = lost
    ? [t('window.coverage.lost')]
    : [
        ...(label.mark === null ? [] : [label.mark]),
        ...(role === null ? [] : [t(`role.${role}`)]),
        ...(place === null || place === '' ? [] : [displayText(place, 40)]),
      ];
  const alone = t('window.coverage.alone', { count: aloneHolds });
  const read = lastRead === null ? t('window.coverage.never-read') : t('coverage.read', { ago: ago(lastRead) });
  const phrased = <PhrasedName name={label.name} />;
  const name = struck ? <s>{phrased}</s> : phrased;
  const fact = facts.join(t('coverage.fact.separator'));
  const hint = [label.full, ...(fact === '' ? [] : [fact]), ...(isJudged ? [alone] : []), read].join('\n');
  if (look === 'upright') {
    return (
      <span className={styles['upright']} title={hint}>
        <bdi className={styles['name']}>{name}</bdi> {isJudged ? <span className="spoken">{alone}</span> : null}
      </span>
    );
  }
  const shape = keyShape({ formFactor: record?.formFactor ?? null, product: record?.product ?? record?.model ?? null });
  return (
    <span
      className={styles['head']}
      data-look={look}
      data-struck={struck}
      data-tight={isJudged && facts.length > 0}
      title={hint}
    >
      <KeyPicture shape={shape} colour={struck ? 'none' : colour} width={look === 'full' ? 44 : 32} />
      <bdi className={styles['name']}>{name}</bdi>{' '}
      <span className={look === 'full' ? styles['fact'] : 'spoken'}>{fact}</span>{' '}
      {isJudged ? (
        <span className={look === 'full' ? styles['alone'] : 'spoken'} data-some={aloneHolds > 0}>
          {aloneHolds === 0 && look === 'full' ? '\u00a0' : alone}
        </span>
      ) : null}
    </span>
  );
}
