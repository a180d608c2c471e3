import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './tally.module.css';
import { ToneIcon } from './tone-icon.tsx';
import type { Tone } from './tone.ts';

export interface TallyItem<Id extends string> {
  readonly id: Id;
  /** Null: counted without a sign. */
  readonly tone: Tone | null;
  readonly count: number;
  /** Text after the number, such as "weak". */
  readonly text: string;
}

/** Renders counts in words that filter: arrow keys move between them, Space turns one on and off. */
export function Tally<Id extends string>({
  label,
  items,
  selected,
  onChange,
}: {
  readonly label: string;
  readonly items: readonly TallyItem<Id>[];
  readonly selected: ReadonlySet<Id>;
  readonly onChange: (selected: ReadonlySet<Id>) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={selected}
      onSelectionChange={(keys) => onChange(new Set(items.filter(({ id }) => keys.has(id)).map(({ id }) => id)))}
      className={styles['tally'] ?? ''}
    >
      {items.map(({ id, tone, count, text }) => (
        <ToggleButton key={id} id={id} className={styles['item'] ?? ''} data-tone={tone ?? 'none'}>
          {tone === null ? null : <ToneIcon tone={tone} size={13} />}
          <b className={styles['count']}>{count}</b> {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
