import { describe, expect, it } from 'vitest';
import { outcomesWithout, sentencesOf } from '../case-answer.ts';
import { accountsOf, day, keyOf, readOf, manualOf } from '../coverage-fixtures.ts';
import { rpIdHashOf } from '../../../fixtures/enrolment.ts';
import { accountAt, answerAt, keyA, keyB, story, verdictAt, way } from './story.ts';

const entra = 'hana@corp.example';

describe('what a record proves', () => {
  it.each([
    ['GITHUB.COM', 'other case'],
    ['github.com.', 'a dot at the end'],
    ['github.com:443', 'a port'],
    ['https://github.com', 'a URL'],
    ['hana@github.com', 'a user'],
    ['gіthub.com', 'a Cyrillic letter'],
    ['git\u{200B}hub.com', 'an invisible character'],
    ['ｇｉｔｈｕｂ.com', 'wide letters'],
  ])('%s (%s) is not GitHub', (rpId) => {
    const answer = story({ enrolments: [readOf('a', 'github.com', 'hana'), readOf('b', rpId, 'hana')] });
    expect(answerAt(answer, 'github hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    const other = accountsOf(answer.report).find(({ serviceId }) => serviceId !== 'github');
    expect(other?.imitates).toBe('github.com');
    expect(other?.gaps.map(({ kind }) => kind)).toContain('look-alike');
    expect(answer.report.services.find(({ serviceId }) => serviceId === other?.serviceId)?.name).not.toBe('GitHub');
  });

  it('a passkey for twitter.com counts until the day on which X stopped to take it', () => {
    const enrolments = [readOf('a', 'twitter.com', 'hana'), readOf('b', 'x.com', 'hana')];
    const before = {
      now: '2025-11-01T00:00:00.000Z',
      keys: [keyA, keyB].map((key) => ({
        ...key,
        lastRead: '2025-10-30T00:00:00.000Z',
        lastSeen: '2025-10-30T00:00:00.000Z',
      })),
    };
    expect(
      verdictAt(
        story({ enrolments: enrolments.map((one) => ({ ...one, asOf: '2025-10-30T00:00:00.000Z' })), ...before }),
        'x-twitter hana',
      ),
    ).toBe('survives');
    const after = story({ enrolments });
    expect(answerAt(after, 'x-twitter hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'B' });
    expect(accountAt(after, 'x-twitter').gaps.map(({ kind }) => kind)).toContain('retired-rp-id');
  });

  it('a text that does not hash to the RP ID hash names nothing and joins nothing', () => {
    const enrolments = [
      readOf('a', 'github.com', '花子'),
      readOf('b', 'github.com', '花子', { rpIdHash: rpIdHashOf('evil.example') }),
    ];
    const answer = story({ enrolments });
    expect(answerAt(answer, 'github 花子')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    const other = accountsOf(answer.report).find(({ rpIdState }) => rpIdState === 'mismatch');
    expect(other?.serviceId).toBe(`hash:${rpIdHashOf('evil.example')}`);
    expect(other?.gaps.map(({ kind }) => kind)).toContain('mismatch');
    expect(sentencesOf(answer, `${other?.serviceId} 花子`).en).toContain('github.com');
  });

  it('an RP ID that a known firmware cut is the whole one, and is said to be cut', () => {
    const rpId = 'a-very-long-subdomain-of-a-host.example.org';
    const enrolments = [readOf('a', rpId, 'hana'), readOf('b', rpId, 'hana', { rpId: rpId.slice(0, 32), id: 'cut' })];
    const answer = story({ enrolments });
    expect(accountsOf(answer.report)).toHaveLength(1);
    expect(accountsOf(answer.report)[0]).toMatchObject({ verdict: 'survives', rpId });
  });

  it('nas と gitea は一つのドメインの二つのサービス', () => {
    const answer = story({
      enrolments: [
        readOf('a', 'nas.ie.example', '太郎'),
        readOf('a', 'gitea.ie.example', '太郎'),
        readOf('b', 'gitea.ie.example', '太郎'),
      ],
    });
    expect(answerAt(answer, 'rp:nas.ie.example 太郎')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    expect(verdictAt(answer, 'rp:gitea.ie.example 太郎')).toBe('survives');
  });

  it('a reading dated in the future is none, and is flagged', () => {
    const future = '2026-03-01T00:00:00.000Z';
    const keys = [keyA, keyOf('b', { label: 'B', lastRead: future, lastSeen: future })];
    const enrolments = [readOf('a', 'github.com', 'hana'), readOf('b', 'github.com', 'hana', { asOf: future })];
    const answer = story({ keys, enrolments });
    expect(accountAt(answer, 'github').survivesAnyOneLoss).toBeNull();
    expect(accountAt(answer, 'github').gaps.map(({ kind }) => kind)).toContain('future-date');
    expect(accountAt(answer, 'github').doubts).toContain('future-date');
  });

  it('while a key that is plugged in was never read, an account recorded by hand is not known', () => {
    const unreadKeys = [{ keyId: 'plug', label: '緑のキー' }];
    const answer = story({ keys: [keyA], enrolments: [manualOf('a', 'dropbox', 'hana')], unreadKeys });
    expect(answerAt(answer, 'dropbox hana')).toMatchObject({ verdict: 'not-known', survives: null });
    expect(sentencesOf(answer, 'dropbox hana').ja).toContain('緑のキー');
    const { report } = answer;
    expect(report.unreadKeys).toEqual(unreadKeys);
  });

  it('a key that is remembered and was never read: not known until it is read', () => {
    const keys = [keyA, keyOf('b', { label: 'B', lastRead: null, lastReadComplete: false })];
    const answer = story({ keys, enrolments: [readOf('a', 'github.com', 'hana')] });
    expect(answerAt(answer, 'github hana')).toMatchObject({ verdict: 'not-known', survives: null });
    expect(sentencesOf(answer, 'github hana').en).toContain('B');
  });

  it('a key that was lost opens nothing: an account with that key alone has no way in now', () => {
    const keys = [{ ...keyA, lostAt: day(11) }, keyB];
    const enrolments = [
      readOf('a', 'github.com', 'hana'),
      readOf('a', 'google.com', 'hana@gmail.com'),
      readOf('b', 'google.com', 'hana@gmail.com'),
    ];
    const answer = story({ keys, enrolments });
    expect(verdictAt(answer, 'github hana')).toBe('no-way-in');
    expect(answerAt(answer, 'google-account hana@gmail.com')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'B' });
    expect(answer.report.totals.noWayIn).toBe(1);
  });

  it('a lost key takes what hangs on it: the vault, and what is in the vault', () => {
    const answer = story({
      keys: [{ ...keyA, lostAt: day(11) }],
      enrolments: [readOf('a', 'vault.bitwarden.com', 'hana')],
      otherWaysIn: [way('mercari', 'hana', 'synced-passkey', 'Bitwarden')],
    });
    expect(verdictAt(answer, 'bitwarden hana')).toBe('no-way-in');
    expect(verdictAt(answer, 'mercari hana')).toBe('no-way-in');
  });

  it.each([
    ['without an end', null, null, 'locked-out'],
    ['that is over', null, day(11), 'locked-out'],
    ['that begins tomorrow', day(13), day(14), 'locked-out'],
    ['that is valid', day(11), day(14), 'helpdesk'],
  ])('a Temporary Access Pass %s', (_, validFrom, validUntil, lossImpact) => {
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'login.microsoft.com', entra)],
      otherWaysIn: [
        way('microsoft-entra-id', entra, 'temporary-access-pass', '一時アクセスパス', { validFrom, validUntil }),
      ],
    });
    expect(outcomesWithout(answer, ['A'])).toEqual({ [`microsoft-entra-id ${entra}`]: lossImpact });
    expect(answerAt(answer, `microsoft-entra-id ${entra}`).survives).toBe(false);
  });

  it('a pass that is sent to a mailbox which A alone opens leads back in no more when A is lost', () => {
    const mailbox = 'hana@gmail.com';
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'login.microsoft.com', entra), readOf('a', 'google.com', mailbox)],
      otherWaysIn: [
        way('microsoft-entra-id', entra, 'temporary-access-pass', `pass sent to ${mailbox}`, { validUntil: day(20) }),
      ],
    });
    expect(outcomesWithout(answer, [])).toEqual({
      [`microsoft-entra-id ${entra}`]: 'open',
      [`google-account ${mailbox}`]: 'open',
    });
    expect(outcomesWithout(answer, ['A'])[`microsoft-entra-id ${entra}`]).toBe('locked-out');
  });

  it('Apple demands two keys: with one lost the other must exist, and nobody knows where', () => {
    const answer = story({ keys: [keyA], enrolments: [manualOf('a', 'apple-account', 'hana@icloud.com')] });
    expect(answer.questions).toEqual(['second-key: Apple Account (Apple ID, iCloud)']);
    expect(outcomesWithout(answer, ['A'])).toEqual({ 'apple-account hana@icloud.com': 'perhaps' });
  });

  it('a synced passkey does not count where copies are refused', () => {
    const answer = story({
      enrolments: [readOf('a', 'apple.com', 'hana@icloud.com'), readOf('b', 'apple.com', 'hana@icloud.com')],
      otherWaysIn: [way('apple-account', 'hana@icloud.com', 'synced-passkey', 'Bitwarden')],
    });
    expect(accountAt(answer, 'apple-account').otherWaysNotCounted).toHaveLength(1);
    expect(verdictAt(answer, 'apple-account hana@icloud.com')).toBe('survives');
  });
});
