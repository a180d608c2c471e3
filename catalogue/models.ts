import type { CatalogueModel } from '../src-shared/domain/catalogue.ts';
import { plainAaguid } from '../src-shared/lib/model-facts.ts';
import data from './aaguids.json' with { type: 'json' };

type Entry = Pick<CatalogueModel, 'model' | 'vendor' | 'kind' | 'formFactors'> & {
  readonly certification: string;
  readonly firmware: string | { readonly min: string; readonly max: string };
  readonly fingerprint: boolean | string;
  readonly ctapVersions?: readonly string[] | string;
};

const models: ReadonlyMap<string, Entry> = new Map(Object.entries(data.aaguids));

/**
 * Finds the model of an AAGUID (32 hex digits, with or without dashes, any case). Null where the catalogue does not know
 * it, and for AAGUIDs that stand for no model at all (all zero, test values).
 */
export function modelOf(aaguid: string): CatalogueModel | null {
  const digits = plainAaguid(aaguid);
  if (!/^[0-9a-f]{32}$/.test(digits)) return null;
  const dashed = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const entry = models.get(dashed);
  if (entry === undefined || entry.kind === 'no_information' || entry.kind === 'unknown') return null;
  return {
    model: entry.model,
    vendor: entry.vendor,
    kind: entry.kind,
    formFactors: entry.formFactors,
    certified: certifiedLevel(entry.certification),
    revoked: entry.certification === 'revoked',
    firmware:
      typeof entry.firmware === 'string'
        ? null
        : { min: entry.firmware.min, max: entry.firmware.max === 'unknown' ? null : entry.firmware.max },
    fingerprint: typeof entry.fingerprint === 'boolean' ? entry.fingerprint : null,
    ctapVersions: typeof entry.ctapVersions === 'object' ? entry.ctapVersions : null,
  };
}

// Certification without a level is of the time before there were levels.
function certifiedLevel(certification: string): number | null {
  if (certification === 'NOT_FIDO_CERTIFIED' || certification === 'revoked') return 0;
  const level = /^FIDO_CERTIFIED(?:_L([1-3]))?/.exec(certification);
  return level === null ? null : Number(level[1] ?? 1);
}
