import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './segments.module.css';

/** Renders a choice of one of a few ways to see the same. Arrow keys move, Space chooses. */
export function Segments<Value extends string>({
  label,
  hint,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  /** Tooltip of the whole. */
  readonly hint?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <span title={hint}>
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const chosen = options.find((option) => keys.has(option.value));
          if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
        }}
        className={styles['segments'] ?? ''}
      >
        {options.map((option) => (
          <ToggleButton key={option.value} id={option.value} className={styles['segment'] ?? ''}>
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </span>
  );
}
