import { safeJson } from '../../../src-shared/lib/safe-json.ts';
import { type InventoryData, snapshotOf } from '../records/inventory-data.ts';

export const documentFormat = 'sparekey-inventory';
export const documentVersion = 4;
/** UTF-16 units that an import takes: some 200,000 enrolments. */
export const longestDocument = 128 * 1024 * 1024;

/** Writes the inventory as the JSON document of docs/inventory-format.md: readable, without key material, without the journal. */
export function exportDocument(data: InventoryData, demo: boolean, now: string): string {
  const {
    revision: _revision,
    interrupted: _interrupted,
    demo: isDemo,
    activity,
    ...content
  } = snapshotOf(data, 0, demo);
  const document = {
    format: documentFormat,
    version: documentVersion,
    exportedAt: now,
    demo: isDemo,
    ...content,
    activity: activity.toReversed(),
  };
  const members = Object.entries(document).map(([name, value]) => `${JSON.stringify(name)}: ${linesOf(value)}`);
  return `{\n  ${members.join(',\n  ')}\n}\n`;
}

/** Formats one record a line: half the size of indented fields, and a change of one record is a change of one line. */
function linesOf(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return safeJson(value);
  return `[\n    ${value.map((record) => safeJson(record)).join(',\n    ')}\n  ]`;
}
