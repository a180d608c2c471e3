import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import { needsOf } from '../../../../src-shared/coverage/method-needs.ts';
import { assumedKind } from '../../../../src-shared/domain/assumed-kind.ts';
import type { OtherWayIn } from '../../../../src-shared/domain/other-way-in.ts';
import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { Icon, type IconName } from '../../../components/icon.tsx';
import { otherWayIcons } from '../../../components/other-way-icons.ts';
import styles from './other-ways.module.css';

export interface OtherWayText {
  readonly id: string;
  /** ISO 8601: when it was recorded. */
  readonly asOf: string;
  readonly icon: IconName;
  /** Kind of way. */
  readonly word: string;
  /** Kind of way, and its place. */
  readonly text: string;
  /** Whether it goes through an account that is lost with the same thing: no help. */
  readonly critical: boolean;
}

/** Describes the other ways in of an account in a few words each, those that are no help last. `nameOf` names other accounts. */
export function otherWayTexts(
  t: Translate,
  account: CoverageAccount,
  nameOf: (accountId: string) => string,
): readonly OtherWayText[] {
  const chained = new Set(account.chains.flatMap(({ wayIds }) => wayIds));
  return account.otherWaysIn
    .map((way) => textOfWay(t, account, way, nameOf, chained.has(way.id)))
    .toSorted((left, right) => Number(left.critical) - Number(right.critical));
}

function textOfWay(
  t: Translate,
  account: CoverageAccount,
  way: OtherWayIn,
  nameOf: (accountId: string) => string,
  critical: boolean,
): OtherWayText {
  const { id, asOf } = way;
  const kind = assumedKind(way);
  const [needed] = needsOf(account, way).flatMap(({ accounts }) => accounts);
  const through = needed === undefined ? null : needed.accountId === null ? needed.name : nameOf(needed.accountId);
  // Where a synced passkey is kept matters only where it goes with the rest.
  if (through !== null && (critical || kind !== 'synced-passkey')) {
    const name = displayText(through, 60);
    const isMail = kind === 'recovery-email';
    const text = isMail ? t('coverage.way.mail-to', { account: name }) : t('coverage.way.through', { account: name });
    return { id, asOf, icon: critical ? 'chain' : otherWayIcons[kind], word: text, text, critical };
  }
  const word = kind === 'other' && way.name !== '' ? displayText(way.name, 60) : t(`coverage.way.${kind}`);
  const place = way.place === null || way.place === '' ? null : displayText(way.place, 40);
  const text = place === null ? word : t('coverage.way.at', { way: word, place });
  return { id, asOf, icon: otherWayIcons[kind], word, text, critical };
}

/** Renders the first other way in, and how many more there are; the icon alone where there is no room for words. */
export function OtherWays({ ways, words }: { readonly ways: readonly OtherWayText[]; readonly words: boolean }) {
  const [first] = ways;
  if (first === undefined) return null;
  return (
    <span className={styles['ways']} data-critical={first.critical} title={ways.map(({ text }) => text).join('\n')}>
      <Icon name={first.icon} size={14} />
      {words ? <bdi className={styles['text']}>{first.text}</bdi> : null}
      {ways.length > 1 ? <span>{` +${ways.length - 1}`}</span> : null}
    </span>
  );
}
