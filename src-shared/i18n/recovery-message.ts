import { assumedKind } from '../domain/assumed-kind.ts';
import type { ChecklistLine } from '../plans/loss-checklist.ts';
import type { AccountFacts, NamedAccount, PlanEntry, PlanTask, RecoveryPlan } from '../plans/recovery-plan-types.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { displayRpId, displayText } from '../lib/display-text.ts';
import type { Locale } from '../domain/settings.ts';
import type { Translate } from './translator.ts';
import { serviceNameIn } from './service-name.ts';

/** A sentence of a step, and where it leads. */
interface StepLine {
  readonly text: string;
  readonly url: string | null;
  /** The address is the service's own page for keys, as `loss.openPage` opens it. */
  readonly isPage: boolean;
}

export interface StepMessage {
  /** Service and account. */
  readonly title: string;
  readonly lines: readonly StepLine[];
}

/** The context of a message besides the message function. */
export interface RecoveryTerms {
  readonly t: Translate;
  readonly locale: Locale;
  /** Formats an instant (ISO 8601) as the place where it is read has it. */
  readonly when: (iso: string) => string;
}

/** Formats one entry of a recovery plan: the account, then what to do there, a sentence a line. */
export function planEntryMessage(terms: RecoveryTerms, entry: PlanEntry): StepMessage {
  return {
    title: titleOf(terms, entry),
    lines: stepLines(terms, {
      ...entry,
      keysLeft: entry.opensWithKeys.length,
      opensWith: [...entry.opensWithKeys, ...entry.opensWithWays.map((way) => otherWayName(terms.t, way))],
      waysBack: entry.opensWithWays,
    }),
  };
}

/** Formats one line of the checklist of a recorded loss. */
export function checklistMessage(terms: RecoveryTerms, line: ChecklistLine): StepMessage {
  const { item } = line;
  return {
    title: titleOf(terms, { ...line, serviceName: item.serviceName, serviceNameJa: null }),
    lines: stepLines(terms, {
      ...line,
      task: item.task,
      // What was written down on the day of the loss names keys and other ways alike.
      keysLeft: line.minKeys,
      opensWith: item.opensWith,
      lostThrough: [],
      openFirst: [],
      isLost: false,
      lostWays: [],
      exposure: null,
      exposedKeys: [],
      mayOpen: item.task === 'find-out' ? item.opensWith : [],
      mayOpenMore: 0,
    }),
  };
}

/** Formats the answer of a plan: what would happen, then how far what is known of the lost keys goes. */
export function planSummary({ t, when }: RecoveryTerms, plan: RecoveryPlan): readonly string[] {
  const { counts, touched, accounts } = plan;
  const parts = lossImpacts.flatMap((lossImpact) =>
    counts[lossImpact] === 0 ? [] : [t(`loss.summary.${lossImpact}`, { count: counts[lossImpact] })],
  );
  const first =
    touched === 0
      ? t('loss.summary.nothing', { accounts })
      : t('loss.summary.end', { accounts, touched, parts: parts.join(t('list.separator')) });
  const notes = plan.keys.flatMap((key) => {
    const values = { key: shown(key.label), at: key.lastRead === null ? '' : when(key.lastRead) };
    const pin = key.hasPin === false ? [t('loss.note.no-pin', values)] : [];
    return [...pin, t(`loss.note.${key.known}`, values)];
  });
  return [first, ...notes];
}

/** Formats another way in: what it is, and the name that a person gave it where that says more. */
export function otherWayName(t: Translate, way: Pick<OtherWayIn, 'kind' | 'name' | 'requires'>): string {
  const kind = t(`way.${assumedKind(way)}`);
  const name = shown(way.name);
  return name.toLowerCase() === kind.toLowerCase() || name === '' ? kind : t('loss.way.named', { kind, name });
}

const lossImpacts = ['locked-out', 'helpdesk', 'perhaps', 'open'] as const;

