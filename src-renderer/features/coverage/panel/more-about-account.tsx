import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import { MethodGuide } from '../../../components/method-guide.tsx';
import { PanelSection } from '../../../components/panel.tsx';
import { useApp } from '../../../stores/app-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { AccountImportance } from '../../inventory/account-importance.tsx';
import { AccountCorrections } from './account-corrections.tsx';
import styles from './account-panel.module.css';
import { keyUseOf } from './key-use.ts';
import { ServiceNeeds } from './service-needs.tsx';

/** Renders what kinds of keys open an account, what its service asks for, how much it matters, and which account it is. */
export function MoreAboutAccount({ entry }: { readonly entry: AccountEntry }) {
  const { t } = useTranslation();
  const { service, account } = entry;
  const listed = useApp((state) => state.services.find(({ id }) => id === service.serviceId));
  const uses = [...new Set(account.cells.filter(isRecorded).map((cell) => keyUseOf(service, cell)))];
  return (
    <PanelSection title={t('coverage.panel.about')}>
      <div className={styles['stack']}>
        {uses.map((use) => (
          <div key={use}>
            <p>{t(`method.${use}`)}</p>
            <MethodGuide kind={use} />
          </div>
        ))}
        {listed?.corrected === true ? <p className={styles['quiet']}>{t('correction.own-mark')}</p> : null}
        {listed?.addKeyPath === undefined ? null : (
          <p className={styles['quiet']}>{t('catalogue.path', { path: listed.addKeyPath })}</p>
        )}
        <ServiceNeeds account={account} serviceId={service.serviceId} />
        <AccountImportance account={account} />
        <AccountCorrections service={service} account={account} />
      </div>
    </PanelSection>
  );
}
