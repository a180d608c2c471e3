import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { useKeyColours } from '../../components/use-key-colour.ts';
import { Message } from '../../components/message.tsx';
import { type KeyTab, keyTabs, showTab, useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { KeyActions } from './key-actions.tsx';
import styles from './key-detail.module.css';
import type { KeyEntry } from './key-entries.ts';
import { LostNotice } from './lost-notice.tsx';
import { modelOf, shapeOf } from './key-facts.ts';
import { entryName, presentKeyText } from './key-text.ts';
import { OverviewTab } from './overview-tab.tsx';
import { PasskeysTab } from './passkeys-tab.tsx';
import { PinTab } from './pin-tab.tsx';
import { RecordTab } from './record-tab.tsx';

/** Renders one key in detail. A null entry is a key that left before it was remembered. */
export function KeyDetail({ entry, onBack }: { readonly entry: KeyEntry | null; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const colourOf = useKeyColours();
  const tab = useNavigation((state) => state.tab);
  const back = (
    <Button look="link" onPress={onBack}>
      ← {t('window.keys.all')}
    </Button>
  );
  if (entry === null) {
    return (
      <div className={styles['detail']}>
        <header className={styles['head']}>{back}</header>
        <div className={styles['panel']}>
          <Message tone="notice">{t('window.keys.unplugged')}</Message>
        </div>
      </div>
    );
  }
  const { plugged, record } = entry;
  const facts = [
    modelOf(entry),
    record?.role == null ? null : t(`window.role.${record.role}`),
    plugged === null ? t('window.key.away') : presentKeyText(t, plugged, entry.record),
  ];
  return (
    <div className={styles['detail']}>
      <header className={styles['head']}>
        {back}
        <div className={styles['title-row']}>
          <KeyPicture shape={shapeOf(entry)} colour={colourOf(entry.record?.id ?? null)} width={80} />
          <div className={styles['titles']}>
            <h1>
              <bdi>{entryName(t, entry)}</bdi>
            </h1>
            <p className={styles['facts']}>
              <bdi>{facts.filter((fact) => fact !== null).join(' · ')}</bdi>
            </p>
          </div>
          <KeyActions entry={entry} />
        </div>
        {plugged?.problem == null ? null : (
          <Message tone="warning">
            <FailureText failure={plugged.problem} />
          </Message>
        )}
        {record?.lostAt == null ? null : <LostNotice record={record} lostAt={record.lostAt} />}
        {record?.needsReread === true ? <Message tone="warning">{t('window.key.needs-reread')}</Message> : null}
      </header>
      <Tabs className={styles['tabs'] ?? ''} selectedKey={tab} onSelectionChange={(key) => showTab(tabOf(key))}>
        <TabList aria-label={t('window.keys.tabs')} className={styles['tab-list'] ?? ''}>
          {keyTabs.map((id) => (
            <Tab key={id} id={id} className={styles['tab'] ?? ''}>
              {t(`window.keys.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="overview" className={styles['panel'] ?? ''}>
          <OverviewTab entry={entry} />
        </TabPanel>
        <TabPanel id="passkeys" className={styles['flush'] ?? ''}>
          <PasskeysTab entry={entry} />
        </TabPanel>
        <TabPanel id="pin" className={styles['panel'] ?? ''}>
          <PinTab entry={entry} />
        </TabPanel>
        <TabPanel id="record" className={styles['panel'] ?? ''}>
          <RecordTab entry={entry} onForgotten={onBack} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function tabOf(key: string | number): KeyTab {
  return keyTabs.find((tab) => tab === key) ?? 'overview';
}
