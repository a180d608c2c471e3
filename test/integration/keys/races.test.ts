import { describe, expect, it } from 'vitest';
import { createCore } from '../../../src-main/create-core.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { pinOf, someCredentials, testPin } from '../../helpers/simulated-core.ts';

const long = process.env['SPAREKEY_LONG'] === '1';
const schedules = long ? 10_000 : 400;
const seed = Number(process.env['SPAREKEY_SEED'] ?? 20261121);

/** Returns a source of numbers from 0 up to and excluding `limit`, the same for the same seed (mulberry32). */
function randomNumbers(start: number): (limit: number) => number {
  let state = start >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Intention of the person: how often each key was meant to get a PIN or a change. */
interface Meant {
  readonly pins: Map<VirtualKey, number>;
  readonly changes: Map<VirtualKey, number>;
}

/**
 * Runs one schedule: two or three keys of one model, without serials, that unlock, delete, rename and change PINs while they are pulled
 * out, swapped at the same path, locked and given up at random moments.
 */
async function runSchedule(random: (limit: number) => number): Promise<string | null> {
  const keys = Array.from({ length: 2 + random(2) }, (_, index) =>
    createVirtualKey({
      personality: 'strict21',
      seed: 1 + (random(2) === 0 ? 0 : index),
      pin: testPin,
      credentials: someCredentials(2, 3),
    }),
  );
  const transport = createVirtualTransport(keys);
  const core = await createCore({ transport });
  await core.keys.refresh();
  const meant: Meant = { pins: new Map(), changes: new Map() };
  const running: Promise<unknown>[] = [];
  const note = (map: Map<VirtualKey, number>, key: VirtualKey): void => void map.set(key, (map.get(key) ?? 0) + 1);

  const start = (key: VirtualKey): void => {
    const view = core.keys.keys().find(({ path }) => path === transport.pathOf(key));
    if (view === undefined) return;
    const { handle } = view;
    const controller = new AbortController();
    const options = random(4) === 0 ? { signal: controller.signal } : {};
    if (random(5) === 0) setImmediate(() => controller.abort());
    const what = random(6);
    if (what <= 1) {
      const right = random(4) !== 0;
      note(meant.pins, key);
      running.push(core.keys.run('unlock', handle, { pin: pinOf(right ? testPin : 'not the PIN') }, options));
    } else if (what === 2) {
      note(meant.pins, key);
      note(meant.changes, key);
      running.push(core.keys.run('change-pin', handle, { pin: pinOf(testPin), newPin: pinOf(testPin) }, options));
    } else {
      const target = key.state.credentials[random(Math.max(1, key.state.credentials.length))];
      if (target === undefined) return;
      const reference = {
        rpIdHash: Buffer.from(target.rpIdHash).toString('hex'),
        credentialId: Buffer.from(target.id).toString('hex'),
      };
      note(meant.changes, key);
      running.push(
        what === 3
          ? core.keys.run('rename-passkey', handle, { ...reference, userName: 'n', userDisplayName: 'd' }, options)
          : core.keys.run('delete-passkey', handle, reference, options),
      );
    }
  };

  for (let step = 0; step < 6 + random(8); step++) {
    const key = keys[random(keys.length)];
    const other = keys[random(keys.length)];
    if (key === undefined || other === undefined) continue;
    const what = random(8);
    if (what <= 3) start(key);
    else if (what === 4) transport.unplug(key);
    else if (what === 5) transport.plug(key);
    else if (what === 6 && key !== other) {
      transport.unplug(key);
      transport.unplug(other);
      transport.plug(other);
      transport.plug(key);
    } else await core.keys.refresh();
    if (random(2) === 0) await new Promise((resolve) => setTimeout(resolve, random(4)));
  }
  await Promise.all(running);
  await core.close();
  for (const key of keys) {
    if (key.log.pinBearing.length > (meant.pins.get(key) ?? 0))
      return 'a PIN reached a key it was not typed for, or twice';
    if (key.log.destructive.length > (meant.changes.get(key) ?? 0))
      return 'a change reached a key it was not meant for';
    if (transport.openConnections(key) !== 0) return 'a connection stayed open';
    if (key.state.internalErrors.length > 0) return 'the simulated key failed';
  }
  return null;
}

describe('random schedules of use, unplugging and swapping', () => {
  it(
    `H-21 D-27 H-03 n=${schedules}, seed ${seed}: nothing reaches a key it was not meant for, no PIN is sent twice`,
    async () => {
      const random = randomNumbers(seed);
      for (let schedule = 0; schedule < schedules; schedule++) {
        const violation = await runSchedule(random);
        expect(violation, `schedule ${schedule} of seed ${seed}`).toBeNull();
      }
    },
    long ? 3_600_000 : 120_000,
  );
});
