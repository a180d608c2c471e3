import type { ImportReading } from '../../src-shared/domain/imports.ts';
import type { Preferences } from '../../src-shared/domain/preferences.ts';

/** Most columns and services that are kept: the newest ones stay. */
const most = 500;

type Mapping = Pick<ImportReading, 'columns' | 'services'>;

/** Returns the columns and services that a person kept for their files. */
export function keptMapping({ importMapping }: Preferences): Mapping {
  return importMapping ?? { columns: {}, services: {} };
}

/** Returns preferences that also keep what a file was read with. */
export function keptWith(preferences: Preferences, { columns, services }: Mapping): Preferences {
  const before = keptMapping(preferences);
  return {
    ...preferences,
    importMapping: {
      columns: newest({ ...before.columns, ...columns }),
      services: newest({ ...before.services, ...services }),
    },
  };
}

function newest<Value>(words: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(words).slice(-most));
}
