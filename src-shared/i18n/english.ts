import accountsEn from './en/accounts.json' with { type: 'json' };
import backupEn from './en/backup.json' with { type: 'json' };
import catalogueEn from './en/catalogue.json' with { type: 'json' };
import chainEn from './en/chain.json' with { type: 'json' };
import checkEn from './en/check.json' with { type: 'json' };
import cliEn from './en/cli.json' with { type: 'json' };
import commonEn from './en/common.json' with { type: 'json' };
import coverageEn from './en/coverage.json' with { type: 'json' };
import deletionEn from './en/deletion.json' with { type: 'json' };
import desktopEn from './en/desktop.json' with { type: 'json' };
import doctorEn from './en/doctor.json' with { type: 'json' };
import factsEn from './en/facts.json' with { type: 'json' };
import failureEn from './en/failure.json' with { type: 'json' };
import forbidEn from './en/forbid.json' with { type: 'json' };
import genuinenessEn from './en/genuineness.json' with { type: 'json' };
import blobsEn from './en/blobs.json' with { type: 'json' };
import fingerprintsEn from './en/fingerprints.json' with { type: 'json' };
import guideEn from './en/guide.json' with { type: 'json' };
import importEn from './en/import.json' with { type: 'json' };
import inventoryEn from './en/inventory.json' with { type: 'json' };
import keyResetEn from './en/key-reset.json' with { type: 'json' };
import keySettingsEn from './en/key-settings.json' with { type: 'json' };
import lossEn from './en/loss.json' with { type: 'json' };
import matrixEn from './en/matrix.json' with { type: 'json' };
import pinEn from './en/pin.json' with { type: 'json' };
import policyEn from './en/policy.json' with { type: 'json' };
import readAccessEn from './en/read-access.json' with { type: 'json' };
import recordsEn from './en/records.json' with { type: 'json' };
import reportEn from './en/report.json' with { type: 'json' };
import usageEn from './en/usage.json' with { type: 'json' };
import whatIfEn from './en/what-if.json' with { type: 'json' };
import windowEn from './en/window.json' with { type: 'json' };

/** Every message in English: the list of messages there are. */
export const english = {
  ...accountsEn,
  ...backupEn,
  ...commonEn,
  ...catalogueEn,
  ...deletionEn,
  ...desktopEn,
  ...doctorEn,
  ...factsEn,
  ...failureEn,
  ...blobsEn,
  ...fingerprintsEn,
  ...coverageEn,
  ...chainEn,
  ...checkEn,
  ...cliEn,
  ...whatIfEn,
  ...windowEn,
  ...pinEn,
  ...policyEn,
  ...importEn,
  ...forbidEn,
  ...genuinenessEn,
  ...guideEn,
  ...inventoryEn,
  ...keyResetEn,
  ...keySettingsEn,
  ...lossEn,
  ...matrixEn,
  ...readAccessEn,
  ...recordsEn,
  ...reportEn,
  ...usageEn,
};

/** Checks whether a text that was put together is the key of a message. */
export function isMessageKey(key: string): key is keyof typeof english {
  return Object.hasOwn(english, key);
}
