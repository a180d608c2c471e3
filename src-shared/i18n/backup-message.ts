import type { BackupItem, BackupPlan } from '../plans/backup-plan-types.ts';
import type { BackupWarning } from '../plans/backup-warnings.ts';
import { displayRpId, displayText } from '../lib/display-text.ts';
import type { Locale } from '../domain/settings.ts';
import type { Translate } from './translator.ts';
import { serviceNameIn } from './service-name.ts';

/** Describes where an account stands, in a word or two. */
export function stateText(t: Translate, { state, left }: BackupItem): string {
  if (left === 'one-key-service' || left === 'full') return t('backup.state.cannot');
  if (left === 'does-not-fit' || left === 'follows') return t(`backup.state.${left}`);
  return t(`backup.state.${state}`);
}

/** Formats the next step of an account in a few words; empty where nothing is to do. */
export function backupStepText(t: Translate, item: BackupItem, plan: BackupPlan, locale: Locale): string {
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
        : t('backup.next.add', { host: displayRpId(item.pageHost, 80) });
  }
}

/** Returns the name of the service whose credential an account follows. */
export function leaderName(item: BackupItem, plan: BackupPlan, locale: Locale): string {
  const leader = plan.items.find(({ account }) => account.accountId === item.followsAccountId);
  return leader === undefined ? '–' : serviceOf(leader, locale);
}

/** Returns the name of the service of an account in one language. */
export function serviceOf({ service }: Pick<BackupItem, 'service'>, locale: Locale): string {
  return displayRpId(serviceNameIn(service, locale), 120);
}

/** Formats an account by its user name. */
export function accountName({ account }: Pick<BackupItem, 'account'>): string {
  return displayText(account.userName ?? account.userDisplayName ?? '–', 120);
}

/** Returns the names and places that warnings and sentences about a pair of keys are filled with. */
export function pairNames({ primary, spare }: Pick<BackupPlan, 'primary' | 'spare'>) {
  return {
    primary: displayText(primary.label, 80),
    spare: displayText(spare.label, 80),
    ring: displayText(primary.carriedOn ?? '', 80),
    place: displayText(primary.place ?? '', 80),
    primaryOwner: displayText(primary.owner ?? '', 80),
    spareOwner: displayText(spare.owner ?? '', 80),
  };
}

/** Describes what speaks against a pair of keys. */
export function warningText(t: Translate, warning: BackupWarning, plan: BackupPlan): string {
  return t(`backup.warning.${warning}`, pairNames(plan));
}
