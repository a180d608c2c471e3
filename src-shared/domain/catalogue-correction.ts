import type { TriState } from './catalogue.ts';

/** The fields of a service that a person may correct or, for a service that the catalogue lacks, set. Absent: as in the catalogue. */
export interface CorrectedFields {
  readonly name?: string | undefined;
  readonly nameJa?: string | undefined;
  readonly rpIds?: readonly string[] | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly acceptsSecurityKeys?: TriState | undefined;
  readonly multipleKeys?: TriState | undefined;
  readonly maxKeys?: number | 'unknown' | undefined;
  readonly deviceBoundOnly?: TriState | undefined;
  readonly minKeysRecommended?: number | undefined;
  readonly addKeyUrl?: string | undefined;
}

/** A host name in lower case, without scheme, port or path. */
export const hostNamePattern = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;

/** So many RP IDs, and so many domains, may a correction name. */
export const mostCorrectedHosts = 20;

/**
 * A person's correction of a catalogue entry, or an entry of their own. It wins over the catalogue field by field and survives its
 * updates; `base` is what the catalogue said when the correction was made, to tell when it has changed since.
 */
export interface CatalogueCorrection {
  /** Of the service: a catalogue id, or `own:<slug>`. */
  readonly serviceId: string;
  readonly fields: CorrectedFields;
  readonly base: CorrectedFields | null;
  /** Source that the person names, in free text. */
  readonly source: string | null;
  readonly asOf: string;
}

/** Service to which an RP ID belongs: one in use, or a new one of the person's own by that name. */
export type RpIdOwner = { readonly serviceId: string } | { readonly newServiceName: string };
