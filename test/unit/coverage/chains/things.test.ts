import { describe, expect, it } from 'vitest';
import { outcomesWithout, sentencesOf } from '../case-answer.ts';
import { accountsOf, day, keyOf, readOf, manualOf } from '../coverage-fixtures.ts';
import { accountAt, answerAt, device, keyA, keyB, story, verdictAt, way } from './story.ts';

const entra = 'hana@corp.example';

describe('ways in that are on phones, numbers and computers', () => {
  it('the SIM of a number is in the phone on the ring of the key: one loss takes both', () => {
    const phone = device('phone', 'iPhone', { carriedOn: 'Key ring' });
    const answer = story({
      keys: [{ ...keyA, carriedOn: 'key ring' }],
      enrolments: [manualOf('a', 'dropbox', 'hana')],
      devices: [phone, device('phone-number', '090-1234-5678', { simIn: phone.id })],
      otherWaysIn: [way('dropbox', 'hana', 'sms', '090-1234-5678')],
    });
    expect(answerAt(answer, 'dropbox hana')).toMatchObject({ verdict: 'one-ring', survives: false });
    expect(outcomesWithout(answer, ['A'])).toEqual({ 'dropbox hana': 'open' });
    expect(outcomesWithout(answer, ['A'], { deviceIds: [phone.id] })).toEqual({ 'dropbox hana': 'locked-out' });
    expect(outcomesWithout(answer, [], { rings: ['KEY RING'] })).toEqual({ 'dropbox hana': 'locked-out' });
  });

  it('電話は通勤バッグの中、キーも同じバッグ: 一度に失う', () => {
    const answer = story({
      keys: [keyOf('a', { label: '青いキー', carriedOn: '通勤バッグ' })],
      enrolments: [readOf('a', 'login.microsoft.com', entra)],
      devices: [device('phone', '仕事の電話', { carriedOn: '通勤バッグ' })],
      otherWaysIn: [way('microsoft-entra-id', entra, 'microsoft-authenticator', '仕事の電話')],
    });
    expect(verdictAt(answer, `microsoft-entra-id ${entra}`)).toBe('one-ring');
    expect(sentencesOf(answer, `microsoft-entra-id ${entra}`).ja).toContain('通勤バッグ');
  });

  it('a phone that was lost opens nothing any more, nor does the number whose SIM is in it', () => {
    const phone = device('phone', 'Pixel', { lostAt: day(11) });
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'github.com', 'hana'), manualOf('a', 'dropbox', 'hana')],
      devices: [phone, device('phone-number', '080-1111-2222', { simIn: phone.id })],
      otherWaysIn: [way('github', 'hana', 'totp-app', 'Pixel'), way('dropbox', 'hana', 'sms', '080-1111-2222')],
    });
    expect(answerAt(answer, 'github hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    expect(answerAt(answer, 'dropbox hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
  });

  it('a code on a phone is a spare of a key at home, until the phone is lost', () => {
    const input = {
      keys: [keyA],
      enrolments: [readOf('a', 'github.com', '山田')],
      devices: [device('phone', '私の電話')],
      otherWaysIn: [way('github', '山田', 'totp-app', '私の電話')],
    };
    expect(verdictAt(story(input), 'github 山田')).toBe('survives');
    expect(outcomesWithout(story(input), ['A'], { deviceIds: ['私の電話'] })).toEqual({ 'github 山田': 'locked-out' });
    expect(story(input).report.devices[0]?.blast).toEqual({ direct: 0, through: [] });
  });

  it('one phone that is not on record is one thing at all accounts that name it', () => {
    const answer = story({
      keys: [],
      otherWaysIn: [
        way('github', 'hana', 'totp-app', 'iPhone'),
        way('dropbox', 'hana', 'push', 'iphone'),
        way('discord', 'hana', 'totp-app', ' iPhone '),
      ],
    });
    expect(answer.report.devices).toHaveLength(1);
    expect(answer.report.devices[0]).toMatchObject({
      kind: 'phone',
      recorded: false,
      blast: { direct: 3, through: [] },
    });
    const lost = outcomesWithout(answer, [], { deviceIds: [answer.report.devices[0]?.deviceId ?? ''] });
    expect(new Set(Object.values(lost))).toEqual(new Set(['locked-out']));
  });

  it('Windows Hello signs in to the computer that it is on: two computers are two accounts, all others hang on A', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'login.microsoft.com', entra), manualOf('a', 'windows-signin-entra-joined', entra)],
      otherWaysIn: [
        way('microsoft-entra-id', entra, 'windows-hello', 'PC-1'),
        way('microsoft-entra-id', entra, 'windows-hello', 'PC-2'),
      ],
    });
    const name = `windows-signin-entra-joined ${entra}`;
    expect(answerAt(answer, name)).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    expect(verdictAt(answer, `${name} PC-1`)).toBe('weak-spare');
    expect(verdictAt(answer, `${name} PC-2`)).toBe('weak-spare');
    expect(verdictAt(answer, `microsoft-entra-id ${entra}`)).toBe('weak-spare');
    const [first] = answer.report.devices;
    expect(outcomesWithout(answer, ['A'], { deviceIds: [first?.deviceId ?? ''] })).toEqual({
      [name]: 'locked-out',
      [`${name} PC-1`]: 'locked-out',
      [`${name} PC-2`]: 'open',
      [`microsoft-entra-id ${entra}`]: 'open',
    });
  });

  it('two computers in one bag are lost together', () => {
    const answer = story({
      keys: [],
      devices: [
        device('computer', 'PC-1', { carriedOn: 'リュック' }),
        device('computer', 'PC-2', { carriedOn: 'リュック' }),
      ],
      otherWaysIn: [way('github', 'hana', 'windows-hello', 'PC-1'), way('github', 'hana', 'windows-hello', 'PC-2')],
    });
    expect(accountAt(answer, 'github').survivesAnyOneLoss).toBe(false);
    expect(outcomesWithout(answer, [], { deviceIds: ['PC-1'] })).toEqual({ 'github hana': 'open' });
    expect(outcomesWithout(answer, [], { rings: ['リュック'] })).toEqual({ 'github hana': 'locked-out' });
  });

  it('phone sign-in counts at Entra ID, and not for the sign-in to Windows', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'login.microsoft.com', entra), manualOf('a', 'windows-signin-entra-joined', entra)],
      otherWaysIn: [
        way('microsoft-entra-id', entra, 'phone-sign-in', 'iPhone'),
        way('windows-signin-entra-joined', entra, 'phone-sign-in', 'iPhone'),
      ],
    });
    expect(verdictAt(answer, `microsoft-entra-id ${entra}`)).toBe('survives');
    expect(verdictAt(answer, `windows-signin-entra-joined ${entra}`)).toBe('only-this-key');
  });

  it('a passkey of Microsoft Authenticator counts at Entra ID, and does not open Windows', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'login.microsoft.com', entra), manualOf('a', 'windows-signin-entra-joined', entra)],
      otherWaysIn: [
        way('microsoft-entra-id', entra, 'microsoft-authenticator', 'Galaxy'),
        way('windows-signin-entra-joined', entra, 'microsoft-authenticator', 'Galaxy'),
      ],
    });
    expect(verdictAt(answer, `microsoft-entra-id ${entra}`)).toBe('survives');
    expect(verdictAt(answer, `windows-signin-entra-joined ${entra}`)).toBe('only-this-key');
  });

  it('losing the office takes the key, the computer and the codes that are kept there', () => {
    const answer = story({
      keys: [{ ...keyA, place: 'Office' }],
      enrolments: [readOf('a', 'github.com', 'hana'), readOf('a', 'google.com', 'hana@gmail.com')],
      devices: [device('computer', 'PC-1', { place: 'office' })],
      otherWaysIn: [
        way('github', 'hana', 'windows-hello', 'PC-1'),
        way('google-account', 'hana@gmail.com', 'recovery-codes', 'paper', { place: 'OFFICE' }),
      ],
    });
    expect(new Set(Object.values(outcomesWithout(answer, [], { places: ['Office'] })))).toEqual(
      new Set(['locked-out']),
    );
    expect(answerAt(answer, 'google-account hana@gmail.com')).toMatchObject({ verdict: 'one-place', survives: true });
    expect(accountsOf(answer.report).map(({ survivesAnyOnePlace }) => survivesAnyOnePlace)).toEqual([false, false]);
  });

  it('金庫1 と 金庫１ は一つの場所', () => {
    const answer = story({
      keys: [
        { ...keyA, place: '金庫1' },
        { ...keyB, place: '金庫１' },
      ],
      enrolments: [readOf('a', 'github.com', '花子'), readOf('b', 'github.com', '花子')],
    });
    expect(answerAt(answer, 'github 花子')).toMatchObject({ verdict: 'one-place', survives: true });
    expect(answer.report.places).toHaveLength(1);
  });

  it('a way that needs a phone and a paper at once is lost with either', () => {
    const requires = [
      { type: 'device', deviceId: 'iPhone' },
      { type: 'place', place: '実家' },
    ] as const;
    const answer = story({
      keys: [{ ...keyA, place: '実家' }],
      enrolments: [readOf('a', 'github.com', 'hana')],
      devices: [device('phone', 'iPhone', { place: 'Home' })],
      otherWaysIn: [way('github', 'hana', 'other', 'emergency kit', { requires: [...requires] })],
    });
    expect(accountAt(answer, 'github')).toMatchObject({ survivesAnyOneLoss: true, survivesAnyOnePlace: false });
    expect(outcomesWithout(answer, ['A'], { deviceIds: ['iPhone'] })).toEqual({ 'github hana': 'locked-out' });
    expect(outcomesWithout(answer, [], { places: ['実家'] })).toEqual({ 'github hana': 'locked-out' });
  });
});
