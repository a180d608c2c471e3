import type { CoveragePlace, CoverageReport, Lost } from '../src-shared/coverage/coverage-types.ts';
import type { InventorySnapshot } from '../src-shared/domain/inventory.ts';
import type { CommandContext } from './command-context.ts';
import { UsageError } from './command-failed.ts';
import { rememberedKey } from './inventory-access.ts';
import type { OwnOptions } from './program.ts';
import { foldName } from '../src-shared/lib/fold-name.ts';

/** Reads what is assumed lost (`--lost`, `--lost-place`, `--lost-ring`): keys by name, and all that is kept at a place or carried on a ring. */
export function lostParts(
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
