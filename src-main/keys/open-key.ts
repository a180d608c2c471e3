import { setTimeout as sleep } from 'node:timers/promises';
import { CtapSession } from '../ctap2/ctap-session.ts';
import { loggedChannel } from '../ctap2/logged-channel.ts';
import { sentStatus } from '../ctap2/sent-status.ts';
import type { CtapHidChannel } from '../ctaphid/ctaphid-channel.ts';
import { openCtapHidChannel } from '../ctaphid/open-channel.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { HidError } from '../../src-shared/hid/hid-error.ts';
import type { HidConnection, HidDeviceInfo, HidTransport } from '../../src-shared/hid/hid-transport.ts';
import { timeouts } from './deadlines.ts';
import type { SentLog } from './sent-log.ts';
import { KeyGoneError } from './key-gone-error.ts';

/** The connection to one key, with its channel. One getInfo is remembered for as long as it stays open. */
export interface KeyConnection {
  readonly session: CtapSession;
  close(): Promise<void>;
}

/**
 * Opens the key behind one plug-in. Throws KeyGoneError where the path is gone or another plug-in stands behind it: the
 * device is listed again after it was opened, so that a swap between listing and opening cannot pass unseen.
 * A key in use by another program is tried again for two seconds (another FIDO program holds it only for its own command), also where that shows
 * only at the first write: nothing has been sent to the key then.
 */
export async function openKey(
  transport: HidTransport,
  device: HidDeviceInfo,
  log: SentLog,
  signal?: AbortSignal,
): Promise<KeyConnection> {
  const giveUpAt = performance.now() + timeouts.openRetryTotal;
  for (;;) {
    try {
      return await openOnce(transport, device, log, signal);
    } catch (error) {
      if (!isBusy(error) || performance.now() >= giveUpAt) throw error;
      await sleep(timeouts.openRetry, undefined, { signal });
    }
  }
}

async function openOnce(
  transport: HidTransport,
  device: HidDeviceInfo,
  log: SentLog,
  signal?: AbortSignal,
): Promise<KeyConnection> {
  const connection = await transport.open(device.path);
  try {
    const now = (await transport.list()).find((candidate) => candidate.path === device.path);
    if (now === undefined) throw new KeyGoneError('removed');
    if (now.plugId !== device.plugId) throw new KeyGoneError('changed');
    const noteSent = (command: string) => log.begin(command);
    const channel = loggedChannel(await openLogged(connection, log, signal), noteSent);
    return { session: new CtapSession(channel, noteSent), close: () => channel.close() };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function openLogged(connection: HidConnection, log: SentLog, signal?: AbortSignal): Promise<CtapHidChannel> {
  const ended = log.begin('CTAPHID_INIT');
  try {
    const channel = await openCtapHidChannel(connection, { signal });
    ended('OK');
    return channel;
  } catch (error) {
    ended(sentStatus(error));
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  if (error instanceof CtapHidError) return error.hidReason === 'busy' && !error.sent;
  return error instanceof HidError && error.reason === 'busy';
}
