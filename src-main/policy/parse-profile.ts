import { checkProfileSchema } from '../../src-shared/domain/check-profile-schema.ts';
import { type CheckProfile, type CheckRule, isRuleAsked } from '../../src-shared/domain/check-profile.ts';
import type { PolicyProblem } from '../../src-shared/domain/policy.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';
import { parseRules, rulesFormat, rulesProblem } from './parse-rules.ts';
import type { YamlRead } from './read-yaml.ts';

const format = rulesFormat<CheckProfile>({ version: 'sparekey-check', schema: checkProfileSchema, check: unsaid });

/** Reads a profile of the issue check, or says for each line what is wrong with it. Never throws. */
export function parseProfile(text: string): Result<CheckProfile, readonly PolicyProblem[]> {
  return parseRules(text, format);
}

/** Returns what the schema cannot say: a floor for no key, and a profile that lets every key pass. */
function unsaid({ rules }: CheckProfile, read: YamlRead): PolicyProblem[] {
  const problems = (rules['firmware-floor'] ?? []).flatMap(({ vendor, model, aaguid }, index) => {
    const path = ['rules', 'firmware-floor', index];
    return (vendor ?? model ?? aaguid) ? [] : [rulesProblem('line-names-nothing', read.lineOf(path), path.join('.'))];
  });
  const isAsked = (Object.keys(rules) as CheckRule[]).some((rule) => isRuleAsked(rule, rules));
  return isAsked ? problems : [...problems, rulesProblem('no-rules', read.lineOf(['rules']), 'rules')];
}
