import { basename } from 'node:path';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { policyProblemMessage } from '../../../src-shared/i18n/policy-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { evaluatePolicy } from '../../../src-shared/policy/policy.ts';
import { parsePolicy } from '../../../src-main/policy/parse-policy.ts';
import { defineCommand } from '../../program/command.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';
import { policyDocument, policyLines, readPolicy } from './policy-check.ts';

/** `policy apply`: adopts a policy file; one that cannot be used changes nothing. */
export const applyPolicy = defineCommand({
  summary: 'cli.policy.apply',
  args: '<file>',
  options: {},
  run: async (context, { args: [path = ''] }) => {
    const { policy, text } = await readPolicy(context, path);
    const { inventory } = await openedInventory(context);
    const file = basename(path).slice(0, 200);
    valueOf(await inventory.setPolicy({ name: file, text }));
    return { done: true, name: policy.name, file };
  },
  lines: ({ t }, { name }) => [displayText(t('cli.policy.applied', { name }), 300)],
});

/** `policy show`: the adopted policy, and what it finds now. */
export const showPolicy = defineCommand({
  summary: 'cli.policy.show',
  options: {},
  run: async (context) => {
    const { t } = context;
    const { snapshot } = await openedInventory(context);
    const adopted = snapshot.policy;
    if (adopted === null) return { adopted: null };
    const policy = parsePolicy(adopted.text);
    if (!policy.ok) {
      const problems = policy.failure.map((one) => ({ ...one, message: policyProblemMessage(t, one) }));
      const first = displayText(problems[0]?.message ?? '', 500);
      throw new UsageError(t('cli.policy.refused', { file: displayText(adopted.name, 100), first }), problems);
    }
    const input = coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString());
    const result = evaluatePolicy({ ...input, policy: policy.value, report: analyseCoverage(input) });
    return { adopted: { file: adopted.name, adoptedAt: adopted.adoptedAt, rules: policy.value.rules, result } };
  },
  document: (context, { adopted }) => {
    if (adopted === null) return { policy: null };
    const { file, adoptedAt, rules, result } = adopted;
    return { policy: { file, adoptedAt, rules, ...policyDocument(context, result) } };
  },
  lines: (context, { adopted }) =>
    adopted === null ? [context.t('cli.policy.none')] : policyLines(context, adopted.result),
  status: ({ adopted }) => statusOfCheck(adopted === null || adopted.result.passed),
});

/** `policy remove`: gives the adopted policy up; its file is none of the inventory. */
export const removePolicy = defineCommand({
  summary: 'cli.policy.remove',
  options: {},
  run: async (context) => {
    const { inventory, snapshot } = await openedInventory(context);
    if (snapshot.policy === null) return { done: false };
    valueOf(await inventory.setPolicy(null));
    return { done: true };
  },
  lines: ({ t }, { done }) => [t(done ? 'cli.policy.removed' : 'cli.policy.none')],
});
