export const gapKinds = [
  'only-one-key',
  'one-ring',
  'one-place',
  'helpdesk-only',
  'one-other-way',
  'one-key-service-without-other-way',
  'weak-spare',
  'stale',
  'not-known',
  'contradiction',
  'no-way-in',
  'key-needs-reread',
  'spare-stale',
  'spare-not-read',
  'key-stale',
  'key-pin-not-set',
  'key-pin-blocked',
  'key-advisory',
  'key-nearly-full',
  'circular',
  'which-account',
  'depends-unknown',
  'way-not-known',
  'min-keys',
  'retired-rp-id',
  'future-date',
  'mismatch',
  'look-alike',
] as const;

type GapKind = (typeof gapKinds)[number];

export type Severity = 'critical' | 'warning' | 'notice';

/** A gap in data form; the sentence is made by i18n (`gap.<kind>`) from `details`. */
export interface Gap {
  readonly kind: GapKind;
  readonly severity: Severity;
  readonly keyId: string | null;
  readonly details: Readonly<Record<string, string | number>>;
}
