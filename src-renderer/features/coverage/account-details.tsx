import { useState } from 'react';
import type { CoverageAccount, CoverageReport, CoverageService } from '../../../src-shared/coverage/coverage-types.ts';
import type { OtherWayIn } from '../../../src-shared/domain/inventory.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { Sign } from '../../components/sign.tsx';
import { useApp } from '../../stores/app-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { CorrectionDialog } from '../catalogue/correction-dialog.tsx';
import { AccountImportance } from '../inventory/account-importance.tsx';
import { gapWords, nextStepWords, serviceName, verdictWords } from './coverage-words.ts';
import styles from './details-popover.module.css';
import { DetailsPopover } from './details-popover.tsx';
import { ServiceNeeds } from './service-needs.tsx';
import { WaysNotCounted } from './ways-not-counted.tsx';
import { OtherWayDialog } from '../records/other-way-dialog.tsx';
import { ToldDialog } from '../records/told-dialog.tsx';
import { hostOf } from '../../components/host-of.ts';
import { doubtMessage } from '../../../src-shared/i18n/coverage-message.ts';

/** Shows why an account has its verdict, its other ways in, and what can be done about it. */
export function AccountDetails({
  service,
  account,
  report,
  anchor,
  onClose,
}: {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
  readonly report: CoverageReport;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}) {
  const { t, day, locale } = useTranslation();
  const listed = useApp((state) => state.services.find(({ id }) => id === service.serviceId));
  const [form, setForm] = useState<'none' | 'told' | 'other-way' | 'correction'>('none');
  const [edited, setEdited] = useState<OtherWayIn | null>(null);
  if (form === 'told') return <ToldDialog keyId={null} account={{ service, account }} onClose={onClose} />;
  if (form === 'other-way') return <OtherWayDialog account={{ service, account }} way={edited} onClose={onClose} />;
  if (form === 'correction') {
    const suggested = { name: service.name, rpId: account.rpId ?? '' };
    return <CorrectionDialog serviceId={listed?.id ?? null} suggested={suggested} onClose={onClose} />;
  }
  const next = nextStepWords(t, account);
  const page = service.addKeyUrl;
  return (
    <DetailsPopover
      anchor={anchor}
      onClose={onClose}
      title={
        <>
          <OutsideText text={serviceName(service, locale)} />
          {account.userName === null ? null : (
            <>
              {' · '}
              <OutsideText text={account.userName} />
            </>
          )}
        </>
      }
    >
      <p>{verdictWords(t, account)}</p>
      {account.gaps.length === 0 && account.doubts.length === 0 ? null : (
        <ul className={styles['list']}>
          {account.gaps.map((gap) => (
            <li key={`${gap.kind}:${gap.keyId ?? ''}`}>
              <Sign tone={gap.severity} />
              <p>
                <strong>{t(`severity.${gap.severity}`)}</strong> {gapWords(t, gap)}
              </p>
            </li>
          ))}
          {account.doubts.map((doubt) => (
            <li key={doubt}>
              <Sign tone="notice" />
              <p>{doubtMessage(t, doubt)}</p>
            </li>
          ))}
        </ul>
      )}
      {next === null ? null : <p className={styles['quiet']}>{next}</p>}
      {account.otherWaysIn.length === 0 ? null : (
        <ul className={styles['list']} aria-label={t('window.other-way.title')}>
          {account.otherWaysIn.map((way) => (
            <li key={way.id}>
              <Sign tone="done" />
              <p>
                {t(`window.other-way.kind.${way.kind}`)} <OutsideText text={way.name} />
                {way.place === null || way.place === '' ? null : (
                  <>
                    {' · '}
                    <OutsideText text={way.place} />
                  </>
                )}{' '}
                <span className={styles['quiet']}>{day(way.asOf)}</span>
              </p>
              <Button
                look="link"
                label={t('way.edit', { name: way.name })}
                onPress={() => {
                  setEdited(way);
                  setForm('other-way');
                }}
              >
                {t('way.change')}
              </Button>
              <Button
                look="link"
                label={t('window.other-way.remove', { name: way.name })}
                onPress={() => void run(api().inventory.removeOtherWayIn({ id: way.id }))}
              >
                {t('window.common.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <WaysNotCounted ways={account.otherWaysNotCounted} service={service} />
      {listed?.corrected === true ? <p className={styles['quiet']}>{t('correction.own-mark')}</p> : null}
      {listed?.addKeyPath === undefined ? null : (
        <p className={styles['quiet']}>{t('catalogue.path', { path: listed.addKeyPath })}</p>
      )}
      <AccountImportance account={account} />
      <ServiceNeeds account={account} serviceId={service.serviceId} />
      <div className={styles['actions']}>
        {report.keys.length === 0 ? null : (
          <Button onPress={() => setForm('told')}>{t('window.account.record-key')}</Button>
        )}
        <Button onPress={() => setForm('other-way')}>{t('window.account.add-other-way')}</Button>
        {page === null || page === '' ? null : (
          <Button look="quiet" onPress={() => void run(api().app.openServicePage({ serviceId: service.serviceId }))}>
            {t('window.account.open-page', { host: hostOf(page) })}
          </Button>
        )}
        {listed === undefined && !isWebsite(account.rpId) ? null : (
          <Button look="quiet" onPress={() => setForm('correction')}>
            {t(listed === undefined ? 'correction.add' : 'correction.open')}
          </Button>
        )}
      </div>
    </DetailsPopover>
  );
}

/** SSH keys and RP IDs of which only the hash is known are no websites that a catalogue could list. */
function isWebsite(rpId: string | null): boolean {
  return rpId !== null && !rpId.startsWith('ssh:') && rpId.includes('.');
}
