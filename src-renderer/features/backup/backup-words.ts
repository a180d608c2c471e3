import type { BackupItem, BackupPlan } from '../../../src-shared/coverage/backup-plan.ts';
import type { BackupWarning } from '../../../src-shared/coverage/backup-warnings.ts';
import type { Locale } from '../../../src-shared/i18n/catalogues.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { Tone } from '../../components/message.tsx';
import { serviceName } from '../coverage/coverage-words.ts';

/** Says where an account stands, in a word or two. */
export function stateWords(t: Translate, { state, left }: BackupItem): string {
  if (left === 'one-key-service' || left === 'full') return t('backup.state.cannot');
  if (left === 'does-not-fit' || left === 'follows') return t(`backup.state.${left}`);
  return t(`backup.state.${state}`);
}

export function toneOf({ left, severity }: BackupItem): Tone {
  if (left === null) return 'done';
  if (left === 'one-key-service' || left === 'full' || left === 'skipped' || left === 'follows') return 'notice';
  return severity === 'critical' ? 'critical' : 'warning';
}

/** Says the next step of an account in a few words; empty where nothing is to do. */
export function nextWords(t: Translate, item: BackupItem, plan: BackupPlan, locale: Locale): string {
  switch (item.left) {
    case null:
    case 'skipped':
      return '';
    case 'one-key-service':
      return t('backup.next.one-key');
    case 'full':
      return t('backup.next.full', { max: item.maxKeys ?? 0 });
    case 'does-not-fit':
      return t('backup.next.no-room');
    case 'follows':
      return t('backup.next.follows', { service: leaderName(item, plan, locale) });
    case 'vanished':
      return t('backup.next.again');
    case 'not-seen':
      return t(item.confirm === 'reading' ? 'backup.next.read' : 'backup.next.by-hand');
    case 'not-done':
      if (item.ssh) return t('backup.next.ssh');
      return item.pageHost === null
        ? t('backup.next.add-somewhere')
        : t('backup.next.add', { host: displayText(item.pageHost, 80) });
  }
}

/** Names the service whose credential an account follows. */
export function leaderName(item: BackupItem, plan: BackupPlan, locale: Locale): string {
  const leader = plan.items.find(({ account }) => account.accountId === item.followsAccountId);
  return leader === undefined ? '–' : serviceName(leader.service, locale);
}

export function accountName({ account }: Pick<BackupItem, 'account'>): string {
  return displayText(account.userName ?? account.userDisplayName ?? '–', 120);
}

/** The names and places that warnings and sentences about a pair of keys are filled with. */
export function pairWords({ primary, spare }: Pick<BackupPlan, 'primary' | 'spare'>) {
  return {
    primary: displayText(primary.label, 80),
    spare: displayText(spare.label, 80),
    ring: displayText(primary.carriedOn ?? '', 80),
    place: displayText(primary.place ?? '', 80),
    primaryOwner: displayText(primary.owner ?? '', 80),
    spareOwner: displayText(spare.owner ?? '', 80),
  };
}

export function warningWords(t: Translate, warning: BackupWarning, plan: BackupPlan): string {
  return t(`backup.warning.${warning}`, pairWords(plan));
}
