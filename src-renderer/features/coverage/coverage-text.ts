import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../../src-shared/coverage/loss-report.ts';
import type { CoverageAccount, CoverageService } from '../../../src-shared/coverage/coverage-account.ts';
import type { Gap } from '../../../src-shared/coverage/gap.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { gapMessage, headline, lossHeadline, verdictMessage } from '../../../src-shared/i18n/coverage-message.ts';
import { userText } from '../../../src-shared/i18n/account-text.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { lostNames, type LostThings, type NamedPlace } from './lost-things.ts';
import type { MatrixEntry, MatrixGrouping } from './matrix/matrix-index.ts';

/** More names than this are too many: the keys are counted in the headline, so that it stays one sentence that can be read. */
const mostNamed = 3;

export interface Headline {
  /** The one plain sentence. */
  readonly main: string;
  /** Further sentences about the whole, in smaller type. */
  readonly rest: string;
}

/** Formats the report in one sentence, and the rest apart. */
export function headlineText(t: Translate, report: CoverageReport): Headline {
  const { accounts, lostWithOneKey, notKnown, onePlace, helpdeskOnly } = report.totals;
  if (accounts === 0 || lostWithOneKey === 0) return { main: headline(t, report), rest: '' };
  const totals = { ...report.totals, notKnown: 0, onePlace: 0, helpdeskOnly: 0 };
  const rest = [
    helpdeskOnly > 0 ? t('headline.helpdesk-only', { helpdeskOnly }) : '',
    notKnown > 0 ? t('headline.not-known', { notKnown }) : '',
    onePlace > 0 ? t('headline.one-place', { onePlace }) : '',
  ];
  return { main: headline(t, { ...report, totals }), rest: rest.filter((sentence) => sentence !== '').join(' ') };
}

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
): Headline {
  const { places, keyIds } = lostNames(names.lost, names.places);
  const whole = places.map((place) => t(`matrix.everything.${place.kind}`, { place: displayText(place.place, 60) }));
  const order = new Set(keyIds);
  const keys =
    keyIds.length > 1 && places.length + keyIds.length > mostNamed
      ? [t('window.coverage.several-keys', { count: keyIds.length })]
      : report.keys.flatMap(({ keyId }) => (order.has(keyId) ? [names.labelOf(keyId)] : []));
  return { main: lossHeadline(t, report, loss, [...whole, ...keys]), rest: '' };
}

export function verdictTextOf(t: Translate, account: CoverageAccount): string {
  return verdictMessage(t, account);
}

export function gapText(t: Translate, gap: Gap): string {
  return displayText(gapMessage(t, gap).text, 300);
}

/** Returns the next step of the gravest gap; null where nothing needs doing. */
export function nextStepText(t: Translate, account: CoverageAccount): string | null {
  const gap = account.gaps[0];
  return gap === undefined ? null : displayText(gapMessage(t, gap).next, 300);
}

/** Formats an account beside its service: the user, the computer it signs in to, and what tells it from others that look the same. */
export function accountText(t: Translate, account: CoverageAccount): string {
  return displayText(userText(t, account), 200);
}

/** Returns the name of a service in the language of the window. */
export function serviceName(service: CoverageService, locale: Locale): string {
  return displayText(locale === 'ja' ? (service.nameJa ?? service.name) : service.name, 120);
}

/** Returns the name of the service of one account: where the catalogue does not know it, by the RP ID itself. */
export function serviceTitle({ service, account }: MatrixEntry, locale: Locale): string {
  return service.inCatalogue || account.rpId === null ? serviceName(service, locale) : displayText(account.rpId, 253);
}

/** Returns the name of the group of accounts that an entry stands for. */
export function groupName(entry: MatrixEntry, grouping: MatrixGrouping, locale: Locale): string {
  const { service } = entry;
  return grouping === 'domain' && service.domain !== null
    ? displayText(service.domain, 253)
    : serviceName(service, locale);
}
