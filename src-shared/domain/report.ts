import type { Locale } from './settings.ts';

export const reportKinds = ['coverage', 'inventory', 'recovery', 'backup'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportFormats = ['pdf', 'html', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Choices of a person for a report. */
export interface ReportRequest {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly language: Locale;
  /** Whether it has credential IDs and user handles, which reveal more about a person than a name: only where asked for. */
  readonly withIdentifiers: boolean;
  /** `coverage`: only the accounts that have a gap. */
  readonly gapsOnly: boolean;
  /** `recovery`: what is lost or assumed lost. */
  readonly lostKeyIds: readonly string[];
  readonly lostWayIds: readonly string[];
  readonly lostDeviceIds?: readonly string[] | undefined;
  readonly lostAccountIds?: readonly string[] | undefined;
  /** Everything that is kept at these places, or carried on these rings. */
  readonly lostPlaces?: readonly string[] | undefined;
  readonly lostRings?: readonly string[] | undefined;
  /** `recovery`: lost keys whose PIN somebody else may know. */
  readonly pinKnownKeyIds?: readonly string[] | undefined;
  /** `recovery`: the recorded loss whose checklist it is; null before anything is lost. */
  readonly lossId: string | null;
  /** `backup`: both keys are named. */
  readonly primaryKeyId: string | null;
  readonly spareKeyId: string | null;
}
