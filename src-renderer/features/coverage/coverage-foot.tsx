import { memo } from 'react';
import { CellMark, type CellMarkKind } from '../../components/cell-mark.tsx';
import { Keycap } from '../../components/keycap.tsx';
import { ViewFoot } from '../../components/view-foot.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './coverage-view.module.css';

const marks: readonly (readonly [kind: CellMarkKind | 'sole', mark: CellMarkKind, sole: boolean])[] = [
  ['read', 'read', false],
  ['manual', 'manual', false],
  ['sole', 'read', true],
  ['chain', 'chain', true],
  ['unknown', 'unknown', false],
  ['add', 'add', false],
  ['absent', 'absent', false],
];

/** Those that there is room for beside the details. */
const besidePanel: ReadonlySet<string> = new Set(['read', 'manual', 'sole', 'add']);

/** Renders what the shapes mean, and the keys of the keyboard. */
export const CoverageFoot = memo(function CoverageFoot({
  hasLost,
  hasPanel,
  hasUnread,
}: {
  readonly hasLost: boolean;
  readonly hasPanel: boolean;
  readonly hasUnread: boolean;
}) {
  const { t } = useTranslation();
  const whole = hasLost ? [...marks, ['lost', 'lost', false] as const] : marks;
  const shown = hasPanel ? whole.filter(([name]) => besidePanel.has(name)) : whole;
  const keys = hasPanel
    ? ([['Esc', 'coverage.keys.close']] as const)
    : hasUnread
      ? ([
          ['Enter', 'coverage.keys.details'],
          ['Ctrl R', 'coverage.keys.read-next'],
        ] as const)
      : ([
          ['↑ ↓', 'coverage.keys.move'],
          ['Enter', 'coverage.keys.details'],
          ['A', 'coverage.keys.add'],
        ] as const);
  return (
    <ViewFoot
      legend={
        <ul className={styles['legend']} aria-label={t('window.coverage.legend')}>
          {shown.map(([name, kind, sole]) => (
            <li key={name}>
              <CellMark kind={kind} sole={sole} small />
              {t(`coverage.legend.${name}`)}
            </li>
          ))}
        </ul>
      }
    >
      {keys.map(([name, message]) => (
        <span key={name}>
          <Keycap keys={name} /> {t(message)}
        </span>
      ))}
    </ViewFoot>
  );
});
