import { expect, it } from 'vitest';
import { isTypedSerial, tellingSerial } from '../../../src-shared/lib/vendor-serial.ts';

it.each(['0', '000', '12345678', '0012345678', '4294967295', '305419896'])('11.10 %s is filler', (serial) => {
  expect(tellingSerial(serial)).toBeNull();
});

it.each(['14207311', '7', '1000000001'])('11.10 %s tells one key from another', (serial) => {
  expect(tellingSerial(serial)).toBe(serial);
});

it.each([
  ['14207311', 'told', true],
  ['14207311', 'credential-id', true],
  ['14207311', 'vendor-serial', false],
  ['12345678', 'told', false],
  [null, 'told', false],
] as const)('11.15 %s of a key that is identified by %s was typed: %s', (vendorSerial, identifiedBy, isTyped) => {
  expect(isTypedSerial({ vendorSerial, identifiedBy })).toBe(isTyped);
});
