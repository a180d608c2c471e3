import type { Evidence } from '../../../../src-shared/coverage/coverage-cell.ts';
import { classes } from '../../../components/classes.ts';
import styles from './evidence-shape.module.css';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';

/** Renders how it is known: filled = read, ring = told, dotted = not known, struck = read and not there; half of it where it is old. */
export function EvidenceShape({ evidence, stale = false }: { readonly evidence: Evidence; readonly stale?: boolean }) {
  const half = stale && isRecorded({ evidence });
  return (
    <svg
      className={classes(styles['shape'], styles[evidence], half && styles['half'])}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      {half ? (
        <>
          <circle cx="10" cy="10" r="5.75" className={styles['rest']} />
          <path d="M10 4.25a5.75 5.75 0 0 0 0 11.5" />
        </>
      ) : (
        <circle cx="10" cy="10" r={evidence === 'read' ? 6.5 : 5.75} />
      )}
      {evidence === 'absent' ? <path d="M3.5 16.5 16.5 3.5" /> : null}
    </svg>
  );
}
