import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { Icon } from './icon.tsx';

interface ChipProps {
  readonly children: string;
  /** Icon or key picture before the text. */
  readonly before?: ReactNode;
  readonly small?: boolean;
}

/** Renders a filter that is on or off. */
export function FilterChip({
  children,
  before = null,
  small = false,
  selected,
  onChange,
}: ChipProps & { readonly selected: boolean; readonly onChange: (selected: boolean) => void }) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      className={styles['chip']}
      data-small={small}
      onClick={() => onChange(!selected)}
    >
      {before}
      {children}
    </button>
  );
}

/** Renders a short proposal that does something when pressed. */
export function ActionChip({
  children,
  before = null,
  small = false,
  onPress,
}: ChipProps & { readonly onPress: () => void }) {
  return (
    <button type="button" className={styles['chip']} data-small={small} onClick={onPress}>
      {before}
      {children}
    </button>
  );
}

/**
 * Renders a thing that may be assumed lost. `chosen`: it is, and can be taken back; `with-another`: it goes with something else that is
 * chosen, and cannot be taken back by itself.
 */
export function LossChip({
  children,
  before = null,
  small = false,
  state,
  onChange,
}: ChipProps & {
  readonly state: 'kept' | 'chosen' | 'with-another';
  readonly onChange: (chosen: boolean) => void;
}) {
  const gone = state !== 'kept';
  return (
    <button
      type="button"
      aria-pressed={gone}
      disabled={state === 'with-another'}
      className={styles['chip']}
      data-small={small}
      data-loss={state}
      onClick={() => onChange(!gone)}
    >
      {before}
      {gone ? <s className={styles['struck']}>{children}</s> : children}
      {state === 'chosen' ? <Icon name="close" size={11} /> : null}
    </button>
  );
}
