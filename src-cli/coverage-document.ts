import { cellOf } from '../src-shared/coverage/cell-of.ts';
import type {
  CoverageAccount,
  CoverageKey,
  CoveragePlace,
  CoverageReport,
  Fate,
  LossReport,
} from '../src-shared/coverage/coverage-types.ts';
import { presentFate } from '../src-shared/coverage/simulate-loss.ts';
import {
  doubtMessage,
  gapMessage,
  headline,
  lossHeadline,
  verdictMessage,
} from '../src-shared/i18n/coverage-message.ts';
import type { Translate } from '../src-shared/i18n/translator.ts';

/** What is left of an account after the loss that was asked about; without one, what opens it now. */
export type FateOf = (account: CoverageAccount) => Fate;

/** Looks up fates: of the accounts that a loss touches, and of all others as they are. */
export function fatesOf({ touched }: LossReport): FateOf {
  const fates = new Map(touched.map(({ account, fate }) => [account, fate]));
  return (account) => fates.get(account) ?? presentFate(account);
}

/** The JSON of `coverage` (docs/cli.md). Fields may be added, never renamed. */
export function coverageDocument(t: Translate, report: CoverageReport, loss: LossReport): Record<string, unknown> {
  const fateOf = fatesOf(loss);
  const accounts = report.services.flatMap((service) => service.accounts);
  return {
    headline: coverageHeadline(t, report, loss),
    totals: report.totals,
    keys: report.keys.map((key) => keyDocument(t, key)),
    places: report.places.map(placeDocument),
    rings: report.rings.map(placeDocument),
    lost: loss.lostKeyIds,
    lostOtherWaysIn: loss.lostWayIds,
    services: report.services.map((service) => ({
      serviceId: service.serviceId,
      name: service.name,
      domain: service.domain,
      takesOneKey: service.takesOneKey,
      takesNoKeys: service.takesNoKeys,
      accounts: service.accounts.map((account) => accountDocument(t, report, account)),
    })),
    lockedOut: (['locked-out', 'perhaps', 'helpdesk'] as const).flatMap((fate) =>
      accounts.filter((account) => fateOf(account) === fate).map((account) => lockedOut(t, account, fate)),
    ),
  };
}

/** One sentence for the report, or for the loss that was asked about. */
export function coverageHeadline(t: Translate, report: CoverageReport, loss: LossReport): string {
  if (loss.lostKeyIds.length === 0 && loss.lostWayIds.length === 0) return headline(t, report);
  const labels = report.keys.filter(({ keyId }) => loss.lostKeyIds.includes(keyId)).map(({ label }) => label);
  const lostWays = new Set(loss.lostWayIds);
  const ways = loss.touched.flatMap(({ account }) => account.otherWaysIn).filter(({ id }) => lostWays.has(id));
  return lossHeadline(t, report, loss, [...new Set([...labels, ...ways.map(({ name }) => name)])]);
}

function keyDocument(t: Translate, key: CoverageKey): Record<string, unknown> {
  return {
    inventoryId: key.keyId,
    label: key.label,
    role: key.role,
    owner: key.owner,
    place: key.place,
    carriedOn: key.carriedOn,
    lastRead: key.lastRead,
    completeSince: key.completeSince,
    outOfUse: key.outOfUse,
    recordedLost: key.lost,
    stale: key.stale,
    aloneHolds: key.aloneHolds,
    gaps: key.gaps.map((gap) => gapDocument(t, gap)),
  };
}

function placeDocument({ place, keyIds, otherWayIds, holds }: CoveragePlace): Record<string, unknown> {
  return { name: place, keys: keyIds, otherWaysIn: otherWayIds, holds };
}

function accountDocument(t: Translate, report: CoverageReport, account: CoverageAccount): Record<string, unknown> {
  const way = ({ id, kind, name }: CoverageAccount['otherWaysIn'][number]) => ({ id, kind, name });
  return {
    accountId: account.accountId,
    rpId: account.rpId,
    userName: account.userName,
    userId: account.userId,
    importance: account.importance,
    enrolments: report.keys.map(({ keyId }) => {
      const { evidence, asOf, strength, stale } = cellOf(report, account, keyId);
      return { key: keyId, evidence, asOf, strength, stale };
    }),
    possibleKeys: account.possibleKeys,
    otherWaysIn: account.otherWaysIn.map(way),
    otherWaysNotCounted: account.otherWaysNotCounted.map(way),
    survivesAnyOneLoss: account.survivesAnyOneLoss,
    survivesAnyOnePlace: account.survivesAnyOnePlace,
    onlyKey: account.onlyKeyId,
    verdict: account.verdict,
    verdictText: verdictMessage(t, account),
    doubts: account.doubts.map((kind) => ({ kind, message: doubtMessage(t, kind) })),
    gaps: account.gaps.map((gap) => gapDocument(t, gap)),
  };
}

function gapDocument(t: Translate, gap: CoverageAccount['gaps'][number]): Record<string, unknown> {
  const { text, next } = gapMessage(t, gap);
  return { kind: gap.kind, severity: gap.severity, message: text, next };
}

const reasons = { 'locked-out': 'no-way-in-left', perhaps: 'not-known', helpdesk: 'helpdesk' } as const;

function lockedOut(
  t: Translate,
  { serviceId, userName, userId }: CoverageAccount,
  fate: keyof typeof reasons,
): Record<string, unknown> {
  const reason = reasons[fate];
  return { serviceId, userName, userId, reason, message: t(`cli.locked-out.${reason}`) };
}
