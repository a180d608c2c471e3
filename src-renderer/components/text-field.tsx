import { type KeyboardEvent, useId } from 'react';
import styles from './field.module.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | null;
  readonly maximum?: number;
  readonly autoFocus?: boolean;
  readonly multiline?: boolean;
  readonly placeholder?: string;
  /** Offered while a person types; anything else may be typed too. */
  readonly suggestions?: readonly string[];
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly onBlur?: () => void;
  /** The label is only spoken: it stands beside the field already. */
  readonly hideLabel?: boolean;
}

/** Renders a labelled text field; hint and error are tied to it, so a screen reader says them with it. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  error = null,
  maximum,
  autoFocus = false,
  multiline = false,
  placeholder,
  suggestions = [],
  onKeyDown,
  onBlur,
  hideLabel = false,
}: TextFieldProps) {
  const id = useId();
  const common = {
    id,
    value,
    placeholder,
    maxLength: maximum,
    autoFocus,
    spellCheck: false,
    autoComplete: 'off',
    className: styles['input'],
    onKeyDown,
    onBlur,
    'aria-invalid': error !== null,
    'aria-describedby': [hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`].join(' ').trim(),
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={hideLabel ? 'spoken' : styles['label']}>
        {label}
      </label>
      {multiline ? (
        <textarea {...common} rows={3} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...common}
          type="text"
          list={suggestions.length === 0 ? undefined : `${id}-list`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {suggestions.length === 0 ? null : (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion}>{suggestion}</option>
          ))}
        </datalist>
      )}
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
