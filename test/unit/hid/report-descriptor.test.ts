import { describe, expect, it } from 'vitest';
import { readFidoReports } from '../../../src-main/hid/report-descriptor.ts';
import { isUsableReportSize } from '../../../src-main/hid/report-size.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import { mutate, SeededRandom } from '../../fuzz/mutator.ts';
import * as descriptors from '../../vectors/report-descriptors.ts';

const unusable = { inputReportSize: 0, outputReportSize: 0 };

describe('readFidoReports', () => {
  it('reads the usual descriptor', () => {
    expect(readFidoReports(descriptors.fido64)).toEqual({ inputReportSize: 64, outputReportSize: 64 });
  });

  it('F-20 sees no FIDO interface in a keyboard, nor in nothing', () => {
    expect(readFidoReports(descriptors.keyboard)).toBeNull();
    expect(readFidoReports(new Uint8Array(0))).toBeNull();
  });

  it('finds the collection beside others, whose reports do not count', () => {
    const both = concatBytes(descriptors.keyboard, descriptors.fido64);
    expect(readFidoReports(both)).toEqual({ inputReportSize: 64, outputReportSize: 64 });
    expect(readFidoReports(concatBytes(descriptors.fido64, descriptors.keyboard))).toEqual({
      inputReportSize: 64,
      outputReportSize: 64,
    });
  });

  it.each([8, 32, 63, 64])('A-29 report size %i is usable', (size) => {
    const reports = readFidoReports(descriptors.fidoWith(size, size));
    expect(reports).toEqual({ inputReportSize: size, outputReportSize: size });
    expect(isUsableReportSize(size)).toBe(true);
  });

  it.each([7, 65, 1024])('A-29 report size %i is read and is not usable', (size) => {
    expect(readFidoReports(descriptors.fidoWith(size, size))?.inputReportSize).toBe(size);
    expect(isUsableReportSize(size)).toBe(false);
  });

  it.each([
    ['no output report', descriptors.fidoWith(64, null), { inputReportSize: 64, outputReportSize: 0 }],
    ['no input report', descriptors.fidoWith(null, 64), { inputReportSize: 0, outputReportSize: 64 }],
    ['the usage twice', descriptors.fidoTwice, { inputReportSize: 128, outputReportSize: 128 }],
    ['the usage absent', descriptors.fidoPageWithoutUsage, unusable],
    ['a report number', descriptors.fidoNumbered, unusable],
    ['sizes in odd bits', fromHex('06d0f10901a1017507950181027507950191' + '02c0'), unusable],
  ])('A-29 %s: seen and not usable', (_, descriptor, expected) => {
    const reports = readFidoReports(descriptor);
    expect(reports).toEqual(expected);
    const sizes = [reports?.inputReportSize ?? 0, reports?.outputReportSize ?? 0];
    expect(sizes.every(isUsableReportSize)).toBe(false);
  });

  it('knows another usage of the page from the FIDO interface', () => {
    expect(readFidoReports(fromHex('06d0f10902a10175089540810275089540910' + '2c0'))).toBeNull();
  });

  it('understands long usages, long items, push and pop, nested collections', () => {
    const longUsage = fromHex('0b0100d0f1a10106d0f175089540810295409102c0');
    expect(readFidoReports(longUsage)).toEqual({ inputReportSize: 64, outputReportSize: 64 });
    const longItem = concatBytes(fromHex('fe03000901a1'), descriptors.fido64);
    expect(readFidoReports(longItem)).toEqual({ inputReportSize: 64, outputReportSize: 64 });
    const pushed = fromHex('06d0f10901a10175089540a4750195018103b481029102c0');
    expect(readFidoReports(pushed)).toEqual({ inputReportSize: 0, outputReportSize: 64 });
    const nested = fromHex('06d0f10901a101a102750895408102c0' + '95409102c0');
    expect(readFidoReports(nested)).toEqual({ inputReportSize: 64, outputReportSize: 64 });
  });

  it('survives any bytes', () => {
    const random = new SeededRandom(0x5eed);
    const goldens = [descriptors.fido64, descriptors.keyboard, descriptors.fidoTwice];
    let fido = 0;
    for (let run = 0; run < 20_000; run++) {
      const reports = readFidoReports(mutate(random, goldens));
      if (reports === null) continue;
      fido++;
      expect(Number.isInteger(reports.inputReportSize) && Number.isInteger(reports.outputReportSize)).toBe(true);
    }
    expect(fido).toBeGreaterThan(1000);
  });
});
