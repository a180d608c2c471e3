import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyFailure } from '../../components/key-failure.tsx';
import { Message } from '../../components/message.tsx';
import { type KeyTab, keyTabs, showTab, useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { AboutTab } from './about-tab.tsx';
import { DetailsTab } from './details-tab.tsx';
import styles from './key-detail.module.css';
import type { KeyEntry } from './key-entries.ts';
import { KeyHead } from './key-head.tsx';
import { LostNotice } from './lost-notice.tsx';
import { PasskeysTab } from './passkeys-tab.tsx';
import { SecurityTab } from './security-tab.tsx';

/** Renders one key in detail. A null entry is a key that left before it was remembered. */
export function KeyDetail({ entry, onBack }: { readonly entry: KeyEntry | null; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const tab = useNavigation((state) => state.tab);
  useTabShortcuts();
  if (entry === null) {
    return (
      <div className={styles['gone']}>
        <h1>{t('window.keys.unplugged.title')}</h1>
        <p>{t('window.keys.unplugged')}</p>
        <Button onPress={onBack}>{t('window.keys.all')}</Button>
      </div>
    );
  }
  const { plugged, record } = entry;
  const count = plugged?.facts?.passkeys.existing ?? record?.existing ?? null;
  return (
    <div className={styles['detail']}>
      <KeyHead entry={entry} />
      <div className={styles['messages']}>
        {plugged === null ? null : <KeyFailure handle={plugged.handle} isNamed />}
        {plugged?.problem == null ? null : (
          <Message tone="warning">
            <FailureText failure={plugged.problem} />
          </Message>
        )}
        {record?.lostAt == null ? null : <LostNotice record={record} lostAt={record.lostAt} />}
        {record?.needsReread === true ? <Message tone="warning">{t('window.key.needs-reread')}</Message> : null}
      </div>
      <Tabs className={styles['tabs'] ?? ''} selectedKey={tab} onSelectionChange={(key) => showTab(tabOf(key))}>
        <TabList aria-label={t('window.keys.tabs')} className={styles['tab-list'] ?? ''}>
          {keyTabs.map((id) => (
            <Tab key={id} id={id} className={styles['tab'] ?? ''}>
              {t(`window.keys.tab.${id}`)}
              {id === 'passkeys' && count !== null ? <span className={styles['count']}> {count}</span> : null}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="passkeys" className={styles['flush'] ?? ''}>
          <PasskeysTab entry={entry} />
        </TabPanel>
        <TabPanel id="security" className={styles['flush'] ?? ''}>
          <SecurityTab entry={entry} />
        </TabPanel>
        <TabPanel id="about" className={styles['flush'] ?? ''}>
          <AboutTab entry={entry} />
        </TabPanel>
        <TabPanel id="details" className={styles['panel'] ?? ''}>
          <DetailsTab entry={entry} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

/** Shows the tabs with Ctrl (or Cmd) and a digit while a key's page is open. */
function useTabShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const tab = keyTabs[Number(event.key) - 1];
      if (tab === undefined) return;
      event.preventDefault();
      showTab(tab);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function tabOf(key: string | number): KeyTab {
  return keyTabs.find((tab) => tab === key) ?? 'passkeys';
}
