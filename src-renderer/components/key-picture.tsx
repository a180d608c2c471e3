import type { KeyColour } from './key-colour.ts';
import styles from './key-picture.module.css';
import type { KeyShape } from './key-shape.ts';

/** Renders the outline of a key, 2 : 1, in the key's colour: its body, what is on it, and its connector. */
export function KeyPicture({
  shape,
  colour,
  width,
}: {
  readonly shape: KeyShape;
  readonly colour: KeyColour;
  readonly width: 24 | 32 | 44 | 64 | 80;
}) {
  return (
    <svg
      className={styles['picture']}
      data-colour={colour}
      viewBox="0 0 56 28"
      width={width}
      height={width / 2}
      aria-hidden="true"
      focusable="false"
    >
      <Body shape={shape} />
    </svg>
  );
}

function Body({ shape }: { readonly shape: KeyShape }) {
  if (shape.body === 'card') {
    return (
      <>
        <rect x="6" y="2" width="42" height="24" rx="4" />
        <rect x="12" y="9" width="9" height="7" rx="1.5" className={styles['line']} />
        <path d="M33 10a6 6 0 0 1 0 8M36.5 8a10 10 0 0 1 0 12" className={styles['line']} />
      </>
    );
  }
  if (shape.body === 'nano') {
    return (
      <>
        <rect x="18" y="7" width="12" height="14" rx="3" />
        <Connector kind={shape.connector} from={30} />
      </>
    );
  }
  const unknown = shape.connector === 'unknown';
  const left = shape.connector === 'usb-c-lightning' ? 8 : 1;
  return (
    <>
      <rect x={left} y="4" width={38 - left} height="20" rx="6" strokeDasharray={unknown ? '3 3' : undefined} />
      {unknown ? null : <circle cx={left + 6} cy="14" r="2.4" className={styles['line']} />}
      {shape.fingerprint ? (
        <>
          <circle cx="24" cy="14" r="7.5" className={styles['line']} />
          <path
            d="M20.5 16c.6-1 .7-2 .7-3a2.8 2.8 0 0 1 5.6 0c0 1.5 0 2.8-.6 4.2M24 13c0 1.7-.3 3-1 4.3"
            className={styles['line']}
          />
        </>
      ) : (
        <circle
          cx="24"
          cy="14"
          r="5"
          className={unknown ? styles['line'] : styles['disc']}
          strokeDasharray={unknown ? '2.5 2.5' : undefined}
        />
      )}
      {shape.connector === 'usb-c-lightning' ? (
        <rect x="2" y="10.5" width="6" height="7" rx="1.5" className={styles['line']} />
      ) : null}
      <Connector kind={shape.connector} from={38} />
    </>
  );
}

function Connector({ kind, from }: { readonly kind: KeyShape['connector']; readonly from: 30 | 38 }) {
  const line = styles['line'];
  if (kind === 'unknown') return <path d={`M${from} 8.5h15v11h-15z`} strokeDasharray="3 3" className={line} />;
  if (kind === 'usb-a')
    return <path d={`M${from} 7.5h16v13h-16zM${from + 6} 11v2.5M${from + 6} 15v2.5`} className={line} />;
  return <rect x={from} y="9.5" width="14" height="9" rx="4" className={line} />;
}
