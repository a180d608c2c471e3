/** Numbers that are left in firmwares whose units got none of their own, in decimal. */
const fillers: ReadonlySet<string> = new Set([
  '0',
  '12345678',
  '123456789',
  '1234567890',
  '87654321',
  // 12345678, 7FFFFFFF, DEADBEEF and FFFFFFFF in hexadecimal.
  '305419896',
  '2147483647',
  '3735928559',
  '4294967295',
]);

/** Returns a vendor's serial number that can tell one key from another; null for one that many keys have. */
export function tellingSerial(serial: string | null): string | null {
  return serial === null || fillers.has(serial.replace(/^0+(?=.)/, '')) ? null : serial;
}

/** Checks whether a recorded serial number was typed, as from a sticker: the key itself has never told it. */
export function isTypedSerial(key: { readonly vendorSerial: string | null; readonly identifiedBy: string }): boolean {
  return tellingSerial(key.vendorSerial) !== null && key.identifiedBy !== 'vendor-serial';
}
