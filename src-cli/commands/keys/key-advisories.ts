import { matchAdvisories, type MatchedAdvisory } from '../../../src-shared/coverage/advisories.ts';
import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { loadAdvisories } from '../../../catalogue/advisories.ts';

/** Finds the published weaknesses of a plugged-in key. */
export function advisoriesOf({ facts, manufacturer, product }: PluggedKey): readonly MatchedAdvisory[] {
  const { aaguid = null, firmware = null, model = null } = facts ?? {};
  return matchAdvisories({ aaguid, firmware, model, manufacturer, product }, loadAdvisories());
}
