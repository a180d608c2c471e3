import { createAnalyser } from '../../../src-shared/coverage/create-analyser.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { filterReport } from '../../../src-shared/coverage/filter-report.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { nextStep } from '../../../src-shared/plans/next-step.ts';
import { evaluatePolicy } from '../../../src-shared/policy/policy.ts';
import { defineCommand } from '../../program/command.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { UsageError } from '../../program/command-failure.ts';
import { thereAre } from '../../program/arguments/there-are.ts';
import { coverageDocument } from './coverage-document.ts';
import { coverageLines } from './coverage-lines.ts';
import { coverageView } from './coverage-view.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { isAnythingLost, lostOptions, lostParts } from '../../program/arguments/lost-parts.ts';
import { policyDocument, policyFromFile, policyLines } from '../policy/policy-check.ts';
import { flag, text } from '../../program/options.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

/** `coverage`: which key opens which account, and what would be lost. Looks at the inventory only: no key is needed. */
export const showCoverage = defineCommand({
  summary: 'cli.coverage',
  options: {
    ...lostOptions,
    owner: text('--owner <name>', 'cli.option.owner-only'),
    gaps: flag('--gaps', 'cli.option.gaps-only'),
    policy: text('--policy <file>', 'cli.option.policy'),
  },
  run: async (context, { owner, gaps, policy: policyFile, ...named }) => {
    const { snapshot } = await openedInventory(context);
    // Read first: nothing is said about an inventory under a policy that cannot be used.
    const policy = policyFile === undefined ? null : await policyFromFile(context, policyFile);
    const input = coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString());
    await context.checkInterrupt();
    const analyse = createAnalyser();
    const report = analyse(input);
    await context.checkInterrupt();
    const lost = lostParts(context, snapshot, report, named);
    if (owner !== undefined && !report.keys.some((key) => foldText(key.owner) === foldText(owner))) {
      const owners = [...new Set(report.keys.flatMap((key) => key.owner ?? []))];
      throw new UsageError(thereAre(context.t, context.t('cli.usage.no-such-owner', { owner }), owner, owners));
    }
    const shown = filterReport(report, { owner: owner ?? null, gapsOnly: gaps });
    await context.checkInterrupt();
    const step = isAnythingLost(lost) ? null : nextStep(input, report, analyse);
    const view = coverageView(context, { shown, whole: report, lost, loss: simulateLoss(report, lost), step });
    return { view, policy: policy === null ? null : evaluatePolicy({ ...input, policy, report }) };
  },
  document: (context, { view, policy }) => ({
    ...coverageDocument(context, view),
    ...(policy !== null && { policy: policyDocument(context, policy) }),
  }),
  *lines(context, { view, policy }) {
    yield* coverageLines(context, view);
    if (policy !== null) yield* ['', ...policyLines(context, policy)];
  },
  status: ({ policy }) => statusOfCheck(policy === null || policy.passed),
});
