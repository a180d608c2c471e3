import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { api, type SparekeyApi } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { navigationStore, useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './demo-panel.module.css';

type DemoKey = Awaited<ReturnType<SparekeyApi['demo']['keys']>>[number];

/** Renders, in the demo, the simulated keys with their PINs, and the buttons that plug and touches them. */
export function DemoPanel() {
  const { t } = useTranslation();
  const [keys, setKeys] = useState<readonly DemoKey[]>([]);
  const roomy = useRoomy();
  const chosen = useNavigation((state) => state.demoOpen);
  const open = chosen ?? roomy;
  const plugged = useKeys((state) => state.keys);
  const reload = useCallback(() => {
    void api().demo.keys().then(setKeys);
  }, []);
  useEffect(reload, [reload, plugged]);
  return (
    <section className={styles['panel']} aria-label={t('window.demo.title')} data-open={open}>
      <Button look="quiet" expanded={open} onPress={() => navigationStore.setState({ demoOpen: !open })}>
        {open ? '▾' : '▸'} {t('window.demo.title')}
      </Button>
      {open ? (
        <ul className={styles['keys']}>
          {keys.map((key) => (
            <li key={key.id} className={styles['key']} data-plugged={key.plugged}>
              <span className={styles['words']}>
                <bdi>{key.name}</bdi>
                <span className={styles['pin']}>
                  {key.pin === null ? t('window.demo.no-pin') : t('window.demo.pin', { pin: key.pin })}
                </span>
              </span>
              <Button
                label={t(key.plugged ? 'window.demo.unplug-key' : 'window.demo.plug-key', { key: key.name })}
                onPress={() => void api().demo.plug({ id: key.id, plugged: !key.plugged }).then(reload)}
              >
                {t(key.plugged ? 'window.demo.unplug' : 'window.demo.plug')}
              </Button>
              <Button
                label={t('window.demo.touch-key', { key: key.name })}
                disabled={!key.plugged}
                onPress={() => void api().demo.touch({ id: key.id })}
              >
                {t('window.demo.touch')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** Checks whether the window is high enough to spare the room for the panel; it stays open or closed once a person chose. */
function useRoomy(): boolean {
  return useSyncExternalStore(followHeight, () => window.innerHeight >= 680);
}

function followHeight(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}
