import { useState } from 'react';
import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { AccountAfterLoss } from '../../../src-shared/coverage/loss-report.ts';
import type { CoverageAccount, CoverageService } from '../../../src-shared/coverage/coverage-account.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { MethodGuide } from '../../components/method-guide.tsx';
import { OutsideText, RpId } from '../../components/outside-text.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useApp } from '../../stores/app-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { CorrectionDialog } from '../catalogue/correction-dialog.tsx';
import { AccountImportance } from '../inventory/account-importance.tsx';
import { AccountCorrections } from './account-corrections.tsx';
import { accountText, gapText, nextStepText, serviceName, verdictTextOf } from './coverage-text.ts';
import { DependencySection } from './dependency-section.tsx';
import styles from './details-popover.module.css';
import { DetailsPopover } from './details-popover.tsx';
import { keyUseOf } from './key-use.ts';
import { ServiceNeeds } from './service-needs.tsx';
import { WaysInList } from './ways-in-list.tsx';
import { WhatIfSection } from './what-if-section.tsx';
import { questionsAbout } from '../questions/questions-about.ts';
import { WaysNotCounted } from './ways-not-counted.tsx';
import { OtherWayDialog } from '../records/other-way-dialog.tsx';
import { ManualRecordDialog } from '../records/manual-record-dialog.tsx';
import { hostOf } from '../../components/host-of.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { readableDomain } from '../../../src-shared/lib/readable-domain.ts';
import { doubtMessage } from '../../../src-shared/i18n/coverage-message.ts';

/** Renders why an account has its verdict, its other ways in, and what can be done about it. */
export function AccountDetails({
  service,
  account,
  report,
  after,
  anchor,
  onAsk,
  onClose,
}: {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
  readonly report: CoverageReport;
  /** The impact on it of the loss that is asked about; null where nothing is asked, or nothing changes. */
  readonly after: AccountAfterLoss | null;
  readonly anchor: HTMLElement;
  /** Asks the questions about it, in place of the details. */
  readonly onAsk: () => void;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const listed = useApp((state) => state.services.find(({ id }) => id === service.serviceId));
  const [form, setForm] = useState<'none' | 'told' | 'other-way' | 'correction'>('none');
  const [edited, setEdited] = useState<OtherWayIn | null>(null);
  if (form === 'told') return <ManualRecordDialog keyId={null} account={{ service, account }} onClose={onClose} />;
  if (form === 'other-way') return <OtherWayDialog account={{ service, account }} way={edited} onClose={onClose} />;
  if (form === 'correction') {
    const suggested = { name: service.name, rpId: account.rpId ?? '' };
    return <CorrectionDialog serviceId={listed?.id ?? null} suggested={suggested} onClose={onClose} />;
  }
  const next = nextStepText(t, account);
  const page = service.addKeyUrl;
  const nameOf = accountNames(t, locale, report);
  const questions = questionsAbout(report, account.accountId);
  const uses = [...new Set(account.cells.filter(isRecorded).map((cell) => keyUseOf(service, cell)))];
  const edit = (way: OtherWayIn) => {
    setEdited(way);
    setForm('other-way');
  };
  return (
    <DetailsPopover
      anchor={anchor}
      onClose={onClose}
      title={
        <>
          <OutsideText text={serviceName(service, locale)} />
          {' · '}
          <bdi>{accountText(t, account)}</bdi>
        </>
      }
    >
      <p>{verdictTextOf(t, account)}</p>
      <RpIdLine service={service} account={account} />
      {after === null ? null : <WhatIfSection after={after} nameOf={nameOf} />}
      {account.gaps.length === 0 && account.doubts.length === 0 ? null : (
        <ul className={styles['list']}>
          {account.gaps.map((gap) => (
            <li key={`${gap.kind}:${gap.keyId ?? ''}`}>
              <ToneIcon tone={gap.severity} />
              <p>
                <strong>{t(`severity.${gap.severity}`)}</strong> {gapText(t, gap)}
              </p>
            </li>
          ))}
          {account.doubts.map((doubt) => (
            <li key={doubt}>
              <ToneIcon tone="notice" />
              <p>{doubtMessage(t, doubt)}</p>
            </li>
          ))}
        </ul>
      )}
      {next === null ? null : <p className={styles['quiet']}>{next}</p>}
      {questions.length === 0 ? null : (
        <p>
          {t('ask.count', { count: questions.length })}{' '}
          <Button look="link" onPress={onAsk}>
            {t('ask.open')}
          </Button>
        </p>
      )}
      <DependencySection service={service} account={account} nameOf={nameOf} />
      {uses.map((use) => (
        <div key={use}>
          <p>{t(`method.${use}`)}</p>
          <MethodGuide kind={use} />
        </div>
      ))}
      <WaysInList ways={account.otherWaysIn} known label={t('window.other-way.title')} onEdit={edit} />
      <WaysInList ways={account.otherWaysNotKnown} known={false} label={t('matrix.way.not-counted')} onEdit={edit} />
      <WaysNotCounted ways={account.otherWaysNotCounted} service={service} />
      {listed?.corrected === true ? <p className={styles['quiet']}>{t('correction.own-mark')}</p> : null}
      {listed?.addKeyPath === undefined ? null : (
        <p className={styles['quiet']}>{t('catalogue.path', { path: listed.addKeyPath })}</p>
      )}
      <AccountImportance account={account} />
      <AccountCorrections service={service} account={account} />
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

// SSH keys and RP IDs of which only the hash is known are no websites that a catalogue could list.
function isWebsite(rpId: string | null): boolean {
  return rpId !== null && !rpId.startsWith('ssh:') && rpId.includes('.');
}

/** Renders the RP ID as the key gave it, where it is not simply the address of a service that is known. */
function RpIdLine({ service, account }: Pick<Parameters<typeof AccountDetails>[0], 'service' | 'account'>) {
  const { t } = useTranslation();
  const { rpId, rpIdState, imitates } = account;
  if (rpId === null) return null;
  const isPlain = rpIdState === 'full' && imitates === null && readableDomain(rpId) === null;
  if (isPlain && service.inCatalogue) return null;
  return (
    <p className={styles['quiet']}>
      {t('window.passkey.rp-id')}: <RpId rpId={rpId} />
      {rpIdState === 'cut' ? ` ${t('details.rp-id.cut')}` : ''}
    </p>
  );
}
