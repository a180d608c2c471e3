/** The points of the issue check in the order in which they are shown. */
export const checkPoints = [
  'answer',
  'model',
  'certification',
  'firmware',
  'advisories',
  'serial',
  'goods-in',
  'blank',
  'reissue',
  'passkeys',
  'known-passkeys',
  'fingerprints',
  'pin',
  'pin-tries',
  'pin-change',
  'always-uv',
  'minimum-pin-length',
  'settings',
  'nfc',
  'applications',
  'own-facts',
  'transport',
  'genuine',
  'sign-in',
] as const;
export type CheckPoint = (typeof checkPoints)[number];

/** Reasons for which a test of the check gave no answer. */
export const testFailures = ['no-touch', 'refused', 'pin', 'no-answer', 'broken', 'other'] as const;
export type TestFailure = (typeof testFailures)[number];

/** `notice`: worth a look, and no reason against it; `unknown`: it cannot be seen, which is never as good as `ok`. */
export const checkStates = ['failed', 'notice', 'unknown', 'ok'] as const;
export type CheckState = (typeof checkStates)[number];

/**
 * Certainty of a finding: read from the key, concluded from what it and its maker say, or a sign that other reasons may have, too. `tested`: the key
 * was touched for it, at the time in its values; `untested`: nothing was asked of the key, or it gave no answer.
 */
export const checkStrengths = ['read', 'concluded', 'sign', 'tested', 'untested'] as const;
export type CheckStrength = (typeof checkStrengths)[number];

/** A finding of the check; its texts are the messages check.seen.POINT.VARIANT, check.why.… and check.fix.… with these values. */
export interface CheckFinding {
  readonly point: CheckPoint;
  readonly variant: string;
  readonly state: CheckState;
  /** The profile asks for it: it counts for the verdict. */
  readonly required: boolean;
  readonly strength: CheckStrength;
  readonly values: Readonly<Record<string, string | number>>;
  /** Page of an advisory; null where there is none. */
  readonly url: string | null;
}

export const checkVerdicts = ['issue', 'do-not-issue', 'cannot-tell'] as const;
export type CheckVerdict = (typeof checkVerdicts)[number];

/** Identity of a key that was checked, as it stands on slips and lists. */
export interface CheckedKey {
  /** Id in the inventory; null where it is not remembered. */
  readonly keyId: string | null;
  readonly label: string | null;
  /** From the vendor's own command. */
  readonly vendorSerial: string | null;
  /** Of the USB descriptor: any text that the key gives, never compared with anything. */
  readonly usbSerial: string | null;
  readonly assetTag: string | null;
  readonly aaguid: string | null;
  readonly model: string | null;
  readonly product: string | null;
  readonly firmware: string | null;
}

/** Actions that a person may take after a check. */
export const checkActions = ['hand-over', 'issue', 'do-not-issue', 'retire'] as const;
export type CheckAction = (typeof checkActions)[number];

/** Decision of a person after a check. It stands beside the verdict, and never changes it. */
export interface CheckDecision {
  readonly action: CheckAction;
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  /** Person who gets the key; null where it is not handed over. */
  readonly to: string | null;
  /** Empty where the verdict is reason enough. */
  readonly why: string;
}

/** One check of one key, as it is shown, recorded and printed. */
export interface KeyCheck {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Name of the profile; of a built-in one its id. */
  readonly profile: string;
  readonly verdict: CheckVerdict;
  readonly key: CheckedKey;
  readonly findings: readonly CheckFinding[];
  readonly milliseconds: number;
  /** Person or desk that checked it, as they gave their name; null where they did not. */
  readonly by: string | null;
  readonly note: string | null;
  /** Null where nobody decided anything afterwards. */
  readonly decision: CheckDecision | null;
  /** Credential IDs that answered a silent request: when they answer no more, they are gone. */
  readonly answered: readonly string[];
}
