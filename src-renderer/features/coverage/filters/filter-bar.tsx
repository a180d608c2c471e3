import { memo } from 'react';
import { Button } from '../../../components/button.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './filter-bar.module.css';
import type { FilterName } from './matrix-filters.ts';

/** Renders what the matrix is narrowed to: each filter as a word that a press takes away, and how many accounts are left. */
export function FilterBar({
  text,
  shown,
  total,
  searching,
  onRemove,
  onClear,
}: {
  readonly text: readonly { readonly name: FilterName; readonly text: string }[];
  readonly shown: number;
  readonly total: number;
  readonly searching: boolean;
  readonly onRemove: (name: FilterName) => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation();
  if (text.length === 0 && !searching) return null;
  return (
    <div className={styles['bar']} role="group" aria-label={t('matrix.filter.active')}>
      <span className={styles['count']} role="status">
        {t('matrix.filter.count', { shown, total })}
      </span>
      {text.map((filter) => (
        <button
          key={filter.name}
          type="button"
          className={styles['word']}
          aria-label={t('matrix.filter.remove', { filter: filter.text })}
          onClick={() => onRemove(filter.name)}
        >
          <bdi>{filter.text}</bdi>
          <span aria-hidden="true">×</span>
        </button>
      ))}
      <ClearButton onClear={onClear} />
    </div>
  );
}

/** Apart, because it stays the same from one letter of a search to the next. */
const ClearButton = memo(function ClearButton({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <Button look="link" onPress={onClear}>
      {t('matrix.filter.clear')}
    </Button>
  );
});
