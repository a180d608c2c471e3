import { bigEndian, concat } from '../codec/bytes.ts';

/** CTAP 2.1 §11.2.9: command numbers without bit 7. */
export const HidCommand = {
  ping: 0x01,
  msg: 0x03,
  lock: 0x04,
  init: 0x06,
  wink: 0x08,
  cbor: 0x10,
  cancel: 0x11,
  keepalive: 0x3b,
  error: 0x3f,
} as const;

/** CTAP 2.1 §11.2.9.1.6. */
export const HidErrorCode = {
  invalidCommand: 0x01,
  invalidParameter: 0x02,
  invalidLength: 0x03,
  invalidSequence: 0x04,
  messageTimeout: 0x05,
  channelBusy: 0x06,
  invalidChannel: 0x0b,
  other: 0x7f,
} as const;

export const broadcastChannel = 0xffff_ffff;

/** Returns the largest payload that SEQ 00–7F can carry with reports of `reportSize` bytes (CTAP 2.1 §11.2.4). */
export function largestPayload(reportSize: number): number {
  return reportSize - 7 + 128 * (reportSize - 5);
}

/** Splits a message into reports. */
export function messageToReports(
  channel: number,
  command: number,
  payload: Uint8Array,
  reportSize: number,
  padding = 0,
): Uint8Array[] {
  const reports: Uint8Array[] = [];
  const fill = (head: Uint8Array, part: Uint8Array): void => {
    const report = new Uint8Array(reportSize).fill(padding);
    report.set(head);
    report.set(part, head.length);
    reports.push(report);
  };
  const channelBytes = bigEndian(channel, 4);
  const head = concat(channelBytes, Uint8Array.of(0x80 | command), bigEndian(payload.length, 2));
  fill(head, payload.subarray(0, reportSize - 7));
  for (let offset = reportSize - 7, sequence = 0; offset < payload.length; offset += reportSize - 5, sequence++) {
    fill(concat(channelBytes, Uint8Array.of(sequence)), payload.subarray(offset, offset + reportSize - 5));
  }
  return reports;
}
