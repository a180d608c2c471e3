import { Link } from 'react-aria-components';
import { KeyPicture } from './components/key-picture.tsx';
import { keyShape } from './components/key-shape.ts';
import { useKeyColours } from './components/use-key-colour.ts';
import { useNarrow } from './components/use-narrow.ts';
import { keyName } from './components/use-key-name.ts';
import { keyLineText } from './features/keys/key-text.ts';
import styles from './sidebar.module.css';
import { useInventory } from './stores/inventory-store.ts';
import { useKeys } from './stores/keys-store.ts';
import { showKey, useNavigation } from './stores/navigation-store.ts';
import { useTranslation } from './use-translation.tsx';

/** Renders the keys that are plugged in, each in its colour; the one whose page is shown is marked. */
export function PluggedKeys() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const keys = useKeys((state) => state.keys);
  const loaded = useKeys((state) => state.loaded);
  const records = useInventory((state) => state.snapshot?.keys);
  const colourOf = useKeyColours();
  const shown = useNavigation((state) =>
    state.view === 'keys' && state.selection?.type === 'plugged' ? state.selection.handle : null,
  );
  return (
    <section className={styles['plugged']} aria-labelledby="plugged-in">
      <h2 id="plugged-in" className={styles['heading']}>
        {t('window.nav.plugged-in')}
      </h2>
      {keys.length === 0 && loaded ? <p className={styles['none']}>{t('window.nav.none')}</p> : null}
      <ul>
        {keys.map((key) => {
          const record = records?.find((one) => one.id === key.remembered?.keyId) ?? null;
          const name = keyName(t, key, record?.label);
          return (
            <li key={key.handle} title={narrow ? name : undefined}>
              <Link
                className={styles['key'] ?? ''}
                aria-current={key.handle === shown ? 'page' : false}
                onPress={() => showKey({ type: 'plugged', handle: key.handle }, 'passkeys')}
              >
                <KeyPicture
                  colour={colourOf(record?.id ?? null)}
                  width={32}
                  shape={keyShape({
                    formFactor: key.facts?.formFactor ?? record?.formFactor ?? null,
                    product: key.product,
                  })}
                />
                <span className={styles['key-text']}>
                  <bdi className={styles['label']}>{name}</bdi>
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
