import type { OtherWayProvider } from '../src-shared/domain/catalogue.ts';
import data from './other-ways.json' with { type: 'json' };

let loaded: readonly OtherWayProvider[] | undefined;

/**
 * Returns the kinds of other ways in that the catalogue knows, by provider. What the sources say with conditions ("depends on the
 * app") counts as no: it must not be taken for more than it is.
 */
export function loadOtherWays(): readonly OtherWayProvider[] {
  loaded ??= data.providers.map((entry) => ({
    id: entry.id,
    name: entry.name,
    nameJa: entry.nameJa,
    aliases: entry.aliases,
    recordedAs: entry.recordedAs,
    serviceId: entry.serviceId,
    deviceBound: entry.deviceBound === true,
    synced: entry.synced === true,
    roaming: entry.roaming !== false,
    aaguids: entry.aaguids.map((aaguid) => aaguid.replaceAll('-', '')),
  }));
  return loaded;
}
