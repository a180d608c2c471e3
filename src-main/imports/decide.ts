import type { ImportConflict } from '../../src-shared/domain/imports.ts';

/** Asks how a conflict was answered and keeps it for the preview; the first option holds where there is no answer. */
export type Decide = (conflict: Omit<ImportConflict, 'options'>, options: ImportConflict['options']) => string;
