import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { redactedFacts } from '../../../src-shared/key-facts/redacted-facts.ts';
import { keyDetails, keyFacts, pluggedKey } from '../../fixtures/plugged-key.ts';

const secret = { serial: '24310902', identifier: 'ab'.repeat(32), state: 'cd'.repeat(32), raw: 'a1'.repeat(20) };

describe('facts for a help desk', () => {
  it.each(['en', 'ja'] as const)('say what a key can do, and nothing that says which one it is (%s)', (locale) => {
    const t = createTranslator(locale);
    const key = pluggedKey({
      path: '/dev/hidraw7',
      usbSerial: 'USB-SERIAL',
      facts: keyFacts({
        vendorSerial: secret.serial,
        encIdentifier: secret.identifier,
        rawGetInfo: secret.raw,
        details: keyDetails({ encCredStoreState: secret.state }),
        findings: [
          { kind: 'vendor-serial-shared', detail: secret.serial },
          { kind: 'empty-list', detail: 'transports' },
        ],
      }),
    });
    const text = redactedFacts(t, key)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
    for (const left of [...Object.values(secret), '/dev/hidraw7', 'USB-SERIAL', key.handle]) {
      expect(text).not.toContain(left);
    }
    expect(text).toContain('1050:0407');
    expect(text).toContain(t('window.can.reset'));
    expect(text).toContain(t('finding.empty-list', { detail: 'transports' }));
  });

  it('says why a key could not be read', () => {
    const key = pluggedKey({
      state: 'unreachable',
      problem: { kind: 'no-permission', platform: 'linux' },
      facts: null,
    });
    expect(redactedFacts(createTranslator('en'), key).map(([name]) => name)).toEqual([
      'Product',
      'USB IDs',
      'Serial number',
      'Problem',
    ]);
  });
});
