import { memo } from 'react';
import { Button } from '../../components/button.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { RecordMenu } from '../import/record-menu.tsx';
import { ExportButton } from '../reports/export-button.tsx';
import styles from './coverage-view.module.css';
import { FilterMenu } from './filters/filter-menu.tsx';
import { matrixGroupings, type MatrixIndex, matrixSorts } from './matrix/matrix-index.ts';
import { changeFilters, changeMatrixView, useMatrixView } from './matrix/matrix-view-store.ts';
import { printWindow } from './print/use-printing.ts';
import { ZoomControl } from './zoom/zoom-control.tsx';

const reportKinds = ['coverage', 'inventory'] as const;

/** Renders what steers the matrix: search, filter, groups, order, zoom. A question "what if" does not render it again. */
export const MatrixTools = memo(function MatrixTools({
  index,
  labelOf,
}: {
  readonly index: MatrixIndex;
  readonly labelOf: (keyId: string) => string;
}) {
  const { t } = useTranslation();
  const filters = useMatrixView((state) => state.filters);
  const grouping = useMatrixView((state) => state.grouping);
  const sort = useMatrixView((state) => state.sort);
  const zoom = useMatrixView((state) => state.zoom);
  return (
    <div className={styles['tools']}>
      <MatrixSearch />
      <FilterMenu index={index} filters={filters} labelOf={labelOf} onChange={changeFilters} />
      <SelectField
        inline
        label={t('matrix.group')}
        value={grouping}
        options={matrixGroupings.map((value) => ({ value, label: t(`matrix.group.${value}`) }))}
        onChange={(value) => changeMatrixView({ grouping: value })}
      />
      <SelectField
        inline
        label={t('window.coverage.sort')}
        value={sort}
        options={matrixSorts.map((value) => ({ value, label: t(`matrix.sort.${value}`) }))}
        onChange={(value) => changeMatrixView({ sort: value })}
      />
      <ZoomControl zoom={zoom} />
    </div>
  );
});

/** Renders what can be done with the matrix: record, print, export. */
export const MatrixActions = memo(function MatrixActions() {
  const { t } = useTranslation();
  return (
    <div className={styles['actions']}>
      <RecordMenu />
      <Button look="quiet" onPress={printWindow}>
        {t('matrix.print')}
      </Button>
      <ExportButton kinds={reportKinds} />
    </div>
  );
});

// Apart from the view, so that a letter renders nothing again but itself.
function MatrixSearch() {
  const { t } = useTranslation();
  const search = useMatrixView((state) => state.search);
  return (
    <SearchField
      label={t('window.coverage.search')}
      value={search}
      onChange={(text) => changeMatrixView({ search: text })}
    />
  );
}
