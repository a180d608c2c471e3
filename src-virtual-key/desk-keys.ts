import { fromHex } from './codec/bytes.ts';
import { type DemoKey, touchAfterMs } from './demo-keys.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from './virtual-key.ts';

/** Keys as a support desk meets them, by what they are. */
export const deskKeys = {
  fresh: () => key({ seed: 1, yubicoSerial: 31_880_118 }),
  leftovers: () =>
    key({
      seed: 2,
      yubicoSerial: 14_207_402,
      pin: '123456',
      credentials: ['alice', 'bob', 'carol'].map((userName, index) => ({
        rpId: 'example.com',
        userId: Uint8Array.of(index),
        userName,
      })),
    }),
  advisory: () => key({ seed: 3, personality: 'yubikey54', yubicoSerial: 12_551_930 }),
  oldFirmware: () => key({ seed: 4, yubicoSerial: 31_880_100 }),
  copy: () => key({ seed: 5, personality: 'copied' }),
  notListed: () => key({ seed: 6, yubicoSerial: 99_999_990 }),
  blockedPin: () => {
    const blocked = key({ seed: 7, yubicoSerial: 31_880_107, pin: '123456' });
    blocked.script.failNext('clientPin.getPinRetries', { garbage: fromHex('00a10300') }, { times: Infinity });
    return blocked;
  },
  u2fOnly: () => key({ seed: 8, personality: 'u2fOnly' }),
  silent: () => key({ seed: 9, quirks: { cborHangs: true } }),
  unplugged: () => {
    const pulled = key({ seed: 10, yubicoSerial: 31_880_110 });
    pulled.script.failNext('ping', { unplug: 'before' }, { skip: 3 });
    return pulled;
  },
} satisfies Record<string, () => VirtualKey>;
export type DeskKey = keyof typeof deskKeys;

function key(options: Partial<VirtualKeyOptions> & Pick<VirtualKeyOptions, 'seed'>): VirtualKey {
  return createVirtualKey({ personality: 'yubikey57', yubicoSerial: null, ...options });
}

/** Names of these keys on the bench. */
const names: Readonly<Record<DeskKey, string>> = {
  fresh: 'Fresh',
  leftovers: 'Leftovers',
  advisory: 'Known weakness',
  oldFirmware: 'Old firmware',
  copy: 'Copy',
  notListed: 'Not delivered',
  blockedPin: 'PIN blocked',
  u2fOnly: 'U2F only',
  silent: 'Silent',
  unplugged: 'Taken out too early',
};

/** Creates the keys of the demonstration of a support desk; none is plugged in at the start. */
export function createDeskKeys(): readonly DemoKey[] {
  return (Object.keys(deskKeys) as DeskKey[]).map((id) => {
    const made = deskKeys[id]();
    made.setTouchPolicy(() => touchAfterMs);
    return { id, name: names[id], pin: made.state.pinSet ? '123456' : null, plugged: false, key: made };
  });
}
