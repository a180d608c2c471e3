/** Codes of CTAPHID_ERROR (CTAP 2.1 §11.2.9.1.6). */
export const HidErrorCode = {
  invalidCommand: 0x01,
  invalidParameter: 0x02,
  invalidLength: 0x03,
  invalidSequence: 0x04,
  messageTimeout: 0x05,
  channelBusy: 0x06,
  lockRequired: 0x0a,
  invalidChannel: 0x0b,
  other: 0x7f,
} as const;

const known: ReadonlySet<number> = new Set(Object.values(HidErrorCode));

/** Checks whether the code is one that CTAPHID defines. */
export function isHidErrorCode(code: number): boolean {
  return known.has(code);
}

/** Checks whether the code says for sure that the key did not act on the request. */
export function saysNotDone(code: number): boolean {
  return known.has(code) && code !== HidErrorCode.other;
}

/** Checks whether both sides still agree about the channel after this code, so that no INIT is needed before the next request. */
export function leavesChannelInStep(code: number): boolean {
  return (
    code === HidErrorCode.invalidCommand ||
    code === HidErrorCode.invalidParameter ||
    code === HidErrorCode.channelBusy ||
    code === HidErrorCode.lockRequired
  );
}
