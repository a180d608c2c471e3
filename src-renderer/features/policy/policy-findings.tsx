import { useMemo, useState } from 'react';
import type { PolicyFinding } from '../../../src-shared/policy/policy-finding.ts';
import { policyRules } from '../../../src-shared/policy/policy.ts';
import type { Policy, PolicyRule } from '../../../src-shared/domain/policy.ts';
import { policyFindingMessage, policyHeadline, policyRuleMessage } from '../../../src-shared/i18n/policy-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Button } from '../../components/button.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { showKey, showView } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { changeCoverageView } from '../coverage/coverage-view-store.ts';
import { noFilters } from '../coverage/filters/account-filters.ts';
import styles from './policy-view.module.css';
import { usePolicyResult } from './use-policy.ts';

/** More findings of one rule than this are shown on request only. */
const shownAtFirst = 20;

/** Renders what does not keep the policy, rule by rule, and which rules are kept. */
export function PolicyFindings({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation();
  const result = usePolicyResult({ policy });
  const byRule = useMemo(() => {
    const groups = new Map<PolicyRule, PolicyFinding[]>();
    for (const finding of result?.findings ?? []) {
      const group = groups.get(finding.rule);
      if (group === undefined) groups.set(finding.rule, [finding]);
      else group.push(finding);
    }
    return groups;
  }, [result]);
  if (result === null) return null;
  const asked = policyRules.flatMap((rule) => {
    const ruleText = policyRuleMessage(t, policy, rule);
    return ruleText === null ? [] : [{ rule, ruleText }];
  });
  return (
    <div className={styles['body']} tabIndex={0} role="region" aria-label={t('policy.window.rules')}>
      <p className={styles['headline']}>
        <ToneIcon tone={result.passed ? 'done' : (result.findings[0]?.severity ?? 'notice')} />
        <span>{policyHeadline(t, result)}</span>
      </p>
      {asked.map(({ rule, ruleText }) => (
        <Rule key={rule} rule={rule} ruleText={ruleText} findings={byRule.get(rule) ?? []} />
      ))}
    </div>
  );
}

function Rule({
  rule,
  ruleText,
  findings,
}: {
  readonly rule: PolicyRule;
  readonly ruleText: string;
  readonly findings: readonly PolicyFinding[];
}) {
  const { t, locale } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, shownAtFirst);
  const heading = `rule-${rule}`;
  return (
    <section className={styles['rule']} aria-labelledby={heading}>
      <h2 id={heading}>
        {t(`policy.rule.${rule}`)}{' '}
        <span className={styles['count']}>
          {findings.length === 0 ? (
            <>
              <ToneIcon tone="done" /> {t('policy.window.kept')}
            </>
          ) : (
            t('policy.window.findings', { count: findings.length })
          )}
        </span>
      </h2>
      <p className={styles['quiet']}>{ruleText}</p>
      {shown.length === 0 ? null : (
        <ul className={styles['findings']}>
          {shown.map((finding) => {
            const { about, text, next } = policyFindingMessage(t, finding, locale);
            const id = `${finding.keyId ?? finding.accountId ?? ''}:${finding.variant}:${String(finding.details['advisory'] ?? '')}`;
            return (
              <li key={id}>
                <ToneIcon tone={finding.severity} />
                <div className={styles['words']}>
                  <p>
                    <span className={styles['severity']}>{t(`severity.${finding.severity}`)}</span>{' '}
                    <strong>
                      <OutsideText text={about} maximum={160} />
                    </strong>
                  </p>
                  <p>
                    <OutsideText text={text} maximum={400} />
                  </p>
                  <p className={styles['quiet']}>{next}</p>
                </div>
                <Button
                  look="link"
                  label={displayText(
                    t(finding.keyId === null ? 'policy.window.open-account' : 'policy.window.open-key', {
                      name: about,
                    }),
                    200,
                  )}
                  onPress={() => show(finding)}
                >
                  {t('policy.window.show')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {findings.length <= shown.length ? null : (
        <Button look="quiet" onPress={() => setAll(true)}>
          {t('policy.window.show-all', { count: findings.length })}
        </Button>
      )}
    </section>
  );
}

function show(finding: PolicyFinding): void {
  if (finding.keyId !== null) {
    showKey({ type: 'remembered', keyId: finding.keyId });
    return;
  }
  changeCoverageView({ filters: noFilters, search: finding.userName ?? finding.serviceName ?? '' });
  showView('coverage');
}
