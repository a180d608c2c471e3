import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import styles from './setting-row.module.css';
import { ToneIcon } from './tone-icon.tsx';

/** Renders a setting of a key: its name, the value that was read, what it means and costs, and the button that changes it. */
export function SettingRow({
  name,
  value,
  meaning,
  action = null,
}: {
  readonly name: string;
  /** Null: the key does not say. */
  readonly value: ReactNode;
  readonly meaning: ReactNode;
  readonly action?: {
    readonly label: string;
    /** The meaning then says why it is not possible. */
    readonly possible: boolean;
    readonly destructive?: boolean;
    readonly onPress: () => void;
  } | null;
}) {
  const id = useId();
  return (
    <div className={styles['place']}>
      <div role="group" aria-labelledby={`${id}-name`} className={styles['row']}>
        <span id={`${id}-name`} className={styles['name']}>
          {name}
        </span>
        <span className={styles['value']}>{value}</span>
        <span id={`${id}-meaning`} className={styles['meaning']}>
          {meaning}
        </span>
        {action === null ? null : (
          <span className={styles['action']}>
            <Button
              look={action.destructive === true ? 'destructive' : 'plain'}
              disabled={!action.possible}
              describedBy={`${id}-name ${id}-meaning`}
              onPress={action.onPress}
            >
              {action.label}
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

/** Renders a value that the key does not tell. */
export function CannotTell({ children }: { readonly children: string }) {
  return (
    <>
      <ToneIcon tone="unknown" size={13} /> {children}
    </>
  );
}

/** Renders a cost that only a reset takes back. */
export function OneWay({ children }: { readonly children: string }) {
  return <b className={styles['one-way']}>{children}</b>;
}
