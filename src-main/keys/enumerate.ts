import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';

/** More entries than any key can hold: a larger announcement comes from a broken key, not from a long list. */
export const largestList = 1_024;

/** Commands of one begin/next enumeration; the same for RPs and for the credentials of one RP. */
export interface Enumeration<Entry> {
  /** Requests the first entry and the number that the key announces; an entry of null is an empty list. */
  begin(): Promise<{ readonly total: number | null; readonly first: Entry | null }>;
  next(): Promise<Entry>;
  /** Largest number of entries where the key announces none (Nitrokey FIDO2, Solo 1); null: one entry. */
  readonly atMost: number | null;
  /** Reports one entry that could not be read; `index` counts from 0. */
  onProblem(index: number, message: string): void;
}

export interface Enumerated<Entry> {
  readonly entries: readonly Entry[];
  /** Number that the key announced, or the number of entries where it announced none. */
  readonly announced: number;
  /** Every announced entry came and could be read. */
  readonly complete: boolean;
}

/**
 * Runs one enumeration, bounded by the key's own total. An unreadable entry is reported and skipped. Where the key lost
 * its place (NOT_ALLOWED: another program's command came between, CTAP 2.1 §6.8.3) the list is begun once more; where it
 * ends early, what came is returned as incomplete.
 */
export async function enumerate<Entry>(enumeration: Enumeration<Entry>): Promise<Enumerated<Entry>> {
  const firstTry = await runOnce(enumeration);
  if (!firstTry.lostPlace) return firstTry;
  const secondTry = await runOnce(enumeration);
  return secondTry.entries.length >= firstTry.entries.length ? secondTry : firstTry;
}

async function runOnce<Entry>(enumeration: Enumeration<Entry>): Promise<Enumerated<Entry> & { lostPlace: boolean }> {
  const entries: Entry[] = [];
  const head = await beginning(enumeration);
  const counted = head.total !== null || head.first === null;
  const announced = head.total ?? (head.first === null ? 0 : Math.max(1, enumeration.atMost ?? 1));
  if (announced > largestList) throw new CtapResponseError('enumeration', `${announced} entries announced`);
  if (head.first !== null) entries.push(head.first);
  let index = 1;
  let unreadable = head.unreadable ? 1 : 0;
  for (; index < announced; index++) {
    try {
      entries.push(await enumeration.next());
    } catch (error) {
      if (error instanceof CtapResponseError) {
        enumeration.onProblem(index, error.message);
        unreadable++;
        continue;
      }
      if (!endsEarly(error)) throw error;
      if (!counted) return { entries, announced: entries.length, complete: unreadable === 0, lostPlace: false };
      return { entries, announced, complete: false, lostPlace: error.status === 'NOT_ALLOWED' };
    }
  }
  const whole = entries.length === announced && unreadable === 0;
  return { entries, announced, complete: whole, lostPlace: false };
}

async function beginning<Entry>(
  enumeration: Enumeration<Entry>,
): Promise<{ total: number | null; first: Entry | null; unreadable: boolean }> {
  try {
    return { ...(await enumeration.begin()), unreadable: false };
  } catch (error) {
    // CTAP 2.1 §6.8.3: NO_CREDENTIALS is how a key says that a list is empty.
    if (error instanceof CtapError && error.status === 'NO_CREDENTIALS') {
      return { total: 0, first: null, unreadable: false };
    }
    if (!(error instanceof CtapResponseError)) throw error;
    enumeration.onProblem(0, error.message);
    return { total: 0, first: null, unreadable: true };
  }
}

function endsEarly(error: unknown): error is CtapError {
  return error instanceof CtapError && (error.status === 'NOT_ALLOWED' || error.status === 'NO_CREDENTIALS');
}
