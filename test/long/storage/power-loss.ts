import type { SeededRandom } from '../../fuzz/mutator.ts';
import { applied, type Pending, type RecordedDisk, type RecordedFile } from './recorded-disk.ts';

/** Bytes that a disk writes whole. */
const sector = 512;

/** Part of the unsynced data that reached the disk. */
type Luck = 'none' | 'all' | 'prefix' | 'subset' | 'torn';
const lucks: readonly Luck[] = ['none', 'all', 'prefix', 'subset', 'torn', 'torn'];

/** Files by path; null: a directory. */
export type DiskImage = ReadonlyMap<string, Buffer | null>;

/**
 * Returns one of the states that a disk may be in after a loss of power at this moment: what was synced is there; of what was not, any
 * writes of each file, each in any of its sectors, and the first few changes of names of each directory.
 */
export function afterPowerLoss(disk: RecordedDisk, random: SeededRandom): DiskImage {
  const image = new Map<string, Buffer | null>();
  const contents = new Map<RecordedFile, Buffer>();
  // The same for a whole image now and then, else each file and directory for itself.
  const shared = random.below(3) === 0 ? random.pick(lucks) : null;
  for (const { path, possible } of disk.directories()) {
    if (image.size > 0 && !image.has(path)) continue;
    image.set(path, null);
    for (const [name, entry] of random.pick(possible)) {
      if (entry === 'directory') image.set(`${path}/${name}`, null);
      else {
        const content = contents.get(entry) ?? contentAfter(entry, shared ?? random.pick(lucks), random);
        contents.set(entry, content);
        image.set(`${path}/${name}`, content);
      }
    }
  }
  return image;
}

function contentAfter({ durable, pending }: RecordedFile, luck: Luck, random: SeededRandom): Buffer {
  const first = luck === 'prefix' ? random.below(pending.length + 1) : pending.length;
  let content = durable;
  for (const each of pending.slice(0, first)) {
    if (luck === 'none' || (luck === 'subset' && random.below(2) === 0)) continue;
    content = luck === 'torn' ? torn(content, each, random) : applied(content, each);
  }
  return content;
}

/** Applies some of the sectors of a write; the size may have grown without them, over zeros or over what lay there before. */
function torn(content: Buffer, pending: Pending, random: SeededRandom): Buffer {
  if ('size' in pending) return random.below(2) === 0 ? content : applied(content, pending);
  const { offset, data } = pending;
  const isGrown = random.below(2) === 0;
  let result =
    isGrown && offset + data.length > content.length ? applied(content, filling(content, pending, random)) : content;
  for (let start = 0; start < data.length;) {
    const end = Math.min(data.length, start + sector - ((offset + start) % sector));
    if (random.below(2) === 0) result = applied(result, { offset: offset + start, data: data.subarray(start, end) });
    start = end;
  }
  return result;
}

/** Returns the content of a file that has grown before its content came. */
function filling(
  content: Buffer,
  { offset, data }: Extract<Pending, { offset: number }>,
  random: SeededRandom,
): Pending {
  const length = offset + data.length - content.length;
  return {
    offset: content.length,
    data: random.below(3) === 0 ? Buffer.from(random.bytes(length)) : Buffer.alloc(length),
  };
}
