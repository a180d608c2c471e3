import { analyseCoverage } from '../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../src-shared/coverage/coverage-input.ts';
import type { CoveragePlace, CoverageReport, Lost } from '../../src-shared/coverage/coverage-types.ts';
import { filterReport } from '../../src-shared/coverage/filter-report.ts';
import { foldName } from '../../src-shared/coverage/key-facts.ts';
import { simulateLoss } from '../../src-shared/coverage/simulate-loss.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory.ts';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageError } from '../command-failed.ts';
import { coverageDocument } from '../coverage-document.ts';
import { coverageLines } from '../coverage-lines.ts';
import { openedInventory, rememberedKey } from '../inventory-access.ts';
import type { OwnOptions } from '../program.ts';
import { catalogueOf } from '../service-catalogue.ts';

/** `coverage`: which key opens which account, and what would be lost. Looks at the inventory only: no key is needed. */
export async function showCoverage(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const report = analyseCoverage(coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString()));
  const loss = simulateLoss(report, lostOf(context, snapshot, report, options));
  const owner = typeof options['owner'] === 'string' ? options['owner'] : null;
  if (owner !== null && !report.keys.some((key) => foldName(key.owner) === foldName(owner))) {
    throw new UsageError(t('cli.usage.no-such-owner', { owner }));
  }
  const shown = filterReport(report, { owner, gapsOnly: options['gaps'] === true });
  return { document: coverageDocument(t, shown, loss), lines: coverageLines(context, shown, loss, report) };
}

/** What is assumed lost: keys by name, and all that is kept at a place or carried on a ring. */
function lostOf(
  { t }: CommandContext,
  snapshot: InventorySnapshot,
  report: CoverageReport,
  options: OwnOptions,
): Required<Lost> {
  const several = (name: string): readonly string[] => (Array.isArray(options[name]) ? options[name] : []);
  const find = (holdings: readonly CoveragePlace[], name: string): CoveragePlace | undefined =>
    holdings.find(({ place }) => foldName(place) === foldName(name));
  const keyIds = several('lost').map((selector) => rememberedKey(snapshot, selector).id);
  const held = [
    ...several('lostPlace').map((place) => {
      const found = find(report.places, place);
      if (found === undefined) throw new UsageError(t('cli.usage.no-such-place', { place }));
      return found;
    }),
    ...several('lostRing').map((ring) => {
      const found = find(report.rings, ring);
      if (found === undefined) throw new UsageError(t('cli.usage.no-such-ring', { ring }));
      return found;
    }),
  ];
  return {
    keyIds: [...keyIds, ...held.flatMap((one) => one.keyIds)],
    otherWayIds: held.flatMap((one) => one.otherWayIds),
  };
}
