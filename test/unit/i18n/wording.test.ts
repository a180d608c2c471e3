import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';

// The words of docs/glossary.md: one word per thing, and none that another one has replaced. Both catalogues are all that the window, the
// command line, the reports, the menu and the notices say.

/** Words that are said no more: each with what is said instead. */
const replaced: Readonly<Record<Locale, readonly (readonly [old: RegExp, instead: string])[]>> = {
  en: [
    [/backup session/i, 'Add a spare; session'],
    [/would be lost with one key/i, 'hangs on one key'],
    [/^alone: |alone holds/i, 'only here'],
    [/\bonly this key\b/i, 'Only {key}'],
    [/\b(?<!am I |be )locked out\b|\block you out\b/i, 'closed; Not known until … is read'],
    [/unlock and read/i, 'Read this key…'],
    [/^(?:un)?locked$|\bis locked: |locked until/i, 'PIN needed · ready · PIN paused · PIN blocked'],
    [/(?<!\{)\btold\b(?! to blink| apart| from|: remove)/i, 'by hand'],
    [/read, but not there|read, not there/i, 'not there'],
    [/always[- ]uv|force change/i, 'PIN every time · New PIN at next use'],
    [/never seen here/i, 'New here. …'],
    [/carried on\b/i, 'Travels with'],
    [/^where it is kept$/i, 'Place'],
    [/\badopt/i, 'apply'],
  ],
  ja: [
    [/カバレッジ/, '備えの状況'],
    [/単独/, 'このキーだけ'],
    [/採用/, '適用'],
    [/手で記録|手の記録/, '手動で記録'],
    [/読み取ったが/, '登録なし'],
    [/ロック中/, 'PINが必要 · PIN一時停止'],
    [/別のサインイン方法/, 'ほかの手段'],
    [/保管場所/, '置き場所'],
    [/キーリング[・や]|かばん/, 'キーホルダー・バッグ'],
    [/脆弱性/, '弱点'],
    [/報告書/, 'レポート'],
    [/訂正/, '修正'],
    [/引退/, '使用終了'],
    [/所有者/, '持ち主'],
    [/差し込/, '挿す'],
    [/[2二]段階認証プロセス|二段階|2ファクタ|2要素/, '2段階認証'],
    [/わか(?:ら|り|る|っ)/, '分かる'],
  ],
};

/** Messages in which such a word has another meaning: what is typed as it stands. */
const meant: Readonly<Record<string, RegExp>> = {
  'cli.inventory.remember.done': /inventory told add/,
};

const messagesOf = (locale: Locale): readonly (readonly [key: string, message: string])[] =>
  Object.entries(catalogues[locale]).map(([key, message]) => [key, message.replace(meant[key] ?? '', '')]);

describe.each(['en', 'ja'] as const)('messages (%s)', (locale) => {
  it('have no word that another one has replaced', () => {
    const found = messagesOf(locale).flatMap(([key, message]) =>
      replaced[locale].flatMap(([old, instead]) =>
        old.test(message) ? [`${key}: “${message}” has ${String(old)}. Say: ${instead}`] : [],
      ),
    );
    expect(found).toEqual([]);
  });

  it('have no two spaces, none before a sign of punctuation, and none at their ends but where a prompt waits', () => {
    const odd = Object.entries(catalogues[locale]).filter(
      ([key, message]) =>
        !/^cli\.prompt\.|^list\.|^report\.(?:separator|list|note\.evidence)|^coverage\.(?:fact|next\.and)/.test(key) &&
        /\S {2}\S| [,.;:!?、。：？）](?!\.|0)|^ | $/.test(message),
    );
    expect(odd).toEqual([]);
  });
});

describe('Japanese', () => {
  const japanese = messagesOf('ja');
  /** Messages with what is typed as it stands, such as an indented line of a file: it keeps the signs that it has there. */
  const typed =
    /^(?:policy\.problem\.|import\.typed\.|import\.problem\.requirement|cli\.usage\.nothing-fits|check\.fix\.reissue\.ask|menu\.)/;

  it('is punctuated with wide signs: （ ） ： ？', () => {
    const narrow = japanese.filter(
      ([key, message]) =>
        !typed.test(key) &&
        /[()?]|: |:$|[\u3040-\u30ff\u4e00-\u9fff）」]:[{「\u3040-\u30ff\u4e00-\u9fff]/.test(message),
    );
    expect(narrow).toEqual([]);
  });

  it('has no space between a number and what is counted, nor around Latin words', () => {
    const spaced = japanese.filter(([key, message]) => {
      const prose = message
        .replaceAll(/\{[a-zA-Z]+, (?:plural|select|selectordinal), (?:=?\w+ ?)?/g, '')
        .replaceAll(/ (?:=\d+|other|one|\w+) \{/g, '');
      return !key.startsWith('cli.') && /(?:\}|#|\d) (?:件|本|回|分|日|時間|文字|行|列|台|点|つ|個)/.test(prose);
    });
    expect(spaced).toEqual([]);
  });
});

it('documents for people have no word that another one has replaced', () => {
  const folder = new URL('../../../docs/', import.meta.url);
  const words = /backup session|カバレッジ|手で記録|別のサインイン方法|保管場所/i;
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .filter((file) => words.test(readFileSync(new URL(file, folder), 'utf8')));
  expect(found).toEqual([]);
});
