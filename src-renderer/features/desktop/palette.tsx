import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Monogram } from '../../components/monogram.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { closeSheet } from './desktop-store.ts';
import { type EntryGroup, findEntries } from './find-entries.ts';
import styles from './palette.module.css';
import { usePaletteEntries } from './use-palette-entries.ts';

const icons: Readonly<Record<Exclude<EntryGroup, 'account'>, IconName>> = {
  key: 'keys',
  place: 'place',
  action: 'right',
  'what-if': 'lost',
  setting: 'settings',
};

/** Renders the list of everything: keys, accounts, places, actions and settings, found by a few letters. */
export function Palette() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const entries = usePaletteEntries();
  const groups = findEntries(entries, text);
  const go = (id: string): void => {
    closeSheet();
    // Once the focus is back where it was: what is gone to may take it.
    const entry = entries.find((one) => one.id === id);
    setTimeout(() => entry?.run());
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) closeSheet();
      }}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <Dialog aria-label={t('palette.title')} className={styles['dialog'] ?? ''}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField autoFocus aria-label={t('palette.title')} className={styles['search'] ?? ''}>
              <Icon name="search" />
              <Input placeholder={t('palette.hint')} className={styles['input'] ?? ''} />
            </SearchField>
            {/* What scrolls can be reached by the keyboard, as Chromium has it. */}
            <div className={styles['list']} tabIndex={0}>
              <Menu
                aria-label={t('palette.found')}
                className={styles['menu'] ?? ''}
                renderEmptyState={() => <p className={styles['none']}>{t('palette.none')}</p>}
                onAction={(key) => go(String(key))}
              >
                {groups.map(({ group, entries: own }) => (
                  <MenuSection key={group} id={group} className={styles['group'] ?? ''}>
                    <Header className={styles['heading'] ?? ''}>{t(`palette.group.${group}`)}</Header>
                    {own.map((entry) => (
                      <MenuItem
                        key={entry.id}
                        id={entry.id}
                        textValue={[entry.name, entry.detail].join(' ').trim()}
                        className={styles['entry'] ?? ''}
                      >
                        {group === 'account' ? (
                          <Monogram name={entry.name} size={24} />
                        ) : (
                          <span className={styles['icon']}>
                            <Icon name={icons[group]} />
                          </span>
                        )}
                        <bdi className={styles['name']}>{entry.name}</bdi>
                        <bdi className={styles['detail']} data-keys={group === 'action'}>
                          {entry.detail}
                        </bdi>
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
