import type { Enrolment } from '../domain/enrolment.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import type { CollectedAccount } from './collected-accounts.ts';
import type { DoubtKind } from './verdict.ts';
import type { CoverageCell } from './coverage-cell.ts';
import { cellsOf } from './draft-cells.ts';
import { doubtsOf } from './doubts.ts';
import type { KeyMethod } from './judge-account.ts';
import type { AnalysedKey } from './analysed-key.ts';
import type { CandidateKeys } from './candidate-keys.ts';
import { countsFor, isHelpDesk, takesNoKeys, takesOneKey } from './ways-in.ts';
import { otherMethods, type OtherMethod } from './other-methods.ts';
import { compareText } from '../lib/compare-text.ts';
import type { AnalysisContext } from './analysis-context.ts';

/** An account with everything that opens it, before it is judged. */
export interface DraftAccount {
  readonly collected: CollectedAccount;
  readonly cells: readonly CoverageCell[];
  /** Keys with a record, in use or not. */
  readonly recorded: readonly AnalysedKey[];
  readonly keyMethods: readonly KeyMethod[];
  readonly ways: readonly OtherMethod[];
  /** Ways in of people who lead back in: none of the person's own. */
  readonly helpDesks: readonly OtherMethod[];
  /** The password that keys without passkeys need beside them, where a person said more of it than that they remember it. */
  readonly besideKeys: OtherMethod | null;
  readonly counted: readonly OtherWayIn[];
  readonly notCounted: readonly OtherWayIn[];
  readonly notKnown: readonly OtherWayIn[];
  readonly candidateKeys: CandidateKeys;
  /** Candidate keys without a record of it. */
  readonly possible: { readonly count: number; readonly labels: readonly string[]; readonly missing: number };
  /** Newest first, readings before records by hand. */
  readonly enrolments: readonly Enrolment[];
  readonly doubts: readonly DoubtKind[];
  /** Whether it opens depends on more than the loss of its own keys and things: it is judged with the accounts that it needs. */
  readonly isDependent: boolean;
}

/** Computes what opens an account, from what was collected about it. */
export function draftAccount(collected: CollectedAccount, context: AnalysisContext): DraftAccount {
  const { service, otherWaysIn, discoverable } = collected;
  const { cells, recorded, keyMethods } = cellsOf(collected, context);
  const candidateKeys = context.possible.candidatesFor(discoverable, recorded);
  const missing = recorded.length === 0 ? 0 : Math.max(0, (service.catalogue?.minKeys ?? 0) - recorded.length);
  const noRoom = takesNoKeys(service) || takesOneKey(service);
  const possible = noRoom ? { count: 0, labels: [], missing: 0 } : possibleOf(candidateKeys, recorded, missing);
  const ways =
    otherWaysIn.length < 2 ? otherWaysIn : otherWaysIn.toSorted((left, right) => compareText(left.id, right.id));
  const counts = ways.map((way) => countsFor(way, service, context.clock.now));
  const unsure = ways.filter((_, index) => counts[index] === null);
  const taken = ways.filter((_, index) => counts[index] === true);
  const methods = otherMethods(
    taken.filter((way) => !isHelpDesk(way)),
    unsure,
    context,
  );
  const desks = otherMethods(taken.filter(isHelpDesk), [], context);
  const closed = new Set([...methods, ...desks].filter(({ needs }) => needs.nobody).flatMap(({ wayIds }) => wayIds));
  const counted = ways.filter(({ id }, index) => counts[index] === true && !closed.has(id));
  const notKnown = unsure.filter(({ id }) => !closed.has(id));
  const beside = ways.filter((way) => assumedKind(way) === 'password-beside');
  const besideKeys = easiest(otherMethods(beside, [], context));
  const open = methods.filter(({ needs }) => !needs.nobody);
  const enrolments = newestFirst(collected.enrolments);
  return {
    collected,
    cells,
    recorded,
    keyMethods,
    ways: open,
    helpDesks: desks.filter(({ needs }) => !needs.nobody),
    besideKeys,
    counted,
    notCounted:
      counted.length === ways.length ? [] : ways.filter((way) => !counted.includes(way) && !notKnown.includes(way)),
    notKnown,
    candidateKeys,
    possible,
    enrolments,
    doubts: doubtsOf({ service, enrolments, cells, keyMethods, counted, clock: context.clock, ways: open }),
    isDependent:
      besideKeys !== null ||
      desks.some(({ needs }) => needs.accounts.length > 0) ||
      open.some(
        (method) =>
          method.unsure ||
          method.needs.accounts.length > 0 ||
          method.moreLossUnits.length > 0 ||
          method.morePlaces.length > 0,
      ),
  };
}

/** Checks whether a key needs the password beside it: it holds no passkey of the account, but a registration that cannot be listed. */
export function needsPasswordBeside({ cell }: KeyMethod): boolean {
  return cell.evidence === 'told';
}

/** Returns the record of a password of which the least must be in hand, where one is kept twice. */
function easiest(methods: readonly OtherMethod[]): OtherMethod | null {
  const effort = ({ needs }: OtherMethod): number =>
    needs.nobody
      ? 10_000
      : needs.people
        ? 1_000
        : needs.accounts.length * 10 + needs.keyIds.length + needs.deviceIds.length;
  const [first = null] = methods.toSorted((left, right) => effort(left) - effort(right));
  return first;
}

/** Counts the candidate keys without a record of the account, and names the first of them. */
function possibleOf(
  candidateKeys: CandidateKeys,
  recorded: readonly AnalysedKey[],
  missing: number,
): DraftAccount['possible'] {
  const own = new Set(recorded.map((facts) => facts.keyId));
  const labels: string[] = [];
  for (const key of candidateKeys.keys) {
    if (labels.length > 3) break;
    if (!own.has(key.keyId)) labels.push(key.label);
  }
  const count = candidateKeys.keys.length - recorded.filter((facts) => candidateKeys.ids.has(facts.keyId)).length;
  return { count: count + missing, labels, missing };
}

function newestFirst(enrolments: readonly Enrolment[]): readonly Enrolment[] {
  if (enrolments.length < 2) return enrolments;
  return enrolments.toSorted(
    (left, right) =>
      compareText(left.evidence, right.evidence) ||
      compareText(right.asOf, left.asOf) ||
      compareText(left.id, right.id),
  );
}
