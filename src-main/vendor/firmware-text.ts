import { yubicoVendorId } from './yubico.ts';

/** AAGUID of pico-fido, whatever board it runs on and whatever USB vendor that names. */
const picoFido = '89fb94b706c936739b7e30526d968145';

/**
 * Writes getInfo member 0E as a version where the format is known: Yubico packs major, minor and patch into 24 bits, pico-fido major and
 * minor into 16 (builds of one's own count from 1). Null elsewhere: Nitrokey 3 counts 1, 2, …, which is no version that its maker uses.
 */
export function firmwareText(
  { vendorId, aaguid }: { readonly vendorId: number; readonly aaguid: string },
  firmwareVersion: number | null,
): string | null {
  if (firmwareVersion === null) return null;
  if (aaguid === picoFido) {
    return firmwareVersion < 0x0100 || firmwareVersion > 0xffff
      ? null
      : [firmwareVersion >> 8, firmwareVersion & 0xff].join('.');
  }
  if (vendorId !== yubicoVendorId || firmwareVersion > 0xffffff || firmwareVersion < 0x040000) return null;
  return [firmwareVersion >> 16, (firmwareVersion >> 8) & 0xff, firmwareVersion & 0xff].join('.');
}
