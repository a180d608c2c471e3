import { Button } from '../../components/button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { clearFilters } from './coverage-view-store.ts';
import styles from './coverage-view.module.css';

/** Renders why there is no row: nothing is known yet, or nothing fits. */
export function NoMatch({ isEmpty, search }: { readonly isEmpty: boolean; readonly search: string }) {
  const { t } = useTranslation();
  if (isEmpty) return <p className={styles['none']}>{t('window.coverage.no-accounts')}</p>;
  const searched = search.trim() !== '';
  return (
    <p className={styles['none']}>
      {t(searched ? 'window.coverage.no-match' : 'coverage.no-match.filters')}{' '}
      <Button look="link" onPress={clearFilters}>
        {t(searched ? 'coverage.clear-search' : 'matrix.filter.clear')}
      </Button>
    </p>
  );
}
