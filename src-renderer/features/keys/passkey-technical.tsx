import { coseAlgorithmName } from '../../../src-shared/lib/cose-algorithm.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './passkey-panel.module.css';
import type { PasskeyRow } from './passkey-rows.ts';

/** Renders the bytes of a passkey, folded; each value can be copied. */
export function PasskeyTechnical({ row }: { readonly row: PasskeyRow }) {
  const { t } = useTranslation();
  const yesNo = (value: boolean | null) =>
    value === null ? null : t(value ? 'window.answer.yes' : 'window.answer.no');
  const values: readonly (readonly [string, string | null])[] = [
    [t('window.passkey.rp-id'), row.rpId],
    [t('window.passkey.rp-name'), row.rpName],
    [t('window.passkey.user-id'), row.userId],
    [t('window.passkey.credential-id'), row.credentialId],
    [t('window.passkey.rp-id-hash'), row.rpIdHash],
    [t('window.passkey.algorithm'), row.algorithm === null ? null : coseAlgorithmName(row.algorithm)],
    [t('window.passkey.protection'), row.credProtect === null ? null : String(row.credProtect)],
    [t('window.passkey.large-blob'), yesNo(row.hasLargeBlobKey)],
    [t('window.passkey.payment'), yesNo(row.thirdPartyPayment)],
  ];
  return (
    <details className={styles['technical']}>
      <summary>
        <b>{t('window.passkey.technical')}</b>{' '}
        <span className={styles['quiet']}>{t('window.passkey.technical.what')}</span>
      </summary>
      <dl>
        {values.map(([name, value]) =>
          value === null || value === '' ? null : (
            <div key={name} className={styles['value']}>
              <dt>{name}</dt>
              <dd>
                <bdi>{displayText(value, 2_100)}</bdi>
              </dd>
              <CopyButton text={value} what={name} />
            </div>
          ),
        )}
      </dl>
    </details>
  );
}
