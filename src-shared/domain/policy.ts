import type { Importance } from './account-mark.ts';
import type { KeyRole } from './inventory-key.ts';

/** Advisories as severe as this, or more; `any` takes those that nobody has rated too. */
export const forbiddenSeverities = ['high', 'moderate', 'low', 'any'] as const;

/** The keys that a line of a rule is about. All that is given must fit. */
interface KeysMeant {
  readonly vendor?: string | undefined;
  readonly model?: string | undefined;
  readonly aaguid?: string | undefined;
}

export interface FirmwareFloor extends KeysMeant {
  readonly 'at-least': string;
}

/** The rules of a policy (docs/policy.md). A rule that is left out asks for nothing. */
export interface PolicyRules {
  /** Keys in use that must be known to open an account, by how much it matters. */
  readonly 'minimum-keys'?: { readonly [Level in Importance]?: number | undefined } | undefined;
  /** Accounts that matter so must open with a key in use whose role is off-site. */
  readonly 'off-site-spare'?: readonly Importance[] | undefined;
  readonly 'pin-set'?: boolean | undefined;
  /** The key itself must refuse shorter PINs; code points. */
  readonly 'minimum-pin-length'?: number | undefined;
  readonly 'always-uv'?: boolean | undefined;
  /** A key that fits several lines must reach the highest of them. */
  readonly 'firmware-floor'?: readonly FirmwareFloor[] | undefined;
  readonly 'stale-after-days'?: number | undefined;
  readonly 'forbidden-models'?: readonly KeysMeant[] | undefined;
  readonly 'forbidden-advisories'?: (typeof forbiddenSeverities)[number] | undefined;
  readonly 'owner-recorded'?: boolean | undefined;
  readonly 'place-recorded'?: boolean | undefined;
}
export type PolicyRule = keyof PolicyRules;

/** A policy file, as YAML or JSON. */
export interface Policy {
  readonly $schema?: string | undefined;
  /** Version of the format. */
  readonly 'sparekey-policy': 1;
  readonly name: string;
  /** Roles of keys that the rules about keys are for; all keys in use where it is left out. */
  readonly 'key-roles'?: readonly Exclude<KeyRole, 'retired'>[] | undefined;
  readonly rules: PolicyRules;
}

export const policyProblemCodes = [
  'too-large',
  'not-text',
  'encoding-unclear',
  'syntax',
  'indentation',
  'unclosed-bracket',
  'tab-indent',
  'wide-space',
  'wide-colon',
  'space-after-colon',
  'colon-in-text',
  'too-deep',
  'several-documents',
  'duplicate-name',
  'alias',
  'tag',
  'empty',
  'not-a-map',
  'version-missing',
  'version-unknown',
  'unknown-name',
  'missing',
  'wrong-type',
  'not-allowed',
  'line-names-nothing',
  'no-rules',
] as const;

/** Error in a policy file. `line` counts from 1; null where no line can be named. */
export interface PolicyProblem {
  readonly line: number | null;
  readonly code: (typeof policyProblemCodes)[number];
  /** Position in the file: names joined by dots; empty for the whole. */
  readonly path: string;
  /** Expected value, as the schema describes it, or the nearest name; empty where the code says all. */
  readonly expected: string;
  /** Names that are known there, where one is not. */
  readonly names: readonly string[];
}
