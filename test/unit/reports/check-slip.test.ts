import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../src-main/reports/html.ts';
import type { CheckFinding, KeyCheck } from '../../../src-shared/domain/check.ts';
import { checkColumns, checkSlip, checkTable } from '../../../src-shared/reports/check-slip.ts';
import { createReportContext } from '../../../src-shared/reports/report-context.ts';

const check: KeyCheck = {
  id: 'c1',
  at: '2026-11-27T06:04:00.000Z',
  profile: 'returned-key',
  verdict: 'do-not-issue',
  key: {
    keyId: null,
    label: 'Sato <b>Yui</b>',
    vendorSerial: '14207402',
    usbSerial: '1000000000',
    assetTag: '=AT-1',
    aaguid: 'd7781e5de35346aaafe23ca49f13332a',
    model: 'YubiKey 5 NFC',
    product: null,
    firmware: '5.4.3',
  },
  findings: [
    {
      point: 'passkeys',
      variant: 'left',
      state: 'failed',
      required: true,
      strength: 'concluded',
      values: { left: 3, full: 25, remaining: 22 },
      url: null,
    },
    {
      point: 'transport',
      variant: 'all',
      state: 'ok',
      required: true,
      strength: 'read',
      values: { echoed: 8, sent: 8, largest: 1_200 },
      url: null,
    },
  ],
  milliseconds: 1_200,
  by: '青木(窓口2)',
  note: null,
  decision: null,
  answered: [],
};
const contextIn = (locale: 'en' | 'ja') =>
  createReportContext({ locale, now: check.at, demo: false, withIdentifiers: false, timeZone: 'Asia/Tokyo' });

describe('the slip of a check', () => {
  it.each([
    [
      'en',
      [
        'DO NOT ISSUE',
        '1 of 2 required points fail.',
        '3 left on it',
        'Reset it, then it is checked again.',
        'USB number (the key says)',
        'd7781e5d-e353-46aa-afe2-3ca49f13332a',
        'Nov',
      ],
    ],
    [
      'ja',
      [
        '交付不可',
        '必須2項目のうち1項目が不適合。',
        '3件残っています',
        'リセット後に再点検します。',
        'USBの番号（キーの表示）',
        '青木(窓口2)',
      ],
    ],
  ] as const)('says verdict, key, findings, person and date in %s', (locale, words) => {
    const html = htmlText(checkSlip(contextIn(locale), check));
    expect(words.filter((word) => !html.includes(word))).toEqual([]);
    expect(html).not.toContain('<b>Yui</b>');
  });

  it('names the source of what was tested, and of what was not: neither was read from the key', () => {
    const [first] = check.findings;
    if (first === undefined) throw new Error('no finding');
    const point = (strength: 'tested' | 'untested', variant: string): CheckFinding => ({
      ...first,
      point: 'genuine',
      variant,
      state: strength === 'tested' ? 'ok' : 'unknown',
      strength,
      values: strength === 'tested' ? { reason: 'chain-to-maker', testedAt: '2026-11-27T06:03:00.000Z' } : {},
    });
    const slip = (finding: CheckFinding, locale: 'en' | 'ja') =>
      htmlText(checkSlip(contextIn(locale), { ...check, findings: [finding] }));
    const tested = point('tested', 'genuine');
    expect(slip(tested, 'en')).toMatch(/genuine<[^]*tested with a touch, November 27, 2026[^]*was tested with touches/);
    expect(slip(tested, 'ja')).toMatch(/正規品<[^]*タッチによるテスト、2026[^]*タッチによってテストしました/);
    const untested = slip(point('untested', 'not-tested'), 'en');
    expect(untested).toContain('Whether the key is genuine was not tested.');
    expect(untested).not.toContain('read from the key');
    const { rows } = checkTable(contextIn('en'), [{ ...check, findings: [tested] }]);
    expect(rows[0]?.slice(-2)).toEqual(['genuine (2026-11-27T06:03:00.000Z)', '']);
  });

  it('a list of checks is a table with what does not hold', () => {
    const { columns, rows } = checkTable(contextIn('en'), [check]);
    expect(columns).toHaveLength(checkColumns.length);
    expect(rows).toEqual([
      [
        check.at,
        'do not issue',
        'Returned key',
        'YubiKey 5 NFC',
        '14207402',
        '=AT-1',
        '1000000000',
        '5.4.3',
        'Passkeys: 3 left on it',
        '青木(窓口2)',
        '',
        '',
        '',
        '',
        '',
        '',
      ],
    ]);
  });
});
