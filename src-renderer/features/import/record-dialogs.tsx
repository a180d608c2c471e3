import { useEffect, useState } from 'react';
import { api } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { showHint } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { OtherWayDialog } from '../records/other-way-dialog.tsx';
import { ManualRecordDialog } from '../records/manual-record-dialog.tsx';
import { closeRecordDialog, openRecordDialog, useRecordDialog } from './import-store.ts';
import styles from './import.module.css';
import { LinesDialog } from './lines-dialog.tsx';
import { PreviewDialog } from './preview-dialog.tsx';

const maxDroppedBytes = 10 * 1024 * 1024;

/** Renders the dialogs for records by hand, from wherever they are opened; a dropped file opens its preview. */
export function RecordDialogs() {
  const open = useRecordDialog();
  const isDragging = useFileDrop();
  if (isDragging) return <DropHint />;
  switch (open.type) {
    case 'none':
      return null;
    case 'told':
      return <ManualRecordDialog keyId={null} account={null} onClose={closeRecordDialog} />;
    case 'other-way':
      return <OtherWayDialog account={null} onClose={closeRecordDialog} />;
    case 'lines':
      return <LinesDialog start={open.text} />;
    case 'preview':
      // A preview read again in another encoding is another one: its choices begin again.
      return <PreviewDialog key={open.preview.token} preview={open.preview} text={open.text} />;
  }
}

/** Renders, while a file is held over the window, what dropping it does. */
function DropHint() {
  const { t } = useTranslation();
  return (
    <div className={styles['drop']}>
      <p className={styles['drop-hint']}>
        <Icon name="file" />
        {t('drop.hint')}
      </p>
    </div>
  );
}

/** Opens the preview of a file that is dropped on the window, and nothing else. Returns whether one is held over it now. */
function useFileDrop(): boolean {
  const { t } = useTranslation();
  const [isDragging, setIsDragging] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setIsDragging(true);
    };
    const leave = (event: DragEvent) => {
      // Out of the window, not from one element to the next.
      if (event.relatedTarget === null) setIsDragging(false);
    };
    const drop = (event: DragEvent) => {
      setIsDragging(false);
      const files = event.dataTransfer?.files;
      if (files === undefined || files.length === 0) return;
      event.preventDefault();
      const [file] = files;
      if (file === undefined || files.length > 1) showHint(t('import.dropped-many'));
      else if (file.size > maxDroppedBytes) showHint(t('import.dropped-too-large'));
      else void preview(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [t]);
  return isDragging;
}

async function preview(file: File): Promise<void> {
  // A folder is dropped as a file that cannot be read.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return;
  const modifiedAt = new Date(file.lastModified).toISOString();
  const found = await run(api().imports.previewDropped({ name: file.name, modifiedAt, bytes: new Uint8Array(bytes) }));
  if (found !== undefined) openRecordDialog({ type: 'preview', preview: found, text: null });
}
