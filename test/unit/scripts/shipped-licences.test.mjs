import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../scripts/lib/paths.mjs';
import { shippedLicences } from '../../../scripts/lib/shipped-licences.mjs';

const licences = shippedLicences();
const { dependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
/** Licences under which a package may be shipped in a program that is not open. */
const allowed = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'OFL-1.1',
  'Zlib',
  'X11',
  'BlueOak-1.0.0',
]);

describe('the licences of what is shipped', () => {
  it('name every package that the program depends on, in the version that is pinned, and Electron', () => {
    const versions = new Map(licences.map(({ name, version }) => [`${name} ${version}`, true]));
    for (const [name, version] of Object.entries(dependencies)) expect(versions.has(`${name} ${version}`)).toBe(true);
    expect(licences.some(({ name }) => name === 'electron')).toBe(true);
  });

  it('name none that is only used for development, and none twice', () => {
    const names = licences.map(({ name, version }) => `${name} ${version}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => /^(?:vitest|typescript|oxlint|knip|playwright-core|@types\/)/.test(name))).toEqual(
      [],
    );
  });

  it('are licences that may be shipped; where the package file names none, the text does', () => {
    for (const { name, licence, text } of licences) {
      const parts = licence.replaceAll(/[()]/g, '').split(/ (?:AND|OR) /);
      const known = licence === '' ? /MIT License/.test(text) : parts.every((part) => allowed.has(part));
      expect(known, `${name}: ${licence}`).toBe(true);
    }
  });

  it('hold the texts that come with the packages', () => {
    const byName = new Map(licences.map((one) => [one.name, one.text]));
    expect(byName.get('react')).toMatch(/MIT License/);
    expect(byName.get('@expo-google-fonts/biz-udpgothic')).toMatch(/SIL OPEN FONT LICENSE/i);
  });
});
