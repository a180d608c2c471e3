import { looksLikeCode } from '../../../src-shared/lib/looks-like-code.ts';
import { invalid } from '../file/storage-failure.ts';
import type { NoSecret } from '../inventory.ts';
import { type InventoryData, isRecordKind, type RecordKind, recordKinds } from './inventory-data.ts';
import { recordedTexts } from './recorded-texts.ts';

/**
 * Keeps PINs, passwords and codes out of the records, whichever operation writes them. A text that stands in the inventory already is not
 * asked about again, so nothing is kept of what a person said of it.
 */
export class SecretGuard {
  #refused: readonly string[] = [];
  #isAllAllowed = false;
  readonly #allowed = new Set<string>();

  /** Allows texts that a person says are no secrets. */
  allow(texts: NoSecret): void {
    const refused = this.#refused;
    this.#refused = [];
    if (texts === 'all') this.#isAllAllowed = true;
    else for (const text of texts === 'refused' ? refused : texts) this.#allowed.add(text);
  }

  /** Throws `input-invalid` (`looks-like-code`) where a changed record has a new text that is surely a PIN, a password or a code. */
  check(data: InventoryData, before: InventoryData): void {
    if (this.#isAllAllowed) return;
    const found = data
      .changes()
      .flatMap(({ kind, id }) => (isRecordKind(kind) ? codesIn(data, kind, id) : []))
      .filter((text) => !this.#allowed.has(text));
    if (found.length === 0) return;
    const known = new Set(
      recordKinds.flatMap((kind) => before.all(kind).flatMap(({ id }) => codesIn(before, kind, id))),
    );
    const refused = found.filter((text) => !known.has(text));
    if (refused.length === 0) return;
    this.#refused = refused;
    throw invalid('looks-like-code');
  }
}

/** Returns the texts of a record that are surely codes. */
function codesIn(data: InventoryData, kind: RecordKind, id: string): string[] {
  const record = data.get(kind, id);
  if (record === null) return [];
  const { names, texts } = recordedTexts(kind, record);
  const isText = (text: string | null | undefined): text is string => text !== null && text !== undefined;
  return [
    ...names.filter(isText).filter((name) => looksLikeCode(name, 'name') === 'surely'),
    ...texts.filter(isText).filter((text) => looksLikeCode(text) === 'surely'),
  ];
}
