import type { DeletionLoss } from '../../../src-shared/ipc/deletion-contract.ts';
import { Message } from '../../components/message.tsx';
import { OutsideText, RpId } from '../../components/outside-text.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './delete-dialog.module.css';

/** Renders the one passkey that would be deleted, and what that takes away. */
export function OneDeletion({ loss, keyLabel }: { readonly loss: DeletionLoss; readonly keyLabel: string }) {
  const { t } = useTranslation();
  const { passkey } = loss;
  return (
    <>
      <dl className={styles['what']}>
        <dt>{t('window.delete.account')}</dt>
        <dd>
          <strong>
            <OutsideText text={passkey.userName ?? passkey.userDisplayName ?? t('window.coverage.no-user-name')} />
          </strong>
        </dd>
        <dt>{t('window.delete.service')}</dt>
        <dd>
          <OutsideText text={loss.serviceName} />
          {passkey.rpId === null || passkey.rpId === loss.serviceName ? null : (
            <span className={styles['quiet']}>
              {' '}
              <RpId rpId={passkey.rpId} />
            </span>
          )}
        </dd>
        <dt>{t('window.delete.key')}</dt>
        <dd>
          <OutsideText text={keyLabel} />
        </dd>
      </dl>
      <Consequence loss={loss} />
    </>
  );
}

function Consequence({ loss }: { readonly loss: DeletionLoss }) {
  const { t } = useTranslation();
  if (loss.onlyKnownWay) {
    return (
      <Message tone="critical">
        <p>
          <strong>{t('window.delete.only-way')}</strong>
        </p>
        {loss.lastForService ? <p>{t('window.delete.last-for-service')}</p> : null}
        {loss.closedToo.length === 0 ? null : (
          <p>
            <OutsideText
              text={t('delete.closed-too', {
                count: loss.closedToo.length,
                names: loss.closedToo.join(t('list.separator')),
              })}
            />
          </p>
        )}
      </Message>
    );
  }
  return (
    <Message tone="notice">
      {loss.otherKeys.length === 0 ? (
        <p>{t('window.delete.no-other-key')}</p>
      ) : (
        <>
          <p>{t('window.delete.other-keys')}</p>
          <NameList names={loss.otherKeys} />
        </>
      )}
      {loss.otherWaysIn.length === 0 ? null : (
        <>
          <p>{t('window.delete.other-ways')}</p>
          <NameList names={loss.otherWaysIn} />
        </>
      )}
    </Message>
  );
}

function NameList({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className={styles['names']}>
      {names.map((name) => (
        <li key={name}>
          <OutsideText text={name} />
        </li>
      ))}
    </ul>
  );
}
