/**
 * - `timeout`: the system did not return from a call.
 * - `unusable`: HID devices cannot be reached on this computer at all.
 */
export type HidErrorReason = 'gone' | 'permission' | 'busy' | 'unsupported' | 'closed' | 'timeout' | 'unusable' | 'io';

/** A failure of the HID layer. `reason` tells what it means; `cause` keeps the platform's error. */
export class HidError extends Error {
  override readonly name = 'HidError';
  readonly reason: HidErrorReason;

  constructor(reason: HidErrorReason, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}
