import { type CtapHidChannel, CtapHidCommand, type ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import type { NoteSent } from './note-sent.ts';
import { sentStatus } from './sent-status.ts';

const names: ReadonlyMap<number, string> = new Map(
  Object.entries(CtapHidCommand).map(([name, command]) => [command, `CTAPHID_${name.toUpperCase()}`]),
);

/** Returns a channel that records each command but CBOR, which the session above records by its own name. */
export function loggedChannel(channel: CtapHidChannel, noteSent: NoteSent): CtapHidChannel {
  return {
    get info() {
      return channel.info;
    },
    get maxPayload() {
      return channel.maxPayload;
    },
    get transactions() {
      return channel.transactions;
    },
    close: () => channel.close(),
    exchange: (command, payload, options) =>
      command === CtapHidCommand.cbor
        ? channel.exchange(command, payload, options)
        : recorded(channel, noteSent, command, payload, options),
  };
}

async function recorded(
  channel: CtapHidChannel,
  noteSent: NoteSent,
  command: number,
  payload: Uint8Array,
  options: ExchangeOptions,
): Promise<Uint8Array> {
  const isVendor = command >= CtapHidCommand.vendorFirst;
  const ended = noteSent(isVendor ? `CTAPHID_VENDOR_${command.toString(16)}` : (names.get(command) ?? 'CTAPHID'));
  try {
    const reply = await channel.exchange(command, payload, options);
    ended('OK');
    return reply;
  } catch (error) {
    ended(sentStatus(error));
    throw error;
  }
}
