import { demoBackup, demoDaily, demoSpare, demoWork } from './demo-accounts.ts';
import { personalities } from './personalities.ts';
import type { Personality } from './personality.ts';
import { type VirtualClock, realClock } from './virtual-clock.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from './virtual-key.ts';

/** A simulated key of the demonstration. Its PIN is no secret: it is shown on the screen. */
export interface DemoKey {
  readonly id: string;
  readonly name: string;
  /** null: no PIN is set yet. */
  readonly pin: string | null;
  /** Whether it is plugged in at the start. */
  readonly plugged: boolean;
  readonly key: VirtualKey;
}

/** A present YubiKey, without the weaknesses that are published of older ones; the old key of the demonstration has those. */
const yubikey57: Personality = {
  ...personalities.strict21,
  usb: {
    vendorId: 0x1050,
    productId: 0x0407,
    manufacturer: 'Sparekey virtual',
    product: 'Virtual YubiKey 5.7',
    serialNumber: null,
  },
  deviceVersion: [5, 7, 4],
  aaguid: 'd7781e5de35346aaafe23ca49f13332a',
  firmwareVersion: 0x050704,
  transports: ['nfc', 'usb'],
  yubico: { firmware: [5, 7, 4], formFactor: 3, capabilities: 0x23f, partNumber: null },
};

/** The person of the demonstration touches the key by themselves. */
const touchAfterMs = 1500;

/**
 * Creates the keys of the demonstration: two that look alike, one of another make, an older one in a drawer, one
 * fresh without a PIN and an old U2F key. The seeds are fixed, so every demonstration shows the same keys.
 */
export function createDemoKeys(options: { readonly clock?: VirtualClock } = {}): readonly DemoKey[] {
  const clock = options.clock ?? realClock;
  const make = (
    about: Omit<DemoKey, 'key'>,
    seed: number,
    key: Omit<VirtualKeyOptions, 'seed' | 'clock' | 'touch' | 'pin'>,
  ): DemoKey => ({
    ...about,
    key: createVirtualKey({
      ...key,
      seed,
      clock,
      touch: () => touchAfterMs,
      ...(about.pin === null ? {} : { pin: about.pin }),
    }),
  });
  return [
    make({ id: 'daily', name: 'Daily', pin: '123456', plugged: true }, 101, {
      personality: yubikey57,
      yubicoSerial: 14_207_311,
      credentials: demoDaily,
    }),
    make({ id: 'spare', name: 'Spare', pin: '123456', plugged: true }, 102, {
      personality: yubikey57,
      yubicoSerial: 14_207_318,
      credentials: demoSpare,
    }),
    make({ id: 'work', name: 'Work', pin: '246810', plugged: true }, 103, {
      personality: 'strict21',
      credentials: demoWork,
    }),
    make({ id: 'old', name: 'Old', pin: '0000', plugged: false }, 104, {
      personality: 'yubikey52',
      yubicoSerial: null,
      credentials: demoBackup,
    }),
    make({ id: 'fresh', name: 'Fresh', pin: null, plugged: true }, 105, { personality: 'both21' }),
    make({ id: 'u2f', name: 'U2F', pin: null, plugged: false }, 106, { personality: 'u2fOnly' }),
  ];
}
