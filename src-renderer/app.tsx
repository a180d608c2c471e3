import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Button } from './components/button.tsx';
import { LiveRegions } from './components/live-regions.tsx';
import { Notices } from './components/notices.tsx';
import { ProgressStrip } from './components/progress-strip.tsx';
import styles from './app.module.css';
import { PassStrip } from './features/backup/pass-strip.tsx';
import { CoverageView } from './features/coverage/coverage-view.tsx';
import { DemoPanel } from './features/demo/demo-panel.tsx';
import { DesktopSheets } from './features/desktop/desktop-sheets.tsx';
import { RecordDialogs } from './features/import/record-dialogs.tsx';
import { InventoryClosed } from './features/inventory/inventory-closed.tsx';
import { WhichKeyDialog } from './features/keys/which-key-dialog.tsx';
import { SecurityEvents } from './features/reminders/security-events.tsx';
import { useReadingNotice } from './features/reminders/use-reading-notice.ts';
import { useOtpHint } from './input/use-otp-hint.ts';
import { Sidebar } from './sidebar.tsx';
import { useApp } from './stores/app-store.ts';
import { useInventory } from './stores/inventory-store.ts';
import { useNavigation, type View } from './stores/navigation-store.ts';
import { TranslationProvider, useTranslation } from './use-translation.tsx';
import { loadView, loadViews, useViews } from './views.ts';

/** Views that say something where the inventory is not open. */
const withoutInventory: ReadonlySet<View> = new Set(['settings', 'keys', 'check']);
/** Milliseconds after the inventory was opened. */
const afterFirstPicture = 500;

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
  const isOpened = useInventory((state) => state.status !== null);
  useEffect(() => {
    if (!isOpened) return;
    const timer = setTimeout(() => void loadViews(), afterFirstPicture);
    return () => clearTimeout(timer);
  }, [isOpened]);
  return (
    <div className={styles['shell']}>
      <SecurityEvents />
      <PassStrip />
      <div className={styles['body']}>
        <Sidebar demo={demo} />
        <CurrentView />
      </div>
      {demo ? <DemoPanel /> : null}
      <ProgressStrip />
      <Notices />
      <WhichKeyDialog />
      <RecordDialogs />
      <DesktopSheets />
      <LiveRegions />
    </div>
  );
}

function CurrentView() {
  const view = useNavigation((state) => state.view);
  const { loaded, failed } = useViews();
  const isRead = view === 'coverage' || loaded[view] !== undefined;
  const isMissing = !isRead && failed.has(view);
  // While a view is read the one before stays, so that nothing flashes.
  const [shown, setShown] = useState<View>('coverage');
  if (isRead && shown !== view) setShown(view);
  useEffect(() => void loadView(view), [view]);
  return (
    <main className={styles['main']} aria-busy={!isRead && !isMissing}>
      {isMissing ? <ViewMissing view={view} /> : <PresentView view={isRead ? view : shown} />}
    </main>
  );
}

function PresentView({ view }: { readonly view: View }) {
  const inventoryState = useInventory((state) => state.status?.state);
  const { loaded } = useViews();
  const needsInventory = !withoutInventory.has(view);
  if (needsInventory && inventoryState !== undefined && inventoryState !== 'open') return <InventoryClosed />;
  const Present = loaded[view];
  return Present === undefined ? <CoverageView /> : <Present />;
}

/** Renders that a view could not be read, and how to try again. */
function ViewMissing({ view }: { readonly view: View }) {
  const { t } = useTranslation();
  return (
    <div className={styles['missing']} role="alert">
      <h1>{t('window.view-missing')}</h1>
      <p>{t('window.view-missing.why')}</p>
      <Button look="primary" onPress={() => void loadView(view)}>
        {t('window.view-missing.again')}
      </Button>
    </div>
  );
}
