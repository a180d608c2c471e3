import { Segments } from '../../../components/segments.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { changeMatrixView, type MatrixZoom, matrixZooms } from '../matrix/matrix-view-store.ts';

/** Renders the control of how much of the matrix is visible at once. */
export function ZoomControl({ zoom }: { readonly zoom: MatrixZoom }) {
  const { t } = useTranslation();
  return (
    <Segments
      label={t('matrix.zoom')}
      hint={t('matrix.zoom.hint')}
      value={zoom}
      options={matrixZooms.map((value) => ({ value, label: t(`matrix.zoom.${value}`) }))}
      onChange={(chosen) => changeMatrixView({ zoom: chosen })}
    />
  );
}
