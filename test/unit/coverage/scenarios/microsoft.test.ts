import { describe, expect, it } from 'vitest';
import { day, passwordOf, manualOf, wayOf } from '../coverage-fixtures.ts';
import { accountAt, analyse, keyA, keyB, readOn, tell } from './tell.ts';

const microsoft = 'login.microsoft.com';
const authenticator = { kind: 'microsoft-authenticator', name: 'Phone' } as const;

describe('Microsoft systems, from enrolments to the sentence', () => {
  it('Microsoft Entra ID: one key and a synced passkey that the tenant takes', () => {
    const synced = wayOf('microsoft-entra-id', 'hana', { kind: 'synced-passkey', name: 'iCloud' });
    const alone = analyse({ enrolments: readOn([keyA], microsoft) });
    expect(tell(alone, 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    const both = analyse({ enrolments: readOn([keyA], microsoft), otherWaysIn: [synced, passwordOf('apple-account')] });
    expect(tell(both, 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Survives any one loss.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: どれを失っても開ける.",
        ],
      }
    `);
    expect(accountAt(both, 'microsoft-entra-id').doubts).toEqual(['dependency-assumed']);
  });

  it('Windows sign-in on an Entra joined PC: opened by the Entra credential, not by a synced or Authenticator passkey', () => {
    const enrolments = readOn([keyA, keyB], microsoft);
    const way = wayOf('windows-signin-entra-joined', 'hana', authenticator);
    const report = analyse({ enrolments, otherWaysIn: [way] });
    expect(tell(report, 'windows-signin-entra-joined')).toMatchInlineSnapshot(`
      {
        "en": [
          "Windows sign-in (Entra joined PC): Survives any one loss.",
        ],
        "ja": [
          "Windowsサインイン（Entra参加PC）: どれを失っても開ける.",
        ],
      }
    `);
    const one = analyse({ enrolments: readOn([keyA], microsoft), otherWaysIn: [way] });
    expect(tell(one, 'windows-signin-entra-joined')).toMatchInlineSnapshot(`
      {
        "en": [
          "Windows sign-in (Entra joined PC): Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Windowsサインイン（Entra参加PC）: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(accountAt(one, 'windows-signin-entra-joined').otherWaysNotCounted).toEqual([way]);
  });

  it('Windows sign-in on a hybrid joined PC: a Temporary Access Pass does not open it', () => {
    const pass = wayOf('windows-signin-hybrid-joined', 'hana', { kind: 'temporary-access-pass', name: 'Pass' });
    const report = analyse({ enrolments: readOn([keyA], microsoft), otherWaysIn: [pass] });
    expect(tell(report, 'windows-signin-hybrid-joined')).toMatchInlineSnapshot(`
      {
        "en": [
          "Windows sign-in (hybrid joined PC, domain logon): Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Windowsサインイン（ハイブリッド参加PC・ドメイン）: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(accountAt(report, 'windows-signin-hybrid-joined').otherWaysNotCounted).toEqual([pass]);
  });

  it('Microsoft account: shares the RP ID with Entra ID, and is told from it by user handle and by what the person recorded', () => {
    const codes = wayOf('microsoft-account', 'hana@outlook.example', { name: 'Sheet' });
    const enrolments = [
      ...readOn([keyA, keyB], microsoft, 'hana@work.example'),
      ...readOn([keyA], microsoft, 'hana@outlook.example'),
    ];
    const report = analyse({ enrolments, otherWaysIn: [codes] });
    expect(tell(report, 'microsoft-account')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft account (personal): Survives any one loss.",
        ],
        "ja": [
          "Microsoft アカウント（個人）: どれを失っても開ける.",
        ],
      }
    `);
    expect(tell(report, 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Survives any one loss.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: どれを失っても開ける.",
        ],
      }
    `);
    const unmarked = analyse({ enrolments });
    expect(tell(unmarked, 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Survives any one loss.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: どれを失っても開ける.",
        ],
      }
    `);
  });

  it('Windows Hello for Business: opens that PC only, so it is a weak spare', () => {
    const hello = wayOf('microsoft-entra-id', 'hana', { kind: 'windows-hello', name: 'PC-01' });
    const report = analyse({ enrolments: readOn([keyA], microsoft), otherWaysIn: [hello] });
    expect(tell(report, 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Survives, but the spare is weak. After one loss only Windows Hello might be left, and that opens it on one computer: PC-01. Add another key at the service, then read that key.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: 開けるが、予備が弱い. 1つを失うと、残るのは1台のコンピューターのWindows Helloだけになることがあります（PC-01）。 サービスに別のキーを追加し、読み取ってください。",
        ],
      }
    `);
    const inTheBag = { ...hello, carriedOn: 'Bag' };
    const bagged = analyse({
      keys: [{ ...keyA, carriedOn: 'bag' }, keyB],
      enrolments: readOn([keyA], microsoft),
      otherWaysIn: [inTheBag],
    });
    expect(tell(bagged, 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Only bag, carried together. Everything that opens this account is carried together: bag. It would be lost at once. Carry or keep one of them somewhere else.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: bagだけ（まとめて携帯）. このアカウントを開けるものは、すべて一緒に持ち歩いています（bag）。一度に失うおそれがあります。 どれか1つは別に持ち歩くか、別の場所に保管してください。",
        ],
      }
    `);
  });

  it('Microsoft Authenticator: counts for Entra ID, not for Windows sign-in and not for Google', () => {
    const report = analyse({
      enrolments: [...readOn([keyA], microsoft), ...readOn([keyA], 'google.com')],
      otherWaysIn: [
        wayOf('microsoft-entra-id', 'hana', authenticator),
        wayOf('windows-signin-entra-joined', 'hana', authenticator),
        wayOf('google-account', 'hana', authenticator),
      ],
    });
    expect(tell(report, 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Survives any one loss.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: どれを失っても開ける.",
        ],
      }
    `);
    expect(tell(report, 'windows-signin-entra-joined')).toMatchInlineSnapshot(`
      {
        "en": [
          "Windows sign-in (Entra joined PC): Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Windowsサインイン（Entra参加PC）: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(tell(report, 'google-account')).toMatchInlineSnapshot(`
      {
        "en": [
          "Google account: Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Google アカウント: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
  });

  it('Temporary Access Pass: a help desk path with an end, not a key', () => {
    const pass = wayOf('microsoft-entra-id', 'hana', {
      kind: 'temporary-access-pass',
      name: 'Pass',
      validFrom: day(11),
      validUntil: day(13),
    });
    const input = { enrolments: readOn([keyA], microsoft), otherWaysIn: [pass] };
    expect(tell(analyse({ ...input, now: day(12) }), 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Else only the help desk. Without A only a Temporary Access Pass leads back in. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: ほかはヘルプデスクだけ. Aを失うと、一時アクセスパスに頼るしかありません。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(tell(analyse({ ...input, now: day(14) }), 'microsoft-entra-id')).toMatchInlineSnapshot(`
      {
        "en": [
          "Microsoft Entra ID (work or school account): Only A. Only A opens this account. Add a second key at the service, then read that key.",
        ],
        "ja": [
          "Microsoft Entra ID（組織アカウント）: Aだけ. このアカウントを開けるのはAだけです。 サービスに2本目のキーを追加し、読み取ってください。",
        ],
      }
    `);
    expect(accountAt(analyse({ ...input, now: day(10) }), 'microsoft-entra-id').otherWaysNotCounted).toEqual([pass]);
    const github = { ...pass, serviceId: 'github' };
    const elsewhere = analyse({ enrolments: [manualOf('a', 'github', 'hana')], otherWaysIn: [github] });
    expect(accountAt(elsewhere, 'github').otherWaysNotCounted).toEqual([github]);
  });
});
