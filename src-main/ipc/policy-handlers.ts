import type { Locale } from '../../src-shared/domain/settings.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { success } from '../../src-shared/lib/outcome.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { examplePolicy } from '../policy/example-policy.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { decodeRules } from '../policy/parse-rules.ts';
import type { ChosenFiles } from './inventory-handlers.ts';

/** A policy is at most 100,000 characters; what is much larger is refused before it is read. */
const maxPolicyBytes = 400_000;

export interface PolicyHandlersOptions {
  readonly inventory: Pick<Inventory, 'snapshot' | 'setPolicy'>;
  readonly files: Pick<ChosenFiles, 'openBytes' | 'saveText'>;
  readonly locale: () => Locale;
}

/** Answers what a window asks about the policy: it is read and checked here, and kept as text in the inventory. */
export function createPolicyHandlers(options: PolicyHandlersOptions): HandlersOf<AppContract>['policy'] {
  const { inventory, files, locale } = options;
  return {
    current: async () => {
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      const adopted = snapshot.value.policy;
      if (adopted === null) return success({ state: 'none' as const });
      const policy = parsePolicy(adopted.text);
      const { name: file, adoptedAt } = adopted;
      return success(
        policy.ok
          ? { state: 'read' as const, file, adoptedAt, policy: policy.value }
          : { state: 'unreadable' as const, file, problems: [...policy.failure] },
      );
    },
    adopt: async () => {
      const chosen = await files.openBytes('policy', maxPolicyBytes);
      if (!chosen.ok) return chosen;
      if (chosen.value === null) return success(null);
      const file = chosen.value.name.slice(0, 200);
      const text = decodeRules(chosen.value.bytes);
      const policy = text.ok ? parsePolicy(text.value) : text;
      if (!text.ok || !policy.ok) {
        const problems = policy.ok ? [] : [...policy.failure];
        return success({ state: 'refused' as const, file, problems });
      }
      const adopted = await inventory.setPolicy({ name: file, text: text.value });
      return adopted.ok ? success({ state: 'adopted' as const, name: policy.value.name }) : adopted;
    },
    remove: async () => {
      const removed = await inventory.setPolicy(null);
      return removed.ok ? success(null) : removed;
    },
    saveExample: () => files.saveText('sparekey-policy.yaml', examplePolicy(locale()), 'policy'),
  };
}
