import type { Translate } from '../../../src-shared/i18n/translator.ts';

/** Describes how many things there are of each kind: "2 keys, 1 other way in". */
export function lostCountText(
  t: Translate,
  { keys, ways, devices, accounts }: { keys: number; ways: number; devices: number; accounts: number },
): string {
  const parts = [
    ...(keys > 0 ? [t('window.loss.keys', { count: keys })] : []),
    ...(ways > 0 ? [t('window.loss.ways', { count: ways })] : []),
    ...(devices > 0 ? [t('window.loss.devices', { count: devices })] : []),
    ...(accounts > 0 ? [t('window.loss.accounts', { count: accounts })] : []),
  ];
  return parts.join(t('list.separator'));
}
