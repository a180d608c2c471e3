import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { accountName, backupStepText, stateText } from '../../../src-shared/i18n/backup-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { AccountCell } from '../../components/account-cell.tsx';
import type { TableColumn } from '../../components/data-table.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import type { useTranslation } from '../../use-translation.tsx';
import { shortName } from '../coverage/coverage-text.ts';
import styles from './backup-view.module.css';
import { itemTone } from './item-tone.ts';

/** Creates the columns of the list of accounts; without a sort the order is that of the plan. */
export function listColumns(
  t: ReturnType<typeof useTranslation>['t'],
  plan: BackupPlan,
  locale: ReturnType<typeof useTranslation>['locale'],
): readonly TableColumn<BackupItem>[] {
  return [
    {
      id: 'account',
      header: t('backup.column.account'),
      track: 'minmax(11rem, 1.4fr)',
      value: (item) => `${shortName(item.service, locale)} ${accountName(item)}`,
      cell: (item) => (
        <AccountCell
          service={displayText(shortName(item.service, locale), 80)}
          user={displayText(accountName(item), 80)}
        />
      ),
    },
    {
      id: 'state',
      header: t('backup.column.state'),
      track: '9rem',
      value: (item) => plan.items.indexOf(item),
      cell: (item) => (
        <span className={styles['state']}>
          <ToneIcon tone={itemTone(item)} />
          {stateText(t, item)}
        </span>
      ),
    },
    {
      id: 'next',
      header: t('backup.column.next'),
      from: 620,
      track: 'minmax(8.5rem, 1.1fr)',
      value: (item) => backupStepText(t, item, plan, locale),
      cell: (item) => <bdi>{backupStepText(t, item, plan, locale)}</bdi>,
    },
  ];
}
