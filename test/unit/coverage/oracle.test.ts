import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput, Fate } from '../../../src-shared/coverage/coverage-types.ts';
import { presentFate, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import type { Enrolment, InventoryKey, OtherWayIn } from '../../../src-shared/domain/inventory.ts';
import { inventoryArbitrary, subsets } from './arbitrary-inventory.ts';
import { accountsOf } from './coverage-fixtures.ts';

const isLong = process.env['SPAREKEY_LONG'] === '1';
const numRuns = isLong ? 100_000 : 2_000;
/** The machine may be busy with other tests. */
const timeout = isLong ? 7_200_000 : 120_000;
const seed = process.env['SPAREKEY_SEED'] === undefined ? {} : { seed: Number(process.env['SPAREKEY_SEED']) };

/*
 * The oracle knows nothing of cells, verdicts, pools or doors. It imagines every world that agrees with what is recorded — each thing
 * that is not known may be true or false — and tries every loss in each. All of it is written from the rules alone, as plainly as can
 * be, for a handful of keys.
 */

/** Something that opens an account in one world. */
interface Opener {
  readonly id: string;
  /** What it is lost together with. */
  readonly bundle: string;
  /** Null: nobody wrote down where it is. */
  readonly place: string | null;
}

interface Worlds {
  /** Sets of keys that may open the account; with `ways` each is one possible state of the world. */
  readonly keySets: readonly (readonly Opener[])[];
  /** Keys that open it in every world, unless the records contradict the service. */
  readonly sureKeys: readonly Opener[];
  readonly ways: readonly Opener[];
  readonly helpDesks: readonly string[];
  /** The service takes one key. */
  readonly oneTaken: boolean;
  /** Two keys are on record where one is taken. */
  readonly oneTooMany: boolean;
  /** Keys are on record where none is taken. */
  readonly noneTaken: boolean;
}

const same = (text: string | null): string => (text ?? '').trim().normalize('NFC').toLowerCase();
const tooOld = (instant: string, { now, staleAfterDays }: CoverageInput): boolean =>
  (Date.parse(now) - Date.parse(instant)) / 86_400_000 > staleAfterDays;

const serviceOfRpId: Readonly<Record<string, string>> = {
  'many.example': 'many',
  'one.example': 'one',
  'bound.example': 'bound',
  'none.example': 'none',
  'login.microsoft.com': 'microsoft-entra-id',
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

function openerOfKey(key: InventoryKey): Opener {
  return {
    id: key.id,
    bundle: same(key.carriedOn) === '' ? `key ${key.id}` : `ring ${same(key.carriedOn)}`,
    place: same(key.place) !== '' ? same(key.place) : key.role === 'off-site' ? `where ${key.id} is` : null,
  };
}

function openersOfWays(input: CoverageInput, service: string, user: string): Pick<Worlds, 'ways' | 'helpDesks'> {
  const now = Date.parse(input.now);
  const valid = input.otherWaysIn
    .filter((way) => way.serviceId === service && way.userName === user)
    .filter(({ validFrom }) => validFrom === null || Date.parse(validFrom) <= now)
    .filter(({ validUntil }) => validUntil === null || Date.parse(validUntil) > now)
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const isMicrosoft = service === 'microsoft-entra-id' || service === 'windows';
  const refusesSynced = service === 'bound' || service === 'windows';
  const ways: Opener[] = [];
  const helpDesks: string[] = [];
  const plain = (way: OtherWayIn): Omit<Opener, 'id'> => ({
    bundle: same(way.carriedOn) === '' ? `way ${way.id}` : `ring ${same(way.carriedOn)}`,
    place: same(way.place) === '' ? null : same(way.place),
  });
  for (const way of valid) {
    if (way.kind === 'helpdesk' || (way.kind === 'temporary-access-pass' && isMicrosoft)) helpDesks.push(way.id);
    if (way.kind === 'recovery-codes' || way.kind === 'other') ways.push({ id: way.id, ...plain(way) });
    if (way.kind === 'microsoft-authenticator' && service === 'microsoft-entra-id') {
      ways.push({ id: way.id, ...plain(way) });
    }
    if (way.kind === 'synced-passkey' && !refusesSynced) {
      const provider = `cloud ${way.providerId ?? same(way.name)}`;
      ways.push({ id: way.id, bundle: provider, place: provider });
    }
    if (way.kind === 'windows-hello') {
      const computer = valid.filter((other) => other.kind === 'windows-hello' && same(other.name) === same(way.name));
      const ring = computer.map((one) => same(one.carriedOn)).find((text) => text !== '');
      const place = computer.map((one) => same(one.place)).find((text) => text !== '');
      const bundle = ring === undefined ? `computer ${same(way.name)}` : `ring ${ring}`;
      ways.push({ id: way.id, bundle, place: place ?? null });
    }
  }
  return { ways, helpDesks };
}

function imagineWorlds(input: CoverageInput, service: string, user: string): Worlds {
  const records = recordsOf(input, service, user);
  const canBeListed = service === 'windows' || records.some(({ evidence }) => evidence === 'read');
  const recordedKeys = input.keys.filter((key) => records.some(({ keyId }) => keyId === key.id));
  const owners = recordedKeys.map(({ owner }) => same(owner));
  const sure: Opener[] = [];
  const maybe: Opener[] = [];
  for (const key of input.keys) {
    if (key.role === 'retired' || key.lostAt !== null) continue;
    const own = records.filter(({ keyId }) => keyId === key.id);
    const proofs = own.filter((record) =>
      record.evidence === 'told'
        ? !(tooOld(record.asOf, input) && tooOld(key.lastSeen, input))
        : !key.needsReread && !(key.lastRead !== null && tooOld(key.lastRead, input)),
    );
    if (proofs.length > 0 && key.pinBlocked !== true && service !== 'none') {
      sure.push(openerOfKey(key));
      continue;
    }
    const readAndNotThere = canBeListed && key.lastRead !== null && key.lastReadComplete && !key.needsReread;
    const somebodyElses = same(key.owner) !== '' && !owners.includes('') && !owners.includes(same(key.owner));
    const unrecorded = own.length === 0;
    // Where one key is taken and another is on record, or none is taken, nobody thinks of a key without a record.
    const noRoom = service === 'none' || service === 'one';
    if (unrecorded && (readAndNotThere || somebodyElses || recordedKeys.length === 0 || noRoom)) continue;
    maybe.push(openerOfKey(key));
  }
  const oneTooMany = service === 'one' && sure.length > 1;
  // Where two keys are sure, the rule may be wrong: then any number of keys may be enrolled.
  const keySets = oneTooMany
    ? [...sure.map((key) => [key]), sure].flatMap((keys) => subsets(maybe).map((some) => [...keys, ...some]))
    : subsets(maybe)
        .map((some) => [...sure, ...some])
        // A doubtful record beside a sure one may mean that the catalogue is wrong; two doubtful ones are not both right.
        .filter((keys) => service !== 'one' || keys.length <= sure.length + 1);
  const noneTaken = service === 'none' && maybe.length > 0;
  const oneTaken = service === 'one';
  return { keySets, sureKeys: sure, ...openersOfWays(input, service, user), oneTaken, oneTooMany, noneTaken };
}

const yesNoOrUnknown = (answers: readonly boolean[]): boolean | null =>
  answers.every(Boolean) ? true : answers.some(Boolean) ? null : false;

/** Whatever bundle is lost, something is left. */
function standsAnyLoss(openers: readonly Opener[]): boolean {
  const bundles = new Set(openers.map(({ bundle }) => bundle));
  return openers.length > 0 && [...bundles].every((lost) => openers.some(({ bundle }) => bundle !== lost));
}

function survivesLoss({ keySets, ways, oneTooMany, noneTaken, oneTaken }: Worlds): boolean | null {
  // Keys alone never save an account of which one key is taken.
  if (oneTaken && !oneTooMany && ways.length === 0) return false;
  const answer = yesNoOrUnknown(keySets.map((keys) => standsAnyLoss([...keys, ...ways])));
  // A record too many never makes an account unsafe that the others make safe: the most favourable of them is believed.
  if (oneTooMany && ways.length > 0 && keySets.some((keys) => keys.length === 1 && standsAnyLoss([...keys, ...ways]))) {
    return true;
  }
  return answer === false && noneTaken ? null : answer;
}

/** Two openers that neither one bundle nor one place takes away; `known`: both places are on record. */
function hasTwoApart(openers: readonly Opener[], known: boolean): boolean {
  return openers.some((one) =>
    openers.some((other) => {
      if (one.bundle === other.bundle) return false;
      if (one.place === null || other.place === null) return !known;
      return one.place !== other.place;
    }),
  );
}

function survivesPlace(worlds: Worlds): boolean | null {
  const { sureKeys, ways, oneTooMany, noneTaken, oneTaken } = worlds;
  const least = oneTooMany ? sureKeys.map((key) => [key, ...ways]) : [[...sureKeys, ...ways]];
  if (least.some((openers) => hasTwoApart(openers, true))) return true;
  if (noneTaken) return null;
  // Of several keys at a service that takes one, one at most is the right one.
  const oneByOne = oneTaken && !oneTooMany;
  const keySets = oneByOne ? worlds.keySets.flatMap((keys) => [[], ...keys.map((key) => [key])]) : worlds.keySets;
  return keySets.some((keys) => hasTwoApart([...keys, ...ways], false)) ? null : false;
}

function fateWithout({ keySets, ways, helpDesks }: Worlds, lost: readonly string[]): Fate {
  const opens = yesNoOrUnknown(keySets.map((keys) => [...keys, ...ways].some(({ id }) => !lost.includes(id))));
  if (opens === true) return 'open';
  if (helpDesks.some((id) => !lost.includes(id))) return 'helpdesk';
  return opens === null ? 'perhaps' : 'locked-out';
}

describe('coverage against a brute-force oracle', { timeout }, () => {
  it(`agrees on every loss of every subset of keys and other ways in (n = ${numRuns})`, () => {
    const seen = new Map<unknown, number>();
    const note = (answer: unknown): void => void seen.set(answer, (seen.get(answer) ?? 0) + 1);
    fc.assert(
      fc.property(inventoryArbitrary(true), (input) => {
        const report = analyseCoverage(input);
        const accounts = accountsOf(report);
        const worlds = new Map(
          accounts.map((one) => [one.accountId, imagineWorlds(input, one.serviceId, one.userName ?? '')]),
        );
        for (const account of accounts) {
          const world = worlds.get(account.accountId);
          if (world === undefined) throw new Error('no world');
          expect(account.survivesAnyOneLoss, `loss of ${account.accountId}`).toBe(survivesLoss(world));
          expect(account.survivesAnyOnePlace, `place of ${account.accountId}`).toBe(survivesPlace(world));
          note(`loss ${account.survivesAnyOneLoss}`);
          note(`place ${account.survivesAnyOnePlace}`);
        }
        for (const keyIds of subsets(input.keys.map((key) => key.id))) {
          for (const otherWayIds of subsets(input.otherWaysIn.map((way) => way.id))) {
            const { touched } = simulateLoss(report, { keyIds, otherWayIds });
            const fates = new Map(touched.map(({ account, fate }) => [account.accountId, fate]));
            for (const account of accounts) {
              const world = worlds.get(account.accountId);
              if (world === undefined) throw new Error('no world');
              const found = fates.get(account.accountId) ?? presentFate(account);
              const lost = [...keyIds, ...otherWayIds];
              expect(found, `${account.accountId} without ${lost.join()}`).toBe(fateWithout(world, lost));
              note(found);
            }
          }
        }
      }),
      { numRuns, ...seed },
    );
    // The comparison is worth something only if every answer occurs often.
    const answers = ['open', 'perhaps', 'helpdesk', 'locked-out'];
    const measures = ['loss true', 'loss null', 'loss false', 'place true', 'place null', 'place false'];
    for (const answer of [...answers, ...measures]) {
      expect(seen.get(answer) ?? 0, answer).toBeGreaterThan(numRuns / 20);
    }
  });
});
