import { useId } from 'react';
import { useTranslation } from '../../../use-translation.tsx';
import { changeMatrixView, type MatrixZoom, matrixZooms } from '../matrix/matrix-view-store.ts';
import styles from './zoom-control.module.css';

/** Renders the control of how much of the matrix is visible at once. */
export function ZoomControl({ zoom }: { readonly zoom: MatrixZoom }) {
  const { t } = useTranslation();
  const group = useId();
  return (
    <fieldset className={styles['zoom']} title={t('matrix.zoom.hint')}>
      <legend className={styles['title']}>{t('matrix.zoom')}</legend>
      {matrixZooms.map((value) => (
        <label key={value} className={styles['choice']}>
          <input
            type="radio"
            name={group}
            checked={zoom === value}
            onChange={() => changeMatrixView({ zoom: value })}
          />
          <span>{t(`matrix.zoom.${value}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
