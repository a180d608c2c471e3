import { Button } from '../../components/button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { keyName } from '../../components/use-key-name.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { showKey } from '../../stores/navigation-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { useTranslation } from '../../use-translation.tsx';
import { unlockKey } from '../keys/key-actions.tsx';
import { RecordMenu } from '../import/record-menu.tsx';
import { keyLineText } from '../keys/key-text.ts';
import styles from './first-run.module.css';

/** Renders what to do first: plug in a key, read it, do the same with the spare. */
export function FirstRun() {
  const { t } = useTranslation();
  const keys = useKeys((state) => state.keys);
  const protection = useInventory((state) => state.status?.protection);
  const readable = protection !== undefined && !protection.keychain && !protection.passphrase;
  return (
    <div className={styles['view']}>
      <h1>{t('window.first-run.question')}</h1>
      <p className={styles['lead']}>{t('window.first-run.lead')}</p>
      <ol className={styles['steps']}>
        <li>
          <h2>{t('window.first-run.plug-in')}</h2>
          <p>{keys.length === 0 ? t('window.first-run.plug-in.waiting') : t('window.first-run.plug-in.done')}</p>
        </li>
        <li>
          <h2>{t('window.first-run.read')}</h2>
          <p>{t('window.first-run.read.explain')}</p>
          {keys.length === 0 ? null : (
            <ul className={styles['keys']} aria-label={t('window.nav.plugged-in')}>
              {keys.map((key) => (
                <PluggedLine key={key.handle} plugged={key} />
              ))}
            </ul>
          )}
        </li>
        <li>
          <h2>{t('window.first-run.spare')}</h2>
          <p>{t('window.first-run.spare.explain')}</p>
        </li>
      </ol>
      <div>
        <RecordMenu />
      </div>
      <p className={styles['privacy']}>
        {t('window.first-run.privacy')} {readable ? t('window.first-run.readable') : null}
      </p>
    </div>
  );
}

function PluggedLine({ plugged }: { readonly plugged: KeyView }) {
  const { t } = useTranslation();
  const { handle, facts, problem } = plugged;
  const canList = facts?.capabilities.listPasskeys;
  return (
    <li>
      <KeyPicture
        colour="none"
        width={44}
        shape={keyShape({
          formFactor: facts?.formFactor ?? null,
          product: plugged.product,
        })}
      />
      <span className={styles['words']}>
        <strong>
          <bdi>{keyName(t, plugged)}</bdi>
        </strong>
        <span className={styles['state']}>
          {canList?.answer === 'no' && canList.reason !== null
            ? t(`reason.${canList.reason}`)
            : keyLineText(t, plugged, null)}
        </span>
        {problem === null ? null : <FailureText failure={problem} />}
      </span>
      {canList === undefined ? null : canList.answer === 'no' ? (
        <Button onPress={() => showKey({ type: 'plugged', handle }, 'pin')}>{t('window.first-run.look')}</Button>
      ) : (
        <Button look="primary" onPress={() => void unlockKey(handle)}>
          {t('window.key.unlock')}
        </Button>
      )}
    </li>
  );
}
