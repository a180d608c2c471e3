import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { LiveRegions } from './components/live-regions.tsx';
import { Notices } from './components/notices.tsx';
import { ProgressStrip } from './components/progress-strip.tsx';
import styles from './app.module.css';
import { ActivityView } from './features/activity/activity-view.tsx';
import { BackupView } from './features/backup/backup-view.tsx';
import { PassStrip } from './features/backup/pass-strip.tsx';
import { CoverageView } from './features/coverage/coverage-view.tsx';
import { DemoPanel } from './features/demo/demo-panel.tsx';
import { LossView } from './features/loss/loss-view.tsx';
import { RecordDialogs } from './features/import/record-dialogs.tsx';
import { InventoryClosed } from './features/inventory/inventory-closed.tsx';
import { KeysView } from './features/keys/keys-view.tsx';
import { WhichKeyDialog } from './features/keys/which-key-dialog.tsx';
import { SecurityEvents } from './features/reminders/security-events.tsx';
import { useReadingNotice } from './features/reminders/use-reading-notice.ts';
import { PolicyView } from './features/policy/policy-view.tsx';
import { SettingsView } from './features/settings/settings-view.tsx';
import { useOtpHint } from './input/use-otp-hint.ts';
import { Sidebar } from './sidebar.tsx';
import { useApp } from './stores/app-store.ts';
import { useInventory } from './stores/inventory-store.ts';
import { useNavigation } from './stores/navigation-store.ts';
import { TranslationProvider } from './use-translation.tsx';

/** Renders the window: language and theme, then the shell. */
export function App() {
  const status = useApp((state) => state.status);
  const locale = status?.locale ?? 'en';
  const dark = status?.dark;
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = 'Sparekey';
  }, [locale]);
  useEffect(() => {
    if (dark !== undefined) document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);
  if (status === null) return null;
  return (
    <I18nProvider locale={locale === 'ja' ? 'ja-JP' : 'en-US'}>
      <TranslationProvider locale={locale}>
        <Shell demo={status.demo} />
      </TranslationProvider>
    </I18nProvider>
  );
}

function Shell({ demo }: { readonly demo: boolean }) {
  useOtpHint();
  useReadingNotice();
  return (
    <div className={styles['shell']}>
      <SecurityEvents />
      <PassStrip />
      <div className={styles['body']}>
        <Sidebar demo={demo} />
        <main className={styles['main']}>
          <CurrentView />
        </main>
      </div>
      {demo ? <DemoPanel /> : null}
      <ProgressStrip />
      <Notices />
      <WhichKeyDialog />
      <RecordDialogs />
      <LiveRegions />
    </div>
  );
}

function CurrentView() {
  const view = useNavigation((state) => state.view);
  const inventoryState = useInventory((state) => state.status?.state);
  if (view === 'settings') return <SettingsView />;
  if (inventoryState !== undefined && inventoryState !== 'open' && view !== 'keys') return <InventoryClosed />;
  switch (view) {
    case 'coverage':
      return <CoverageView />;
    case 'backup':
      return <BackupView />;
    case 'loss':
      return <LossView />;
    case 'policy':
      return <PolicyView />;
    case 'keys':
      return <KeysView />;
    case 'activity':
      return <ActivityView />;
  }
}
