import type { AccountEntry } from '../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoverageAccount, CoverageService } from '../../../src-shared/coverage/coverage-account.ts';
import type { Gap } from '../../../src-shared/coverage/gap.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { gapMessage, headline, verdictMessage } from '../../../src-shared/i18n/coverage-message.ts';
import { userText } from '../../../src-shared/i18n/account-text.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { readableDomain } from '../../../src-shared/lib/readable-domain.ts';
import { shortServiceName } from '../../../src-shared/lib/short-service-name.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** Formats the report in one sentence: what has no way in now before what might be lost, and that before what is not known. */
export function headlineText(t: Translate, report: CoverageReport): string {
  const { accounts, lostWithOneKey, notKnown, noWayIn } = report.totals;
  const unread = report.unreadKeys.length;
  if (unread > 0 && accounts > 0) {
    const read = report.keys.filter(({ outOfUse, lastRead }) => !outOfUse && lastRead !== null).length;
    return t('coverage.read-so-far', { read, keys: read + unread, accounts });
  }
  const one = { ...report.totals, onePlace: 0, helpdeskOnly: 0 };
  const isLost = noWayIn > 0 || lostWithOneKey > 0;
  const totals = {
    ...one,
    lostWithOneKey: noWayIn > 0 ? 0 : lostWithOneKey,
    notKnown: isLost ? 0 : notKnown,
  };
  return headline(t, { totals });
}

export function verdictTextOf(t: Translate, account: CoverageAccount): string {
  return displayText(verdictMessage(t, account), 200);
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
  return displayText(serviceNameIn(service, locale), 120);
}

/**
 * Returns the name of the service of one account for a row, without what stands in brackets at its end; where the catalogue does not know the
 * service, the RP ID itself.
 */
export function serviceTitle({ service, account }: AccountEntry, locale: Locale): string {
  if (service.kind !== 'ssh' && !service.inCatalogue && account.rpId !== null) {
    const other = readableDomain(account.rpId);
    const shown = displayRpId(account.rpId, 253);
    // Both forms of an internationalised name, so that a look-alike shows.
    return other === null ? shown : `${shown} (${displayRpId(other, 253)})`;
  }
  return shortName(service, locale);
}

/** Returns the name of a service for a row. A domain in brackets stays: it tells two services apart, and so does the kind of a computer. */
export function shortName(service: CoverageService, locale: Locale): string {
  const name = serviceName(service, locale);
  return service.kind === 'os' ? name : shortServiceName(name);
}
