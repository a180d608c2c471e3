import type { Translate } from '../../../src-shared/i18n/translator.ts';

/** Says how many keys and other ways in there are: "2 keys, 1 other way in". */
export function lostCountWords(t: Translate, keys: number, ways: number): string {
  const parts = [
    ...(keys > 0 ? [t('window.loss.keys', { count: keys })] : []),
    ...(ways > 0 ? [t('window.loss.ways', { count: ways })] : []),
  ];
  return parts.join(t('list.separator'));
}
