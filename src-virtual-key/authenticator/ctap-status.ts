/** CTAP 2.1 §8.2: the status bytes that a key answers here. */
export const Status = {
  ok: 0x00,
  invalidCommand: 0x01,
  invalidParameter: 0x02,
  invalidLength: 0x03,
  invalidSequence: 0x04,
  cborUnexpectedType: 0x11,
  invalidCbor: 0x12,
  missingParameter: 0x14,
  fingerprintDatabaseFull: 0x17,
  largeBlobStorageFull: 0x18,
  credentialExcluded: 0x19,
  unsupportedAlgorithm: 0x26,
  operationDenied: 0x27,
  keyStoreFull: 0x28,
  unsupportedOption: 0x2b,
  invalidOption: 0x2c,
  keepaliveCancel: 0x2d,
  noCredentials: 0x2e,
  userActionTimeout: 0x2f,
  notAllowed: 0x30,
  pinInvalid: 0x31,
  pinBlocked: 0x32,
  pinAuthInvalid: 0x33,
  pinAuthBlocked: 0x34,
  pinNotSet: 0x35,
  puatRequired: 0x36,
  pinPolicyViolation: 0x37,
  requestTooLarge: 0x39,
  uvBlocked: 0x3c,
  integrityFailure: 0x3d,
  invalidSubCommand: 0x3e,
  uvInvalid: 0x3f,
  unauthorizedPermission: 0x40,
} as const;

/** Ends a command with a status byte other than 00. */
export class CtapFailure extends Error {
  override readonly name = 'CtapFailure';
  readonly status: number;

  constructor(status: number) {
    super(`CTAP status 0x${status.toString(16).padStart(2, '0')}`);
    this.status = status;
  }
}

/** Ends the command with `status`. */
export function fail(status: number): never {
  throw new CtapFailure(status);
}
