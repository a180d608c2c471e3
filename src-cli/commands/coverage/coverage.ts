import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { filterReport } from '../../../src-shared/coverage/filter-report.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { UsageError } from '../../program/command-failed.ts';
import { coverageDocument } from './coverage-document.ts';
import { coverageLines } from './coverage-lines.ts';
import { coverageView } from './coverage-view.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { lostParts } from '../../program/arguments/lost-parts.ts';
import { policyFromFile, withPolicy } from '../policy/policy-check.ts';
import type { OwnOptions } from '../../program/program.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

/** `coverage`: which key opens which account, and what would be lost. Looks at the inventory only: no key is needed. */
export async function showCoverage(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  // Read first: nothing is said about an inventory under a policy that cannot be used.
  const policy = typeof options['policy'] === 'string' ? await policyFromFile(context, options['policy']) : null;
  const input = coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString());
  const report = analyseCoverage(input);
  const lost = lostParts(context, snapshot, report, options);
  const owner = typeof options['owner'] === 'string' ? options['owner'] : null;
  if (owner !== null && !report.keys.some((key) => foldText(key.owner) === foldText(owner))) {
    throw new UsageError(t('cli.usage.no-such-owner', { owner }));
  }
  const shown = filterReport(report, { owner, gapsOnly: options['gaps'] === true });
  const view = coverageView(context, { shown, whole: report, lost, loss: simulateLoss(report, lost) });
  // One of the two is printed, and at many keys both together would take long.
  const result =
    context.options.json === true
      ? { document: coverageDocument(context, view), lines: [] }
      : { document: {}, lines: coverageLines(context, view) };
  return policy === null ? result : withPolicy(context, { ...input, policy, report }, result);
}
