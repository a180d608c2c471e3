import type { CSSProperties } from 'react';
import styles from './monogram.module.css';

/** Renders the first letter of a name on a ground whose hue comes from the name: the same on every computer, without a network. */
export function Monogram({ name, size = 26 }: { readonly name: string; readonly size?: 24 | 26 | 32 }) {
  const style: CSSProperties & Record<'--hue', number> = {
    '--hue': hueOf(name),
    width: size,
    height: size,
    fontSize: size / 2,
  };
  return (
    <span className={styles['monogram']} style={style} aria-hidden="true">
      {firstLetter(name)}
    </span>
  );
}

/** Computes a hue, 0 to 359, from a name. */
export function hueOf(name: string): number {
  return [...name].reduce((hue, letter) => (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}

/** Returns the first letter or digit of a name; its first character where it has none. */
export function firstLetter(name: string): string {
  return /[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0] ?? [...name][0] ?? '';
}
