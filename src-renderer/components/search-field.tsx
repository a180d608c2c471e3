import { useEffect, useId, useRef } from 'react';
import { useTranslation } from '../use-translation.tsx';
import styles from './field.module.css';
import { Keycap } from './keycap.tsx';

/** Renders the search field of a view. Ctrl-F or Cmd-F goes to it from anywhere, Esc empties it. */
export function SearchField({
  label,
  value,
  keys = null,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  /** Keys that lead here, shown while it is empty. */
  readonly keys?: string | null;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', focusSearch);
    return () => window.removeEventListener('keydown', focusSearch);
  }, []);
  return (
    <div className={styles['search']}>
      <label htmlFor={id} className={styles['hidden']}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        type="search"
        value={value}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        className={styles['input']}
        title={t('window.search.shortcut')}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            onChange('');
          }
        }}
      />
      {keys === null || value !== '' ? null : (
        <span className={styles['keys']} aria-hidden="true">
          <Keycap keys={keys} />
        </span>
      )}
    </div>
  );
}
