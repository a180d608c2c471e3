import { fromHex } from '../../src-shared/lib/hex.ts';

export interface ReportVector {
  readonly name: string;
  readonly source: string;
  /** One report of 64 bytes. */
  readonly report: Uint8Array;
}

/** Fills a report to 64 bytes; the samples are kept without their padding. */
function report(hex: string, padding = 0): Uint8Array {
  const padded = new Uint8Array(64).fill(padding);
  padded.set(fromHex(hex));
  return padded;
}

export const initRequestYubiKey: ReportVector = {
  name: 'INIT request nonce 7f4d02248eb5cb48 (YubiKey 5 5.2.4, webauthn-rs usb/responses.rs)',
  source: 'kanidm/webauthn-rs usb/responses.rs',
  report: report('ffffffff8600087f4d02248eb5cb48'),
};

export const initReplyYubiKey524: ReportVector = {
  name: 'INIT response → CID 00270001, proto 2, 5.2.4, caps 05',
  source: 'kanidm/webauthn-rs usb/responses.rs',
  report: report('ffffffff8600117f4d02248eb5cb48002700010205020405'),
};

export const initReplySecurityKey543: ReportVector = {
  name: 'INIT response Security Key C NFC 5.4.3 (CBOR only, caps 0d = WINK|CBOR|NMSG)',
  source: 'kanidm/webauthn-rs usb/responses.rs',
  report: report('ffffffff860011b2e7c4d61c9e170a0aa4cb08020504030d'),
};

export const initReplyNitrokeyU2f: ReportVector = {
  name: 'INIT response Nitrokey U2F Plug-up (1.6.7, caps 00: U2F only)',
  source: 'kanidm/webauthn-rs usb/responses.rs',
  report: report('ffffffff86001152494a8a4046b9e4be312d400201060700'),
};

export const initReplyFeitianMultiPass: ReportVector = {
  name: 'INIT response Feitian MultiPass 096e:085a (caps 0f although MSG works; CID 0000001b)',
  source: 'Yubico/libfido2#695',
  report: report('ffffffff86001157668a35d01e604f0000001b020100010f'),
};

export const initReplyFeitianEPass: ReportVector = {
  name: 'INIT response Feitian ePass (caps 07; CID 0000001d)',
  source: 'Yubico/libfido2#171',
  report: report('ffffffff860011cea7a7b33429c6820000001d0201000007'),
};

export const initReplyForeign: ReportVector = {
  name: "INIT response of another process's request seen on the wire, padded with ee",
  source: 'Yubico/libfido2#140',
  report: report('ffffffff8600113a72fb34c0bc2eab49eff2fa0201010201', 0xee),
};

export const initReply445: ReportVector = {
  name: 'INIT response a 4.4.5 device (YubiKey 4 FIPS class), caps 05, which then answers getInfo with ERROR 01',
  source: 'Yubico/libfido2#342',
  report: report('ffffffff8600116fb88fda43cdf28f0062004e0204040505'),
};

export const keepaliveUpNeeded: ReportVector = {
  name: 'KEEPALIVE UPNEEDED',
  source: 'Yubico/libfido2 fuzz data',
  report: report('00220002bb000102'),
};

export const errorInvalidCommand: ReportVector = {
  name: 'ERROR INVALID_CMD',
  source: 'not recorded',
  report: report('6fdf4322bf000101'),
};

export const cancel: ReportVector = {
  name: 'CANCEL on 00270001',
  source: 'derived',
  report: report('00270001910000'),
};

export const getInfoRequest: ReportVector = {
  name: 'getInfo request on 00270001',
  source: 'derived',
  report: report('0027000190000104'),
};

export const ping3: ReportVector = {
  name: 'PING 3 bytes',
  source: 'derived',
  report: report('00270001810003010203'),
};

/** Answer of the 4.4.5 device above to getInfo. */
export const getInfoRefused445: ReportVector = {
  name: 'ERROR 01 to getInfo on a 4.4.5 device',
  source: 'Yubico/libfido2#342',
  report: report('0062004ebf000101'),
};

/** getInfo reply of a Security Key C NFC 5.4.3 in four reports (kanidm/webauthn-rs usb/responses.rs). */
export const getInfoReplyReports: readonly Uint8Array[] = [
  report(
    '6f1cc9ca9000c500ac0182684649444f5f325f306c4649444f5f325f315f50524502826b6372656450726f746563746b' +
      '686d61632d7365637265740350149a20',
  ),
  report(
    '6f1cc9ca00218ef6413396b881f8d5b7f1f504a562726bf5627570f564706c6174f469636c69656e7450696ef5756372' +
      '6564656e7469616c4d676d7450726576',
  ),
  report(
    '6f1cc9ca01696577f5051904b00682020107080818800982636e6663637573620a82a263616c672664747970656a7075' +
      '626c69632d6b6579a263616c67276474',
  ),
  report('6f1cc9ca027970656a7075626c69632d6b65790d040e1a00050403'),
];

/** Payload length, number of reports and last SEQ (null: no continuation) with 64-byte reports. */
export const reportCounts: readonly {
  readonly length: number;
  readonly reports: number;
  readonly lastSequence: number | null;
}[] = [
  { length: 0, reports: 1, lastSequence: null },
  { length: 1, reports: 1, lastSequence: null },
  { length: 57, reports: 1, lastSequence: null },
  { length: 58, reports: 2, lastSequence: 0x0 },
  { length: 116, reports: 2, lastSequence: 0x0 },
  { length: 117, reports: 3, lastSequence: 0x1 },
  { length: 1024, reports: 18, lastSequence: 0x10 },
  { length: 7609, reports: 129, lastSequence: 0x7f },
];

/** The shortest payload that no 64-byte framing can carry: it would need SEQ 0x80. */
export const notRepresentable = 7610;
