import styles from './key-picture.module.css';
import type { KeyShape } from './key-shape.ts';

/** Renders the outline of a key: its body, connector, touch disc or fingerprint reader, and radio waves for NFC. */
export function KeyPicture({ shape, size = 1 }: { readonly shape: KeyShape; readonly size?: number }) {
  const nano = shape.body === 'nano';
  const left = nano ? 16 : 6;
  const right = 32;
  return (
    <svg
      className={styles['picture']}
      viewBox="0 0 48 24"
      width={48 * size}
      height={24 * size}
      aria-hidden="true"
      focusable="false"
    >
      <rect x={left} y="5" width={right - left} height="14" rx={nano ? 2 : 4} className={styles['body']} />
      {nano ? null : <circle cx="10.5" cy="12" r="2" />}
      {shape.fingerprint ? (
        <g>
          <path d="M18 15v-3a3 3 0 0 1 6 0v3" />
          <path d="M21 15.5v-3.5" />
        </g>
      ) : (
        <circle cx={nano ? 24 : 21} cy="12" r={nano ? 2.5 : 3.5} className={styles['disc']} />
      )}
      <Connector kind={shape.connector} />
      {shape.connector === 'usb-c-lightning' ? <rect x="1" y="9.5" width="5" height="5" rx="1" /> : null}
      {shape.nfc ? <path d="M26.5 9a5 5 0 0 1 0 6M28.8 7.6a8 8 0 0 1 0 8.8" className={styles['waves']} /> : null}
    </svg>
  );
}

function Connector({ kind }: { readonly kind: KeyShape['connector'] }) {
  if (kind === 'usb-a') {
    return (
      <g>
        <rect x="32" y="6.5" width="12" height="11" />
        <path d="M37 9.5h2v1.5h-2zM37 13h2v1.5h-2z" />
      </g>
    );
  }
  if (kind === 'unknown') return <path d="M32 8h9v8h-9" strokeDasharray="2 2" />;
  return (
    <g>
      <rect x="32" y="8.5" width="9.5" height="7" rx="3" />
      <path d="M35 12h4" />
    </g>
  );
}
