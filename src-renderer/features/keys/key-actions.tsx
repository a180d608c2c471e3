import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { MenuButton } from '../../components/menu-button.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { showTab } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { askWhatIf } from '../loss/loss-store.ts';
import { recheckKey } from '../read-access/read-access-actions.ts';
import { ForgetDialog } from './forget-dialog.tsx';
import styles from './key-actions.module.css';
import type { KeyEntry } from './key-entries.ts';
import { identifyKey, readKey, unlockKey } from './key-operations.ts';
import { UnlockByFingerDialog } from './unlock-by-finger-dialog.tsx';
import { useFingerUnlock } from './use-finger-unlock.ts';

/** Renders what can be done with a key as a whole: read it, lock it; in the menu what is seldom needed. */
export function KeyActions({ entry }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const { plugged, record } = entry;
  const [forgetting, setForgetting] = useState(false);
  const busy = useKeys((state) => plugged !== null && state.progress[plugged.handle] !== undefined);
  const handle = plugged?.handle ?? null;
  const facts = plugged?.facts ?? null;
  const canBlink = facts !== null && facts.capabilities.identify.answer !== 'no';
  const items = [
    ...(canBlink ? [{ id: 'blink' as const, label: t('window.key.identify') }] : []),
    ...(record === null
      ? []
      : [
          ...(record.lostAt === null ? [{ id: 'what-if' as const, label: t('context.what-if') }] : []),
          { id: 'rename' as const, label: t('window.key.rename') },
          { id: 'forget' as const, label: t('window.record.forget-button') },
        ]),
  ];
  const act = (id: (typeof items)[number]['id']): void => {
    if (id === 'blink' && handle !== null) void identifyKey(t, handle);
    else if (id === 'what-if' && record !== null) askWhatIf({ kind: 'key', id: record.id });
    else if (id === 'rename') showTab('details');
    else if (id === 'forget') setForgetting(true);
  };
  const finger = useFingerUnlock();
  const unlock = finger.state;
  const byFinger = facts !== null && facts.capabilities.unlockByFinger.answer !== 'no';
  const canList = facts !== null && facts.capabilities.listPasskeys.answer !== 'no';
  return (
    <div className={styles['actions']}>
      {handle === null || facts === null ? null : plugged?.unlocked === true ? (
        <>
          <Button disabled={busy} onPress={() => void readKey(handle)}>
            {t('window.key.read-again')}
          </Button>
          <Button onPress={() => void api().keys.lock({ handle })}>{t('window.key.lock')}</Button>
        </>
      ) : canList || byFinger ? (
        <>
          {plugged?.readAccess == null ? null : (
            <Button disabled={busy} onPress={() => void recheckKey(t, handle)}>
              {t('window.key.read-again')}
            </Button>
          )}
          {byFinger ? (
            <Button look="primary" disabled={busy} onPress={() => void finger.ask(handle)}>
              {t('window.by-finger.read')}
            </Button>
          ) : null}
          {canList ? (
            <Button look={byFinger ? 'plain' : 'primary'} disabled={busy} onPress={() => void unlockKey(handle)}>
              {t(byFinger ? 'window.by-finger.read-with-pin' : 'window.key.unlock')}
            </Button>
          ) : null}
        </>
      ) : null}
      {items.length === 0 ? null : <MenuButton label={t('window.key.more')} items={items} outlined onAction={act} />}
      {unlock === null || facts === null ? null : (
        <UnlockByFingerDialog
          unlock={unlock}
          capabilities={facts.capabilities}
          onAgain={() => void finger.ask(unlock.handle)}
          onPin={finger.usePin}
          onClose={finger.end}
        />
      )}
      {forgetting && record !== null ? <ForgetDialog record={record} onClose={() => setForgetting(false)} /> : null}
    </div>
  );
}
