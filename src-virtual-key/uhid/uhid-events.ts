import { concat, utf8 } from '../codec/bytes.ts';
import type { UsbIdentity } from '../personality.ts';

/*
 * struct uhid_event of linux/uhid.h (packed): u32 type, then a union whose largest member is uhid_create2_req
 * (name 128, phys 64, uniq 64, rd_size 2, bus 2, vendor 4, product 4, version 4, country 4, rd_data 4096).
 */
const eventType = { destroy: 1, create2: 11, input2: 12 } as const;
const hostEventType = { start: 2, stop: 3, open: 4, close: 5, output: 6 } as const;
const busUsb = 3;
const reportDataSize = 4096;
const outputSizeOffset = 4 + reportDataSize;

/** Size of one event as the kernel hands it out: type and the create2 request. */
export const uhidEventSize = 4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + reportDataSize;

export type UhidEvent =
  | { readonly type: 'start' | 'stop' | 'open' | 'close' | 'other' }
  | { readonly type: 'output'; readonly report: Uint8Array };

/** Writes UHID_CREATE2 for a FIDO device. `physical` tells devices apart, `uniq` becomes HID_UNIQ (the serial). */
export function createEvent(usb: UsbIdentity, physical: string, reportSize: number): Uint8Array {
  const descriptor = fidoReportDescriptor(reportSize);
  const name = [usb.manufacturer, usb.product].filter((part) => part !== null).join(' ');
  const head = new Uint8Array(2 + 2 + 4 * 4);
  const view = new DataView(head.buffer);
  view.setUint16(0, descriptor.length, true);
  view.setUint16(2, busUsb, true);
  view.setUint32(4, usb.vendorId, true);
  view.setUint32(8, usb.productId, true);
  return concat(
    littleEndian32(eventType.create2),
    fixed(name, 128),
    fixed(physical, 64),
    fixed(usb.serialNumber ?? '', 64),
    head,
    descriptor,
  );
}

/** Writes UHID_INPUT2 with one input report. */
export function inputEvent(report: Uint8Array): Uint8Array {
  const size = new Uint8Array(2);
  new DataView(size.buffer).setUint16(0, report.length, true);
  return concat(littleEndian32(eventType.input2), size, report);
}

/** Writes UHID_DESTROY. */
export function destroyEvent(): Uint8Array {
  return littleEndian32(eventType.destroy);
}

/** Reads an event of the kernel. An output report loses the report number 0 that hidraw puts in front. */
export function readEvent(event: Uint8Array, reportSize: number): UhidEvent {
  const view = new DataView(event.buffer, event.byteOffset, event.byteLength);
  switch (view.getUint32(0, true)) {
    case hostEventType.start:
      return { type: 'start' };
    case hostEventType.stop:
      return { type: 'stop' };
    case hostEventType.open:
      return { type: 'open' };
    case hostEventType.close:
      return { type: 'close' };
    case hostEventType.output: {
      const size = view.getUint16(outputSizeOffset, true);
      const start = size > reportSize ? size - reportSize : 0;
      const report = new Uint8Array(reportSize);
      report.set(event.subarray(4 + start, 4 + size));
      return { type: 'output', report };
    }
    default:
      return { type: 'other' };
  }
}

/** Returns the report descriptor (CTAP 2.1 §11.2.8.1): usage page F1D0, usage 01, one input and one output report without number. */
function fidoReportDescriptor(reportSize: number): Uint8Array {
  return Uint8Array.from([
    ...[0x06, 0xd0, 0xf1, 0x09, 0x01, 0xa1, 0x01],
    ...[0x09, 0x20, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, reportSize, 0x81, 0x02],
    ...[0x09, 0x21, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, reportSize, 0x91, 0x02],
    0xc0,
  ]);
}

function fixed(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(utf8(text).subarray(0, length - 1));
  return bytes;
}

function littleEndian32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}
