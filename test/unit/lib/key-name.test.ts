import { describe, expect, it } from 'vitest';
import { firstLabel, modelName, serialEnd, shortModel } from '../../../src-shared/lib/key-name.ts';

const nothing = { model: null, product: null, vendorSerial: null };

describe('the name of a key that nobody has named', () => {
  it.each([
    ['YubiKey 5 Series with NFC', 'YubiKey 5 NFC'],
    ['YubiKey 5 FIPS Series', 'YubiKey 5 FIPS'],
    ['YubiKey 5 CCN Series with NFC (Consumer Profile)', 'YubiKey 5 CCN NFC'],
    ['Seriesly good key', 'Seriesly good key'],
    ['Token2 PIN+ Series', 'Token2 PIN+'],
  ])('says the model as people do: %s', (model, expected) => {
    expect(shortModel(model)).toBe(expected);
  });

  it('ends with the last digits of the serial number, and says nothing of a key that says nothing', () => {
    expect(modelName({ model: 'YubiKey 5 Series with NFC', product: 'x', vendorSerial: '14207311' })).toBe(
      'YubiKey 5 NFC …311',
    );
    expect(modelName({ ...nothing, product: 'Key\u202E' })).toBe('Key\uFFFD');
    expect(modelName({ ...nothing, vendorSerial: '7' })).toBe('…7');
    expect([modelName(nothing), modelName({ ...nothing, product: '' }), serialEnd('')]).toEqual([null, null, null]);
  });

  it('is the first label of a key; one without a model is called after its product', () => {
    const key = { model: 'YubiKey 5 NFC', product: 'x', vendorSerial: '14207311' };
    expect([firstLabel(key), firstLabel({ ...key, model: null }), firstLabel(nothing)]).toEqual([
      'YubiKey 5 NFC …311',
      'x',
      null,
    ]);
  });
});
