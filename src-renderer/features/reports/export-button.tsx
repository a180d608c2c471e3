import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { ExportDialog, type ReportStart } from './export-dialog.tsx';

/** Opens the dialog that writes a report. */
export function ExportButton(start: ReportStart) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('window.report.open')}
      </Button>
      {open ? <ExportDialog start={start} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
