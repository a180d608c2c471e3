import { useId } from 'react';
import styles from '../../components/field.module.css';

/** Renders a labelled field for a day and time of this computer's clock; `value` is ISO 8601, empty for none. */
export function TimeField({
  label,
  value,
  onChange,
  error = null,
  hint,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly hint?: string | undefined;
}) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        className={styles['input']}
        value={value === '' ? '' : localOf(new Date(value))}
        aria-invalid={error !== null}
        aria-describedby={[hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`]
          .join(' ')
          .trim()}
        onChange={(event) => {
          const time = Date.parse(event.target.value);
          onChange(Number.isNaN(time) ? '' : new Date(time).toISOString());
        }}
      />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error === null ? null : (
        <p id={`${id}-error`} className={styles['error']} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** Formats a time as the field writes it: without zone and seconds. */
function localOf(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
