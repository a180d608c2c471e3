import { useMemo } from 'react';
import { Link } from 'react-aria-components';
import type { KeyView } from '../src-shared/domain/key-view.ts';
import { ContextMenuArea, type MenuEntry } from './components/context-menu.tsx';
import { copyText } from './components/copy-text.ts';
import { KeyPicture } from './components/key-picture.tsx';
import { keyShape } from './components/key-shape.ts';
import { useKeyColours } from './components/use-key-colour.ts';
import { keyName } from './components/use-key-name.ts';
import { unlockKey } from './features/keys/key-operations.ts';
import { keyLineText } from './features/keys/key-text.ts';
import { WeaknessSign } from './features/keys/weakness-sign.tsx';
import { askWhatIf } from './features/loss/loss-store.ts';
import styles from './sidebar.module.css';
import { useInventory } from './stores/inventory-store.ts';
import { useKeys } from './stores/keys-store.ts';
import { showKey, useNavigation } from './stores/navigation-store.ts';
import { useTranslation } from './use-translation.tsx';

/** Renders the keys that are plugged in, each in its colour; the one whose page is shown is marked. */
export function PluggedKeys() {
  const { t } = useTranslation();
  const present = useKeys((state) => state.keys);
  const loaded = useKeys((state) => state.loaded);
  const records = useInventory((state) => state.snapshot?.keys);
  const colourOf = useKeyColours();
  // A key that is plugged in again is found where it was.
  const keys = useMemo(() => {
    const order = new Map(records?.map(({ id }, index) => [id, index]));
    const placeOf = (key: KeyView): number => order.get(key.remembered?.keyId ?? '') ?? order.size;
    return present.toSorted((left, right) => placeOf(left) - placeOf(right));
  }, [present, records]);
  const shown = useNavigation((state) =>
    state.view === 'keys' && state.selection?.type === 'plugged' ? state.selection.handle : null,
  );
  const entriesAt = (target: Element): readonly MenuEntry[] | null => {
    const handle = target.closest<HTMLElement>('[data-handle]')?.dataset['handle'];
    const key = keys.find((one) => one.handle === handle);
    if (key === undefined) return null;
    const keyId = key.remembered?.keyId;
    const isLost = records?.find(({ id }) => id === keyId)?.lostAt != null;
    return [
      {
        id: 'open',
        text: t('context.open-key'),
        onPress: () => showKey({ type: 'plugged', handle: key.handle }, 'passkeys'),
      },
      ...(key.unlocked || key.facts === null || key.facts.capabilities.listPasskeys.answer === 'no'
        ? []
        : [{ id: 'read', text: t('window.key.unlock'), onPress: () => void unlockKey(key.handle) }]),
      ...(keyId === undefined || isLost
        ? []
        : [{ id: 'what-if', text: t('context.what-if'), onPress: () => askWhatIf({ kind: 'key', id: keyId }) }]),
      ...(key.facts?.vendorSerial == null
        ? []
        : [
            {
              id: 'copy',
              text: t('context.copy-serial'),
              onPress: () => void copyText(t, key.facts?.vendorSerial ?? ''),
            },
          ]),
    ];
  };
  return (
    <section className={styles['plugged']} aria-labelledby="plugged-in">
      <h2 id="plugged-in" className={styles['heading']}>
        {t('window.nav.plugged-in')}
      </h2>
      {keys.length === 0 && loaded ? <p className={styles['none']}>{t('window.nav.none')}</p> : null}
      <ContextMenuArea label={t('window.nav.plugged-in')} entriesAt={entriesAt}>
        <ul>
          {keys.map((key) => {
            const record = records?.find((one) => one.id === key.remembered?.keyId) ?? null;
            const name = keyName(t, key, record?.label);
            const isLost = record !== null && record.lostAt !== null;
            const state = keyLineText(t, key, record, present);
            return (
              <li key={key.handle} data-handle={key.handle} title={`${name}\n${state}`}>
                <Link
                  className={styles['key'] ?? ''}
                  aria-current={key.handle === shown ? 'page' : false}
                  onPress={() => showKey({ type: 'plugged', handle: key.handle }, 'passkeys')}
                >
                  <KeyPicture
                    colour={isLost ? 'none' : colourOf(record?.id ?? null)}
                    width={32}
                    shape={keyShape({
                      formFactor: key.facts?.formFactor ?? record?.formFactor ?? null,
                      product: key.product,
                    })}
                  />
                  <span className={styles['key-text']}>
                    <bdi className={styles['label']} data-lost={isLost}>
                      {isLost ? <s>{name}</s> : name}
                    </bdi>
                    <span className={styles['state']}>
                      {state} <WeaknessSign entry={{ plugged: key, record }} />
                    </span>
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </ContextMenuArea>
    </section>
  );
}
