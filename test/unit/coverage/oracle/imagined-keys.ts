import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import type { Enrolment } from '../../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../../src-shared/domain/inventory-key.ts';
import { subsets } from '../arbitrary-inventory.ts';

/** A key that opens an account in one world. */
export interface KeyOpener {
  readonly keyId: string;
  /** Name of what is lost together with it. */
  readonly lossUnit: string;
  /** Null: nobody wrote down where it is. */
  readonly place: string | null;
  /** Whether it is a second factor: where a password beside it is recorded, that must be in hand too. */
  readonly besidePassword: boolean;
}

/** The keys of one account. */
export interface KeyWorlds {
  /** Sets of keys that may open the account; with its ways each is one possible state of the world. */
  readonly keySets: readonly (readonly KeyOpener[])[];
  /** Keys that open it in every world, unless the records contradict the service. */
  readonly sureKeys: readonly KeyOpener[];
  /** The service takes one key. */
  readonly oneTaken: boolean;
  /** Two keys are on record where one is taken. */
  readonly oneTooMany: boolean;
  /** Keys are on record where none is taken. */
  readonly noneTaken: boolean;
  /** Owner of all keys with a record; null where one is not recorded, or there are none, or several. */
  readonly owners: readonly string[] | null;
}

export const same = (text: string | null): string => (text ?? '').trim().normalize('NFC').toLowerCase();

/** Checks whether an instant is too long ago, or further ahead than clocks differ: neither says what is true now. */
const isNoProof = (instant: string, { now, staleAfterDays }: CoverageInput): boolean => {
  const days = (Date.parse(now) - Date.parse(instant)) / 86_400_000;
  return days > staleAfterDays || days < -1;
};

const serviceOfRpId: Readonly<Record<string, string>> = {
  'many.example': 'many',
  'one.example': 'one',
  'bound.example': 'bound',
  'none.example': 'none',
  'login.microsoft.com': 'microsoft-entra-id',
  'vault.example': 'vault',
  'post.example': 'mail',
  'idp.example': 'idp',
};

function recordsOf(input: CoverageInput, service: string, user: string): Enrolment[] {
  const services = service === 'windows' ? ['windows', 'microsoft-entra-id'] : [service];
  return input.enrolments.filter(
    ({ serviceId, rpId, userName, keyId, vanishedAt }) =>
      vanishedAt === null &&
      userName === user &&
      input.keys.some((key) => key.id === keyId) &&
      services.includes(serviceId ?? serviceOfRpId[rpId ?? ''] ?? `domain:${rpId}`),
  );
}

export function unitOfKey({ id, carriedOn }: InventoryKey): string {
  return same(carriedOn) === '' ? `key ${id}` : `ring ${same(carriedOn)}`;
}

export function placeOfKey({ id, place, role }: InventoryKey): string | null {
  return same(place) !== '' ? `at ${same(place)}` : role === 'off-site' ? `where ${id} is` : null;
}

/** Finds every set of keys that agrees with what is recorded of one account. */
export function imagineKeys(input: CoverageInput, service: string, user: string): KeyWorlds {
  const records = recordsOf(input, service, user);
  const canBeListed = service === 'windows' || records.some(({ evidence }) => evidence === 'read');
  const recordedKeys = input.keys.filter((key) => records.some(({ keyId }) => keyId === key.id));
  const owners = recordedKeys.map(({ owner }) => same(owner));
  // Where one key is taken and another is on record, or none is taken, nobody thinks of a key without a record.
  const noRoom = service === 'none' || service === 'one' || recordedKeys.length === 0;
  const sure: KeyOpener[] = [];
  const maybe: KeyOpener[] = [];
  for (const key of input.keys) {
    if (key.role === 'retired' || key.lostAt !== null) continue;
    const own = records.filter(({ keyId }) => keyId === key.id);
    const isRead = own.some(({ evidence }) => evidence === 'read') && !key.needsReread;
    const isManual = own.some(({ evidence }) => evidence === 'told');
    const opener: KeyOpener = {
      keyId: key.id,
      lossUnit: unitOfKey(key),
      place: placeOfKey(key),
      besidePassword: isManual && !isRead,
    };
    const proofs = own.filter((record) =>
      record.evidence === 'told'
        ? !(isNoProof(record.asOf, input) && isNoProof(key.lastSeen, input))
        : !key.needsReread && !(key.lastRead !== null && isNoProof(key.lastRead, input)),
    );
    if (proofs.length > 0 && key.pinBlocked !== true && service !== 'none') {
      sure.push(opener);
      continue;
    }
    const isReading = key.lastRead !== null && Date.parse(key.lastRead) - Date.parse(input.now) <= 86_400_000;
    const readAndNotThere = canBeListed && isReading && key.lastReadComplete && !key.needsReread;
    const somebodyElses = same(key.owner) !== '' && !owners.includes('') && !owners.includes(same(key.owner));
    if (own.length === 0 && (readAndNotThere || somebodyElses || noRoom)) continue;
    maybe.push(opener);
  }
  if (!noRoom) {
    for (const { keyId } of input.unreadKeys) {
      maybe.push({ keyId, lossUnit: `key ${keyId}`, place: null, besidePassword: false });
    }
  }
  const oneTooMany = service === 'one' && sure.length > 1;
  // Where two keys are sure, the rule may be wrong: then any number of keys may be enrolled.
  const keySets = oneTooMany
    ? [...sure.map((key) => [key]), sure].flatMap((keys) => subsets(maybe).map((some) => [...keys, ...some]))
    : subsets(maybe)
        .map((some) => [...sure, ...some])
        // A doubtful record beside a sure one may mean that the catalogue is wrong; two doubtful ones are not both right.
        .filter((keys) => service !== 'one' || keys.length <= sure.length + 1);
  return {
    keySets,
    sureKeys: sure,
    oneTaken: service === 'one',
    oneTooMany,
    noneTaken: service === 'none' && maybe.length > 0,
    owners: owners.length === 0 || owners.includes('') ? null : [...new Set(owners)],
  };
}
