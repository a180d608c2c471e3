import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ImportPreview } from '../../../src-shared/domain/imports.ts';
import { api } from '../../api.ts';
import { run } from '../../stores/run.ts';

/** The open dialog for records by hand; at most one. */
type RecordDialog =
  | { readonly type: 'none' }
  | { readonly type: 'told' }
  | { readonly type: 'other-way' }
  | { readonly type: 'lines'; readonly text: string }
  /** `text`: the lines that were typed; null for a file. */
  | { readonly type: 'preview'; readonly preview: ImportPreview; readonly text: string | null };

const importStore = createStore<{ readonly open: RecordDialog }>(() => ({ open: { type: 'none' } }));

export function useRecordDialog(): RecordDialog {
  return useStore(importStore, (state) => state.open);
}

export function openRecordDialog(open: RecordDialog): void {
  importStore.setState({ open });
}

export function closeRecordDialog(): void {
  importStore.setState({ open: { type: 'none' } });
}

/** Renders the choice of a CSV file and what importing it would do. */
export async function importFile(): Promise<void> {
  const preview = await run(api().imports.previewFile());
  if (preview !== undefined && preview !== null) openRecordDialog({ type: 'preview', preview, text: null });
}
