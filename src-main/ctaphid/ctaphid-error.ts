/**
 * - `timeout`: silence or cap exceeded. `sent` tells whether the request had left completely.
 * - `cancelled`: our signal ended it and the key confirmed (or re-synchronised).
 * - `busy`: CHANNEL_BUSY until the deadline.
 * - `device-error`: the key answered CTAPHID_ERROR `code` (ctap.md §1.5).
 * - `protocol`: the key broke the framing rules.
 * - `too-long`: request larger than the framing or maxMsgSize allows; nothing was sent.
 */
export type CtapHidErrorReason = 'timeout' | 'cancelled' | 'busy' | 'device-error' | 'protocol' | 'too-long';

/** A failure of the CTAPHID layer. */
export class CtapHidError extends Error {
  override readonly name = 'CtapHidError';
  readonly reason: CtapHidErrorReason;
  /** CTAPHID_ERROR code for 'device-error', else null. */
  readonly code: number | null;
  /** The whole request had been written: whether the key carried it out is then unknown. */
  readonly sent: boolean;

  constructor(
    reason: CtapHidErrorReason,
    message: string,
    details: { code?: number | undefined; sent: boolean; cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.reason = reason;
    this.code = details.code ?? null;
    this.sent = details.sent;
  }
}
