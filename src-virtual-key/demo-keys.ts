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

/** One with a fingerprint sensor, as companies hand them out. */
const yubikeyBio: Personality = {
  ...personalities.yubikey57,
  usb: { ...personalities.yubikey57.usb, product: 'Virtual YubiKey Bio 5.7' },
  aaguid: 'd8522d9f575b486688a9ba99fa02f35b',
  transports: ['usb'],
  fingerprint: true,
  commands: [...personalities.yubikey57.commands, 0x09],
  enterpriseAttestation: true,
  longTouchForReset: true,
  pinComplexity: true,
  yubico: { firmware: [5, 7, 4], formFactor: 7, capabilities: 0x202, partNumber: null },
};

/** The person of the demonstration touches the key by themselves. */
export const touchAfterMs = 1500;

/**
 * Creates the keys of the demonstration: two that look alike, one with a fingerprint reader, an older one in a drawer, one
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
      personality: 'yubikey57',
      yubicoSerial: 14_207_311,
      credentials: demoDaily,
      // What the service of a passkey stored that was deleted since.
      strayBlobs: ['recovery notes of a passkey that is gone'],
    }),
    make({ id: 'spare', name: 'Spare', pin: '123456', plugged: true }, 102, {
      personality: 'yubikey57',
      yubicoSerial: 14_207_318,
      credentials: demoSpare,
    }),
    make({ id: 'work', name: 'Work', pin: '246810', plugged: true }, 103, {
      personality: yubikeyBio,
      yubicoSerial: 24_310_902,
      fingerprints: ['Left thumb'],
      // Nobody enrols a finger without a sample that is not taken.
      samples: [0, 7, 0, 5],
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
