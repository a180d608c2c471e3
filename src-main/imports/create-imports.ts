import {
  type ImportChoices,
  type ImportPreview,
  type ImportReading,
  plainReading,
} from '../../src-shared/domain/imports.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { Preferences } from '../../src-shared/domain/preferences.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { Inventory, InventoryOutcome } from '../inventory/inventory.ts';
import type { ImportTable } from './import-table.ts';
import { keptWith, keptMapping } from './kept-mapping.ts';
import { type ImportContext, planImport } from './plan-import.ts';
import { previewOf, unreadPreview } from './preview.ts';
import { encodingSamples, type ImportSource, type ReadFile, readImport, tableFrom } from './read-import.ts';

export interface ImportsOptions {
  readonly inventory: Pick<Inventory, 'snapshot' | 'addBulk' | 'setPreferences' | 'sayNoSecret'>;
  readonly world: (snapshot: InventorySnapshot) => ImportContext;
  /** Creates a name of a preview that cannot be guessed. */
  readonly newToken: () => string;
}

export interface Imports {
  /** Reads a source and says what importing it would do. Keeps it for `apply` until the next preview. */
  preview(source: ImportSource, file: string | null): InventoryOutcome<ImportPreview>;
  /** Reads the file of the last preview again, in another encoding or with another mapping. */
  reread(token: string, reading: ImportReading): InventoryOutcome<ImportPreview>;
  /** Records what was previewed, with the person's choices: all of it or nothing. Gives the number of records written. */
  apply(token: string, choices: ImportChoices): InventoryOutcome<{ readonly count: number }>;
  /** Keeps the columns and services that the last preview was read with, for files to come. */
  keepMapping(token: string, choices: ImportChoices): InventoryOutcome<null>;
}

interface Pending {
  readonly token: string;
  readonly file: string | null;
  /** Null once they are wiped: a file that holds secrets is kept without them. */
  readonly source: ImportSource | null;
  readonly read: ReadFile | null;
  readonly encodings: ImportPreview['encodings'];
  readonly reading: ImportReading;
  /** Null where the file could not be read: it can only be read otherwise. */
  readonly table: ImportTable | null;
  readonly revision: number;
}

/** Keeps one preview at a time and applies it. */
export function createImports({ inventory, world, newToken }: ImportsOptions): Imports {
  let pending: Pending | null = null;

  const show = async (
    source: ImportSource | null,
    file: string | null,
    given: ImportReading | null,
    before: ReadFile | null,
  ): InventoryOutcome<ImportPreview> => {
    pending = null;
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return snapshot;
    const token = newToken();
    const reading = given ?? { ...plainReading, ...keptMapping(snapshot.value.preferences) };
    const { revision } = snapshot.value;
    const outcome = before === null && source !== null ? readImport(withEncoding(source, reading)) : null;
    const read = outcome === null ? before : outcome.ok ? outcome.value : null;
    const candidates = (outcome?.ok === false ? outcome.failure : read)?.candidates ?? [];
    const isSecret = read?.holdsSecrets === true && candidates.length < 2;
    if (isSecret && source !== null && 'bytes' in source) source.bytes.fill(0);
    const encodings = source === null || isSecret ? [] : encodingSamples(source, candidates);
    const shown = { token, file, encodings, reading };
    const table = read === null ? null : tableFrom(read, reading);
    const rest = { source: isSecret ? null : source, read, encodings, reading, revision, token, file };
    pending = { ...rest, table: table?.ok === true ? table.value : null };
    if (table?.ok === true && read !== null) {
      return success(previewOf(planned(table.value, snapshot.value, reading), read, table.value, shown));
    }
    const unread = outcome?.ok === false ? outcome.failure : null;
    return success(unreadPreview(unread, read, table?.ok === false ? table.failure : null, shown));
  };

  const planned = (table: ImportTable, snapshot: InventorySnapshot, reading: ImportReading, choices?: ImportChoices) =>
    planImport(table, { ...world(snapshot), servicesByText: reading.services, notSecret: reading.notSecret }, choices);

  return {
    preview: (source, file) => show(source, file, null, null),
    reread: async (token, reading) => {
      const last = pending;
      if (last?.token !== token) return isVoid();
      if (last.reading.encoding === reading.encoding && last.read !== null) {
        return show(last.source, last.file, reading, last.read);
      }
      return last.source === null || !('bytes' in last.source) ? isVoid() : show(last.source, last.file, reading, null);
    },
    apply: async (token, choices) => {
      const chosen = pending;
      if (chosen?.token !== token || chosen.table === null) return isVoid();
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      // What was shown must be what is done.
      if (snapshot.value.revision !== chosen.revision) return isVoid();
      const plan = planned(chosen.table, snapshot.value, chosen.reading, choices);
      if (plan.problems.length > 0) return isVoid();
      inventory.sayNoSecret(plan.notSecret);
      const applied = await inventory.addBulk(plan.bulk);
      if (!applied.ok) return applied;
      pending = null;
      return success({ count: applied.value.added });
    },
    keepMapping: async (token, { byId }) => {
      const chosen = pending;
      if (chosen?.token !== token) return isVoid();
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      const preferences: Preferences = keptWith(snapshot.value.preferences, {
        columns: chosen.reading.columns,
        services: { ...chosen.reading.services, ...chosenServices(byId) },
      });
      const kept = await inventory.setPreferences(preferences);
      if (!kept.ok) return kept;
      // The preview stays valid: nothing that it shows was changed.
      const after = await inventory.snapshot();
      if (after.ok) pending = { ...chosen, revision: after.value.revision };
      return success(null);
    },
  };
}

/** Returns the services that the person chose for texts that fit several. */
function chosenServices(byId: ImportChoices['byId']): Record<string, string> {
  const prefix = 'service:';
  return Object.fromEntries(
    Object.entries(byId)
      .filter(([id, answer]) => id.startsWith(prefix) && answer.startsWith(prefix))
      .map(([id, answer]) => [id.slice(prefix.length), answer.slice(prefix.length)]),
  );
}

function withEncoding(source: ImportSource, { encoding }: ImportReading): ImportSource {
  return 'bytes' in source ? { ...source, encoding } : source;
}

function isVoid() {
  return failed({ kind: 'input-invalid' as const, detail: 'preview-void' });
}
