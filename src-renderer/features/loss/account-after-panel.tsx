import { planTasks, type RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import { planEntryMessage } from '../../../src-shared/i18n/recovery-message.ts';
import { api } from '../../api.ts';
import { openPage } from '../../components/open-page.ts';
import { AccountCell } from '../../components/account-cell.tsx';
import { Button } from '../../components/button.tsx';
import { hostOf } from '../../components/host-of.ts';
import { Icon } from '../../components/icon.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { accountText, shortName } from '../coverage/coverage-text.ts';
import type { GroupedAccount } from './loss-groups.ts';
import { afterText, type LossNames } from './loss-text.ts';
import { useRecoveryTerms } from './use-recovery-terms.ts';
import styles from './account-after-panel.module.css';

/** Renders what is to be done at one account after the loss, step by step. */
export function AccountAfterPanel({
  grouped,
  plan,
  names,
  onClose,
}: {
  readonly grouped: GroupedAccount;
  readonly plan: RecoveryPlan;
  readonly names: LossNames;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const terms = useRecoveryTerms();
  const { service, account } = grouped;
  const entries = planTasks.flatMap((task) =>
    plan.sections[task].filter((entry) => entry.account.accountId === account.accountId),
  );
  return (
    <Panel
      title={<AccountCell large service={shortName(service, locale)} user={accountText(t, account)} />}
      onClose={onClose}
    >
      <PanelSection>
        <p>{afterText(names, grouped)}</p>
      </PanelSection>
      {entries.map((entry) => (
        <PanelSection key={entry.task} title={t(`loss.task.${entry.task}`)}>
          <ul className={styles['lines']}>
            {planEntryMessage(terms, entry).lines.map((line) => (
              <li key={`${line.text}${line.url ?? ''}`}>
                <bdi>{line.text}</bdi>
                {line.isPage && line.url !== null ? (
                  <Button
                    look="quiet"
                    onPress={() => void openPage(t, api().loss.openPage({ serviceId: entry.serviceId }))}
                  >
                    {t('window.account.open-page', { host: hostOf(line.url) })}
                    <Icon name="outside" size={12} />
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </PanelSection>
      ))}
    </Panel>
  );
}
