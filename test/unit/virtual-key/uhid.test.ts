import { describe, expect, it } from 'vitest';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import {
  UhidUsageError,
  inventCredentials,
  readArguments,
  readTouch,
} from '../../../src-virtual-key/uhid/uhid-arguments.ts';
import {
  createEvent,
  destroyEvent,
  inputEvent,
  readEvent,
  uhidEventSize,
} from '../../../src-virtual-key/uhid/uhid-events.ts';
import { hex } from '../../helpers/raw-ctap-client.ts';

describe('uhid events (linux/uhid.h)', () => {
  const usb = { ...personalities.strict21.usb, serialNumber: 'A1' };

  it('UHID_CREATE2 has name, phys, uniq, bus, IDs and the FIDO report descriptor at their places', () => {
    const event = Buffer.from(createEvent(usb, 'phys-0', 64));
    expect(event.readUInt32LE(0)).toBe(11);
    const text = (offset: number, length: number): string =>
      event.toString('utf8', offset, offset + length).replace(/\0+$/, '');
    expect(text(4, 128)).toBe(`${usb.manufacturer} ${usb.product}`);
    expect(text(132, 64)).toBe('phys-0');
    expect(text(196, 64)).toBe('A1');
    const descriptorLength = event.readUInt16LE(260);
    expect(event.readUInt16LE(262)).toBe(3);
    expect(event.readUInt32LE(264)).toBe(usb.vendorId);
    expect(event.readUInt32LE(268)).toBe(usb.productId);
    const descriptor = event.subarray(280);
    expect(descriptor).toHaveLength(descriptorLength);
    expect(descriptor.toString('hex')).toMatch(/^06d0f10901a101.*9540.*9540.*c0$/);
  });

  it('a name longer than its field is cut and ends with zero', () => {
    const event = Buffer.from(createEvent({ ...usb, product: 'x'.repeat(200) }, 'p', 64));
    expect(event[4 + 127]).toBe(0);
    expect(event[4 + 126]).toBe('x'.charCodeAt(0));
  });

  it('UHID_INPUT2 and UHID_DESTROY', () => {
    expect(hex(inputEvent(Uint8Array.of(1, 2)))).toBe('0c00000002000102');
    expect(hex(destroyEvent())).toBe('01000000');
  });

  it('an output report comes with and without the report number', () => {
    const event = Buffer.alloc(uhidEventSize);
    event.writeUInt32LE(6, 0);
    for (const number of [0, 1]) {
      event.fill(0, 4, 100);
      event.writeUInt16LE(64 + number, 4 + 4096);
      event.fill(7, 4 + number, 4 + number + 64);
      expect(readEvent(event, 64)).toEqual({ type: 'output', report: new Uint8Array(64).fill(7) });
    }
    for (const [type, name] of [
      [2, 'start'],
      [3, 'stop'],
      [4, 'open'],
      [5, 'close'],
      [9, 'other'],
    ] as const) {
      event.writeUInt32LE(type, 0);
      expect(readEvent(event, 64)).toEqual({ type: name });
    }
  });
});

describe('uhid command line', () => {
  it('gives each key its own options', () => {
    const { keys, demo, help } = readArguments(
      '--personality both21 --pin 1234 --seed 9 --credentials 2,3 --touch approve --personality yubikey52 --serial S1 --yubico-serial 77 --capacity 5 --touch 250 --unplugged'.split(
        ' ',
      ),
    );
    expect({ demo, help }).toEqual({ demo: false, help: false });
    expect(keys[0]).toMatchObject({
      options: { personality: 'both21', pin: '1234', seed: 9 },
      touch: 'approve',
      plugged: true,
    });
    expect(keys[0]?.options.credentials).toHaveLength(3);
    expect(keys[1]).toEqual({
      options: {
        personality: 'yubikey52',
        seed: 2,
        usb: { serialNumber: 'S1' },
        yubicoSerial: 77,
        capacity: 5,
      },
      touch: 250,
      plugged: false,
    });
  });

  it('refuses what it does not know', () => {
    for (const line of [
      '--pin 1',
      '--personality none',
      '--personality bio --what',
      '--personality bio --seed x',
      '--seed',
    ]) {
      expect(() => readArguments(line.split(' '))).toThrow(UhidUsageError);
    }
    expect(() => readTouch(-1)).toThrow(UhidUsageError);
    expect(readArguments([]).help).toBe(true);
    expect(readArguments(['--demo']).demo).toBe(true);
  });

  it('invents accounts that are all different', () => {
    const invented = inventCredentials(30, 100);
    expect(new Set(invented.map(({ rpId }) => rpId)).size).toBe(30);
    expect(new Set(invented.map(({ rpId, userName }) => `${rpId} ${userName}`)).size).toBe(100);
  });
});
