import type { Capability, KeyCapabilities } from '../../src-shared/domain/capability.ts';
import { leafName, type LeafName } from '../../src-shared/operations/leaf-name.ts';
import type { CapabilityName, OperationName } from '../../src-shared/operations/operation-names.ts';
import type { CapabilityFacts, OperationModule } from './opened-key.ts';
import * as addFingerprint from './operations/add-fingerprint.ts';
import * as changePin from './operations/change-pin.ts';
import * as changeSetting from './operations/change-setting.ts';
import * as checkKey from './operations/check-key.ts';
import * as deleteBlob from './operations/delete-blob.ts';
import * as deletePasskey from './operations/delete-passkey.ts';
import * as identify from './operations/identify.ts';
import * as keepReadAccess from './operations/keep-read-access.ts';
import * as listBlobs from './operations/list-blobs.ts';
import * as listFingerprints from './operations/list-fingerprints.ts';
import * as listPasskeys from './operations/list-passkeys.ts';
import * as readBlob from './operations/read-blob.ts';
import * as readKey from './operations/read-key.ts';
import * as recheckPasskeys from './operations/recheck-passkeys.ts';
import * as removeFingerprint from './operations/remove-fingerprint.ts';
import * as renameFingerprint from './operations/rename-fingerprint.ts';
import * as renamePasskey from './operations/rename-passkey.ts';
import * as reset from './operations/reset.ts';
import * as setPin from './operations/set-pin.ts';
import * as signInTest from './operations/sign-in-test.ts';
import * as unlock from './operations/unlock.ts';
import * as unlockByFinger from './operations/unlock-by-finger.ts';
import * as unlockBlobs from './operations/unlock-blobs.ts';
import * as unlockFingerprints from './operations/unlock-fingerprints.ts';

type OperationModules = {
  readonly [Name in OperationName]: OperationModule<Name> &
    (LeafName<Name> extends CapabilityName ? Required<OperationModule<Name>> : unknown);
};

/** The operations in execution: one file for each entry of the table. */
export const operationModules: OperationModules = {
  'read-key': { run: readKey.run },
  'check-key': { run: checkKey.run },
  unlock: { run: unlock.run },
  'unlock-by-finger': { run: unlockByFinger.run, capability: unlockByFinger.capability },
  'list-passkeys': { run: listPasskeys.run, capability: listPasskeys.capability },
  'keep-read-access': { run: keepReadAccess.run, capability: keepReadAccess.capability },
  'recheck-passkeys': { run: recheckPasskeys.run },
  'delete-passkey': { run: deletePasskey.run, capability: deletePasskey.capability },
  'rename-passkey': { run: renamePasskey.run, capability: renamePasskey.capability },
  'set-pin': { run: setPin.run, capability: setPin.capability },
  'change-pin': { run: changePin.run, capability: changePin.capability },
  'change-setting': { run: changeSetting.run, capability: changeSetting.capability },
  'unlock-fingerprints': { run: unlockFingerprints.run },
  'list-fingerprints': { run: listFingerprints.run, capability: listFingerprints.capability },
  'add-fingerprint': { run: addFingerprint.run },
  'rename-fingerprint': { run: renameFingerprint.run },
  'remove-fingerprint': { run: removeFingerprint.run },
  'unlock-blobs': { run: unlockBlobs.run },
  'list-blobs': { run: listBlobs.run, capability: listBlobs.capability },
  'read-blob': { run: readBlob.run },
  'delete-blob': { run: deleteBlob.run },
  reset: { run: reset.run, capability: reset.capability },
  'sign-in-test': { run: signInTest.run, capability: signInTest.capability },
  identify: { run: identify.run, capability: identify.capability },
};

/** Returns what a FIDO2 key can be asked to do now, each with the reason where the answer is not yes. */
export function keyCapabilities(facts: CapabilityFacts): KeyCapabilities {
  const answers = Object.entries(operationModules).flatMap(([name, { capability }]: [string, Answering]) =>
    capability === undefined ? [] : [[leafName(name), capability(facts)]],
  );
  return Object.fromEntries(answers) as KeyCapabilities;
}

type Answering = { readonly capability?: (facts: CapabilityFacts) => Capability };
