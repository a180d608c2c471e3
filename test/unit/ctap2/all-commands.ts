import {
  enableEnterpriseAttestation,
  enableLongTouchForReset,
  setMinPinLength,
  toggleAlwaysUv,
} from '../../../src-main/ctap2/commands/authenticator-config.ts';
import { bioEnrollmentCommands } from '../../../src-main/ctap2/commands/bio-enrollment.ts';
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
import { getLargeBlobs, setLargeBlobs } from '../../../src-main/ctap2/commands/large-blobs.ts';
import { makeCredential } from '../../../src-main/ctap2/commands/make-credential.ts';
import { reset } from '../../../src-main/ctap2/commands/reset.ts';
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
  ...Object.values<Decoding>({ ...bioEnrollmentCommands(0x09) }),
  ...Object.values<Decoding>({ ...bioEnrollmentCommands(0x40) }),
  enableEnterpriseAttestation,
  toggleAlwaysUv,
  setMinPinLength,
  enableLongTouchForReset,
  getLargeBlobs,
  setLargeBlobs,
  reset,
  selection,
  makeCredential,
  getAssertion,
  getNextAssertion,
];
