import { yubicoVendorId } from './yubico.ts';

/**
 * Writes getInfo member 0E as a version where the vendor's format is known: Yubico packs major, minor and patch into 24
 * bits. Null elsewhere: Nitrokey 3 counts 1, 2, …, which is no version that its maker uses.
 */
export function firmwareText(vendorId: number, firmwareVersion: number | null): string | null {
  if (vendorId !== yubicoVendorId || firmwareVersion === null || firmwareVersion > 0xffffff) return null;
  if (firmwareVersion < 0x040000) return null;
  return [firmwareVersion >> 16, (firmwareVersion >> 8) & 0xff, firmwareVersion & 0xff].join('.');
}
