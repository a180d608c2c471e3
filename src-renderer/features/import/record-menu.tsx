import { useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { ActionMenu } from '../../components/action-menu.tsx';
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
        <ActionMenu
          label={t('import.menu.title')}
          items={recordActions.map((id) => ({ id, label: t(`import.menu.${id}`) }))}
          autoFocus="first"
          onAction={(action) => {
            setOpen(false);
            record(action);
          }}
        />
      </Popover>
    </>
  );
}
