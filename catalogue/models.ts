import type { CatalogueModel } from '../src-shared/domain/catalogue.ts';
import data from './aaguids.json' with { type: 'json' };

const models: ReadonlyMap<string, CatalogueModel> = new Map(Object.entries(data.aaguids));

/**
 * Finds the model of an AAGUID (32 hex digits, with or without dashes, any case). Null where the catalogue does not know
 * it, and for AAGUIDs that stand for no model at all (all zero, test values).
 */
export function modelOf(aaguid: string): CatalogueModel | null {
  const digits = aaguid.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) return null;
  const dashed = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const entry = models.get(dashed);
  if (entry === undefined || entry.kind === 'no_information' || entry.kind === 'unknown') return null;
  return { model: entry.model, vendor: entry.vendor, kind: entry.kind, formFactors: entry.formFactors };
}
