import type { HidConnection } from '../../src-shared/hid/hid-transport.ts';
import { HidError } from '../../src-shared/hid/hid-error.ts';
import { CtapHidError } from './ctaphid-error.ts';
import type { CtapHidChannel } from './ctaphid-channel.ts';
import { type ChannelClock, systemClock } from './deadline.ts';
import { HidChannel } from './hid-channel.ts';
import { BROADCAST_CHANNEL, initialise } from './initialise.ts';
import { ReportStream } from './report-stream.ts';

/** Longest wait in ms for the reply to the first INIT. */
const DEFAULT_INIT_CAP_MS = 3000;

export interface ChannelOptions {
  readonly signal?: AbortSignal | undefined;
  /** Cap in ms on allocating the channel; 3,000 when left out. */
  readonly initCapMs?: number | undefined;
  /** Monotonic clock in ms; the platform's when left out. */
  readonly clock?: ChannelClock | undefined;
}

/**
 * Allocates a channel on an open HID connection (CTAP 2.1 §11.2.9.1.3). The channel owns the connection from then on;
 * on failure the connection stays open and the caller's. Throws CtapHidError.
 */
export async function openCtapHidChannel(
  connection: HidConnection,
  options: ChannelOptions = {},
): Promise<CtapHidChannel> {
  const stream = new ReportStream(connection, options.clock ?? systemClock);
  let transactions = 0;
  const onTransaction = (): void => {
    transactions++;
  };
  try {
    const capMs = options.initCapMs ?? DEFAULT_INIT_CAP_MS;
    const { signal } = options;
    if (signal?.aborted === true) throw new CtapHidError('cancelled', 'cancelled before INIT', { sent: false });
    const initialised = await initialise(stream, BROADCAST_CHANNEL, { capMs, signal, onTransaction });
    return new HidChannel(stream, initialised, transactions);
  } catch (error) {
    throw error instanceof HidError
      ? new CtapHidError('transport', error.message, { sent: false, cause: error })
      : error;
  }
}
