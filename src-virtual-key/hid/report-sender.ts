import { bigEndian, concat } from '../codec/bytes.ts';
import type { ActiveFaults } from '../fault-script.ts';
import { HidCommand, broadcastChannel, messageToReports } from './report-frames.ts';

/** A channel that no opener of this key holds. */
const foreignChannel = 0x7e57_0001;

export interface ReportSender {
  /** Sends a message, bent by the frame faults in force. */
  message(channel: number, command: number, payload: Uint8Array): void;
  /** Sends the answer to an INIT. */
  init(channel: number, payload: Uint8Array): void;
}

/** Creates what turns answers into reports and spoils them as the fault script says. */
export function createReportSender(options: {
  readonly reportSize: number;
  readonly faults: ActiveFaults;
  readonly emit: (report: Uint8Array) => void;
}): ReportSender {
  const { reportSize, faults, emit } = options;

  const foreign = (count: number): void => {
    for (let index = 0; index < count; index++) {
      const payload = Uint8Array.of(0, index & 0xff, 0xa0);
      for (const report of messageToReports(foreignChannel, HidCommand.cbor, payload, reportSize)) emit(report);
    }
  };

  const message = (channel: number, command: number, payload: Uint8Array): void => {
    const frames = faults.frames();
    const reports = messageToReports(channel, command, payload, reportSize, frames.padding ?? 0);
    const isAnswer = command !== HidCommand.keepalive && command !== HidCommand.error;
    if (isAnswer) bendFirst(reports[0], frames);
    if (isAnswer) foreign(frames.flood ?? 0);
    for (const [index, report] of reports.entries()) {
      foreign(frames.foreignFrames ?? 0);
      const sequence = index - 1;
      if (isAnswer && index > 0) {
        if (frames.responseChannel !== undefined) report.set(bigEndian(frames.responseChannel, 4));
        if (frames.keepaliveBefore === sequence) {
          const keepalive = messageToReports(channel, HidCommand.keepalive, Uint8Array.of(1), reportSize)[0];
          if (keepalive !== undefined) emit(keepalive);
        }
        if (frames.wrongSequence === sequence) report[4] = (sequence + 1) & 0x7f;
      }
      if (isAnswer && frames.dropReport === index) continue;
      emit(report);
      if (isAnswer && index > 0 && frames.duplicateSequence === sequence) emit(report);
    }
  };

  return {
    message,
    init: (channel, payload) => {
      const frames = faults.frames();
      for (let index = 0; index < (frames.foreignInits ?? 0); index++) {
        const other = payload.slice();
        other[0] = (other[0] ?? 0) ^ (index + 1);
        other.set(bigEndian(foreignChannel + index, 4), 8);
        for (const report of messageToReports(broadcastChannel, HidCommand.init, other, reportSize)) emit(report);
      }
      const change = frames.initLength ?? 0;
      const sized =
        change < 0 ? payload.subarray(0, payload.length + change) : concat(payload, new Uint8Array(change).fill(0xee));
      for (const report of messageToReports(channel, HidCommand.init, sized, reportSize, frames.padding ?? 0)) {
        foreign(frames.foreignFrames ?? 0);
        emit(report);
      }
    },
  };
}

function bendFirst(
  report: Uint8Array | undefined,
  frames: { readonly responseChannel?: number; readonly responseCommand?: number; readonly announcedLength?: number },
): void {
  if (report === undefined) return;
  if (frames.responseChannel !== undefined) report.set(bigEndian(frames.responseChannel, 4));
  if (frames.responseCommand !== undefined) report[4] = 0x80 | frames.responseCommand;
  if (frames.announcedLength !== undefined) report.set(bigEndian(frames.announcedLength, 2), 5);
}
