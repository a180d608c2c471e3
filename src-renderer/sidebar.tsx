import { useId } from 'react';
import { commandShortcuts, type MenuView } from '../src-shared/domain/app-command.ts';
import { Icon, type IconName } from './components/icon.tsx';
import { ToneIcon } from './components/tone-icon.tsx';
import { Keycap } from './components/keycap.tsx';
import { useNarrow } from './components/use-narrow.ts';
import { openSheet } from './features/desktop/desktop-store.ts';
import { shortcutText } from './features/desktop/shortcut-text.ts';
import { ReminderBadge } from './features/reminders/reminder-badge.tsx';
import { PluggedKeys } from './plugged-keys.tsx';
import styles from './sidebar.module.css';
import { sessionNotes, useApp } from './stores/app-store.ts';
import { navigationStore, showView, useNavigation } from './stores/navigation-store.ts';
import { useTranslation } from './use-translation.tsx';

const mainViews = ['coverage', 'backup', 'loss', 'keys'] as const;
const deskViews = ['check'] as const;
const footViews = ['activity', 'policy', 'settings'] as const;
const icons: Readonly<Record<MenuView, IconName>> = {
  coverage: 'coverage',
  backup: 'add',
  loss: 'lost',
  keys: 'keys',
  check: 'issue-check',
  activity: 'activity',
  policy: 'policy',
  settings: 'settings',
};

/** Renders the views, the keys that are plugged in, and at the foot what is seldom needed. Where the window is narrow, icons alone. */
export function Sidebar({ demo }: { readonly demo: boolean }) {
  const { t } = useTranslation();
  return (
    <nav className={styles['sidebar']} aria-label={t('window.nav.title')}>
      <p className={styles['name']}>
        <Mark />
        <span className={styles['text']}>{t('app.name')}</span>
        <PaletteButton />
      </p>
      <ul>
        {mainViews.map((view) => (
          <ViewItem key={view} view={view} />
        ))}
      </ul>
      <section aria-labelledby="desk">
        <h2 id="desk" className={styles['heading']}>
          {t('window.nav.desk')}
        </h2>
        <ul>
          {deskViews.map((view) => (
            <ViewItem key={view} view={view} />
          ))}
        </ul>
      </section>
      <PluggedKeys />
      <ul className={styles['foot']}>
        {footViews.map((view) => (
          <ViewItem key={view} view={view} />
        ))}
      </ul>
      {demo ? <SimulatedPill /> : null}
    </nav>
  );
}

/** Renders the button that opens the list of everything, named by its shortcut. */
function PaletteButton() {
  const { t } = useTranslation();
  const platform = useApp((state) => state.status?.platform ?? '');
  return (
    <button type="button" className={styles['palette']} title={t('palette.title')} onClick={() => openSheet('palette')}>
      <span className="spoken">{t('palette.title')}</span>{' '}
      <Keycap keys={shortcutText(commandShortcuts.palette ?? '', platform)} />
    </button>
  );
}

function ViewItem({ view }: { readonly view: MenuView }) {
  const { t } = useTranslation();
  const current = useNavigation((state) =>
    state.view === 'what-if' || state.view === 'forbid' ? 'coverage' : state.view,
  );
  const notes = useApp((state) => (state.status === null ? 0 : sessionNotes(state.status).length));
  const narrow = useNarrow();
  const noted = view === 'settings' && notes > 0;
  const id = useId();
  const described = view === 'coverage' || noted;
  return (
    <li className={styles['item']}>
      <button
        type="button"
        className={styles['view']}
        data-view={view}
        title={narrow ? t(`window.nav.${view}`) : undefined}
        aria-current={view === current ? 'page' : undefined}
        aria-describedby={described ? id : undefined}
        onClick={() => showView(view)}
      >
        <Icon name={icons[view]} />
        <span className={styles['text']}>{t(`window.nav.${view}`)}</span>
      </button>
      {view === 'coverage' ? <ReminderBadge id={id} /> : null}
      {noted ? (
        <span className={styles['note']}>
          <ToneIcon tone="warning" size={12} />
          <span id={id} className="spoken">
            {t('window.nav.session-notes', { count: notes })}
          </span>
        </span>
      ) : null}
    </li>
  );
}

/** Renders what says that all keys are simulated; it opens and closes the bench on which they lie. */
function SimulatedPill() {
  const { t } = useTranslation();
  const open = useNavigation((state) => state.demoOpen);
  return (
    <button
      type="button"
      className={styles['pill']}
      title={t('window.banner.demo')}
      aria-expanded={open}
      onClick={() => navigationStore.setState({ demoOpen: !open })}
    >
      <Icon name="simulated" size={14} />
      <span className={styles['text']}>{t('window.demo.title')}</span>
      <span className={styles['pill-end']}>
        <Icon name={open ? 'down' : 'right'} size={12} />
      </span>
    </button>
  );
}

/** Renders the mark of Sparekey: two keys, one filled, one a ring. */
function Mark() {
  return (
    <svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true" focusable="false" className={styles['mark']}>
      <circle cx="7" cy="8" r="5" className={styles['first']} />
      <circle cx="16" cy="8" r="5" className={styles['second']} />
    </svg>
  );
}
