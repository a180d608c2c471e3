import { type ReactNode, useEffect, useRef } from 'react';
import styles from './checkbox.module.css';

/** Renders a box to tick with its words; `partly` shows that some of what it stands for is ticked. */
export function Checkbox({
  checked,
  partly = false,
  disabled = false,
  detail = null,
  children,
  onChange,
}: {
  readonly checked: boolean;
  readonly partly?: boolean;
  readonly disabled?: boolean;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
  readonly onChange: (checked: boolean) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = partly && !checked;
  }, [partly, checked]);
  return (
    <label className={styles['checkbox']}>
      <input
        ref={box}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles['words']}>
        {children}
        {detail === null ? null : <span className={styles['detail']}>{detail}</span>}
      </span>
    </label>
  );
}
