import { entriesOf } from '../../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { PanelSection } from '../../../components/panel.tsx';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './account-panel.module.css';
import { ShortList } from './short-list.tsx';

/** Of more accounts the rest is counted. */
const mostListed = 6;

/** Renders the other accounts that hang on the same key. */
export function AlsoHangs({
  account,
  report,
  labelOf,
  nameOf,
  onOpen,
}: {
  readonly account: CoverageAccount;
  readonly report: CoverageReport;
  readonly labelOf: (keyId: string) => string;
  readonly nameOf: (accountId: string) => string;
  readonly onOpen: (accountId: string) => void;
}) {
  const { t } = useTranslation();
  const keyId = account.onlyKeyId;
  if (keyId === null || riskOf(account) !== 'one-key') return null;
  const others = entriesOf(report)
    .map((entry) => entry.account)
    .filter((one) => one !== account && one.onlyKeyId === keyId && riskOf(one) === 'one-key');
  if (others.length === 0) return null;
  return (
    <PanelSection title={t('coverage.panel.also', { key: labelOf(keyId) })}>
      <ShortList lines={others} most={mostListed} more={(count) => t('coverage.panel.more-accounts', { count })}>
        {({ accountId }) => (
          <li key={accountId} className={styles['line']}>
            <ToneIcon tone="critical" size={12} />
            <button type="button" className={styles['link']} onClick={() => onOpen(accountId)}>
              <bdi>{displayText(nameOf(accountId), 120)}</bdi>
            </button>
          </li>
        )}
      </ShortList>
    </PanelSection>
  );
}
