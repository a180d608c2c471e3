import { HidError, type HidErrorReason } from '../../src-shared/hid/hid-error.ts';

/**
 * - `timeout`: silence or cap exceeded.
 * - `cancelled`: our signal ended it; the channel re-synchronises before the next request where the key did not
 *   confirm.
 * - `busy`: CHANNEL_BUSY until the deadline.
 * - `device-error`: the key answered CTAPHID_ERROR `code` (CTAP 2.1 §11.2.9.1.6).
 * - `protocol`: the key broke the framing rules.
 * - `too-long`: request larger than the framing or maxMsgSize allows; nothing was sent.
 * - `transport`: the HID layer failed; `hidReason` says how, `cause` is the HidError. A HidError never passes bare.
 */
export type CtapHidErrorReason =
  'timeout' | 'cancelled' | 'busy' | 'device-error' | 'protocol' | 'too-long' | 'transport';

/** A failure of the CTAPHID layer: everything that a channel throws, HID failures included. */
export class CtapHidError extends Error {
  override readonly name = 'CtapHidError';
  readonly reason: CtapHidErrorReason;
  /** CTAPHID_ERROR code for 'device-error' and 'busy', else null. */
  readonly code: number | null;
  /** For 'transport': what the HID layer says ('gone' is the pulled-out key), else null. */
  readonly hidReason: HidErrorReason | null;
  /**
   * Whether the key may have carried the request out: its last report had been handed to the system (also when that
   * very write failed) and the key did not answer that it refused, ignored or cancelled it. False means: surely not
   * done.
   */
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
    this.hidReason = details.cause instanceof HidError ? details.cause.reason : null;
  }
}
