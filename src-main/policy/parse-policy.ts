import { policySchema } from '../../src-shared/domain/policy-schema.ts';
import type { Policy, PolicyProblem } from '../../src-shared/domain/policy.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';
import { parseRules, rulesFormat, rulesProblem } from './parse-rules.ts';
import type { YamlRead } from './read-yaml.ts';

export type PolicyOutcome = Result<Policy, readonly PolicyProblem[]>;

const format = rulesFormat<Policy>({ version: 'sparekey-policy', schema: policySchema, check: emptyLines });

/** Reads a policy, or says for each line what is wrong with it. Never throws. */
export function parsePolicy(text: string): PolicyOutcome {
  return parseRules(text, format);
}

/** Returns what the schema cannot say: a line that names no key would be about all of them, and a policy without a rule passes anything. */
function emptyLines({ rules }: Policy, read: YamlRead): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const name of ['forbidden-models', 'firmware-floor'] as const) {
    const lines = rules[name] ?? [];
    for (const [index, line] of lines.entries()) {
      const meant = line.vendor !== undefined || line.model !== undefined || line.aaguid !== undefined;
      const path = ['rules', name, index];
      if (!meant) problems.push(rulesProblem('line-names-nothing', read.lineOf(path), path.join('.')));
    }
  }
  const asked = Object.values(rules).some((rule) => rule !== undefined && rule !== false && !isEmpty(rule));
  if (!asked) problems.push(rulesProblem('no-rules', read.lineOf(['rules']), 'rules'));
  return problems;
}

function isEmpty(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && Object.keys(rule).length === 0;
}
