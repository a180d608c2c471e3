import { useRef, useState } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { importFile, openRecordDialog } from './import-store.ts';
import styles from './record-menu.module.css';

const entries = ['told', 'way', 'several', 'csv', 'template'] as const;
type Entry = (typeof entries)[number];

/** Renders the menu of ways to record by hand what cannot be read from a key. */
export function RecordMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const saveTemplate = async () => {
    const saved = await run(api().imports.saveTemplate());
    if (saved !== undefined && saved !== null) showDone(t('import.template-saved'));
  };
  const act = (entry: Entry): void => {
    setOpen(false);
    if (entry === 'told') openRecordDialog({ type: 'told' });
    else if (entry === 'way') openRecordDialog({ type: 'other-way' });
    else if (entry === 'several') openRecordDialog({ type: 'lines', text: '' });
    else if (entry === 'csv') void importFile();
    else void saveTemplate();
  };
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
            const entry = entries.find((one) => one === key);
            if (entry !== undefined) act(entry);
          }}
        >
          {entries.map((entry) => (
            <MenuItem key={entry} id={entry} className={styles['item'] ?? ''}>
              {t(`import.menu.${entry}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
