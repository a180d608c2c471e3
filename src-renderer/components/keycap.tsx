import styles from './keycap.module.css';

/** Renders the name of a key of the keyboard, or of several pressed together. */
export function Keycap({ keys }: { readonly keys: string }) {
  return <kbd className={styles['keycap']}>{keys}</kbd>;
}
