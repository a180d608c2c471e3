import { useCallback, useEffect, useState } from 'react';
import { api, type SparekeyApi } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { navigationStore, useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './demo-panel.module.css';

type DemoKey = Awaited<ReturnType<SparekeyApi['demo']['keys']>>[number];

/** Renders the bench of simulated keys, at the foot of the window: their PINs, and the buttons that plug and touch them. */
export function DemoPanel() {
  const { t } = useTranslation();
  const [keys, setKeys] = useState<readonly DemoKey[]>([]);
  const open = useNavigation((state) => state.demoOpen);
  const plugged = useKeys((state) => state.keys);
  const reload = useCallback(() => {
    void api().demo.keys().then(setKeys);
  }, []);
  useEffect(reload, [reload, plugged]);
  if (!open) return null;
  return (
    <section className={styles['panel']} aria-label={t('window.demo.title')}>
      <p className={styles['explain']}>{t('window.banner.demo')}</p>
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
            {key.hasSensor ? (
              <Button
                label={t('window.demo.wrong-finger-key', { key: key.name })}
                disabled={!key.plugged}
                onPress={() => void api().demo.setWrongFinger({ id: key.id })}
              >
                {t('window.demo.wrong-finger')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        label={t('window.common.close')}
        onPress={() => navigationStore.setState({ demoOpen: false })}
      >
        <Icon name="close" />
      </Button>
    </section>
  );
}
