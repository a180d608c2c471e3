import type { Locale } from '../../src-shared/domain/settings.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { success } from '../../src-shared/lib/outcome.ts';
import type { Imports } from '../imports/create-imports.ts';
import { maxImportBytes } from '../imports/decode-text.ts';
import { importTemplate } from '../imports/import-template.ts';
import type { ChosenFiles } from './inventory-handlers.ts';

export interface ImportsHandlersOptions {
  readonly imports: Imports;
  readonly files: Pick<ChosenFiles, 'openBytes' | 'saveText'>;
  readonly locale: () => Locale;
}

/** Answers what a window asks about imports of tables. */
export function createImportsHandlers(options: ImportsHandlersOptions): HandlersOf<AppContract>['imports'] {
  const { imports, files, locale } = options;
  return {
    previewFile: async () => {
      const chosen = await files.openBytes('csv', maxImportBytes);
      if (!chosen.ok) return chosen;
      if (chosen.value === null) return success(null);
      const { name, bytes, modifiedAt } = chosen.value;
      return imports.preview({ bytes, modifiedAt }, name);
    },
    previewDropped: ({ name, bytes, modifiedAt }) => imports.preview({ bytes, modifiedAt }, name),
    previewLines: ({ text }) => imports.preview({ typed: text }, null),
    reread: ({ token, reading }) => imports.reread(token, reading),
    keepMapping: ({ token, choices }) => imports.keepMapping(token, choices),
    apply: ({ token, choices }) => imports.apply(token, choices),
    saveTemplate: () => files.saveText('sparekey-import.csv', importTemplate(locale()), 'csv'),
  };
}
