import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { leaveHotJournal } from '../long/storage/hot-journal.ts';
import { buildPrograms, engines, removePrograms } from '../long/storage/programs.ts';
import { type Reader, startReader } from '../long/storage/reader-process.ts';
import type { Reading } from '../long/storage/reading.ts';
import { listing, must, open, passkey, pluggedKey, temporaryFolder } from '../unit/inventory/inventory-fixture.ts';
import { fuzzSeed, SeededRandom } from './mutator.ts';

vi.setConfig({ testTimeout: 7_200_000, hookTimeout: 300_000 });

const isLong = process.env['SPAREKEY_LONG'] === '1';
const runs = isLong ? { flips: 1_500, cuts: 300 } : { flips: 600, cuts: 60 };
const seed = fuzzSeed();

let programs = '';
beforeAll(async () => void (programs = await buildPrograms()));
afterAll(() => removePrograms(programs));

/** A file and the journal beside it, of which one is damaged. */
interface DamageCase {
  readonly name: string;
  readonly file: Buffer;
  readonly journal: Buffer | null;
  /** The one of the two that is damaged. */
  readonly damaged: 'file' | 'journal';
}

/** Creates two states of a file that were acknowledged, and what a process leaves that died between them. */
async function makeStates(): Promise<{ before: string; after: string; hot: string }> {
  const folder = temporaryFolder();
  const [before, after, hot] = ['before', 'after', 'hot'].map((name) => path.join(folder, `${name}.sparekey`));
  if (before === undefined || after === undefined || hot === undefined) throw new Error('three names');
  const inventory = await open({ file: before });
  const key = pluggedKey({ vendorSerial: '1' });
  const users = Array.from({ length: 40 }, (_, index) => passkey(`user ${String(index)}`));
  const { keyId } = await must(inventory.recordListing(key, listing(users.slice(0, 25))));
  await must(inventory.addManual({ keyId, serviceId: 'github', rpId: null, userName: null, note: null }));
  await inventory.close();
  fs.copyFileSync(before, after);
  const later = await open({ file: after });
  await must(later.recordListing(key, listing(users.slice(10), '2026-02-01T00:00:00.000Z')));
  await must(later.editKey(keyId, { owner: 'Ann', place: 'Drawer' }));
  await later.close();
  leaveHotJournal(before, after, hot);
  return { before, after, hot };
}

describe.each(engines())('damage, read with the $name engine', (engine) => {
  const folders = new Map<string, string>();

  async function readDamaged(reader: Reader, { file, journal }: { file: Buffer; journal: Buffer | null }) {
    const target = path.join(folders.get('target') ?? '', 'inventory.sparekey');
    fs.writeFileSync(target, file);
    fs.rmSync(`${target}-journal`, { force: true });
    if (journal !== null) fs.writeFileSync(`${target}-journal`, journal);
    return reader.read(target, null);
  }

  it(`I-09 is found or harmless, never shown as right (seed ${String(seed)})`, async () => {
    folders.set('target', temporaryFolder());
    const { before, after, hot } = await makeStates();
    const [file, journal] = [fs.readFileSync(hot), fs.readFileSync(`${hot}-journal`)];
    // A process did die in the middle: neither state stands there.
    expect([file.equals(fs.readFileSync(before)), file.equals(fs.readFileSync(after))]).toEqual([false, false]);
    const reader = startReader(engine, programs);
    try {
      const truths = [await reader.readCopy(before), await reader.readCopy(after)];
      expect(truths.map(({ state }) => state)).toEqual(['open', 'open']);
      expect(await readDamaged(reader, { file, journal })).toMatchObject({ whole: truths[0]?.whole, integrity: 'ok' });
      const cases: DamageCase[] = [
        { name: 'the file', file: fs.readFileSync(after), journal: null, damaged: 'file' },
        { name: 'a file with a journal to roll back', file, journal, damaged: 'file' },
        { name: 'the journal to roll back', file, journal, damaged: 'journal' },
      ];
      const random = new SeededRandom(seed);
      const counts = new Map<string, number>();
      const wrong: string[] = [];
      for (let number = 0; number < runs.flips + runs.cuts; number++) {
        const one = cases[number % cases.length];
        if (one === undefined) continue;
        const how = number < runs.flips ? 'flip' : 'cut';
        const [content, at] = damage(one[one.damaged] ?? Buffer.alloc(0), how, random);
        const reading = await readDamaged(reader, { ...one, [one.damaged]: content });
        const name = `${one.name}, ${how}: ${outcomeOf(reading, truths)}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
        if (!isRight(reading, truths)) wrong.push(`${name} at ${String(at)}: ${reading.state} ${reading.summary}`);
      }
      console.log(`damage, ${engine.name}: seed ${String(seed)}, ${JSON.stringify(runs)}`, counts);
      expect(wrong).toEqual([]);
      // Sealed content fills a good part of each: a search that never finds anything proves nothing.
      for (const { name } of cases)
        expect(counts.get(`${name}, flip: inventory-damaged`)).toBeGreaterThan(runs.flips / 30);
    } finally {
      reader.close();
    }
  });
});

/** Changes one bit of a file, or cuts it at any length. */
function damage(content: Buffer, how: 'flip' | 'cut', random: SeededRandom): readonly [Buffer, number] {
  const at = random.below(content.length);
  if (how === 'cut') return [content.subarray(0, at), at];
  const flipped = Buffer.from(content);
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random.below(8)), at);
  return [flipped, at];
}

function outcomeOf({ failure, whole }: Reading, truths: readonly Reading[]): string {
  if (failure !== null) return failure;
  return whole === truths[0]?.whole ? 'the state before' : 'the state after';
}

function isRight({ failure, whole, integrity }: Reading, truths: readonly Reading[]): boolean {
  if (failure !== null) return failure === 'inventory-damaged' || failure === 'inventory-newer';
  return integrity === 'ok' && truths.some((truth) => truth.whole === whole);
}
