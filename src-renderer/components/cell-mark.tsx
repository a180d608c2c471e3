import { Icon } from './icon.tsx';
import styles from './cell-mark.module.css';

/** Meaning of a cell of the matrix. */
export const cellMarks = ['read', 'manual', 'chain', 'unknown', 'absent', 'add', 'lost'] as const;
export type CellMarkKind = (typeof cellMarks)[number];

/**
 * Renders what a key has of an account: a disc for read, a ring for recorded by hand, a chain for through another account, a dotted circle
 * for not known, a dash for not there, a plus for a spare to add, a struck circle for a lost key. `sole`: the only way in, with a ring
 * around it. `old`: half of it, for a record that is older than the limit.
 */
export function CellMark({
  kind,
  sole = false,
  old = false,
  small = false,
}: {
  readonly kind: CellMarkKind;
  readonly sole?: boolean;
  readonly old?: boolean;
  /** As in a legend. */
  readonly small?: boolean;
}) {
  const size = small ? 14 : 20;
  if (kind === 'chain') {
    return (
      <span className={styles['chain']} data-sole={sole} aria-hidden="true">
        <Icon name="chain" size={small ? 13 : 15} />
      </span>
    );
  }
  // The commonest by far is one box, not a drawing.
  if (kind === 'absent') return <span className={styles['dash']} data-small={small} aria-hidden="true" />;
  return (
    <svg
      className={styles['mark']}
      data-kind={kind}
      data-sole={sole}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <Drawing kind={kind} old={old} sole={sole} />
    </svg>
  );
}

function Drawing({
  kind,
  old,
  sole,
}: {
  readonly kind: Exclude<CellMarkKind, 'chain' | 'absent'>;
  readonly old: boolean;
  readonly sole: boolean;
}) {
  switch (kind) {
    case 'read':
    case 'manual': {
      const radius = sole ? 6 : 7;
      return (
        <>
          {sole ? <circle cx="10" cy="10" r="9" className={styles['ring']} /> : null}
          {old ? (
            <HalfMark radius={radius} filled={kind === 'read'} />
          ) : kind === 'read' ? (
            <circle cx="10" cy="10" r={radius} className={styles['solid']} />
          ) : (
            <circle cx="10" cy="10" r={radius - 1.25} strokeWidth="2.5" />
          )}
        </>
      );
    }
    case 'unknown':
      return <circle cx="10" cy="10" r="6" strokeWidth="2" strokeDasharray="0.01 3.75" />;
    case 'add':
      return (
        <>
          <circle cx="10" cy="10" r="9.25" strokeWidth="1.5" strokeDasharray="2.4 2.4" strokeLinecap="butt" />
          <path d="M10 6.5v7M6.5 10h7" strokeWidth="1.5" />
        </>
      );
    case 'lost':
      return (
        <>
          <circle cx="10" cy="10" r="6.25" strokeWidth="1.5" strokeDasharray="2.4 2.2" strokeLinecap="butt" />
          <path d="M2.5 15.5 17.5 4.5" strokeWidth="1.5" />
        </>
      );
  }
}

/** Renders the half that is still known, and the outline of the rest. */
function HalfMark({ radius, filled }: { readonly radius: number; readonly filled: boolean }) {
  if (filled) {
    return (
      <>
        <circle cx="10" cy="10" r={radius - 0.75} strokeWidth="1.5" />
        <path d={`M10 ${10 - radius}a${radius} ${radius} 0 0 1 0 ${radius * 2}z`} className={styles['solid']} />
      </>
    );
  }
  const ring = radius - 1.25;
  return (
    <>
      <circle cx="10" cy="10" r={ring} strokeWidth="1.25" strokeDasharray="1.5 2" strokeLinecap="butt" />
      <path d={`M10 ${10 - ring}a${ring} ${ring} 0 0 1 0 ${ring * 2}`} strokeWidth="2.5" strokeLinecap="butt" />
    </>
  );
}
