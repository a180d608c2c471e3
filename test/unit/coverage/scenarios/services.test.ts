import { describe, expect, it } from 'vitest';
import { keyOf, readOf, manualOf, wayOf } from '../coverage-fixtures.ts';
import { accountAt, analyse, keyA, keyB, readOn, tell } from './tell.ts';

const unread = keyOf('c', { label: 'C', lastRead: null, lastReadComplete: false });

describe('services, from enrolments to the sentence', () => {
  it('Google: a key that was told is the second one; a third was never read', () => {
    const report = analyse({
      keys: [keyA, keyB, unread],
      enrolments: [...readOn([keyA], 'google.com'), manualOf('b', 'google-account', 'hana')],
    });
    expect(tell(report, 'google-account')).toMatchInlineSnapshot(`
      {
        "en": [
          "Google account: Survives any one loss.",
        ],
        "ja": [
          "Google アカウント: どれを失っても開ける.",
        ],
      }
    `);
    const one = analyse({ keys: [keyA, unread], enrolments: readOn([keyA], 'google.com') });
    expect(tell(one, 'google-account')).toMatchInlineSnapshot(`
      {
        "en": [
          "Google account: Not known until C is read. Not known until C is read. Plug in C and read it.",
        ],
        "ja": [
          "Google アカウント: Cを読み取るまで不明. Cを読み取るまで分かりません。 Cを挿して読み取ってください。",
        ],
      }
    `);
  });

  it('Amazon: the Japanese and the American site have accounts of their own, and one key opens each', () => {
    const enrolments = [readOf('a', 'amazon.co.jp', 'hana'), readOf('b', 'amazon.com', 'hana')];
    expect(accountAt(analyse({ enrolments }), 'amazon-jp').verdict).toBe('only-this-key');
    expect(tell(analyse({ enrolments }), 'amazon')).toMatchInlineSnapshot(`
      {
        "en": [
          "Amazon.com: Only B. Only B opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Amazon.com（米国）: Bだけ. このアカウントを開けるのはBだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
  });

  it('RoboForm: two keys on one ring are one loss', () => {
    const keys = [
      { ...keyA, carriedOn: 'Ring' },
      { ...keyB, carriedOn: 'ring ' },
    ];
    const report = analyse({ keys, enrolments: readOn([keyA, keyB], 'roboform.com') });
    expect(tell(report, 'roboform')).toMatchInlineSnapshot(`
      {
        "en": [
          "RoboForm: Only Ring, carried together. Everything that opens this account is carried together: Ring. It would be lost at once. Carry or keep one of them somewhere else.",
        ],
        "ja": [
          "RoboForm（ロボフォーム）: Ringだけ（まとめて携帯）. このアカウントを開けるものは、すべて一緒に持ち歩いています（Ring）。一度に失うおそれがあります。 どれか1つは別に持ち歩くか、別の場所に保管してください。",
        ],
      }
    `);
  });

  it('SBI Securities: an important account with one key', () => {
    const report = analyse({ enrolments: readOn([keyA], 'sbisec.co.jp') });
    expect(tell(report, 'sbi-securities')).toMatchInlineSnapshot(`
      {
        "en": [
          "SBI Securities: Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "SBI証券: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(accountAt(report, 'sbi-securities')).toMatchObject({ importance: 'high', doubts: ['service-rule-unknown'] });
  });

  it('Monex: told only, and the spare without a PIN', () => {
    const report = analyse({
      keys: [keyA, { ...keyB, pinSet: false }],
      enrolments: [manualOf('a', 'monex', 'hana'), manualOf('b', 'monex', 'hana')],
    });
    expect(tell(report, 'monex')).toMatchInlineSnapshot(`
      {
        "en": [
          "Monex Securities: Survives, but the spare is weak. It survives the loss of one key only thanks to B, and there is no PIN there. Set a PIN on B.",
        ],
        "ja": [
          "マネックス証券: 開けるが、予備が弱い. キーを1本失っても開けるのはBがあるからですが、PINがないため、十分な予備とはいえません。 BにPINを設定してください。",
        ],
      }
    `);
    expect(accountAt(report, 'monex').doubts).toEqual(['told-only']);
  });

  it('Rakuten Securities: one key is a rule, not a gap, and another way in is needed', () => {
    const enrolments = readOn([keyA], 'rakuten-sec.co.jp');
    const keys = [keyA, keyB, unread];
    expect(tell(analyse({ keys, enrolments }), 'rakuten-securities')).toMatchInlineSnapshot(`
      {
        "en": [
          "Rakuten Securities: Service takes one key. The service takes one key only (A), and no other way in is recorded. Set up another way in at the service, such as recovery codes, and record it here.",
        ],
        "ja": [
          "楽天証券: キー1本だけのサービス. このサービスに登録できるキーは1本（A）だけで、ほかの手段も記録されていません。 リカバリーコードなど、ほかの手段をサービス側で用意し、ここに記録してください。",
        ],
      }
    `);
    const centre = wayOf('rakuten-securities', 'hana', { kind: 'other', name: 'Password' });
    expect(tell(analyse({ keys, enrolments, otherWaysIn: [centre] }), 'rakuten-securities')).toMatchInlineSnapshot(`
      {
        "en": [
          "Rakuten Securities: Service takes one key, other way in: password.",
        ],
        "ja": [
          "楽天証券: キー1本だけのサービス（ほかの手段：パスワード）.",
        ],
      }
    `);
    const synced = wayOf('rakuten-securities', 'hana', { kind: 'synced-passkey', name: 'iCloud' });
    const refused = analyse({ keys, enrolments, otherWaysIn: [synced] });
    expect(accountAt(refused, 'rakuten-securities')).toMatchObject({
      survivesAnyOneLoss: false,
      otherWaysNotCounted: [synced],
    });
    const two = analyse({ keys, enrolments: readOn([keyA, keyB], 'rakuten-sec.co.jp') });
    expect(tell(two, 'rakuten-securities')).toMatchInlineSnapshot(`
      {
        "en": [
          "Rakuten Securities: Not known. The service is said to take one key only, yet 2 keys are on record: A, B. Look at the service's own page which keys it has, then remove the record that is wrong, or correct the catalogue.",
        ],
        "ja": [
          "楽天証券: 不明. このサービスに登録できるキーは1本のはずですが、2本が記録されています（A, B）。 どのキーが登録されているかをサービスのページで確かめ、誤った記録を削除するか、カタログを修正してください。",
        ],
      }
    `);
  });

  it('Money Forward: the business product has an RP ID of its own, and is no part of the service', () => {
    const report = analyse({
      enrolments: [readOf('a', 'id.moneyforward.com', 'hana'), readOf('b', 'id.moneyforward.com', 'hana')],
    });
    expect(tell(report, 'moneyforward')).toMatchInlineSnapshot(`
      {
        "en": [
          "Money Forward ID: Survives any one loss.",
        ],
        "ja": [
          "マネーフォワード ID: どれを失っても開ける.",
        ],
      }
    `);
    const business = analyse({ enrolments: readOn([keyA], 'biz.moneyforward.com') });
    expect(business.services.map(({ serviceId }) => serviceId)).toEqual(['rp:biz.moneyforward.com']);
    expect(business.questions).toMatchObject([{ kind: 'which-service', name: 'biz.moneyforward.com' }]);
  });

  it('Recruit ID: the spare was read too long ago', () => {
    const report = analyse({
      keys: [keyA, { ...keyB, lastRead: '2024-10-01T00:00:00.000Z' }],
      enrolments: readOn([keyA, keyB], 'recruit.co.jp'),
    });
    expect(tell(report, 'recruit-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Recruit ID: Not known: not confirmed for long. It survives only if B still opens it: the last record of that is too old. Plug in B and read it again, or confirm by hand that it opens the account.",
        ],
        "ja": [
          "リクルート ID: 不明（長期間未確認）. Bで今も開けるなら、どの1本を失っても開けます。ただし最後の記録が古く、確かではありません。 Bを挿して読み直すか、今も開けることを手動で記録し直してください。",
        ],
      }
    `);
  });

  it('Yahoo! JAPAN: the spare has a blocked PIN', () => {
    const report = analyse({
      keys: [keyA, { ...keyB, pinBlocked: true }],
      enrolments: readOn([keyA, keyB], 'yahoo.co.jp'),
    });
    expect(tell(report, 'yahoo-japan')).toMatchInlineSnapshot(`
      {
        "en": [
          "Yahoo! JAPAN ID: Not known. B is recorded for this account, but the PIN is blocked. Reset B, add it again at the service, or add another key.",
        ],
        "ja": [
          "Yahoo! JAPAN ID: 不明. Bが記録されていますが、PINがブロックされています。 Bをリセットしてサービスに登録し直すか、別のキーを追加してください。",
        ],
      }
    `);
  });

  it('docomo: no key, and one other way in', () => {
    const report = analyse({ otherWaysIn: [wayOf('docomo-id', 'hana', { kind: 'other', name: 'Phone' })] });
    expect(tell(report, 'docomo-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "docomo ID (d ACCOUNT): No key, one other way in. No key is known to open this account. Only one other way in is recorded: Phone. Add a key at the service, then read that key.",
        ],
        "ja": [
          "dアカウント（docomo ID）: キーなし、ほかの手段は1つ. このアカウントを開けると分かっているキーはありません。記録されているほかの手段も1つ（Phone）だけです。 サービスにキーを追加し、読み取ってください。",
        ],
      }
    `);
  });

  it('au ID: a synced passkey is refused and does not count', () => {
    const synced = wayOf('au-id', 'hana', { kind: 'synced-passkey', name: 'Google' });
    const report = analyse({ enrolments: readOn([keyA], 'auone.jp'), otherWaysIn: [synced] });
    expect(tell(report, 'au-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "au ID: Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "au ID: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(accountAt(report, 'au-id').otherWaysNotCounted).toEqual([synced]);
  });

  it('Rakuten ID: a synced passkey is refused, recovery by password is another way in', () => {
    const synced = wayOf('rakuten-id', 'hana', { kind: 'synced-passkey', name: 'iCloud' });
    const password = wayOf('rakuten-id', 'hana', { kind: 'other', name: 'Password' });
    const enrolments = readOn([keyA], 'rakuten.co.jp');
    expect(tell(analyse({ enrolments, otherWaysIn: [synced] }), 'rakuten-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Rakuten ID (Rakuten account): Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "楽天 ID（楽天会員）: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(tell(analyse({ enrolments, otherWaysIn: [synced, password] }), 'rakuten-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Rakuten ID (Rakuten account): Survives any one loss.",
        ],
        "ja": [
          "楽天 ID（楽天会員）: どれを失っても開ける.",
        ],
      }
    `);
  });

  it('e-Smart Securities: only the help desk beside one key', () => {
    const centre = wayOf('esmart-securities', 'hana', { kind: 'helpdesk', name: 'Customer centre' });
    const report = analyse({ enrolments: readOn([keyA], 'kabu.com'), otherWaysIn: [centre] });
    expect(tell(report, 'esmart-securities')).toMatchInlineSnapshot(`
      {
        "en": [
          "MUFG e-Smart Securities (formerly au Kabucom): Else only the help desk. Without A only a help desk leads back in. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "三菱UFJ eスマート証券: ほかはヘルプデスクだけ. Aを失うと、ヘルプデスクに頼るしかありません。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
  });

  it('a service that takes no keys, with one on it: contradiction', () => {
    const report = analyse({ enrolments: readOn([keyA, keyB], 'reddit.com') });
    expect(tell(report, 'reddit')).toMatchInlineSnapshot(`
      {
        "en": [
          "Reddit: Not known. The service is said to take no security key, yet 2 are on record: A, B. Look at the service's own page which keys it has, then remove the record that is wrong, or correct the catalogue.",
        ],
        "ja": [
          "Reddit: 不明. このサービスはセキュリティキーを受け付けないはずですが、2本が記録されています（A, B）。 どのキーが登録されているかをサービスのページで確かめ、誤った記録を削除するか、カタログを修正してください。",
        ],
      }
    `);
  });
});
