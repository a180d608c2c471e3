import { basename } from 'node:path';
import type { PolicyResult } from '../../../src-shared/policy/policy.ts';
import type { Policy } from '../../../src-shared/domain/policy.ts';
import { policyFindingMessage, policyHeadline, policyProblemMessage } from '../../../src-shared/i18n/policy-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { readPlainFile } from '../../../src-main/files/read-plain-file.ts';
import { parsePolicy } from '../../../src-main/policy/parse-policy.ts';
import { decodeRules } from '../../../src-main/policy/parse-rules.ts';
import type { Document } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';

const maxPolicyBytes = 400_000;

/** Reads a policy file. Throws UsageError (exit status 2) for one that cannot be used, and says why line by line. */
export async function policyFromFile(context: CommandContext, file: string): Promise<Policy> {
  return (await readPolicy(context, file)).policy;
}

/** Reads a policy file with its text; throws as policyFromFile. */
export async function readPolicy(
  { t, terminal }: CommandContext,
  file: string,
): Promise<{ readonly policy: Policy; readonly text: string }> {
  const text = decodeRules(valueOf(await readPlainFile(file, maxPolicyBytes)));
  const policy = text.ok ? parsePolicy(text.value) : text;
  if (text.ok && policy.ok) return { policy: policy.value, text: text.value };
  const problems = (policy.ok ? [] : policy.failure).map((one) => ({ ...one, message: policyProblemMessage(t, one) }));
  const [first = '', ...others] = problems.map(({ message }) => displayText(message, 500));
  for (const other of others) terminal.note(other);
  throw new UsageError(t('cli.policy.refused', { file: displayText(basename(file), 100), first }), problems);
}

/** Returns what a policy finds, in the JSON of `coverage`. */
export function policyDocument({ t, locale }: CommandContext, { name, findings, passed }: PolicyResult): Document {
  return {
    name,
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      state: finding.state,
      key: finding.keyId,
      serviceId: finding.serviceId,
      userName: finding.userName,
      message: policyFindingMessage(t, finding, locale).text,
    })),
    passed,
  };
}

/** Returns what a policy finds, for a person. */
export function policyLines({ t, locale }: CommandContext, result: PolicyResult): string[] {
  const lines = [displayText(t('policy.heading', { name: result.name }), 200), policyHeadline(t, result)];
  // Rules in the order of their gravest finding; within a rule as the findings are.
  for (const rule of new Set(result.findings.map((finding) => finding.rule))) {
    lines.push('', t(`policy.rule.${rule}`));
    for (const finding of result.findings.filter((one) => one.rule === rule)) {
      const { about, text } = policyFindingMessage(t, finding, locale);
      lines.push(displayText(`• [${t(`severity.${finding.severity}`)}] ${about}: ${text}`, 400));
    }
  }
  return lines;
}
