import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import { foldText } from '../../../../src-shared/lib/fold-text.ts';
import type { MatrixEntry, MatrixIndex } from '../matrix/matrix-index.ts';

/** Finds accounts by service, RP ID and names, whatever the case or width of the letters. */
export interface MatrixSearch {
  /** Prepares texts until `mayGoOn` says no; true once all are prepared. A search prepares what is missing. */
  prepare(mayGoOn: () => boolean): boolean;
  /** Marks with 1 the entries in which every word occurs; null where that is all of them. The same object while they stay the same. */
  find(text: string): Uint8Array | null;
  /** Returns the prepared text of an account; undefined where they are not prepared. */
  searchTextOf(account: CoverageAccount): string | undefined;
}

/**
 * Creates the search of one index. A longer search looks only through what the shorter one has found. The words of accounts that a change
 * has not touched are taken from the search `before` it, so that a change costs no search.
 */
export function createMatrixSearch({ entries, entryIndexOf }: MatrixIndex, before?: MatrixSearch): MatrixSearch {
  const prepared: string[] = [];
  const letters = new Int32Array(entries.length);
  const everywhere = new Int32Array(entries.length).map((_, entryIndex) => entryIndex);
  // Written again for every word: buffers by the letter would bring on the garbage collector, and its longest pauses.
  const scratch = new Int32Array(entries.length);
  let earlier = before;
  const all: SearchResult = { text: '', words: [], entryIndices: everywhere, mask: null };
  let last = all;
  const prepare = (mayGoOn: () => boolean): boolean => {
    while (prepared.length < entries.length) {
      const entry = entries[prepared.length];
      const text = entry === undefined ? '' : (earlier?.searchTextOf(entry.account) ?? textOf(entry));
      letters[prepared.length] = lettersOf(text);
      prepared.push(text);
      if (prepared.length % 512 === 0 && !mayGoOn()) return false;
    }
    earlier = undefined;
    return true;
  };
  return {
    prepare,
    searchTextOf: (account) => prepared[entryIndexOf.get(account) ?? -1],
    find: (search) => {
      const text = normalise(search).trimStart();
      const words = text.split(/\s+/).filter(Boolean);
      if (words.length === 0) return null;
      prepare(() => true);
      // The words before the last letter have been sought already.
      const earlierResult = text.startsWith(last.text) ? last : all;
      let { entryIndices } = earlierResult;
      for (const [at, word] of words.entries()) {
        if (word !== earlierResult.words[at])
          entryIndices = entriesWith(word, entryIndices, prepared, letters, scratch);
      }
      const same = entryIndices.length === earlierResult.entryIndices.length;
      last = { text, words, entryIndices, mask: same ? earlierResult.mask : maskOf(entryIndices, entries.length) };
      return last.mask;
    },
  };
}

/** The result of a search. */
interface SearchResult {
  readonly text: string;
  readonly words: readonly string[];
  readonly entryIndices: Int32Array<ArrayBuffer>;
  readonly mask: Uint8Array | null;
}

function maskOf(entryIndices: Int32Array, size: number): Uint8Array {
  const mask = new Uint8Array(size);
  for (let at = 0; at < entryIndices.length; at++) mask[entryIndices[at] ?? 0] = 1;
  return mask;
}

/** Keeps the places whose text contains a word. Most are told apart by their letters, without a look at the text. `found` is overwritten. */
function entriesWith(
  word: string,
  entryIndices: Int32Array<ArrayBuffer>,
  texts: readonly string[],
  lettersOfTexts: Int32Array,
  found: Int32Array<ArrayBuffer>,
): Int32Array<ArrayBuffer> {
  const wanted = lettersOf(word);
  const decided = /^[a-z]$/.test(word);
  let count = 0;
  for (let at = 0; at < entryIndices.length; at++) {
    const entryIndex = entryIndices[at] ?? 0;
    if (((lettersOfTexts[entryIndex] ?? 0) & wanted) !== wanted) continue;
    if (decided || texts[entryIndex]?.includes(word) === true) found[count++] = entryIndex;
  }
  return count === entryIndices.length ? entryIndices : found.slice(0, count);
}

/** Computes which letters occur, as bits: each of a to z has its own, all others share the last six. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return bits;
}

function textOf({ service, account }: MatrixEntry): string {
  const { rpId, userName, userDisplayName, computer, exceptComputers, distinguishedBy } = account;
  const words = [service.name, service.nameJa, rpId, userName, userDisplayName, computer, distinguishedBy];
  return normalise([...words, ...exceptComputers].join(' '));
}

function normalise(text: string): string {
  return foldText(text) ?? '';
}
