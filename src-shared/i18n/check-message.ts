import { builtInProfiles } from '../domain/check-profile.ts';
import { genuinenessReasons } from '../domain/genuineness.ts';
import { type CheckDecision, type CheckFinding, type KeyCheck, testFailures } from '../domain/check.ts';
import type { Locale } from '../domain/settings.ts';
import { requiredCounts } from '../lib/required-counts.ts';
import { versionName } from '../lib/version-name.ts';
import type { MessageKey } from './catalogues.ts';
import { isMessageKey } from './english.ts';
import { proofMessage } from './genuineness-message.ts';
import { joinSentences } from './join-sentences.ts';
import { formatRecorded, type Translate } from './translator.ts';

export interface CheckFindingMessage {
  /** Name of the point. */
  readonly point: string;
  readonly seen: string;
  /** Reason: why it matters, or how it is known. */
  readonly why: string;
  /** Next step of the person; null where nothing needs doing. */
  readonly fix: string | null;
}

/** Formats a finding of the issue check in words. */
export function checkFindingMessage(t: Translate, finding: CheckFinding, locale: Locale): CheckFindingMessage {
  const { point, variant, state } = finding;
  const values = shownValues(t, finding, locale);
  const fix: `check.fix.${string}` = `check.fix.${point}.${variant}`;
  return {
    point: t(`check.point.${point}`),
    seen: formatRecorded(t, existing(`check.seen.${point}.${variant}`), values),
    why: formatRecorded(t, existing(`check.why.${point}.${variant}`), values),
    fix: state !== 'ok' && isMessageKey(fix) ? formatRecorded(t, fix, values) : null,
  };
}

/** Formats the verdict in one sentence: of a key that does not answer why, else how many of the required points hold. */
export function checkSummary(
  t: Translate,
  { verdict, findings }: Pick<KeyCheck, 'verdict' | 'findings'>,
  locale: Locale,
): string {
  const answer = findings.find(({ point }) => point === 'answer');
  if (answer !== undefined && answer.state !== 'ok') return checkFindingMessage(t, answer, locale).why;
  return t(`check.summary.${verdict}`, requiredCounts(findings));
}

/** Formats the name of a profile: a built-in one by its id, one of a file as it names itself. */
export function profileName(t: Translate, profile: string): string {
  const builtIn = builtInProfiles.find((one) => one === profile);
  return builtIn === undefined ? profile : t(`check.profile.${builtIn}`);
}

/** Formats the name of a key that was checked, as desks call it: by its label, else model, else product. */
export function checkedKeyName({ key }: Pick<KeyCheck, 'key'>): string {
  return key.label ?? key.model ?? key.product ?? '–';
}

/** Formats the number of a key that was checked: that of its maker, else its asset tag; empty where it has none. */
export function checkedKeyNumber({ key }: Pick<KeyCheck, 'key'>): string {
  return key.vendorSerial ?? key.assetTag ?? '';
}

/** Formats how a finding is known; of one that was tested, when. */
export function findingSource(
  t: Translate,
  { strength, values }: CheckFinding,
  instant: (iso: string) => string,
): string {
  if (strength !== 'tested') return t(`check.strength.${strength}`);
  return t('check.strength.tested', { at: instant(String(values['testedAt'])) });
}

/** Checks whether somebody touched the key for a check, or was asked to. */
export function wasTested({ findings }: Pick<KeyCheck, 'findings'>): boolean {
  return findings.some(isOfTest);
}

/** Checks whether a finding is of a test that was begun. */
function isOfTest({ strength, variant }: CheckFinding): boolean {
  return strength === 'tested' || variant === 'test-failed';
}

/** Formats what tests of a check showed, by point; empty where nobody tested the key. */
export function testedText(t: Translate, check: Pick<KeyCheck, 'findings'>, locale: Locale): string {
  return check.findings
    .filter(isOfTest)
    .map((finding) => checkFindingMessage(t, finding, locale))
    .map(({ point, seen }) => t('check.tested', { point, seen }))
    .join(t('list.separator'));
}

function shownValues(t: Translate, finding: CheckFinding, locale: Locale): CheckFinding['values'] {
  const { point, values } = finding;
  const { signs, settings, at, day, titleJa, failure, faults, versions } = values;
  const wordsFor = (names: string | number, prefix: RecordedPrefix): readonly string[] =>
    String(names)
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => formatRecorded(t, existing(`${prefix}.${name}`), {}));
  return {
    ...values,
    ...(signs !== undefined && {
      signs:
        point === 'own-facts'
          ? joinSentences(locale, wordsFor(signs, 'check.sign'))
          : wordsFor(signs, 'check.point').join(t('list.separator')),
    }),
    ...(failure !== undefined && {
      failure: t(`check.test-failure.${testFailures.find((one) => one === failure) ?? 'other'}`),
    }),
    ...(faults !== undefined && { faults: joinSentences(locale, wordsFor(faults, 'sign-in-test.fault')) }),
    ...proofValue(t, values, locale),
    ...(settings !== undefined && { settings: wordsFor(settings, 'check.setting').join(t('list.separator')) }),
    ...(at !== undefined && { at: timeOf(String(at), locale) }),
    ...(versions !== undefined && {
      versions: String(versions).split(', ').map(versionName).join(t('list.separator')),
    }),
    ...(day !== undefined && { day: dayOf(String(day), locale) }),
    ...(titleJa !== undefined && locale === 'ja' && { title: `${titleJa}。` }),
    ...(titleJa !== undefined && locale === 'en' && { title: `${values['title'] ?? ''}.` }),
  };
}

/** Returns the sentences of a proof that was judged. */
function proofValue(t: Translate, values: CheckFinding['values'], locale: Locale): CheckFinding['values'] {
  const reason = genuinenessReasons.find((one) => one === values['reason']);
  if (reason === undefined) return {};
  const { list, due, overdue, reports } = values;
  const proof = {
    reason,
    reports: String(reports ?? '')
      .split(' ')
      .filter((report) => report !== ''),
    metadata:
      list === undefined ? null : { number: Number(list), nextUpdate: String(due ?? ''), outOfDate: overdue === 1 },
  };
  return { proof: joinSentences(locale, proofMessage(t, proof)) };
}

function timeOf(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );
}

function dayOf(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(iso));
}

/** Areas of messages of which a recorded finding names one. */
type RecordedPrefix = `check.${string}` | 'sign-in-test.fault';

function existing(key: `check.${string}` | `sign-in-test.fault.${string}`): MessageKey {
  if (!isMessageKey(key)) throw new Error(`no words for ${key}`);
  return key;
}

/** Formats what a person decided after a check. */
export function actionText(t: Translate, { action, to }: Pick<CheckDecision, 'action' | 'to'>): string {
  return to === null ? t(`check.action.${action}`) : t('check.action.handed-to', { person: to });
}

/** Formats a decision with its person, time and reason. */
export function decisionText(t: Translate, decision: CheckDecision, instant: (iso: string) => string): string {
  const { by, at, why } = decision;
  const facts = { action: actionText(t, decision), by, at: instant(at) };
  return why === '' ? t('check.decision', facts) : t('check.decision.why', { ...facts, why });
}
