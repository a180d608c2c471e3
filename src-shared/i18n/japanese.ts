import accountsJa from './ja/accounts.json' with { type: 'json' };
import backupJa from './ja/backup.json' with { type: 'json' };
import catalogueJa from './ja/catalogue.json' with { type: 'json' };
import chainJa from './ja/chain.json' with { type: 'json' };
import checkJa from './ja/check.json' with { type: 'json' };
import cliJa from './ja/cli.json' with { type: 'json' };
import commonJa from './ja/common.json' with { type: 'json' };
import coverageJa from './ja/coverage.json' with { type: 'json' };
import deletionJa from './ja/deletion.json' with { type: 'json' };
import desktopJa from './ja/desktop.json' with { type: 'json' };
import doctorJa from './ja/doctor.json' with { type: 'json' };
import factsJa from './ja/facts.json' with { type: 'json' };
import failureJa from './ja/failure.json' with { type: 'json' };
import forbidJa from './ja/forbid.json' with { type: 'json' };
import genuinenessJa from './ja/genuineness.json' with { type: 'json' };
import blobsJa from './ja/blobs.json' with { type: 'json' };
import fingerprintsJa from './ja/fingerprints.json' with { type: 'json' };
import guideJa from './ja/guide.json' with { type: 'json' };
import importJa from './ja/import.json' with { type: 'json' };
import inventoryJa from './ja/inventory.json' with { type: 'json' };
import keyResetJa from './ja/key-reset.json' with { type: 'json' };
import keySettingsJa from './ja/key-settings.json' with { type: 'json' };
import lossJa from './ja/loss.json' with { type: 'json' };
import matrixJa from './ja/matrix.json' with { type: 'json' };
import pinJa from './ja/pin.json' with { type: 'json' };
import policyJa from './ja/policy.json' with { type: 'json' };
import readAccessJa from './ja/read-access.json' with { type: 'json' };
import recordsJa from './ja/records.json' with { type: 'json' };
import reportJa from './ja/report.json' with { type: 'json' };
import usageJa from './ja/usage.json' with { type: 'json' };
import whatIfJa from './ja/what-if.json' with { type: 'json' };
import windowJa from './ja/window.json' with { type: 'json' };

/** Every message in Japanese. */
export const japanese = {
  ...accountsJa,
  ...backupJa,
  ...commonJa,
  ...catalogueJa,
  ...deletionJa,
  ...desktopJa,
  ...doctorJa,
  ...factsJa,
  ...failureJa,
  ...blobsJa,
  ...fingerprintsJa,
  ...coverageJa,
  ...chainJa,
  ...checkJa,
  ...cliJa,
  ...whatIfJa,
  ...windowJa,
  ...pinJa,
  ...policyJa,
  ...importJa,
  ...forbidJa,
  ...genuinenessJa,
  ...guideJa,
  ...inventoryJa,
  ...keyResetJa,
  ...keySettingsJa,
  ...lossJa,
  ...matrixJa,
  ...readAccessJa,
  ...recordsJa,
  ...reportJa,
  ...usageJa,
};
