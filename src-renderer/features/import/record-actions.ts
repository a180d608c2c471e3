import { api } from '../../api.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { importFile, openRecordDialog } from './import-store.ts';

/** Ways to record by hand what cannot be read from a key. */
export const recordActions = ['told', 'way', 'several', 'csv', 'template'] as const;
export type RecordAction = (typeof recordActions)[number];

/** Returns what begins a way to record by hand. */
export function useRecordAction(): (action: RecordAction) => void {
  const { t } = useTranslation();
  return (action) => {
    if (action === 'told') openRecordDialog({ type: 'told' });
    else if (action === 'way') openRecordDialog({ type: 'other-way' });
    else if (action === 'several') openRecordDialog({ type: 'lines', text: '' });
    else if (action === 'csv') void importFile();
    else void saveTemplate(() => showDone(t('import.template-saved')));
  };
}

async function saveTemplate(onSaved: () => void): Promise<void> {
  const saved = await run(api().imports.saveTemplate());
  if (saved !== undefined && saved !== null) onSaved();
}
