import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../helpers/cpu-time.ts';
import { looksLikeCode } from '../../../src-shared/lib/looks-like-code.ts';

describe('texts that look like codes', () => {
  it.each([
    'a1b2c-3d4e5 f6g7h-8i9j0',
    'A3-B7XQ2P-9KD4MZ-T5N8R-W2C6Y',
    'k7x29qm4 p3n81zt6',
    '12345678 87654321 11223344',
    'otpauth://totp/x?secret=abc',
    'PIN: 4711',
    'PINは4711',
    '暗証番号:123456',
    'password is hunter22',
    'recovery code = 99887766',
    '7b2f4c1e-9a3d-4e5f-8b6a-1c2d3e4f5a6b',
  ])('surely: %s', (text) => {
    expect(looksLikeCode(text)).toBe('surely');
  });

  it.each(['4711', '1234 5678', 'DESKTOP-4F7K2Q', 'k7x29qm4', '12345678 87654321'])('perhaps: %s', (text) => {
    expect(looksLikeCode(text)).toBe('perhaps');
  });

  it.each([
    '',
    'Printed, in the safe at home',
    '金庫の中の封筒',
    'Room 12, cabinet 3',
    'iPhone15Pro of Mika',
    'YubiKey 5C NFC',
    '2026-11-30',
    '03-1234-5678',
    'PIN in the envelope',
    'パスワードマネージャーの項目',
    'Mon-Fri 09:00-17:00',
    'https://vault.example.com/item',
  ])('not: %s', (text) => {
    expect(looksLikeCode(text)).toBeNull();
  });

  it('J-18: long hostile texts take less than 50 ms', () => {
    for (const text of [
      'a1-'.repeat(100_000),
      `PIN ${' '.repeat(100_000)}`,
      'コード'.repeat(50_000),
      '1'.repeat(200_000),
      'pin is '.repeat(50_000),
    ]) {
      expect(cpuTime(() => looksLikeCode(text))).toBeLessThan(50);
    }
  });
});
