import type { FindingVariant, PolicyFinding } from '../policy/policy-finding.ts';
import type { PolicyResult } from '../policy/policy.ts';
import type { Policy, PolicyProblem, PolicyRule } from '../domain/policy.ts';
import type { Locale } from '../domain/settings.ts';
import type { MessageKey } from './catalogues.ts';
import { isMessageKey } from './english.ts';
import { formatRecorded, type Translate } from './translator.ts';
import { serviceNameIn } from './service-name.ts';

export interface PolicyFindingMessage {
  /** The key's label, or service and user name. */
  readonly about: string;
  /** The finding, one sentence. */
  readonly text: string;
  /** The next step of the person. */
  readonly next: string;
}

/** Formats a finding in words: what it is about, what it is, and the next step. */
export function policyFindingMessage(t: Translate, finding: PolicyFinding, locale: Locale): PolicyFindingMessage {
  const { rule, state, variant, details } = finding;
  const kinds: readonly SentenceKind[] = [
    ...(variant === '' ? [] : [variant]),
    ...(state === 'not-known' ? (['not-known'] as const) : []),
  ];
  const title = locale === 'ja' ? details['titleJa'] : details['title'];
  return {
    about: aboutOf(t, finding, locale),
    text: formatRecorded(t, firstKey('finding', rule, kinds), title === undefined ? details : { ...details, title }),
    next: formatRecorded(t, firstKey('next', rule, kinds), details),
  };
}

/** Describes what a rule of this policy asks for; null where the policy does not ask for it. */
export function policyRuleMessage(t: Translate, { rules }: Policy, rule: PolicyRule): string | null {
  switch (rule) {
    case 'minimum-keys': {
      const { high = 0, normal = 0, low = 0 } = rules[rule] ?? {};
      return high + normal + low === 0 ? null : t(`policy.asks.${rule}`, { high, normal, low });
    }
    case 'off-site-spare': {
      const importances = rules[rule]?.map((importance) => t(`policy.importance.${importance}`));
      return importances === undefined
        ? null
        : t(`policy.asks.${rule}`, { importances: importances.join(t('list.separator')) });
    }
    case 'minimum-pin-length': {
      const needed = rules[rule];
      return needed === undefined ? null : t(`policy.asks.${rule}`, { needed });
    }
    case 'stale-after-days': {
      const limit = rules[rule];
      return limit === undefined ? null : t(`policy.asks.${rule}`, { limit });
    }
    case 'firmware-floor':
    case 'forbidden-models': {
      const lines = rules[rule];
      return lines === undefined ? null : t(`policy.asks.${rule}`, { count: lines.length });
    }
    case 'forbidden-advisories': {
      const from = rules[rule];
      return from === undefined ? null : t(`policy.asks.${rule}`, { from, level: t(`policy.level.${from}`) });
    }
    case 'pin-set':
    case 'always-uv':
    case 'owner-recorded':
    case 'place-recorded':
      return rules[rule] === true ? t(`policy.asks.${rule}`) : null;
  }
}

/** Formats the outcome in one sentence. */
export function policyHeadline(t: Translate, { findings, passed }: PolicyResult): string {
  const unknown = findings.filter((finding) => finding.state === 'not-known').length;
  if (passed) return t('policy.passed');
  return t('policy.failed', { count: findings.length, breaches: findings.length - unknown, unknown });
}

/** Describes what is wrong with a policy file, with its line and place. */
export function policyProblemMessage(t: Translate, { line, code, path, expected, names }: PolicyProblem): string {
  const what = t(`policy.problem.${code}`, {
    expected: expected === '' ? 'none' : expected,
    names: names.join(t('list.separator')),
  });
  const placed = path === '' ? what : t('policy.problem.at', { path, what });
  return line === null ? placed : t('policy.problem', { line, what: placed });
}

function aboutOf(t: Translate, finding: PolicyFinding, locale: Locale): string {
  if (finding.keyLabel !== null) return finding.keyLabel;
  const service = serviceNameIn({ name: finding.serviceName ?? '', nameJa: finding.serviceNameJa }, locale);
  const account = finding.userName ?? t('account.unnamed');
  return t('policy.account', { service, account });
}

type SentenceKind = Exclude<FindingVariant, ''> | 'not-known';

/** Finds the most special sentence that there is. */
function firstKey(part: 'finding' | 'next', rule: PolicyRule, kinds: readonly SentenceKind[]): MessageKey {
  const candidates = [
    ...kinds.map((kind) => `policy.${part}.${rule}.${kind}` as const),
    `policy.${part}.${rule}` as const,
  ];
  const [found] = candidates.flatMap((key) => (isMessageKey(key) ? [key] : []));
  if (found === undefined) throw new Error(`no words for ${part} of ${rule}`);
  return found;
}
