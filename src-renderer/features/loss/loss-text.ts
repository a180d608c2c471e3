import { otherWayIcons } from '../../components/other-way-icons.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { assumedKind } from '../../../src-shared/domain/assumed-kind.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { WayBackStep } from '../../../src-shared/plans/way-back.ts';
import type { IconName } from '../../components/icon.tsx';
import type { GroupedAccount } from './loss-groups.ts';
import type { LossChoice } from './loss-store.ts';

/** Names that the texts of a loss are made of. */
export interface LossNames {
  readonly t: Translate;
  readonly keyOf: (keyId: string) => { readonly name: string; readonly record: CoverageKey } | null;
  readonly accountName: (accountId: string) => string;
}

/** Formats what is assumed lost as the beginning of a sentence: "Without Blue key ring", "If Google is taken over". */
export function lossTitle(
  t: Translate,
  chosen: readonly LossChoice[],
  names: readonly string[],
  counts: LossCounts,
): string {
  const [only] = chosen;
  const kind = chosen.length === 1 && only?.kind === 'account' ? 'account' : chosen.length === 1 ? 'one' : 'several';
  const name = displayText(names[0] ?? '', 40);
  return t(`what-if.title.${kind}`, { name, count: chosen.length, ...counts });
}

export interface LossCounts {
  readonly closed: number;
  readonly total: number;
}

/** Formats what opens an account after the loss, or that nothing does. */
export function afterText(names: LossNames, { account, after, step }: GroupedAccount): string {
  const { t, keyOf, accountName } = names;
  if (after === null) return t('what-if.untouched');
  if (after.isLost) return t('what-if.taken-over');
  if (after.lossImpact === 'perhaps') return t('what-if.unknown');
  if (after.lossImpact === 'locked-out') {
    const through = account.cells.length > 0 ? undefined : after.lostThrough[0]?.accountIds[0];
    return through === undefined ? t('what-if.closed') : t('what-if.closed-with', { account: accountName(through) });
  }
  const [keyId, ...others] = after.keyIds;
  if (step !== null && (after.lossImpact === 'helpdesk' || after.openFirst.length > 0)) {
    const [way] = after.otherWaysIn;
    const by =
      way === undefined ? (keyOf(keyId ?? '')?.name ?? '') : meansText(names, way, after.openFirst.at(-1) ?? null);
    return t('what-if.step', { step, by });
  }
  if (others.length > 0) return t('what-if.keys', { count: after.keyIds.length });
  if (keyId !== undefined) {
    const name = keyOf(keyId)?.name ?? keyId;
    const byHand = account.cells.some((cell) => cell.keyId === keyId && cell.evidence === 'told');
    return byHand ? t('what-if.by-hand', { key: name }) : name;
  }
  const [way] = after.otherWaysIn;
  return way === undefined ? t('what-if.unknown') : placedWay(t, way);
}

/** Returns the drawing of the other way in that an account opens with; null where a key does. */
export function afterIcon({ account, after }: GroupedAccount): IconName | null {
  if (after === null) return null;
  if (after.lossImpact === 'locked-out')
    return account.cells.length === 0 && after.lostThrough.length > 0 ? 'chain' : null;
  const [way] = after.otherWaysIn;
  return after.keyIds.length > 0 || way === undefined ? null : otherWayIcons[assumedKind(way)];
}

/** Formats how a step opens its account: "by mail to Google", "with a code", "by the help desk". */
function meansText({ t, accountName }: LossNames, way: OtherWayIn, throughAccountId: string | null): string {
  const kind = assumedKind(way);
  if (throughAccountId === null) return t(`what-if.by.${kind}`);
  const account = accountName(throughAccountId);
  return kind === 'recovery-email' ? t('what-if.by-mail-to', { account }) : t('what-if.by-through', { account });
}

function placedWay(t: Translate, way: OtherWayIn): string {
  const kind = t(`what-if.way.${assumedKind(way)}`);
  return way.place === null ? kind : t('what-if.way-at', { way: kind, place: displayText(way.place, 40) });
}

export interface StepText {
  readonly title: string;
  readonly detail: string;
}

/** Formats one step of the way back: what opens, by what, where and when. */
export function stepText(names: LossNames, { entry, means, after }: WayBackStep): StepText {
  const { t, keyOf, accountName } = names;
  const account = accountName(entry.account.accountId);
  if (means.type === 'key') {
    const key = keyOf(means.keyId);
    const place = key === null ? '' : (key.record.place ?? key.record.carriedOn ?? '');
    return {
      title: t('what-if.rail.key', { account, key: key?.name ?? means.keyId }),
      detail: joined(t, [displayText(place, 60), waitText(t, after)]),
    };
  }
  const { way, throughAccountId } = means;
  const facts = [
    throughAccountId === null
      ? ''
      : t(assumedKind(way) === 'recovery-email' ? 'what-if.rail.sent-to' : 'what-if.rail.through', {
          account: accountName(throughAccountId),
        }),
    way.place === null ? '' : displayText(way.place, 60),
    way.hours === null ? '' : displayText(way.hours, 60),
    way.contact === null ? '' : displayText(way.contact, 60),
    waitText(t, after),
  ];
  return { title: t(`what-if.rail.${assumedKind(way)}`, { account }), detail: joined(t, facts) };
}

function waitText(t: Translate, after: readonly number[]): string {
  return after.length === 0 ? '' : t('what-if.rail.after', { steps: after.join(t('list.separator')) });
}

function joined(t: Translate, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(t('list.separator'));
}
