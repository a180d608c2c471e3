import { describe, expect, it } from 'vitest';
import { outcomesWithout } from '../case-answer.ts';
import { readOf, manualOf } from '../coverage-fixtures.ts';
import { accountAt, answerAt, keyA, keyB, story, verdictAt, way } from './story.ts';

const bothAtDropbox = [manualOf('a', 'dropbox', 'hana'), manualOf('b', 'dropbox', 'hana')];

describe('passwords, alone and beside keys and codes', () => {
  it('without a record a password beside a key is assumed to be remembered: nothing falls', () => {
    expect(verdictAt(story({ enrolments: bothAtDropbox }), 'dropbox hana')).toBe('survives');
  });

  it('a password that is recorded as remembered changes nothing', () => {
    const answer = story({
      enrolments: bothAtDropbox,
      otherWaysIn: [way('dropbox', 'hana', 'password-beside', 'my password')],
    });
    expect(verdictAt(answer, 'dropbox hana')).toBe('survives');
    expect(outcomesWithout(answer, ['A'])).toEqual({ 'dropbox hana': 'open' });
  });

  it('a password in a vault that only A opens: both U2F keys hang on A', () => {
    const answer = story({
      enrolments: [...bothAtDropbox, readOf('a', 'vault.bitwarden.com', 'hana')],
      otherWaysIn: [way('dropbox', 'hana', 'password-beside', 'password in Bitwarden')],
    });
    expect(answerAt(answer, 'dropbox hana')).toMatchObject({ verdict: 'only-this-key', survives: false, onlyKey: 'A' });
    expect(outcomesWithout(answer, ['A'])).toEqual({ 'dropbox hana': 'locked-out', 'bitwarden hana': 'locked-out' });
    expect(outcomesWithout(answer, ['B'])).toEqual({ 'dropbox hana': 'open', 'bitwarden hana': 'open' });
  });

  it('a passkey that was read needs no password beside it', () => {
    const answer = story({
      enrolments: [readOf('a', 'www.dropbox.com', '花子'), readOf('b', 'www.dropbox.com', '花子')],
      otherWaysIn: [way('dropbox', '花子', 'password-beside', '会社が変更するパスワード')],
    });
    expect(verdictAt(answer, 'dropbox 花子')).toBe('survives');
  });

  it('a password that the organisation changes and nobody knows: keys recorded by hand open nothing, codes neither', () => {
    const answer = story({
      keys: [keyA, keyB],
      enrolments: bothAtDropbox,
      otherWaysIn: [
        way('dropbox', 'hana', 'password-beside', 'パスワードは会社が変更'),
        way('dropbox', 'hana', 'recovery-codes', 'paper', { place: 'Home' }),
      ],
    });
    expect(answerAt(answer, 'dropbox hana')).toMatchObject({ verdict: 'no-way-in', survives: false });
    expect(outcomesWithout(answer, [])).toEqual({ 'dropbox hana': 'locked-out' });
  });

  it('a password that is in a vault and also in the safe: either is enough', () => {
    const answer = story({
      enrolments: [...bothAtDropbox, readOf('a', 'vault.bitwarden.com', 'hana')],
      otherWaysIn: [
        way('dropbox', 'hana', 'password-beside', 'password in Bitwarden'),
        way('dropbox', 'hana', 'password-beside', 'sealed envelope', { requires: [{ type: 'place', place: 'Safe' }] }),
      ],
    });
    expect(outcomesWithout(answer, ['A'])).toEqual({ 'dropbox hana': 'open', 'bitwarden hana': 'locked-out' });
  });

  it('a password alone is one way in', () => {
    const answer = story({ keys: [], otherWaysIn: [way('line', '太郎', 'password', 'パスワード')] });
    expect(answerAt(answer, 'line 太郎')).toMatchObject({ verdict: 'one-other-way', survives: false });
  });

  it('a password and a key are two ways in', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'github.com', 'hana')],
      otherWaysIn: [way('github', 'hana', 'password', 'password')],
    });
    expect(verdictAt(answer, 'github hana')).toBe('survives');
    expect(outcomesWithout(answer, ['A'])).toEqual({ 'github hana': 'open' });
  });

  it.each([
    'Password (rotated by the company)',
    'パスワード(不明)',
    'password, nobody knows it',
    '会社が管理するパスワード',
  ])('"%s" is no way in', (name) => {
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'github.com', 'hana')],
      otherWaysIn: [way('github', 'hana', 'other', name)],
    });
    expect(answerAt(answer, 'github hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    expect(accountAt(answer, 'github').otherWaysNotCounted).toHaveLength(1);
  });
});