/** Returns the names that the checklist of a loss keeps, in the language of the day. */
export function lossItemTexts(
  t: Translate,
  locale: Locale,
): { readonly serviceName: (facts: AccountFacts) => string; readonly wayName: (way: OtherWayIn) => string } {
  return {
    serviceName: ({ serviceName: name, serviceNameJa: nameJa }) => serviceNameIn({ name, nameJa }, locale),
    wayName: (way) => otherWayName(t, way),
  };
}

interface Step extends AccountFacts {
  readonly task: PlanTask;
  /** Number of keys that open it still. */
  readonly keysLeft: number;
  readonly lostKeys: readonly string[];
  readonly lostWays: readonly OtherWayIn[];
  readonly exposure: PlanEntry['exposure'];
  readonly exposedKeys: readonly string[];
  /** Names of keys and other ways that open it still. */
  readonly opensWith: readonly string[];
  readonly waysBack: readonly OtherWayIn[];
  readonly lostThrough: PlanEntry['lostThrough'];
  readonly openFirst: PlanEntry['openFirst'];
  readonly isLost: boolean;
  readonly mayOpen: readonly string[];
  readonly mayOpenMore: number;
}

function stepLines(terms: RecoveryTerms, step: Step): readonly StepLine[] {
  const { t } = terms;
  const list = (names: readonly string[]): string => names.map((name) => shown(name)).join(t('list.separator'));
  const plain = (text: string): StepLine => ({ text, url: null, isPage: false });
  const lost = step.lostKeys.length === 0 ? t('loss.step.the-lost-key') : list(step.lostKeys);
  const exposed =
    step.exposure === null || step.exposure === 'pin'
      ? []
      : [plain(t(`loss.exposure.${step.exposure}`, { keys: list(step.exposedKeys) }))];
  const first = chainLines(terms, step).map(plain);
  switch (step.task) {
    case 'remove-lost-key': {
      // Where the service demands several keys, one may be removed only once another has been added.
      const { minKeys } = step;
      const addFirst = minKeys > 0 && step.lostKeys.length > 0 && step.keysLeft < minKeys;
      return [
        ...first,
        plain(t('loss.step.sign-in', { ways: list(step.opensWith) })),
        ...(addFirst
          ? [plain(t('loss.step.add-before-remove', { service: serviceName(terms, step), min: minKeys, keys: lost }))]
          : []),
        ...(step.lostKeys.length > 0 ? [plain(t('loss.step.remove', { keys: lost }))] : []),
        ...(step.lostKeys.length + step.lostWays.length === 0 ? [plain(t('loss.step.void-lost'))] : []),
        ...step.lostWays.map((way) => plain(t('loss.step.void', { way: otherWayName(t, way) }))),
        ...exposed,
        ...pageLines(terms, step),
      ];
    }
    case 'get-back-in':
      return [
        ...first,
        ...(step.isLost ? [plain(t('loss.step.account-lost', { service: serviceName(terms, step) }))] : []),
        ...(step.kind === 'web' && !step.isLost
          ? [plain(t('loss.step.still-signed-in', { accounts: serviceName(terms, step) }))]
          : []),
        ...backLines(terms, step),
        plain(t('loss.step.then-replace', { keys: lost })),
        ...exposed,
        ...pageLines(terms, step),
      ];
    case 'find-out':
      return [
        plain(
          step.mayOpen.length === 0
            ? t('loss.step.try-service')
            : t('loss.step.try-keys', { keys: list(step.mayOpen), more: step.mayOpenMore }),
        ),
        plain(t('loss.step.if-open', { keys: lost })),
        ...exposed,
        ...pageLines(terms, step),
      ];
    case 'add-spare':
      return [
        plain(t('loss.step.only-way', { ways: list(step.opensWith) })),
        plain(
          t(
            step.takesOneKey
              ? 'loss.step.add-instead'
              : isLocal(step.kind)
                ? 'loss.step.add-spare-local'
                : 'loss.step.add-spare',
          ),
        ),
        ...pageLines(terms, step),
      ];
  }
}

