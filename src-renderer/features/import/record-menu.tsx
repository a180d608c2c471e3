import { useRef, useState } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { recordActions, useRecordAction } from './record-actions.ts';
import styles from './record-menu.module.css';

/** Renders the menu of ways to record by hand what cannot be read from a key. */
export function RecordMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const record = useRecordAction();
  return (
    <>
      <Button ref={trigger} expanded={open} onPress={() => setOpen(!open)}>
        {t('import.menu')}
      </Button>
      <Popover
        aria-label={t('import.menu.title')}
        triggerRef={trigger}
        isOpen={open}
        onOpenChange={setOpen}
        placement="bottom start"
        offset={4}
        className={styles['popover'] ?? ''}
      >
        <Menu
          aria-label={t('import.menu.title')}
          autoFocus="first"
          className={styles['menu'] ?? ''}
          onAction={(key) => {
            setOpen(false);
            const action = recordActions.find((one) => one === key);
            if (action !== undefined) record(action);
          }}
        >
          {recordActions.map((action) => (
            <MenuItem key={action} id={action} className={styles['item'] ?? ''}>
              {t(`import.menu.${action}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
