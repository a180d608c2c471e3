import { useId } from 'react';
import type { CoverageAccount, CoverageService } from '../../../src-shared/coverage/coverage-account.ts';
import { chainMessages } from '../../../src-shared/i18n/chain-message.ts';
import { otherWayName } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName } from './coverage-text.ts';
import styles from './details-popover.module.css';

/** Renders what the ways into an account depend on: chains, what they need, what is assumed, and what is not known. */
export function DependencySection({
  service,
  account,
  nameOf,
}: {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
  /** Returns the name of another account of the report. */
  readonly nameOf: (accountId: string) => string;
}) {
  const { t, locale } = useTranslation();
  const heading = useId();
  const notKnown = account.otherWaysNotKnown.map((way) =>
    t('details.not-known', { way: otherWayName(t, way), service: serviceName(service, locale) }),
  );
  const lines = [...chainMessages(t, account, nameOf), ...notKnown];
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className={styles['heading']}>
        {t('details.depends')}
      </h3>
      <ul className={styles['lines']}>
        {lines.map((line) => (
          <li key={line}>
            <bdi>{displayText(line, 400)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
