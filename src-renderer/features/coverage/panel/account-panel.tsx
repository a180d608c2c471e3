import { useState } from 'react';
import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import type { AccountRisk } from '../../../../src-shared/domain/account-risk.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { OtherWayIn } from '../../../../src-shared/domain/other-way-in.ts';
import { accountNames } from '../../../../src-shared/i18n/account-text.ts';
import { doubtMessage } from '../../../../src-shared/i18n/coverage-message.ts';
import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { readableDomain } from '../../../../src-shared/lib/readable-domain.ts';
import { AccountCell } from '../../../components/account-cell.tsx';
import { Button } from '../../../components/button.tsx';
import { RpId } from '../../../components/outside-text.tsx';
import { Panel, PanelSection } from '../../../components/panel.tsx';
import { Sentences } from '../../../components/sentences.tsx';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { questionsAbout } from '../../questions/questions-about.ts';
import { OtherWayDialog } from '../../records/other-way-dialog.tsx';
import { riskTones } from '../account-risks.ts';
import type { Addition } from '../additions.ts';
import { accountText, gapText, nextStepText, serviceTitle } from '../coverage-text.ts';
import { otherWayTexts } from '../table/other-ways.tsx';
import { verdictText } from '../table/verdict-text.ts';
import { AlsoHangs } from './also-hangs.tsx';
import { DependencySection } from './dependency-section.tsx';
import { HowItOpens } from './how-it-opens.tsx';
import { KeyEvidence } from './key-evidence.tsx';
import { MoreAboutAccount } from './more-about-account.tsx';
import { NotThere } from './not-there.tsx';
import { PanelFoot } from './panel-foot.tsx';
import { WaysInList } from './ways-in-list.tsx';
import { WaysNotCounted } from './ways-not-counted.tsx';
import styles from './account-panel.module.css';

/** Renders why an account has its verdict, what opens it and what does not, and what can be done about it. */
export function AccountPanel({
  entry,
  keyId,
  report,
  labelOf,
  addition,
  onAdd,
  onOpen,
  onAsk,
  onClose,
}: {
  readonly entry: AccountEntry;
  /** The key of the cell that was pressed; null: the account as a whole. */
  readonly keyId: string | null;
  readonly report: CoverageReport;
  readonly labelOf: (keyId: string) => string;
  /** Addition that is proposed; null where none is. */
  readonly addition: Addition | null;
  readonly onAdd: (addition: Addition) => void;
  /** Shows another account. */
  readonly onOpen: (accountId: string) => void;
  /** Asks the questions about it. */
  readonly onAsk: () => void;
  readonly onClose: () => void;
}) {
  const translation = useTranslation();
  const { t, locale } = translation;
  const [edited, setEdited] = useState<OtherWayIn | null>(null);
  const { service, account } = entry;
  const nameOf = accountNames(t, locale, report);
  const questions = questionsAbout(report, account.accountId);
  const risk = riskOf(account);
  return (
    <Panel
      title={<AccountCell service={serviceTitle(entry, locale)} user={userLine(t, account)} large />}
      footer={<PanelFoot entry={entry} report={report} />}
      onClose={onClose}
    >
      <PanelSection>
        <p className={styles['verdict']} data-tone={riskTones[risk]}>
          <ToneIcon tone={riskTones[risk]} size={14} />
          <bdi>{verdictText(translation, account, otherWayTexts(t, account, nameOf))}</bdi>
        </p>
        <Why entry={entry} risk={risk} />
        {addition === null ? null : (
          <Button look="primary" onPress={() => onAdd(addition)}>
            <bdi>
              {t('coverage.panel.add', {
                key: labelOf(addition.keyId),
                account: displayText(nameOf(addition.accountId), 80),
              })}
            </bdi>
          </Button>
        )}
        {questions.length === 0 ? null : (
          <p>
            {t('ask.count', { count: questions.length })}{' '}
            <Button look="link" onPress={onAsk}>
              {t('ask.open')}
            </Button>
          </p>
        )}
      </PanelSection>
      {keyId === null ? null : (
        <PanelSection title={labelOf(keyId)}>
          <KeyEvidence entry={entry} keyId={keyId} report={report} onClose={onClose} />
        </PanelSection>
      )}
      <HowItOpens entry={entry} report={report} labelOf={labelOf} nameOf={nameOf} />
      <NotThere account={account} report={report} labelOf={labelOf} />
      <AlsoHangs account={account} report={report} labelOf={labelOf} nameOf={nameOf} onOpen={onOpen} />
      <WaysInList ways={account.otherWaysIn} known label={t('window.other-way.title')} onEdit={setEdited} />
      <WaysInList
        ways={account.otherWaysNotKnown}
        known={false}
        label={t('matrix.way.not-counted')}
        onEdit={setEdited}
      />
      <WaysNotCounted ways={account.otherWaysNotCounted} service={service} />
      <DependencySection service={service} account={account} nameOf={nameOf} />
      <MoreAboutAccount entry={entry} />
      {edited === null ? null : <OtherWayDialog account={entry} way={edited} onClose={() => setEdited(null)} />}
    </Panel>
  );
}

/** Formats who the account is for, and how much it matters where that is not as usual. */
function userLine(t: Translate, account: AccountEntry['account']): string {
  const user = accountText(t, account);
  if (account.importance === 'normal') return user;
  return [user, t(`coverage.importance.${account.importance}`)].join(t('coverage.fact.separator'));
}

/** Renders the reasons of the verdict, the gravest first, with what to do; then what is doubtful. */
function Why({ entry, risk }: { readonly entry: AccountEntry; readonly risk: AccountRisk }) {
  const { t } = useTranslation();
  const { service, account } = entry;
  const [first, ...others] = account.gaps;
  const next = nextStepText(t, account);
  return (
    <>
      {first === undefined ? null : (
        <p className={styles['why']}>
          <Sentences>
            {gapText(t, first)}
            {risk === 'survives' ? null : next}
          </Sentences>
        </p>
      )}
      <ul className={styles['list']}>
        {others.map((gap) => (
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
      <RpIdLine service={service} account={account} />
    </>
  );
}

/** Renders the RP ID as the key gave it, where it is not simply the address of a service that is known. */
function RpIdLine({ service, account }: AccountEntry) {
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
