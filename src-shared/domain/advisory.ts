export const advisorySeverities = ['high', 'moderate', 'low', 'unrated'] as const;

/** Whether firmware outside the ranges of an advisory is known to be free of it. */
export const outsideRanges = ['not-affected', 'not-known'] as const;

/** A range of firmware; all bounds that are present must hold. */
export interface FirmwareRange {
  /** AAGUIDs (32 hex digits) of the models that it is about; absent: all of the advisory. */
  readonly aaguids?: readonly string[] | undefined;
  readonly atLeast?: string | undefined;
  readonly lessThan?: string | undefined;
  readonly lessThanOrEqual?: string | undefined;
  readonly exact?: readonly string[] | undefined;
}

/** A published weakness of a key model (catalogue/advisories.json). */
export interface Advisory {
  readonly id: string;
  readonly title: string;
  readonly titleJa: string;
  readonly summary: string;
  readonly summaryJa: string;
  readonly severity: (typeof advisorySeverities)[number];
  /** AAGUIDs (32 hex digits) affected whatever the firmware. */
  readonly aaguidsAlwaysAffected: readonly string[];
  /** AAGUIDs affected if the firmware is in one of the ranges, or possibly where there are none or the key does not tell. */
  readonly aaguidsPossiblyAffected: readonly string[];
  readonly firmware: readonly FirmwareRange[];
  readonly outsideRange: (typeof outsideRanges)[number];
  /** Words in lower case, all within the USB names of the models that have no AAGUID (U2F only). */
  readonly usbNames: readonly (readonly string[])[];
  /** Such a key does not list all of its passkeys: that a reading does not show one says nothing. */
  readonly listingIncomplete?: true | undefined;
  readonly url: string | null;
}
