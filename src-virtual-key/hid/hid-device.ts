import { bigEndian, concat, readBigEndian } from '../codec/bytes.ts';
import type { ActiveFaults } from '../fault-script.ts';
import { describeRequest } from '../request-names.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { OpenTransaction, Transaction } from '../transaction-log.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { type HidActivity, HidErrorAnswer } from './activity.ts';
import { applyFault } from './command-faults.ts';
import { HidCommand, HidErrorCode, broadcastChannel, largestPayload } from './report-frames.ts';
import { createReportSender } from './report-sender.ts';

const keepalivePeriodMs = 100;
const interPacketLimitMs = 500;
const channelLimit = 256;
const nonceLength = 8;

export interface HidDeviceOptions {
  readonly reportSize: number;
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly faults: ActiveFaults;
  readonly deviceVersion: readonly [number, number, number];
  readonly capabilities: number;
  /** Sends failing CTAP2 statuses as CTAPHID_ERROR. */
  readonly statusAsHidError: boolean;
  /** Largest message in bytes; longer ones are refused with INVALID_LEN. */
  readonly largestMessage: number;
  openTransaction(start: Pick<Transaction, 'at' | 'command' | 'name' | 'requestLength'>): OpenTransaction;
  /** Performs a CBOR, MSG or vendor message. Throws HidErrorAnswer. */
  handle(command: number, payload: Uint8Array, activity: HidActivity): Promise<Uint8Array>;
  onWink(): void;
  /** Removes the key: the fault script pulls the key out. */
  onUnplug(): void;
}

export interface HidDevice {
  /** Processes one output report of the host, without report number. */
  receive(report: Uint8Array): void;
  /** Observes every input report, as every opener does. Returns how to stop. */
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Forgets channels and everything under way. */
  powerCycle(): void;
}

interface Assembly {
  readonly channel: number;
  readonly command: number;
  readonly payload: Uint8Array;
  filled: number;
  sequence: number;
  cancelTimer: () => void;
}

interface Running {
  readonly channel: number;
  readonly command: number;
  readonly controller: AbortController;
  /** The fault script makes it deaf to CANCEL. */
  deaf: boolean;
}

