/** Checks whether a font can draw a code point. */
export type FontCoverage = (codePoint: number) => boolean;

/**
 * Reads from a TrueType file which code points it has a glyph for (OpenType "cmap", formats 12 and 4). Throws where the
 * file has neither: it is one of ours, so that is a defect.
 */
export function fontCoverage(file: Uint8Array): FontCoverage {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const cmap = tableOffset(view, 'cmap');
  let best: { readonly format: number; readonly offset: number } | null = null;
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const offset = cmap + view.getUint32(cmap + 4 + 8 * index + 4);
    const format = view.getUint16(offset);
    if (format === 12 || (format === 4 && best === null)) best = { format, offset };
  }
  if (best === null) throw new Error('the font has no Unicode table that can be read');
  const ranges = best.format === 12 ? groupsOf(view, best.offset) : segmentsOf(view, best.offset);
  return (codePoint) => isWithin(ranges, codePoint);
}

type Range = readonly [first: number, last: number];

function tableOffset(view: DataView, tag: string): number {
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(entry + byte)));
    if (name === tag) return view.getUint32(entry + 8);
  }
  throw new Error(`the font has no table "${tag}"`);
}

// Format 12: sequential groups of 32-bit code points.
function groupsOf(view: DataView, offset: number): readonly Range[] {
  return Array.from({ length: view.getUint32(offset + 12) }, (_, index): Range => {
    const group = offset + 16 + 12 * index;
    return [view.getUint32(group), view.getUint32(group + 4)];
  });
}

// Format 4: segments of 16-bit code points. A segment may hold code points without a glyph: they are looked up one by one.
function segmentsOf(view: DataView, offset: number): readonly Range[] {
  const doubled = view.getUint16(offset + 6);
  const ends = offset + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const rangeOffsets = deltas + doubled;
  const ranges: Range[] = [];
  for (let at = 0; at < doubled; at += 2) {
    const last = view.getUint16(ends + at);
    const first = view.getUint16(starts + at);
    const rangeOffset = view.getUint16(rangeOffsets + at);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph =
        rangeOffset === 0
          ? (code + view.getUint16(deltas + at)) & 0xffff
          : view.getUint16(rangeOffsets + at + rangeOffset + 2 * (code - first));
      if (glyph !== 0) ranges.push([code, code]);
    }
  }
  return ranges;
}

// `ranges` are in order, as both formats demand.
function isWithin(ranges: readonly Range[], codePoint: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, -1];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}