/** Returns what a step has to do with other accounts: which of them open it, and which ways through them are lost. */
function chainLines(terms: RecoveryTerms, { openFirst, lostThrough }: Step): readonly string[] {
  const { t } = terms;
  const list = (accounts: readonly NamedAccount[]): string =>
    accounts.map((one) => accountName(terms, one)).join(t('list.separator'));
  return [
    ...(openFirst.length === 0
      ? []
      : [t('loss.step.open-first', { accounts: list(openFirst), count: openFirst.length })]),
    ...lostThrough.map(({ way, accounts }) =>
      t('loss.step.lost-through', { way: otherWayName(t, way), accounts: list(accounts), count: accounts.length }),
    ),
  ];
}

/** Formats an account that a plan is about, in its language. */
export function accountName(terms: RecoveryTerms, account: NamedAccount): string {
  const service = serviceName(terms, account);
  return account.userName === null ? service : terms.t('reminder.account', { service, user: shown(account.userName) });
}

function backLines(terms: RecoveryTerms, step: Step): StepLine[] {
  const { t, when } = terms;
  const ways = step.waysBack.map((way) => {
    const facts = [
      way.place === null ? '' : t('loss.way.place', { place: shown(way.place) }),
      way.hours === null ? '' : t('loss.way.hours', { hours: shown(way.hours) }),
      way.contact === null ? '' : t('loss.way.contact', { contact: shown(way.contact) }),
      way.validUntil === null ? '' : t('loss.way.until', { at: when(way.validUntil) }),
    ].filter((fact) => fact !== '');
    const first = t('loss.step.way-back', { way: otherWayName(t, way) });
    return {
      text: facts.reduce((before, second) => t('headline.joined', { first: before, second }), first),
      url: way.link,
      isPage: false,
    };
  });
  const offered = step.recoveryWays.map((code) => t(`recovery.${code}`));
  if (offered.length > 0) {
    const text = t('loss.step.offered', { ways: offered.join(t('list.separator')) });
    return [...ways, { text, url: null, isPage: false }];
  }
  if (ways.length > 0) return ways;
  if (isLocal(step.kind)) return [{ text: t(`loss.step.no-way-${step.kind}`), url: null, isPage: false }];
  return [{ text: t('loss.step.no-way-known', { service: serviceName(terms, step) }), url: null, isPage: false }];
}

// The text of the catalogue is the service's own menu names.
function pageLines(terms: RecoveryTerms, step: Step): StepLine[] {
  const { t } = terms;
  const { url, instructions: path } = step.page;
  if (isLocal(step.kind)) return [{ text: t(`loss.page.${step.kind}`), url: null, isPage: false }];
  if (url !== null)
    return [
      { text: path === null ? t('loss.page.url') : t('loss.page.url-path', { path: shown(path) }), url, isPage: true },
    ];
  if (path !== null) return [{ text: t('loss.page.path', { path: shown(path) }), url: null, isPage: false }];
  return [{ text: t('loss.page.unknown', { service: serviceName(terms, step) }), url: null, isPage: false }];
}

/** Checks whether a key opens a server, a disk or a computer, which have no page of their own. */
function isLocal(kind: AccountFacts['kind']): kind is 'ssh' | 'disk' | 'pam' {
  return kind === 'ssh' || kind === 'disk' || kind === 'pam';
}

function titleOf(
  terms: RecoveryTerms,
  facts: Pick<AccountFacts, 'serviceName' | 'serviceNameJa' | 'userName'>,
): string {
  const user = facts.userName === null || facts.userName === '' ? terms.t('account.unnamed') : shown(facts.userName);
  return terms.t('loss.title', { service: serviceName(terms, facts), user });
}

function serviceName({ locale }: RecoveryTerms, facts: Pick<AccountFacts, 'serviceName' | 'serviceNameJa'>): string {
  return displayRpId(serviceNameIn({ name: facts.serviceName, nameJa: facts.serviceNameJa }, locale), 120);
}

function shown(text: string): string {
  return displayText(text, 120);
}
