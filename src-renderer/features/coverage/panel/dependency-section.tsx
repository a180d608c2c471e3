import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { chainMessages } from '../../../../src-shared/i18n/chain-message.ts';
import { otherWayName } from '../../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { PanelSection } from '../../../components/panel.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { serviceName } from '../coverage-text.ts';
import styles from './account-panel.module.css';

/** Renders what the ways into an account depend on: chains, what they need, what is assumed, and what is not known. */
export function DependencySection({
  service,
  account,
  nameOf,
}: AccountEntry & {
  /** Returns the name of another account of the report. */
  readonly nameOf: (accountId: string) => string;
}) {
  const { t, locale } = useTranslation();
  const notKnown = account.otherWaysNotKnown.map((way) =>
    t('details.not-known', { way: otherWayName(t, way), service: serviceName(service, locale) }),
  );
  const lines = [...chainMessages(t, account, nameOf), ...notKnown];
  if (lines.length === 0) return null;
  return (
    <PanelSection title={t('details.depends')}>
      <ul className={styles['lines']} aria-label={t('details.depends')}>
        {lines.map((line) => (
          <li key={line}>
            <bdi>{displayText(line, 400)}</bdi>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
