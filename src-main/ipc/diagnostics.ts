import type { AppStatus } from '../../src-shared/domain/settings.ts';
import type { InventoryStatus } from '../../src-shared/domain/inventory-status.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';

/**
 * Writes what a report of a defect needs, and nothing that names a person, a service or a key: no serial number, no label, no path, no
 * account, because people post such reports in public. Findings are kept: they are about firmware.
 */
export function diagnosticsText(
  status: AppStatus,
  inventory: InventoryStatus,
  keys: readonly PluggedKey[],
  system: Readonly<Record<string, string>>,
): string {
  const lines = [
    `Sparekey ${status.version} · Electron ${status.electron} · ${status.platform}`,
    ...Object.entries(system).map(([name, value]) => `${name}: ${value}`),
    `notices: ${status.banners.join(', ') || 'none'}`,
    `inventory: ${inventory.state}, keychain ${yesNo(inventory.protection.keychain)}, passphrase ${yesNo(
      inventory.protection.passphrase,
    )}, recovery code ${yesNo(inventory.protection.recoveryCode)}, ${inventory.backups.length} backups`,
    `keys plugged in: ${keys.length}`,
    ...keys.map(keyLine),
  ];
  return `${lines.join('\n')}\n`;
}

function keyLine(key: PluggedKey, index: number): string {
  const { facts } = key;
  const id = [key.vendorId, key.productId].map((part) => part.toString(16).padStart(4, '0')).join(':');
  const parts = [
    `key ${index + 1}: ${id}`,
    key.simulated ? 'simulated' : null,
    key.state,
    key.problem?.kind ?? null,
    facts === null ? null : `model ${facts.model ?? 'unknown'}, firmware ${facts.firmware ?? 'unknown'}`,
    facts === null ? null : `versions ${facts.versions.join(' ')}`,
    facts === null ? null : `PIN set ${String(facts.pin.set)}, tries left ${String(facts.pin.retriesLeft)}`,
    facts === null || facts.findings.length === 0
      ? null
      : `unusual: ${facts.findings.map(({ kind }) => kind).join(', ')}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
