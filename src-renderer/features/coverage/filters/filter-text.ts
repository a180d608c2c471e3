import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { activeFilters, type FilterName, type MatrixFilters } from './matrix-filters.ts';

/** Formats each filter that is set in a few words. */
export function filterTexts(
  t: Translate,
  filters: MatrixFilters,
  labelOf: (keyId: string) => string,
): readonly { readonly name: FilterName; readonly text: string }[] {
  return activeFilters(filters).map((name) => ({ name, text: searchTextOf(t, name, filters, labelOf) }));
}

function searchTextOf(
  t: Translate,
  name: FilterName,
  filters: MatrixFilters,
  labelOf: (keyId: string) => string,
): string {
  switch (name) {
    case 'keyId':
      return t('matrix.filter.key.set', { key: labelOf(filters.keyId ?? '') });
    case 'owner':
      return t('matrix.filter.owner.set', { owner: displayText(filters.owner ?? '', 60) });
    case 'importance':
      return t(`matrix.filter.importance.set.${filters.importance ?? 'normal'}`);
    case 'gaps':
    case 'oneKey':
    case 'stale':
    case 'usedKeys':
      return t(`matrix.filter.${name}`);
  }
}