/** Creates the CTAPHID side of a key (CTAP 2.1 §11.2), which turns reports into messages and answers into reports. */
export function createHidDevice(options: HidDeviceOptions): HidDevice {
  const { clock, faults, reportSize } = options;
  const listeners = new Set<(report: Uint8Array) => void>();
  const channels = new Set<number>();
  let nextChannel = 0;
  let assembly: Assembly | null = null;
  let running: Running | null = null;
  let lock: { readonly channel: number; readonly until: number } | null = null;

  const sender = createReportSender({
    reportSize,
    faults,
    emit: (report) => {
      for (const listener of [...listeners]) listener(report);
    },
  });

  const sendError = (channel: number, code: number): void =>
    sender.message(channel, HidCommand.error, Uint8Array.of(code));

  const allocate = (): number => {
    if (nextChannel === 0) nextChannel = readBigEndian(options.random.derive('channel'), 0, 3) * 16 + 1;
    const channel = nextChannel++ >>> 0;
    channels.add(channel);
    const oldest = channels.values().next();
    if (channels.size > channelLimit && oldest.done !== true) channels.delete(oldest.value);
    return channel;
  };

  const dropAssembly = (): void => {
    assembly?.cancelTimer();
    assembly = null;
  };

  const abandon = (): void => {
    const ended = running;
    running = null;
    ended?.controller.abort('abandon');
  };

  const initialise = (channel: number, length: number, nonce: Uint8Array): void => {
    const description = describeRequest(HidCommand.init, nonce);
    const transaction = options.openTransaction({
      at: clock.now(),
      command: HidCommand.init,
      name: description.name,
      requestLength: length,
    });
    const fail = (code: number): void => {
      transaction.hidError = code;
      sendError(channel, code);
    };
    if (length !== nonceLength) return fail(HidErrorCode.invalidLength);
    if (channel !== broadcastChannel && !channels.has(channel)) return fail(HidErrorCode.invalidChannel);
    const broken = faults.frames().initError;
    if (broken !== undefined && faults.countDown('initErrorTimes')) return fail(broken);
    const fault = faults.take('init');
    if (fault !== null && 'dropReply' in fault) return;
    if (fault !== null && 'hidError' in fault) return fail(fault.hidError);
    if (fault !== null && 'unplug' in fault) return options.onUnplug();
    if (channel !== broadcastChannel) {
      if (assembly?.channel === channel) dropAssembly();
      if (running?.channel === channel) abandon();
    }
    const allocated = channel === broadcastChannel ? allocate() : channel;
    const rest = [2, ...options.deviceVersion, options.capabilities];
    let payload = concat(nonce, bigEndian(allocated, 4), Uint8Array.from(rest));
    if (fault !== null && 'garbage' in fault) payload = fault.garbage.slice();
    if (fault !== null && 'replaceResponse' in fault) payload = fault.replaceResponse(payload).slice();
    transaction.responseLength = payload.length;
    transaction.carriedOut = true;
    sender.init(channel, payload);
  };

  // With reports below 15 bytes even the nonce needs continuations.
  const initPacket = (channel: number, length: number, data: Uint8Array): void => {
    if (length !== nonceLength || data.length >= nonceLength) {
      return initialise(channel, length, data.slice(0, nonceLength));
    }
    if (assembly !== null && assembly.channel !== channel) return sendError(channel, HidErrorCode.channelBusy);
    dropAssembly();
    const payload = new Uint8Array(nonceLength);
    payload.set(data);
    assemble(channel, HidCommand.init, payload, data.length);
  };

  const assemble = (channel: number, command: number, payload: Uint8Array, filled: number): void => {
    assembly = { channel, command, payload, filled, sequence: 0, cancelTimer: () => undefined };
    armPacketTimer(assembly);
  };

  const firstPacket = (channel: number, command: number, length: number, data: Uint8Array): void => {
    if (command === HidCommand.init) return initPacket(channel, length, data);
    if (channel === 0 || channel === broadcastChannel || !channels.has(channel)) {
      return sendError(channel, HidErrorCode.invalidChannel);
    }
    if (command === HidCommand.cancel) {
      if (running?.channel === channel && running.command === HidCommand.cbor && !running.deaf) {
        running.controller.abort('cancel');
      }
      return;
    }
    const active = assembly ?? running;
    if (active !== null && active.channel !== channel) return sendError(channel, HidErrorCode.channelBusy);
    if (assembly !== null) {
      dropAssembly();
      return sendError(channel, HidErrorCode.invalidSequence);
    }
    if (running !== null) return sendError(channel, HidErrorCode.channelBusy);
    if (length > largestPayload(reportSize) || length > options.largestMessage) {
      return sendError(channel, HidErrorCode.invalidLength);
    }
    if (lock !== null && lock.channel !== channel && clock.now() < lock.until) {
      return sendError(channel, HidErrorCode.channelBusy);
    }
    const payload = new Uint8Array(length);
    payload.set(data.subarray(0, length));
    if (length <= data.length) return void run(channel, command, payload);
    assemble(channel, command, payload, data.length);
  };

  const armPacketTimer = (current: Assembly): void => {
    current.cancelTimer();
    current.cancelTimer = clock.schedule(
      () => {
        if (assembly !== current) return;
        assembly = null;
        sendError(current.channel, HidErrorCode.messageTimeout);
      },
      interPacketLimitMs,
      { background: true },
    );
  };

  const continuation = (channel: number, sequence: number, data: Uint8Array): void => {
    if (assembly === null) return;
    if (assembly.channel !== channel) return sendError(channel, HidErrorCode.channelBusy);
    if (assembly.sequence !== sequence) {
      dropAssembly();
      return sendError(channel, HidErrorCode.invalidSequence);
    }
    const part = data.subarray(0, assembly.payload.length - assembly.filled);
    assembly.payload.set(part, assembly.filled);
    assembly.filled += part.length;
    assembly.sequence++;
    if (assembly.filled < assembly.payload.length) return armPacketTimer(assembly);
    const { command, payload } = assembly;
    dropAssembly();
    if (command === HidCommand.init) return initialise(channel, payload.length, payload);
    void run(channel, command, payload);
  };

  const run = async (channel: number, command: number, payload: Uint8Array): Promise<void> => {
    const description = describeRequest(command, payload);
    const transaction = options.openTransaction({
      at: clock.now(),
      command,
      name: description.name,
      requestLength: payload.length,
    });
    Object.assign(transaction, description);
    const current: Running = { channel, command, controller: new AbortController(), deaf: false };
    running = current;
    const activity: HidActivity = {
      channel,
      signal: current.controller.signal,
      transaction,
      keepalive: (state) => startKeepalive(channel, state),
    };
    let answer: Uint8Array | null = null;
    let hidError: number | null = null;
    try {
      if (faults.countDown('busyTimes')) throw new HidErrorAnswer(HidErrorCode.channelBusy);
      answer = await applyFault(faults.take(description.name), {
        clock,
        activity,
        carryOut: () => dispatch(command, payload, activity),
        ignoreCancel: () => (current.deaf = true),
        unplug: options.onUnplug,
      });
    } catch (error) {
      if (!(error instanceof HidErrorAnswer)) throw error;
      hidError = error.code;
    }
    if (running !== current) return;
    running = null;
    transaction.hidError = hidError;
    transaction.responseLength = answer?.length ?? null;
    if (answer !== null && command === HidCommand.cbor) transaction.status = answer[0] ?? null;
    if (hidError !== null) sendError(channel, hidError);
    else if (answer !== null) {
      const status = command === HidCommand.cbor ? (answer[0] ?? 0) : 0;
      if (options.statusAsHidError && status !== 0) sendError(channel, status);
      else sender.message(channel, command, answer);
    }
    if (faults.frames().lateKeepalive === true) {
      sender.message(channel, HidCommand.keepalive, Uint8Array.of(1));
    }
  };

  const dispatch = async (command: number, payload: Uint8Array, activity: HidActivity): Promise<Uint8Array> => {
    if (command === HidCommand.ping) {
      activity.transaction.carriedOut = true;
      return payload;
    }
    if (command === HidCommand.wink) {
      if ((options.capabilities & 1) === 0) throw new HidErrorAnswer(HidErrorCode.invalidCommand);
      activity.transaction.carriedOut = true;
      options.onWink();
      return new Uint8Array();
    }
    if (command === HidCommand.lock) {
      const seconds = payload[0];
      if (payload.length !== 1 || seconds === undefined) throw new HidErrorAnswer(HidErrorCode.invalidLength);
      if (seconds > 10) throw new HidErrorAnswer(HidErrorCode.invalidParameter);
      lock = seconds === 0 ? null : { channel: activity.channel, until: clock.now() + seconds * 1000 };
      activity.transaction.carriedOut = true;
      return new Uint8Array();
    }
    return options.handle(command, payload, activity);
  };

  const startKeepalive = (channel: number, state: 'working' | 'touch'): (() => void) => {
    const status = Uint8Array.of(state === 'touch' ? 2 : 1);
    let cancelTimer: () => void = () => undefined;
    const send = (): void => {
      sender.message(channel, HidCommand.keepalive, status);
      cancelTimer = clock.schedule(send, keepalivePeriodMs, { background: true });
    };
    send();
    return () => cancelTimer();
  };

  return {
    receive: (report) => {
      if (report.length !== reportSize) return;
      const channel = readBigEndian(report, 0, 4);
      const head = report[4] ?? 0;
      if (head < 0x80) return continuation(channel, head, report.subarray(5));
      firstPacket(channel, head & 0x7f, readBigEndian(report, 5, 2), report.subarray(7));
    },
    onReport: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    powerCycle: () => {
      dropAssembly();
      abandon();
      channels.clear();
      lock = null;
    },
  };
}
