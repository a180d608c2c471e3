import { Menu, MenuItem } from 'react-aria-components';
import styles from './action-menu.module.css';

export interface ActionMenuProps<Id extends string> {
  /** Spoken name of the menu. */
  readonly label: string;
  readonly items: readonly { readonly id: Id; readonly label: string }[];
  readonly autoFocus?: 'first';
  readonly onAction: (id: Id) => void;
}

/** Renders the lines of a menu, inside the popover of the button that opens it. */
export function ActionMenu<Id extends string>({ label, items, autoFocus, onAction }: ActionMenuProps<Id>) {
  return (
    <Menu
      aria-label={label}
      className={styles['menu'] ?? ''}
      {...(autoFocus !== undefined && { autoFocus })}
      onAction={(key) => {
        const item = items.find(({ id }) => id === key);
        if (item !== undefined) onAction(item.id);
      }}
    >
      {items.map(({ id, label: text }) => (
        <MenuItem key={id} id={id} className={styles['item'] ?? ''}>
          {text}
        </MenuItem>
      ))}
    </Menu>
  );
}
