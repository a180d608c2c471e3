import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { SettingsSection } from './settings-section.tsx';
import { Line } from './settings-line.tsx';
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
  return (
    <SettingsSection title={t('window.protection.title')}>
      <Line label={t('window.protection.state')}>
        {keychain || passphrase ? (
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
      </Line>
      <Line label={t('window.protection.keychain')}>
        <p className={styles['quiet']}>
          {status.keychainAvailable ? t('window.protection.keychain.explain') : t('window.protection.keychain.absent')}
        </p>
        {open && status.keychainAvailable ? (
          <Button
            onPress={() =>
              void finish(
                api().inventory.setKeychain({ on: !keychain }),
                t(keychain ? 'window.protection.keychain.is-off' : 'window.protection.keychain.is-on'),
              )
            }
          >
            {t(keychain ? 'window.protection.keychain.off' : 'window.protection.keychain.on')}
          </Button>
        ) : null}
      </Line>
      <Line label={t('window.protection.passphrase')}>
        <p className={styles['quiet']}>
          {t(passphrase ? 'window.protection.passphrase.is-set' : 'window.protection.passphrase.explain')}
        </p>
        {open ? (
          <div className={styles['buttons']}>
            <Button
              onPress={() => void finish(api().inventory.setPassphrase(), t('window.protection.passphrase.done'))}
            >
              {t(passphrase ? 'window.protection.passphrase.change' : 'window.protection.passphrase.set')}
            </Button>
            {passphrase ? (
              <Button
                onPress={() =>
                  void finish(api().inventory.removePassphrase(), t('window.protection.passphrase.removed'))
                }
              >
                {t('window.protection.passphrase.remove')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </Line>
      <Line label={t('window.protection.recovery')}>
        <p className={styles['quiet']}>
          {t(recoveryCode ? 'window.protection.recovery.is-set' : 'window.protection.recovery.explain')}
        </p>
        {open ? (
          <Button
            onPress={() => void finish(api().inventory.createRecoveryCode(), t('window.protection.recovery.done'))}
          >
            {t(recoveryCode ? 'window.protection.recovery.new' : 'window.protection.recovery.create')}
          </Button>
        ) : null}
      </Line>
    </SettingsSection>
  );
}
