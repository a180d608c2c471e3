import { gapKinds } from '../../../src-shared/coverage/gap.ts';
import { verdicts } from '../../../src-shared/coverage/verdict.ts';
import { credentialNotes } from '../../../src-shared/domain/credential.ts';
import { otherWayInKinds } from '../../../src-shared/domain/other-way-in.ts';
import { identityStrengths, keyRoles } from '../../../src-shared/domain/inventory-key.ts';
import { activityKinds } from '../../../src-shared/domain/activity-schema.ts';
import { capabilityReasons } from '../../../src-shared/domain/capability.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { operationFailureSchema } from '../../../src-shared/domain/operation-failure-schema.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';

const folder = new URL('../../../src-shared/i18n/', import.meta.url);
const areas = readdirSync(new URL('en/', folder)).map((file) => file.replace(/\.json$/, ''));
const productNames: ReadonlySet<string> = new Set(['Windows Hello for Business', 'Windows Hello']);
const locales: readonly Locale[] = ['en', 'ja'];

function readArea(locale: Locale, area: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`${locale}/${area}.json`, folder), 'utf8')) as Record<string, string>;
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

const literalType: number = 0;
const isLiteral = (element: { type: number }): boolean => element.type === literalType;

/** Collects the names of the placeholders of a message, those inside plural and select options included. */
function placeholders(ast: Ast, found = new Set<string>()): Set<string> {
  for (const element of ast) {
    // Literal text has a value too, but is no placeholder; `#` has none.
    if (!('value' in element) || isLiteral(element)) continue;
    found.add(element.value);
    if ('options' in element) {
      for (const option of Object.values(element.options)) placeholders(option.value, found);
    }
  }
  return found;
}

function parse(locale: Locale, message: string): Ast {
  return new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst();
}

describe('message catalogues', () => {
  it.each(areas)('%s has the same keys in every language', (area) => {
    expect(Object.keys(readArea('ja', area)).toSorted()).toEqual(Object.keys(readArea('en', area)).toSorted());
  });

  it.each(locales)('%s has no key in two areas, where one would hide the other', (locale) => {
    const keys = areas.flatMap((area) => Object.keys(readArea(locale, area)));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(locales)('%s: every message parses and is not empty', (locale) => {
    const broken = Object.entries(catalogues[locale]).filter(([, message]) => {
      try {
        return message.trim() === '' || parse(locale, message).length === 0;
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  it('uses the same placeholders in every language', () => {
    const different: string[] = [];
    for (const [key, message] of Object.entries(catalogues.en)) {
      const english = [...placeholders(parse('en', message)).keys()].toSorted();
      const japanese = [
        ...placeholders(parse('ja', catalogues.ja[key as keyof typeof catalogues.ja])).keys(),
      ].toSorted();
      if (english.join() !== japanese.join()) different.push(`${key}: ${english.join()} / ${japanese.join()}`);
    }
    expect(different).toEqual([]);
  });

  it('keeps English out of the Japanese sentences', () => {
    // Product and file names, commands and format words may stay; a sentence without one Japanese letter may not.
    const untranslated = Object.entries(catalogues.ja).filter(
      ([, message]) =>
        /[a-z]{3,} [a-z]{2,}/i.test(message) &&
        !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(message) &&
        !productNames.has(message),
    );
    expect(untranslated).toEqual([]);
  });

  const failureKinds = operationFailureSchema.options.map((option) => option.shape.kind.value);
  const required = [
    ...failureKinds.map((kind) => `failure.${kind}`),
    ...capabilityReasons.map((reason) => `reason.${reason}`),
    ...gapKinds.flatMap((kind) => [`gap.${kind}`, `gap.${kind}.next`]),
    ...activityKinds.map((kind) => `activity.${kind}`),
    ...credentialNotes.map((note) => `note.${note}`),
    ...keyRoles.map((role) => `role.${role}`),
    ...identityStrengths.map((strength) => `rung.${strength}`),
    ...otherWayInKinds.map((kind) => `way.${kind}`),
    ...verdicts.map((v) => `verdict.${v}`),
    ...['read', 'told', 'absent', 'unknown'].map((evidence) => `evidence.${evidence}`),
  ];
  it.each(locales)('%s has words for everything that the domain can name', (locale) => {
    expect(required.filter((key) => !(key in catalogues[locale]))).toEqual([]);
    expect(failureKinds.length).toBeGreaterThan(30);
  });
});
