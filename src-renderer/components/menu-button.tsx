import { Button as AriaButton, MenuTrigger, Popover, type PopoverProps } from 'react-aria-components';
import { ActionMenu, type ActionMenuProps } from './action-menu.tsx';
import buttonStyles from './button.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import styles from './menu-button.module.css';

/** Renders a button of three dots with a menu of what is seldom needed; both are called `label`. */
export function MenuButton<Id extends string>({
  label,
  items,
  outlined = false,
  placement = 'bottom end',
  onAction,
}: Pick<ActionMenuProps<Id>, 'label' | 'items' | 'onAction'> & {
  readonly outlined?: boolean;
  readonly placement?: NonNullable<PopoverProps['placement']>;
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
        <ActionMenu label={label} items={items} onAction={onAction} />
      </Popover>
    </MenuTrigger>
  );
}
