import type { CoverageAccount, CoverageReport, LossReport } from '../src-shared/coverage/coverage-types.ts';
import { gapMessage, headline, lossHeadline, verdictMessage } from '../src-shared/i18n/coverage-message.ts';
import type { Translate } from '../src-shared/i18n/translator.ts';

/** The JSON of `coverage` (docs/cli.md). Fields may be added, never renamed. */
export function coverageDocument(t: Translate, report: CoverageReport, loss: LossReport): Record<string, unknown> {
  const { lostKeyIds } = loss;
  return {
    headline: coverageHeadline(t, report, loss),
    totals: report.totals,
    keys: report.keys.map((key) => ({
      inventoryId: key.keyId,
      label: key.label,
      role: key.role,
      lastRead: key.lastRead,
      aloneHolds: key.aloneHolds,
      gaps: key.gaps.map((gap) => gapDocument(t, gap)),
    })),
    lost: lostKeyIds,
    services: report.services.map((service) => ({
      serviceId: service.serviceId,
      name: service.name,
      accounts: service.accounts.map((account) => ({
        userName: account.userName,
        userId: account.userId,
        enrolments: account.cells.map(({ keyId, evidence, asOf }) => ({ key: keyId, evidence, asOf })),
        otherWaysIn: account.otherWaysIn.map(({ kind, name }) => ({ kind, name })),
        otherWaysNotCounted: account.otherWaysNotCounted.map(({ kind, name }) => ({ kind, name })),
        survivesAnyOneLoss: account.survivesAnyOneLoss,
        verdict: account.verdict,
        verdictText: verdictMessage(t, account),
        gaps: account.gaps.map((gap) => gapDocument(t, gap)),
      })),
    })),
    lockedOut: [
      ...loss.lockedOut.map((account) => lockedOut(t, account, 'no-way-in-left')),
      ...loss.perhapsLockedOut.map((account) => lockedOut(t, account, 'not-known')),
    ],
  };
}

/** One sentence for the report, or for the loss that was asked about. */
export function coverageHeadline(t: Translate, report: CoverageReport, loss: LossReport): string {
  if (loss.lostKeyIds.length === 0) return headline(t, report);
  const labels = report.keys.filter(({ keyId }) => loss.lostKeyIds.includes(keyId)).map(({ label }) => label);
  return lossHeadline(t, loss, labels);
}

function gapDocument(t: Translate, gap: CoverageAccount['gaps'][number]): Record<string, unknown> {
  const { text, next } = gapMessage(t, gap);
  return { kind: gap.kind, severity: gap.severity, message: text, next };
}

function lockedOut(
  t: Translate,
  { serviceId, userName, userId }: CoverageAccount,
  reason: 'no-way-in-left' | 'not-known',
): Record<string, unknown> {
  return { serviceId, userName, userId, reason, message: t(`cli.locked-out.${reason}`) };
}
