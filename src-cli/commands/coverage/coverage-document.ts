import { cellOf } from '../../../src-shared/coverage/cell-of.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossImpact } from '../../../src-shared/domain/loss-impact.ts';
import type { AccountAfterLoss, LossReport } from '../../../src-shared/coverage/loss-report.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import type { CoveragePlace } from '../../../src-shared/coverage/coverage-device.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import { presentLossImpact } from '../../../src-shared/coverage/simulate-loss.ts';
import {
  doubtMessage,
  gapMessage,
  headline,
  lossHeadline,
  verdictMessage,
} from '../../../src-shared/i18n/coverage-message.ts';
import type { NextStep } from '../../../src-shared/plans/next-step.ts';
import { nextStepMessage } from '../../../src-shared/i18n/next-step-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import type { CommandContext } from '../../program/command-context.ts';
import type { CoverageView } from './coverage-view.ts';
import { blastData, dependencyData, deviceData } from '../../../src-shared/reports/dependency-data.ts';
import { isAnythingLost, lostNames } from '../../program/arguments/lost-parts.ts';
import { questionDocument } from '../inventory/question-document.ts';

/** Impact on an account of the loss that was asked about; without one, its present state. */
export type LossImpactOf = (account: CoverageAccount) => LossImpact;

/** With more cells than this, `enrolments` names only the keys with a record of the account: the others follow from the rest (docs/cli.md). */
const mostCells = 250_000;

/** Returns a look-up of the impact of a loss: accounts that it touches, and all others as they are. */
export function lossImpactsOf(report: CoverageReport, { touched }: LossReport): LossImpactOf {
  const lossImpacts = new Map(touched.map(({ account, lossImpact }) => [account.accountId, lossImpact]));
  return (account) => lossImpacts.get(account.accountId) ?? presentLossImpact(report, account);
}

/** Returns the JSON of `coverage` (docs/cli.md). Fields may be added, never renamed. */
export function coverageDocument(context: CommandContext, view: CoverageView): Record<string, unknown> {
  const { t } = context;
  const { shown, whole, loss, lost, nameOf } = view;
  const accounts = shown.services.flatMap((service) => service.accounts);
  const isWhole = shown.keys.length * accounts.length <= mostCells;
  return {
    headline: coverageHeadline(t, view),
    nextStep: view.step === null ? null : nextStepDocument(t, view, view.step),
    totals: shown.totals,
    keys: each(shown.keys, (key) => keyDocument(t, key, nameOf)),
    unreadKeys: shown.unreadKeys.map(({ keyId, label }) => ({ id: keyId, label })),
    devices: whole.devices.map((device) => deviceData(device, { nameOf, withIds: true })),
    places: shown.places.map(placeDocument),
    rings: shown.rings.map(placeDocument),
    lost: loss.lostKeyIds,
    lostOtherWaysIn: loss.lostWayIds,
    lostDevices: loss.lostDeviceIds,
    lostPlaces: lost.places,
    lostRings: lost.rings,
    lostAccounts: loss.lostAccountIds,
    enrolmentsOf: isWhole ? 'every-key' : 'recorded-keys',
    services: each(shown.services, (service) => ({
      serviceId: service.serviceId,
      name: service.name,
      domain: service.domain,
      takesOneKey: service.takesOneKey,
      takesNoKeys: service.takesNoKeys,
      accounts: service.accounts.map((account) => accountDocument(context, view, account, isWhole)),
    })),
    questions: each(shown.questions, (question, index) => questionDocument(context, view, question, index + 1)),
    lockedOut: lockedOutDocument(t, view, accounts),
  };
}

/** Returns the one sentence above a report, or above the loss that was asked about. */
export function coverageHeadline(t: Translate, { shown, whole, loss, lost, nameOf }: CoverageView): string {
  return isAnythingLost(lost) ? lossHeadline(t, whole, loss, lostNames(whole, lost, nameOf)) : headline(t, shown);
}

