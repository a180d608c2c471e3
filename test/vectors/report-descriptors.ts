import { fromHex } from '../../src-shared/lib/hex.ts';

/** The descriptor that FIDO keys have practically without exception: 64 bytes in, 64 bytes out. */
export const fido64 = fromHex('06d0f10901a1010920150026ff007508954081020921150026ff00750895409102c0');

/** A boot keyboard (HID 1.11 appendix B.1). */
export const keyboard = fromHex(
  '05010906a101050719e029e715002501750195088102950175088103950575010508190129059102950175039103' +
    '950675081500256505071900296581' +
    '00c0',
);

/** Returns the FIDO collection with other report sizes in bytes; null leaves the report out. */
export function fidoWith(input: number | null, output: number | null): Uint8Array {
  const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
  const report = (usage: string, size: number, main: string): string =>
    `09${usage}150026ff00750896${hex(size & 0xff)}${hex(size >> 8)}${main}02`;
  const inputs = input === null ? '' : report('20', input, '81');
  const outputs = output === null ? '' : report('21', output, '91');
  return fromHex(`06d0f10901a101${inputs}${outputs}c0`);
}

/** Usage page F1D0 without the usage that makes it a FIDO interface. */
export const fidoPageWithoutUsage = fromHex('06d0f1a1010920150026ff007508954081020921150026ff00750895409102c0');

/** Two FIDO collections in one interface. */
export const fidoTwice = fromHex('06d0f10901a1010920150026ff007508954081020921150026ff00750895409102c0'.repeat(2));

/** The FIDO collection with a report number. */
export const fidoNumbered = fromHex('06d0f10901a18501'.replace('a18501', 'a1018501') + '092075089540810209219102c0');
