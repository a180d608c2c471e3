import { Link } from 'react-aria-components';
import { KeyPicture } from './components/key-picture.tsx';
import { keyShape } from './components/key-shape.ts';
import { useKeyColours } from './components/use-key-colour.ts';
import { keyName } from './components/use-key-name.ts';
import { keyLineText } from './features/keys/key-text.ts';
import { ReminderBadge } from './features/reminders/reminder-badge.tsx';
import styles from './sidebar.module.css';
import { useInventory } from './stores/inventory-store.ts';
import { useKeys } from './stores/keys-store.ts';
import { showKey, showView, useNavigation, views } from './stores/navigation-store.ts';
import { useTranslation } from './use-translation.tsx';

/** Renders the four views and, beneath, the keys that are plugged in. */
export function Sidebar() {
  const { t } = useTranslation();
  const current = useNavigation((state) => state.view);
  const closeSelection = (view: (typeof views)[number]) => {
    showView(view);
  };
  return (
    <nav className={styles['sidebar']} aria-label={t('window.nav.title')}>
      <p className={styles['name']}>
        <Mark />
        {t('app.name')}
      </p>
      <ul className={styles['views']}>
        {views.map((view) => (
          <li key={view} className={styles['item']}>
            <button
              type="button"
              className={styles['view']}
              aria-current={view === current ? 'page' : undefined}
              aria-describedby={view === 'activity' ? 'reminder-count' : undefined}
              onClick={() => closeSelection(view)}
            >
              {t(`window.nav.${view}`)}
            </button>
            {view === 'activity' ? <ReminderBadge id="reminder-count" /> : null}
          </li>
        ))}
      </ul>
      <PluggedIn />
    </nav>
  );
}

function PluggedIn() {
  const { t } = useTranslation();
  const colourOf = useKeyColours();
  const keys = useKeys((state) => state.keys);
  const loaded = useKeys((state) => state.loaded);
  const records = useInventory((state) => state.snapshot?.keys);
  return (
    <section className={styles['plugged']} aria-labelledby="plugged-in">
      <h2 id="plugged-in" className={styles['heading']}>
        {t('window.nav.plugged-in')}
      </h2>
      {keys.length === 0 && loaded ? <p className={styles['none']}>{t('window.nav.none')}</p> : null}
      <ul>
        {keys.map((key) => {
          const record = records?.find((one) => one.id === key.remembered?.keyId) ?? null;
          return (
            <li key={key.handle}>
              <Link
                className={styles['key'] ?? ''}
                onPress={() => showKey({ type: 'plugged', handle: key.handle }, 'passkeys')}
              >
                <KeyPicture
                  colour={colourOf(key.remembered?.keyId ?? null)}
                  width={32}
                  shape={keyShape({
                    formFactor: key.facts?.formFactor ?? record?.formFactor ?? null,
                    product: key.product,
                  })}
                />
                <span className={styles['words']}>
                  <bdi className={styles['label']}>{keyName(t, key, record?.label)}</bdi>
                  <span className={styles['state']}>{keyLineText(t, key, record)}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
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
