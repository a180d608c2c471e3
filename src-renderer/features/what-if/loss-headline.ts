import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../../src-shared/coverage/loss-report.ts';
import { lossHeadline } from '../../../src-shared/i18n/coverage-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { lostNames, type LostThings, type NamedPlace } from './lost-things.ts';

/** More names than this are too many: the keys are counted in the headline, so that it stays one sentence that can be read. */
const mostNamed = 3;

/** Describes what would be lost with what is assumed lost. */
export function lossHeadlineText(
  t: Translate,
  report: CoverageReport,
  loss: LossReport,
  names: {
    readonly lost: LostThings;
    readonly places: readonly NamedPlace[];
    readonly labelOf: (keyId: string) => string;
  },
): string {
  const { places, keyIds } = lostNames(names.lost, names.places);
  const whole = places.map((place) => t(`matrix.everything.${place.kind}`, { place: displayText(place.place, 60) }));
  const order = new Set(keyIds);
  const keys =
    keyIds.length > 1 && places.length + keyIds.length > mostNamed
      ? [t('window.coverage.several-keys', { count: keyIds.length })]
      : report.keys.flatMap(({ keyId }) => (order.has(keyId) ? [names.labelOf(keyId)] : []));
  return lossHeadline(t, report, loss, [...whole, ...keys]);
}
