import type { PolicyRule } from '../domain/policy.ts';
import type { Severity } from '../coverage/gap.ts';

/** Chooses the sentence where a rule can be broken in several ways; empty else. */
export type FindingVariant = '' | 'service-limit' | 'no-key' | 'blocked' | 'model';

/** One breach of one rule by one key or account, or a fact that is missing to tell. */
export interface PolicyFinding {
  readonly rule: PolicyRule;
  readonly severity: Severity;
  /** `breach`: it does not keep the rule. `not-known`: too little is known to say that it does, which never passes. */
  readonly state: 'breach' | 'not-known';
  readonly variant: FindingVariant;
  readonly keyId: string | null;
  readonly keyLabel: string | null;
  readonly accountId: string | null;
  readonly serviceId: string | null;
  readonly serviceName: string | null;
  readonly serviceNameJa: string | null;
  readonly userName: string | null;
  readonly details: Readonly<Record<string, string | number>>;
}

export function breach(severity: Severity): Pick<PolicyFinding, 'state' | 'severity'> {
  return { state: 'breach', severity };
}

// Less grave by one step than the breach that it may be.
export function notKnown(severity: Severity): Pick<PolicyFinding, 'state' | 'severity'> {
  return { state: 'not-known', severity: severity === 'critical' ? 'warning' : 'notice' };
}
