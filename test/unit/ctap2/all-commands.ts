import type { CtapCommand } from '../../../src-main/ctap2/ctap-command.ts';
import {
  changePinCommand,
  getKeyAgreement,
  getPinRetries,
  getPinToken,
  getTokenUsingPin,
  getTokenUsingUv,
  getUvRetries,
  setPinCommand,
} from '../../../src-main/ctap2/commands/client-pin.ts';
import { credentialManagementCommands } from '../../../src-main/ctap2/commands/credential-management.ts';
import { getAssertion, getNextAssertion } from '../../../src-main/ctap2/commands/get-assertion.ts';
import { getInfo } from '../../../src-main/ctap2/commands/get-info.ts';
import { makeCredential } from '../../../src-main/ctap2/commands/make-credential.ts';
import { selection } from '../../../src-main/ctap2/commands/selection.ts';

type Decoding = CtapCommand<never, unknown>;

/** Every CTAP2 command that this project speaks. */
export const allCommands: readonly Decoding[] = [
  getInfo,
  getPinRetries,
  getKeyAgreement,
  setPinCommand,
  changePinCommand,
  getPinToken,
  getTokenUsingUv,
  getUvRetries,
  getTokenUsingPin,
  ...Object.values<Decoding>({ ...credentialManagementCommands(0x0a) }),
  ...Object.values<Decoding>({ ...credentialManagementCommands(0x41) }),
  selection,
  makeCredential,
  getAssertion,
  getNextAssertion,
];
