import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import { expect, it, vi } from 'vitest';
import {
  listing,
  must,
  open,
  passkey,
  pluggedKey,
  seededRandom,
  temporaryFile,
} from '../unit/inventory/inventory-fixture.ts';

vi.setConfig({ testTimeout: 1_800_000 });

const flips = process.env['SPAREKEY_LONG'] === '1' ? 10_000 : 300;
const seed = process.env['SPAREKEY_SEED'] ?? String(randomInt(2 ** 32));

it(`I-09 a flipped bit is found or harmless, never shown as right (n = ${String(flips)}, seed ${seed})`, async () => {
  const file = temporaryFile();
  const first = await open({ file });
  const key = pluggedKey({ vendorSerial: '1' });
  const { keyId } = await must(
    first.recordListing(key, listing(['alice', 'bob', 'carol'].map((name) => passkey(name)))),
  );
  await must(first.addTold({ keyId, serviceId: 'github', rpId: null, userName: null, note: null }));
  const truth = await must(first.snapshot());
  await first.close();
  const whole = fs.readFileSync(file);
  const random = seededRandom(seed);
  const outcomes = new Map<string, number>();
  for (let flip = 0; flip < flips; flip++) {
    const place = Buffer.from(random(6)).readUIntBE(0, 6) % (whole.length * 8);
    const content = Buffer.from(whole);
    content.writeUInt8(content.readUInt8(place >> 3) ^ (1 << (place & 7)), place >> 3);
    fs.writeFileSync(file, content);
    const inventory = await open({ file });
    const snapshot = await inventory.snapshot();
    const state = snapshot.ok ? 'harmless' : snapshot.failure.kind;
    outcomes.set(state, (outcomes.get(state) ?? 0) + 1);
    expect({ place, ...(snapshot.ok ? snapshot.value : truth) }).toEqual({ place, ...truth });
    expect(['harmless', 'inventory-damaged', 'inventory-newer']).toContain(state);
    await inventory.close();
  }
  console.log(`bit flips: n = ${String(flips)}, seed ${seed}, file of ${String(whole.length)} bytes:`, outcomes);
  // Sealed content fills a good part of the file: a search that never finds anything proves nothing.
  expect(outcomes.get('inventory-damaged') ?? 0).toBeGreaterThan(flips / 10);
});
