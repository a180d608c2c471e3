import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { isSecretHeading } from '../heading-columns.ts';
import { tableOf } from '../import-columns.ts';
import type { ImportFormat } from './import-format.ts';

/** A table of the person's, with headings that are known or mapped; any text that nothing else recognises. */
export const table: ImportFormat = {
  id: 'table',
  holdsSecrets: false,
  recognises: () => true,
  read: ({ records, typed, text }) => {
    const rows = records();
    if (!rows.ok) return failed({ problems: rows.failure, headings: [] });
    const secretColumns = rows.value.slice(0, 1).flatMap(({ cells }) => cells.filter(isSecretHeading));
    const source = { rows: rows.value, typed, isClosed: /[\r\n]$/.test(text) };
    return success({
      asksKey: false,
      asksRpId: false,
      isDated: false,
      vaults: [],
      leftOut: secretColumns.length === 0 ? [] : [{ kind: 'secret-column', count: secretColumns.length }],
      table: (reading) => tableOf(source, reading),
    });
  },
};
