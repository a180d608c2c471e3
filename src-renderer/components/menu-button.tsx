import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, type PopoverProps } from 'react-aria-components';
import buttonStyles from './button.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import styles from './menu-button.module.css';

/** Renders a button of three dots with a menu of what is seldom needed. */
export function MenuButton<Id extends string>({
  label,
  items,
  outlined = false,
  placement = 'bottom end',
  onAction,
}: {
  /** Spoken name of the button and of its menu. */
  readonly label: string;
  readonly items: readonly { readonly id: Id; readonly label: string }[];
  readonly outlined?: boolean;
  readonly placement?: NonNullable<PopoverProps['placement']>;
  readonly onAction: (id: Id) => void;
}) {
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={label}
        className={classes(buttonStyles['button'], outlined ? null : buttonStyles['quiet'], styles['dots'])}
      >
        <Icon name="more" />
      </AriaButton>
      <Popover placement={placement} offset={4} className={styles['popover'] ?? ''}>
        <Menu
          aria-label={label}
          className={styles['menu'] ?? ''}
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
      </Popover>
    </MenuTrigger>
  );
}
