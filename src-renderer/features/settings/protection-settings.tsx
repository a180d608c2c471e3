import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { SettingRow } from '../../components/setting-row.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/**
 * Renders how the inventory file is protected, in words, and what can be changed. PIN windows do the typing, and dialogs of the system ask
 * before protection is taken away.
 */
export function ProtectionSettings() {
  const { t } = useTranslation();
  const status = useInventory((state) => state.status);
  if (status === null) return null;
  const { keychain, passphrase, recoveryCode } = status.protection;
  const open = status.state === 'open';
  const finish = async (operation: Parameters<typeof run<null>>[0], done: string) => {
    if ((await run(operation)) !== undefined) showDone(done);
  };
  const isProtected = keychain || passphrase;
  const closed = open ? null : t('settings.closed');
  return (
    <SettingsSection part="protection" title={t('window.protection.title')}>
      <div className={styles['state']}>
        {isProtected ? (
          <p>
            {t(
              keychain && passphrase
                ? 'window.protection.both'
                : keychain
                  ? 'window.protection.keychain-only'
                  : 'window.protection.passphrase-only',
            )}
          </p>
        ) : (
          <Message tone="warning">{t('window.protection.none')}</Message>
        )}
      </div>
      <SettingRow
        name={t('window.protection.keychain')}
        value={t(keychain ? 'settings.on' : 'settings.off')}
        meaning={
          status.keychainAvailable
            ? (closed ?? t('window.protection.keychain.explain'))
            : t('window.protection.keychain.absent')
        }
        action={{
          label: t(keychain ? 'window.protection.keychain.off' : 'window.protection.keychain.on'),
          possible: open && status.keychainAvailable,
          onPress: () =>
            void finish(
              api().inventory.setKeychain({ on: !keychain }),
              t(keychain ? 'window.protection.keychain.is-off' : 'window.protection.keychain.is-on'),
            ),
        }}
      />
      <SettingRow
        name={t('window.protection.passphrase')}
        value={t(passphrase ? 'settings.set' : 'settings.not-set')}
        meaning={
          <>
            {closed ?? t('window.protection.passphrase.explain')}{' '}
            {passphrase && open ? (
              <Button
                look="link"
                onPress={() =>
                  void finish(api().inventory.removePassphrase(), t('window.protection.passphrase.removed'))
                }
              >
                {t('window.protection.passphrase.remove')}
              </Button>
            ) : null}
          </>
        }
        action={{
          label: t(passphrase ? 'window.protection.passphrase.change' : 'window.protection.passphrase.set'),
          possible: open,
          onPress: () => void finish(api().inventory.setPassphrase(), t('window.protection.passphrase.done')),
        }}
      />
      <SettingRow
        name={t('window.protection.recovery')}
        value={t(recoveryCode ? 'settings.set' : 'settings.not-set')}
        meaning={
          closed ??
          (isProtected
            ? t(recoveryCode ? 'window.protection.recovery.is-set' : 'window.protection.recovery.explain')
            : t('settings.recovery.protect-first'))
        }
        action={{
          label: t(recoveryCode ? 'window.protection.recovery.new' : 'window.protection.recovery.create'),
          possible: open && isProtected,
          onPress: () => void finish(api().inventory.createRecoveryCode(), t('window.protection.recovery.done')),
        }}
      />
    </SettingsSection>
  );
}
