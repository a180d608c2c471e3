import type { Genuineness, MetadataState, SignInJudgement } from '../domain/genuineness.ts';
import { type SignInCheck, signInTestRpId } from '../domain/sign-in-test.ts';
import { displayText } from '../lib/display-text.ts';
import type { Translate } from './translator.ts';

/** Reports of the metadata service that have words here; others are shown as they are called there. */
const knownReports = [
  'REVOKED',
  'ATTESTATION_KEY_COMPROMISE',
  'USER_VERIFICATION_BYPASS',
  'USER_KEY_REMOTE_COMPROMISE',
  'USER_KEY_PHYSICAL_COMPROMISE',
] as const;

/** List of models by which a key was judged. */
type UsedMetadata = Omit<MetadataState, 'models'>;

/** Judgement in words: its reason, what it proves and what it does not. */
export interface GenuinenessMessage {
  readonly verdict: string;
  readonly reason: string;
  /** The next step of the person; null where there is none. */
  readonly next: string | null;
  readonly proved: readonly string[];
  readonly notProved: readonly string[];
  /** Reports about the model, dates that have passed, what stayed on the key. */
  readonly notes: readonly string[];
}

/** Formats a judgement in words. */
export function genuinenessMessage(t: Translate, { genuineness, signIn }: SignInJudgement): GenuinenessMessage {
  const { verdict, reason, model, reports, metadata, chainOutOfDate } = genuineness;
  const isGenuine = verdict === 'genuine';
  return {
    verdict: t(`genuineness.verdict.${verdict}`),
    reason: t(`genuineness.reason.${reason}`),
    next: nextStep(t, genuineness),
    proved: [
      ...(signIn.works ? [t('genuineness.proved.signs-in')] : []),
      ...(isGenuine ? [t('genuineness.proved.model', { model: displayText(model ?? '–', 100) })] : []),
      ...(signIn.leftNothing === true ? [t('genuineness.proved.nothing-left')] : []),
    ],
    notProved: [
      ...(signIn.works ? [] : [t('genuineness.not-proved.signs-in')]),
      t(isGenuine ? 'genuineness.not-proved.beyond' : 'genuineness.not-proved.model'),
      ...(signIn.leftNothing === null ? [t('genuineness.not-proved.nothing-left')] : []),
    ],
    notes: [
      ...(signIn.silent ? [t('sign-in-test.silent')] : []),
      ...somethingLeft(t, signIn),
      ...(reports.length === 0 ? [] : [t('genuineness.reports', { reports: reportsText(t, reports) })]),
      ...(chainOutOfDate ? [t('genuineness.chain-out-of-date')] : []),
      ...(metadata === null ? [] : [metadataText(t, metadata)]),
    ],
  };
}

/** Formats the reason of a verdict, what was reported of the model, and the list of models that was used. */
export function proofMessage(
  t: Translate,
  { reason, reports, metadata }: Pick<Genuineness, 'reason' | 'reports'> & { readonly metadata: UsedMetadata | null },
): readonly string[] {
  return [
    t(`genuineness.reason.${reason}`),
    ...(reports.length === 0 ? [] : [t('genuineness.reports', { reports: reportsText(t, reports) })]),
    ...(metadata === null ? [] : [metadataText(t, metadata)]),
  ];
}

/** Formats a sign-in test in sentences. */
export function signInTestMessage(t: Translate, signIn: SignInCheck): readonly string[] {
  const { works, faults, userVerified, silent, leftNothing } = signIn;
  return [
    t(works ? 'sign-in-test.works' : 'sign-in-test.fails'),
    ...faults.map((fault) => t(`sign-in-test.fault.${fault}`)),
    t(userVerified ? 'sign-in-test.user-verified' : 'sign-in-test.touch-only'),
    ...(silent ? [t('sign-in-test.silent')] : []),
    ...(leftNothing === true ? [t('genuineness.proved.nothing-left')] : []),
    ...(leftNothing === null ? [`${t('genuineness.not-proved')}: ${t('genuineness.not-proved.nothing-left')}`] : []),
    ...somethingLeft(t, signIn),
  ];
}

/** Formats which list of models is kept, and whether a later one is due. */
export function metadataText(t: Translate, { number, nextUpdate, outOfDate }: UsedMetadata): string {
  return t(outOfDate ? 'genuineness.metadata-out-of-date' : 'genuineness.metadata-used', { number, date: nextUpdate });
}

function nextStep(t: Translate, { verdict, reason }: Genuineness): string | null {
  if (verdict === 'not-genuine') return t('genuineness.next.not-genuine');
  if (reason === 'no-metadata' || reason === 'model-unknown') return t(`genuineness.next.${reason}`);
  return null;
}

function somethingLeft(t: Translate, { leftNothing }: SignInCheck): readonly string[] {
  return leftNothing === false ? [t('genuineness.something-left', { rpId: signInTestRpId })] : [];
}

function reportsText(t: Translate, reports: readonly string[]): string {
  const texts = reports.map((report) => {
    const known = knownReports.find((one) => one === report);
    return known === undefined ? displayText(report, 60) : t(`genuineness.report.${known}`);
  });
  return texts.join(t('list.separator'));
}
