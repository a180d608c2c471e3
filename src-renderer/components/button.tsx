import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import styles from './button.module.css';
import { classes } from './classes.ts';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** One `primary` in a view. `destructive`: asks before it deletes; the last confirmation is a DangerButton. */
  readonly look?: 'plain' | 'primary' | 'outline' | 'quiet' | 'link' | 'destructive' | 'quiet-destructive';
  /** For the primary button of an empty page. */
  readonly large?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** Spoken name where the children are not enough. */
  readonly label?: string;
  readonly describedBy?: string | undefined;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Renders a push button. */
export function Button({
  children,
  onPress,
  look = 'plain',
  large = false,
  disabled = false,
  autoFocus = false,
  label,
  describedBy,
  pressed,
  expanded,
  ref,
}: ButtonProps) {
  return (
    <AriaButton
      {...(ref === undefined ? {} : { ref })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(onPress === undefined ? {} : { onPress })}
      autoFocus={autoFocus}
      isDisabled={disabled}
      className={classes(styles['button'], styles[look], large && styles['large'])}
    >
      {children}
    </AriaButton>
  );
}
