import type { InventoryStatus } from '../../../src-shared/domain/inventory-status.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';

/** Describes where the inventory is and what protects it, and says plainly where nothing does. */
export function inventoryFacts(t: Translate, status: InventoryStatus): (readonly [string, string])[] {
  const { keychain, passphrase, recoveryCode } = status.protection;
  const protections = [
    ...(keychain ? [t('cli.protection.keychain')] : []),
    ...(passphrase ? [t('cli.protection.passphrase')] : []),
    ...(recoveryCode ? [t('cli.protection.recovery-code')] : []),
  ];
  return [
    [t('cli.fact.location'), displayText(status.location, 400)],
    [t('cli.fact.state'), t(`cli.inventory.state.${status.state}`)],
    [
      t('cli.fact.protection'),
      protections.length === 0 ? t('cli.protection.none') : protections.join(t('list.separator')),
    ],
    [t('cli.fact.keychain'), t(status.keychainAvailable ? 'cli.word.available' : 'cli.word.not-available')],
    [t('cli.fact.backups'), String(status.backups.length)],
  ];
}