/** Returns the one next step as a sentence. */
export function nextStepText(t: Translate, { whole, nameOf }: CoverageView, step: NextStep): string {
  const labels = new Map(whole.keys.map(({ keyId, label }) => [keyId, label]));
  return nextStepMessage(t, step, { labelOf: (keyId) => labels.get(keyId) ?? keyId, nameOf });
}

function nextStepDocument(t: Translate, view: CoverageView, step: NextStep): Record<string, unknown> {
  const { kind, keyId } = step;
  const message = nextStepText(t, view, step);
  if (step.kind === 'read') return { kind, key: keyId, message };
  const accounts = step.accountIds.map((accountId) => ({ accountId, name: view.nameOf(accountId) }));
  return { kind, key: keyId, accounts, safe: step.safeAccountIds, critical: step.critical, message };
}

/** Describes items when they are asked for: a large inventory is never in memory as one document. */
function* each<Item>(
  items: readonly Item[],
  describe: (item: Item, index: number) => Record<string, unknown>,
): Generator<Record<string, unknown>, void> {
  for (const [index, item] of items.entries()) yield describe(item, index);
}

function keyDocument(t: Translate, key: CoverageKey, nameOf: CoverageView['nameOf']): Record<string, unknown> {
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
    blast: blastData(key.blast, { nameOf, withIds: true }),
    gaps: key.gaps.map((gap) => gapDocument(t, gap)),
  };
}

function placeDocument({ place, keyIds, otherWayIds, deviceIds, holds }: CoveragePlace): Record<string, unknown> {
  return { name: place, keys: keyIds, otherWaysIn: otherWayIds, devices: deviceIds, holds };
}

function accountDocument(
  { t }: CommandContext,
  { whole, nameOf, shown }: CoverageView,
  account: CoverageAccount,
  isWhole: boolean,
): Record<string, unknown> {
  const way = ({ id, kind, name }: CoverageAccount['otherWaysIn'][number]) => ({ id, kind, name });
  const cells = isWhole ? shown.keys.map(({ keyId }) => cellOf(whole, account, keyId)) : account.cells;
  return {
    accountId: account.accountId,
    rpId: account.rpId,
    rpIdState: account.rpIdState,
    imitates: account.imitates,
    userName: account.userName,
    userId: account.userId,
    computer: account.computer,
    exceptComputers: account.exceptComputers,
    distinguishedBy: account.distinguishedBy,
    discoverable: account.discoverable,
    importance: account.importance,
    enrolments: cells.map(({ keyId, evidence, asOf, strength, stale }) => ({
      key: keyId,
      evidence,
      asOf,
      strength,
      stale,
    })),
    possibleKeys: account.possibleKeys,
    otherWaysIn: account.otherWaysIn.map(way),
    otherWaysNotCounted: account.otherWaysNotCounted.map(way),
    otherWaysNotKnown: account.otherWaysNotKnown.map(way),
    ...dependencyData(t, account, { nameOf, withIds: true }),
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

function lockedOutDocument(
  t: Translate,
  { whole, loss, nameOf }: CoverageView,
  accounts: readonly CoverageAccount[],
): readonly Record<string, unknown>[] {
  const lossImpactOf = lossImpactsOf(whole, loss);
  const touched = new Map<string, AccountAfterLoss>(loss.touched.map((one) => [one.account.accountId, one]));
  const lossImpacts = new Map(accounts.map((account) => [account, lossImpactOf(account)]));
  return (['locked-out', 'perhaps', 'helpdesk'] as const).flatMap((lossImpact) =>
    accounts
      .filter((account) => lossImpacts.get(account) === lossImpact)
      .map(({ accountId, serviceId, userName, userId }) => {
        const after = touched.get(accountId);
        const through = new Set(after?.lostThrough.flatMap(({ accountIds }) => accountIds));
        const reason = reasons[lossImpact];
        return {
          accountId,
          serviceId,
          userName,
          userId,
          reason,
          through: [...through].map(nameOf),
          openFirst: (after?.openFirst ?? []).map(nameOf),
          message: t(`cli.locked-out.${reason}`),
        };
      }),
  );
}
