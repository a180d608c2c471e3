import { getInfo } from '../ctap2/commands/get-info.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import { stableInfo } from '../ctap2/stable-info.ts';
import type { HidTransport } from '../../src-shared/hid/hid-transport.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import { deadlines } from './deadlines.ts';
import { KeyGoneError } from './key-gone-error.ts';
import type { KeyRecord } from './key-record.ts';
import { openKey } from './open-key.ts';
import { toOperationFailure } from './operation-failure.ts';

/** Opens keys for operations, one operation at a time per key, and makes sure that it is still the same key. */
export class KeyAccess {
  readonly #transport: HidTransport;
  readonly #keepOpen: boolean;
  /** Called when an operation found the key gone or replaced: the list of keys is then out of date. */
  readonly #onLost: () => void;

  constructor(transport: HidTransport, keepOpen: boolean, onLost: () => void) {
    this.#transport = transport;
    this.#keepOpen = keepOpen;
    this.#onLost = onLost;
  }

  /** Waits for the key's turn, opens it, runs `work`, closes it. A failure always closes it. */
  async use<Value>(
    record: KeyRecord,
    operation: OperationName,
    signal: AbortSignal | undefined,
    work: (session: CtapSession, signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    const ends = signal === undefined ? record.gone : AbortSignal.any([record.gone, signal]);
    return record.queue.run(async () => {
      record.sent.beginOperation(operation);
      try {
        const value = await work(await this.#session(record, ends), ends);
        if (!this.#keepOpen) await record.close();
        return value;
      } catch (error) {
        await record.close();
        if (meansKeyLost(error)) this.#onLost();
        throw error;
      }
    }, ends);
  }

  async #session(record: KeyRecord, signal: AbortSignal): Promise<CtapSession> {
    if (record.connection !== null) return record.connection.session;
    record.connection = await openKey(this.#transport, record.device, record.sent, signal);
    const { session } = record.connection;
    if (record.info !== null) record.info = await sameKey(session, record.info, signal);
    return session;
  }
}

function meansKeyLost(error: unknown): boolean {
  const { kind } = toOperationFailure(error, { operation: 'read-key', step: 'read', changesKey: false });
  return kind === 'key-removed' || kind === 'key-changed';
}

/** Reads getInfo again and compares it with what the key said before. Throws KeyGoneError for another key. */
async function sameKey(
  session: CtapSession,
  before: AuthenticatorInfo,
  signal: AbortSignal,
): Promise<AuthenticatorInfo> {
  const info = await session.send(getInfo, null, { ...deadlines.quick, signal });
  if (stableInfo(info) !== stableInfo(before)) throw new KeyGoneError('changed');
  session.limitMessagesTo(info.maxMsgSize);
  return info;
}
