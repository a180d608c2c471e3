import { useId } from 'react';
import styles from './field.module.css';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Heading under which the list shows it; options of one group stand together. */
  readonly group?: string;
}

/** Renders a labelled choice of a few values with the platform's own list. */
export function SelectField<Value extends string>({
  label,
  value,
  options,
  onChange,
  hint,
  inline = false,
  hideLabel = false,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly hint?: string | undefined;
  readonly inline?: boolean;
  /** The label is only spoken: it stands beside the field already. */
  readonly hideLabel?: boolean;
}) {
  const id = useId();
  return (
    <div className={inline ? styles['inline'] : styles['field']}>
      <label htmlFor={id} className={hideLabel ? 'spoken' : styles['label']}>
        {label}
      </label>
      <select
        id={id}
        className={styles['select']}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {[...Map.groupBy(options, ({ group }) => group)].map(([group, members]) =>
          group === undefined ? (
            <Options key="" options={members} />
          ) : (
            <optgroup key={group} label={group}>
              <Options options={members} />
            </optgroup>
          ),
        )}
      </select>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
}

function Options({ options }: { readonly options: readonly SelectOption<string>[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
