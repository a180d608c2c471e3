import type { SparekeyApi } from '../../api.ts';

type PreviewOutcome = Awaited<ReturnType<SparekeyApi['inventory']['previewImport']>>;

export type JsonImportPreview = NonNullable<Extract<PreviewOutcome, { ok: true }>['value']>;
