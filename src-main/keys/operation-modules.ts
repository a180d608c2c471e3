import type { Capability, KeyCapabilities } from '../../src-shared/domain/capability.ts';
import { leafName, type LeafName } from '../../src-shared/operations/leaf-name.ts';
import type { CapabilityName, OperationName } from '../../src-shared/operations/operation-names.ts';
import type { CapabilityFacts, OperationModule } from './opened-key.ts';
import * as changePin from './operations/change-pin.ts';
import * as deletePasskey from './operations/delete-passkey.ts';
import * as identify from './operations/identify.ts';
import * as listPasskeys from './operations/list-passkeys.ts';
import * as readKey from './operations/read-key.ts';
import * as renamePasskey from './operations/rename-passkey.ts';
import * as setPin from './operations/set-pin.ts';
import * as unlock from './operations/unlock.ts';

type OperationModules = {
  readonly [Name in OperationName]: OperationModule<Name> &
    (LeafName<Name> extends CapabilityName ? Required<OperationModule<Name>> : unknown);
};

/** The operations in execution: one file for each entry of the table. */
export const operationModules: OperationModules = {
  'read-key': { run: readKey.run },
  unlock: { run: unlock.run },
  'list-passkeys': { run: listPasskeys.run, capability: listPasskeys.capability },
  'delete-passkey': { run: deletePasskey.run, capability: deletePasskey.capability },
  'rename-passkey': { run: renamePasskey.run, capability: renamePasskey.capability },
  'set-pin': { run: setPin.run, capability: setPin.capability },
  'change-pin': { run: changePin.run, capability: changePin.capability },
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
