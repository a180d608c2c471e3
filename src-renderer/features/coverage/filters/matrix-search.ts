import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-types.ts';
import type { MatrixEntry, MatrixIndex } from '../matrix/matrix-index.ts';

/** Finds accounts by service, RP ID and names, whatever the case or width of the letters. */
export interface MatrixSearch {
  /** Prepares texts until `mayGoOn` says no; true once all are prepared. A search prepares what is missing. */
  prepare(mayGoOn: () => boolean): boolean;
  /** Marks with 1 the entries in which every word occurs; null for an empty search. */
  find(text: string): Uint8Array | null;
}

/** The words of an account that a change has not touched need not be made anew. */
const texts = new WeakMap<CoverageAccount, string>();

/** Makes the search of one index. A longer search looks only through what the shorter one has found. */
export function createMatrixSearch({ entries }: MatrixIndex): MatrixSearch {
  const prepared: string[] = [];
  let last = { text: '', places: new Int32Array(0) };
  const prepare = (mayGoOn: () => boolean): boolean => {
    while (prepared.length < entries.length) {
      const entry = entries[prepared.length];
      prepared.push(entry === undefined ? '' : textOf(entry));
      if (prepared.length % 512 === 0 && !mayGoOn()) return false;
    }
    return true;
  };
  return {
    prepare,
    find: (search) => {
      const text = normalise(search).trimStart();
      const words = text.split(/\s+/).filter(Boolean);
      if (words.length === 0) return null;
      prepare(() => true);
      const within = last.text !== '' && text.startsWith(last.text) ? last.places : null;
      const found = new Int32Array(within?.length ?? entries.length);
      const mask = new Uint8Array(entries.length);
      let count = 0;
      for (let at = 0; at < found.length; at++) {
        const place = within?.[at] ?? at;
        const entryText = prepared[place] ?? '';
        if (!words.every((word) => entryText.includes(word))) continue;
        found[count++] = place;
        mask[place] = 1;
      }
      last = { text, places: found.slice(0, count) };
      return mask;
    },
  };
}

function textOf({ service, account }: MatrixEntry): string {
  let text = texts.get(account);
  if (text === undefined) {
    const words = [service.name, service.nameJa, account.rpId, account.userName, account.userDisplayName];
    texts.set(account, (text = normalise(words.join(' '))));
  }
  return text;
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
