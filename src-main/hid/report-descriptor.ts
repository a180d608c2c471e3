/** Report sizes in bytes, without report number; 0 where the collection has no such report or one we cannot use. */
export interface FidoReports {
  readonly inputReportSize: number;
  readonly outputReportSize: number;
}

const FIDO_USAGE_PAGE = 0xf1d0;
const FIDO_USAGE = 0x01;
const LONG_ITEM = 0xfe;

/** Item prefixes without the two size bits (HID 1.11 §6.2.2). */
const Item = {
  usagePage: 0x04,
  usage: 0x08,
  reportSize: 0x74,
  reportId: 0x84,
  reportCount: 0x94,
  push: 0xa4,
  pop: 0xb4,
  input: 0x80,
  output: 0x90,
  collection: 0xa0,
  endCollection: 0xc0,
} as const;

interface Globals {
  usagePage: number;
  reportSize: number;
  reportCount: number;
}

/**
 * Finds the FIDO collection (usage page F1D0, usage 01; CTAP 2.1 §11.2.8) in a HID report descriptor and adds up its
 * reports. Returns null where there is none, sizes of 0 where the page is there and the rest is not as it must be.
 */
export function readFidoReports(descriptor: Uint8Array): FidoReports | null {
  let globals: Globals = { usagePage: 0, reportSize: 0, reportCount: 0 };
  const stack: Globals[] = [];
  let usage: number | null = null;
  let depth = 0;
  let within = false;
  let found: 'no' | 'page-only' | 'fido' = 'no';
  let numbered = false;
  const bits = { input: 0, output: 0 };
  for (const { prefix, value, size } of items(descriptor)) {
    switch (prefix) {
      case Item.usagePage:
        globals = { ...globals, usagePage: value };
        break;
      case Item.reportSize:
        globals = { ...globals, reportSize: value };
        break;
      case Item.reportCount:
        globals = { ...globals, reportCount: value };
        break;
      case Item.reportId:
        numbered = true;
        break;
      case Item.push:
        stack.push(globals);
        break;
      case Item.pop:
        globals = stack.pop() ?? globals;
        break;
      case Item.usage:
        // A four-byte usage carries its own page in the upper half.
        usage ??= size === 4 ? value : globals.usagePage * 0x10000 + value;
        break;
      case Item.collection:
        if (depth === 0) {
          within = usage === FIDO_USAGE_PAGE * 0x10000 + FIDO_USAGE;
          if (within) found = 'fido';
          else if (usage === null && globals.usagePage === FIDO_USAGE_PAGE && found === 'no') found = 'page-only';
        }
        depth++;
        break;
      case Item.endCollection:
        depth = Math.max(0, depth - 1);
        if (depth === 0) within = false;
        break;
      case Item.input:
        if (within) bits.input += globals.reportSize * globals.reportCount;
        break;
      case Item.output:
        if (within) bits.output += globals.reportSize * globals.reportCount;
        break;
      default:
        break;
    }
    if (isMain(prefix)) usage = null;
  }
  if (found === 'no') return null;
  // CTAP 2.1 §11.2.8.1: FIDO reports have no report number. With one, every offset would be off by one.
  if (found === 'page-only' || numbered) return { inputReportSize: 0, outputReportSize: 0 };
  return { inputReportSize: wholeBytes(bits.input), outputReportSize: wholeBytes(bits.output) };
}

function wholeBytes(bits: number): number {
  return bits % 8 === 0 ? bits / 8 : 0;
}

// Main items have type 0 in bits 2 and 3; they end the validity of local items.
function isMain(prefix: number): boolean {
  return (prefix & 0x0c) === 0;
}

/** Lists the short items; a truncated tail ends the list. */
function items(descriptor: Uint8Array): readonly { prefix: number; value: number; size: number }[] {
  const list: { prefix: number; value: number; size: number }[] = [];
  let offset = 0;
  while (offset < descriptor.length) {
    const head = descriptor[offset] ?? 0;
    if (head === LONG_ITEM) {
      offset += 3 + (descriptor[offset + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][head & 0x03] ?? 0;
    const data = descriptor.subarray(offset + 1, offset + 1 + size);
    if (data.length < size) break;
    const value = data.reduceRight((sum, byte) => sum * 0x100 + byte, 0);
    list.push({ prefix: head & 0xfc, value, size });
    offset += 1 + size;
  }
  return list;
}
