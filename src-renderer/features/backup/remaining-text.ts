import type { Translate } from '../../../src-shared/i18n/translator.ts';

/** Describes how much time is left: days and hours, hours and minutes, in the last hour minutes and seconds. */
export function remainingText(t: Translate, milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return t('backup.time.days', { days: Math.floor(hours / 24), hours: hours % 24 });
  if (hours >= 1) return t('backup.time.hours', { hours, minutes: minutes % 60 });
  return t('backup.time.minutes', { minutes, seconds: String(seconds % 60).padStart(2, '0') });
}
