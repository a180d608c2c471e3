import { describe, expect, it } from 'vitest';
import { passLimits } from '../../../src-shared/plans/access-pass.ts';
import { otherWayInKinds } from '../../../src-shared/domain/other-way-in.ts';
import { guideLines } from '../../../src-shared/guide/guide-lines.ts';
import { factNames, keyUseKinds, methodGuide } from '../../../src-shared/guide/method-guide.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const kinds = [...keyUseKinds, ...otherWayInKinds];
const locales: readonly Locale[] = ['en', 'ja'];

describe('methodGuide', () => {
  it.each(kinds)('%s: says in reading order what is known, and always whether it is a spare', (kind) => {
    const names = methodGuide(kind).map(({ name }) => name);
    expect(names).toEqual(factNames.filter((name) => names.includes(name)));
    expect(names).toContain('spare');
    expect(methodGuide(kind).map(({ text }) => text)).toEqual(names.map((name) => `guide.${kind}.${name}`));
  });

  it.each(locales)('%s has exactly the messages that the guide names', (locale) => {
    const named = [
      'guide.open',
      'guide.open.label',
      ...kinds.map((kind) => `method.${kind}`),
      ...kinds.flatMap((kind) => methodGuide(kind).flatMap(({ label, text }) => [label, text])),
    ];
    const written = Object.keys(catalogues[locale]).filter((key) => /^(guide|method)\./.test(key));
    expect(written.toSorted()).toEqual([...new Set(named)].toSorted());
  });

  it.each([
    ['en', /[.](?: |$)/, '.', 210],
    ['ja', /。/, '。', 110],
  ] as const)('%s: every fact is one or two short, whole sentences', (locale, stop, end, length) => {
    for (const { text } of kinds.flatMap((kind) => guideLines(createTranslator(locale), kind))) {
      expect(text.endsWith(end), text).toBe(true);
      expect(text.split(stop).filter((part) => part !== '').length, text).toBeLessThanOrEqual(2);
      expect(text.length, text).toBeLessThanOrEqual(length);
    }
  });

  it.each(locales)('%s: a kind has a name of its own, the same as where it is recorded', (locale) => {
    const t = createTranslator(locale);
    expect(new Set(kinds.map((kind) => t(`method.${kind}`))).size).toBe(kinds.length);
    for (const kind of otherWayInKinds) expect(t(`method.${kind}`)).toBe(t(`window.other-way.kind.${kind}`));
  });

  it.each(locales)('%s: the limits of a Temporary Access Pass are those that its form holds it to', (locale) => {
    const text = createTranslator(locale)('guide.temporary-access-pass.first');
    const days = passLimits.longestMinutes / (24 * 60);
    expect(text.match(/\d+/g)).toEqual(
      [String(passLimits.shortestMinutes), String(days)].concat(locale === 'ja' ? ['1'] : []),
    );
    expect(passLimits.usualMinutes).toBe(60);
  });
});

describe('guideLines', () => {
  it('says label and sentence in the language of the translator', () => {
    expect(guideLines(createTranslator('en'), 'other')).toEqual([
      {
        label: 'What it needs',
        text: 'That is not known. Record what has to be in hand, and Sparekey takes it into account.',
      },
      { label: 'As a spare', text: 'It counts as a way in. Its quality as a spare is not known.' },
    ]);
    expect(guideLines(createTranslator('ja'), 'windows-hello').at(-1)).toEqual({
      label: '予備として',
      text: 'そのコンピューターだけの予備です。2本目のキーの代わりにはなりません。',
    });
  });
});
