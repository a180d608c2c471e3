import { randomInt } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { killInventory } from '../long/kill-inventory.ts';
import { seededRandom, temporaryFile } from '../unit/inventory/inventory-fixture.ts';

vi.setConfig({ testTimeout: 7_200_000 });

const cycles = process.env['SPAREKEY_LONG'] === '1' ? 1_000 : 15;
const seed = process.env['SPAREKEY_SEED'] ?? String(randomInt(2 ** 32));

it(`I-01 nothing acknowledged is lost when the process is killed (n = ${String(cycles)}, seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const report = await killInventory(temporaryFile(), cycles, () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32);
  console.log(`kill -9: seed ${seed}`, report);
  expect(report.cycles).toBe(cycles);
  expect(report.acknowledged).toBeGreaterThan(cycles / 2);
});
