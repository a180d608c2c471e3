import accountsEn from './en/accounts.json' with { type: 'json' };
import backupEn from './en/backup.json' with { type: 'json' };
import catalogueEn from './en/catalogue.json' with { type: 'json' };
import chainEn from './en/chain.json' with { type: 'json' };
import cliEn from './en/cli.json' with { type: 'json' };
import commonEn from './en/common.json' with { type: 'json' };
import coverageEn from './en/coverage.json' with { type: 'json' };
import failureEn from './en/failure.json' with { type: 'json' };
import guideEn from './en/guide.json' with { type: 'json' };
import inventoryEn from './en/inventory.json' with { type: 'json' };
import lossEn from './en/loss.json' with { type: 'json' };
import matrixEn from './en/matrix.json' with { type: 'json' };
import importEn from './en/import.json' with { type: 'json' };
import pinEn from './en/pin.json' with { type: 'json' };
import policyEn from './en/policy.json' with { type: 'json' };
import recordsEn from './en/records.json' with { type: 'json' };
import reportEn from './en/report.json' with { type: 'json' };
import windowEn from './en/window.json' with { type: 'json' };
import catalogueJa from './ja/catalogue.json' with { type: 'json' };
import accountsJa from './ja/accounts.json' with { type: 'json' };
import backupJa from './ja/backup.json' with { type: 'json' };
import chainJa from './ja/chain.json' with { type: 'json' };
import cliJa from './ja/cli.json' with { type: 'json' };
import commonJa from './ja/common.json' with { type: 'json' };
import coverageJa from './ja/coverage.json' with { type: 'json' };
import failureJa from './ja/failure.json' with { type: 'json' };
import guideJa from './ja/guide.json' with { type: 'json' };
import inventoryJa from './ja/inventory.json' with { type: 'json' };
import lossJa from './ja/loss.json' with { type: 'json' };
import matrixJa from './ja/matrix.json' with { type: 'json' };
import importJa from './ja/import.json' with { type: 'json' };
import pinJa from './ja/pin.json' with { type: 'json' };
import policyJa from './ja/policy.json' with { type: 'json' };
import recordsJa from './ja/records.json' with { type: 'json' };
import reportJa from './ja/report.json' with { type: 'json' };
import windowJa from './ja/window.json' with { type: 'json' };

const english = {
  ...accountsEn,
  ...backupEn,
  ...commonEn,
  ...catalogueEn,
  ...failureEn,
  ...coverageEn,
  ...chainEn,
  ...cliEn,
  ...windowEn,
  ...pinEn,
  ...policyEn,
  ...importEn,
  ...guideEn,
  ...inventoryEn,
  ...lossEn,
  ...matrixEn,
  ...recordsEn,
  ...reportEn,
};

/** Every message there is; the English catalogues are the list, and ja must hold the same keys (tested). */
export type MessageKey = keyof typeof english;
export type Locale = 'en' | 'ja';

export const catalogues: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = {
  en: english,
  ja: {
    ...accountsJa,
    ...backupJa,
    ...commonJa,
    ...catalogueJa,
    ...failureJa,
    ...coverageJa,
    ...chainJa,
    ...cliJa,
    ...windowJa,
    ...pinJa,
    ...policyJa,
    ...importJa,
    ...guideJa,
    ...inventoryJa,
    ...lossJa,
    ...matrixJa,
    ...recordsJa,
    ...reportJa,
  },
};

/** Checks whether a text that was put together is the key of a message. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(catalogues.en, key);
}
