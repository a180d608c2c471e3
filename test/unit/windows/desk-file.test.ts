import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeskFile } from '../../../src-main/windows/desk-file.ts';
import type { DeskChoice } from '../../../src-shared/domain/desk-choice.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-desk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const choice: DeskChoice = {
  profile: 'Floor',
  rules: { pin: 'not-set', 'goods-in': true, 'firmware-floor': [{ vendor: 'Yubico', 'at-least': '5.7' }] },
  models: { name: 'Staff', kind: 'allow', aaguids: ['d7781e5de35346aaafe23ca49f13332a', 'what a tenant wrote'] },
  goodsIn: { name: 'goods.csv', entries: [{ number: '31 880 118', line: 2 }] },
  by: '青木',
  record: false,
};

describe('the file of a desk', () => {
  it('gives back what was written', () => {
    const file = join(folder, 'desk.json');
    expect(createDeskFile(file).read()).toEqual({ choice: null, notRead: null, isKept: true });
    expect(createDeskFile(file).write(choice)).toBe(true);
    expect(createDeskFile(file).read()).toEqual({ choice, notRead: null, isKept: true });
  });

  it('keeps lists larger than other files of the program', () => {
    const file = join(folder, 'desk.json');
    const entries = Array.from({ length: 50_000 }, (_, line) => ({
      number: String(10_000_000 + line),
      line: line + 1,
    }));
    const large = { ...choice, goodsIn: { name: 'goods.csv', entries } };
    createDeskFile(file).write(large);
    expect(createDeskFile(file).read().choice).toEqual(large);
  });

  it.each(['', '{', 'null', '[]', '{"profile":"Floor"}', JSON.stringify({ ...choice, rules: { pin: 'maybe' } })])(
    'sets a damaged file aside and says where (%s)',
    (text) => {
      const file = join(folder, 'desk.json');
      writeFileSync(file, text);
      const desk = createDeskFile(file);
      expect(desk.read()).toEqual({ choice: null, notRead: `${file}.bad`, isKept: true });
      expect([existsSync(file), readFileSync(`${file}.bad`, 'utf8')]).toEqual([false, text]);
      expect(desk.write(choice)).toBe(true);
      expect(desk.read().choice).toEqual(choice);
    },
  );

  it('says that nothing is kept where it cannot be written, or is not to be', () => {
    expect(createDeskFile(join(folder, 'no such folder', 'desk.json')).write(choice)).toBe(false);
    mkdirSync(join(folder, 'desk.json'));
    expect(createDeskFile(join(folder, 'desk.json')).write(choice)).toBe(false);
    expect(createDeskFile(null).write(choice)).toBe(false);
    expect(createDeskFile(null).read()).toEqual({ choice: null, notRead: null, isKept: false });
  });
});
