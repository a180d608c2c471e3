import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import { useApp } from '../../../stores/app-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './account-panel.module.css';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';

/** Renders what the service asks for before it takes the next key of an account; nothing where the catalogue does not know. */
export function ServiceNeeds({
  serviceId,
  account,
}: {
  readonly serviceId: string;
  readonly account: CoverageAccount;
}) {
  const { t } = useTranslation();
  const service = useApp((state) => state.services.find(({ id }) => id === serviceId));
  if (service === undefined) return null;
  const has = account.cells.some(isRecorded);
  const needs = has
    ? service.nextKeyNeeds.map((code) => t(`need.next.${code}`))
    : service.firstKeyNeeds.map((code) => t(`need.first.${code}`));
  if (needs.length === 0) return null;
  return (
    <details className={styles['needs']}>
      <summary>{t(has ? 'matrix.needs.next' : 'matrix.needs.first')}</summary>
      <ul>
        {needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
    </details>
  );
}
