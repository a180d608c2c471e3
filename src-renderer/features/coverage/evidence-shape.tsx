import type { Evidence } from '../../../src-shared/coverage/coverage-types.ts';
import { classes } from '../../components/classes.ts';
import styles from './evidence-shape.module.css';

/** Draws how it is known: filled = read, ring = told, dotted = not known, struck = read and not there. */
export function EvidenceShape({ evidence }: { readonly evidence: Evidence }) {
  return (
    <svg
      className={classes(styles['shape'], styles[evidence])}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="10" cy="10" r={evidence === 'read' ? 6.5 : 5.75} />
      {evidence === 'absent' ? <path d="M3.5 16.5 16.5 3.5" /> : null}
    </svg>
  );
}
