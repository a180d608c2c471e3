import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { answerFileQuestions } from './chosen.ts';
import { chooseMore } from './coverage-table.ts';
import { launch, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';
import { dress, takePictures } from './looks.ts';
import { snapshotOf } from './snapshot-of.ts';

// A table of the person's, through the window: good and hostile files, lines that are typed, a file that is dropped.

const good = {
  en: [
    'Service,Account,Key,Role,Place,Travels with,Other way in,Note',
    'GitHub,mika@example.com,Blue,daily,Home,Key ring,,',
    'GitHub,mika@example.com,Red,spare,Safe,,,"a note, with a comma\r\nand a second line"',
    "forum.example.net,'=mika,Blue,,Office,,,",
    'GitHub,mika@example.com,,,Safe,,recovery codes,',
    'Service-less <script>alert(1)</script>.example,\u202eevil,Red,,,,,',
  ],
  ja: [
    'サービス;アカウント;キー;役割;置き場所;キーホルダー・バッグ;ほかの手段;メモ',
    'GitHub;mika@example.com;青いキー;普段使い;自宅;鍵束;;',
    'GitHub;mika@example.com;赤いキー;予備;金庫;;;"メモ; 区切り文字入り\r\n二行目"',
    "forum.example.net;'=mika;青いキー;;会社;;;",
    'GitHub;mika@example.com;;;金庫;;リカバリーコード;',
  ],
} as const;

const hostile: readonly [name: string, bytes: string | Uint8Array, line: number | null][] = [
  ['nul', 'Service,Key\nGitHub,Blue\nGit\u0000Hub,Red\n', 3],
  ['ragged', 'Service,Account,Key\nGitHub,mika,Blue\nGitHub,mika\n', 3],
  ['unclosed', 'Service,Key\nGitHub,"Blue\nGitHub,Red\n', 2],
  ['last-row', `Service,Key\n${'GitHub,Blue\n'.repeat(9_998)}No such service,Blue\n`, 10_000],
  ['columns', ','.repeat(1_000_000), 1],
  ['long-line', `Service,Key\nGitHub,${'x'.repeat(9_000_000)}`, 2],
  ['workbook', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14, 0x00), null],
  ['code', 'Service,Other way in,Note\nGitHub,recovery codes,a1b2c-3d4e5 f6g7h-8i9j0\n', 2],
];

describe.each(['en', 'ja'] as const)('import (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;

  beforeAll(async () => {
    running = await launch();
    window = running.window;
    await dress(window, { language, theme: 'light' });
  });
  afterAll(async () => {
    expect(running.pageErrors).toEqual([]);
    await running.close();
    removeFolder(running.folder);
  });

  const picture = (name: string) => takePictures(window, language, `import-${name}`);
  const snapshot = () => snapshotOf(window);
  const dialog = () => window.getByRole('dialog');
  const choose = async (entry: 'told' | 'way' | 'several' | 'csv' | 'template') => {
    const words = t(`import.menu.${entry}`);
    const menu = window.getByRole('main').getByRole('button', { name: t('import.menu'), exact: true });
    // Before the first key it stands on the page.
    if ((await menu.count()) === 0) return chooseMore(window, t, words);
    await menu.click();
    await window.getByRole('menuitem', { name: words }).click();
  };
  const lineName = (line: number) => t('import.problem', { line, what: '' }).split(/[:：]/, 1)[0] ?? '';
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(running.folder, name);
    writeFileSync(path, content);
    return path;
  };
  const apply = (typed = false) =>
    dialog().getByRole('button', { name: t(typed ? 'import.apply.typed' : 'import.apply'), exact: true });

  it.each(hostile)(
    'J-02, J-03, J-04: %s is refused with its line, and nothing is recorded',
    async (name, bytes, line) => {
      await answerFileQuestions(running, file(`${name}.csv`, bytes));
      const before = await snapshot();
      await choose('csv');
      await dialog().waitFor();
      const text = (await dialog().textContent()) ?? '';
      expect(text).toContain(t('import.problems', { count: 1 }));
      expect(text).toContain(line === null ? t('import.problem.spreadsheet') : lineName(line));
      expect(text).not.toContain('a1b2c');
      await expect(apply().isDisabled()).resolves.toBe(true);
      if (name === 'code') await picture('problems');
      await window.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      expect(await snapshot()).toEqual(before);
    },
  );

  it('a file that is too large is not read', async () => {
    await answerFileQuestions(running, file('large.csv', Buffer.alloc(10 * 1024 * 1024 + 1, 'a')));
    await choose('csv');
    await window.getByText(t('invalid.too-large')).first().waitFor();
    expect(await dialog().count()).toBe(0);
  });

  it('a good file is shown first, with how each service was found, and then recorded', async () => {
    const lines = good[language].filter((text) => !text.startsWith('Service-less'));
    const encoded = language === 'ja' ? `\uFEFF${lines.join('\r\n')}\r\n` : `${lines.join('\r\n')}\r\n`;
    await answerFileQuestions(running, file('good.csv', encoded));
    await choose('csv');
    await dialog().getByRole('table').waitFor();
    const text = (await dialog().textContent()) ?? '';
    expect(text).toContain(t('import.matched.id'));
    expect(text).toContain(t('import.matched.own-domain'));
    expect(text).toContain('=mika');
    expect((await snapshot()).enrolments).toEqual([]);
    await picture('preview');
    const others = dialog()
      .getByRole('combobox')
      .filter({ hasText: t('import.choice.ours') });
    await others.first().selectOption('theirs');
    await apply().click();
    await dialog().waitFor({ state: 'detached' });
    const after = await snapshot();
    const places = language === 'ja' ? ['会社', '金庫'] : ['Office', 'Safe'];
    expect(new Set(after.keys.map(({ place }) => place))).toEqual(new Set(places));
    expect(
      after.enrolments.map(({ rpId, serviceId, userName, evidence }) => [serviceId ?? rpId, userName, evidence]),
    ).toEqual(
      expect.arrayContaining([
        ['github', 'mika@example.com', 'told'],
        ['forum.example.net', '=mika', 'told'],
      ]),
    );
    expect(after.otherWaysIn).toMatchObject([{ kind: 'recovery-codes', serviceId: 'github' }]);
    await window.getByRole('grid').waitFor();
  });

  it('the same file again has nothing new', async () => {
    await choose('csv');
    await soon(() => dialog().textContent()).toContain(t('import.state.unchanged'));
    await dialog()
      .getByRole('button', { name: t('window.common.cancel') })
      .click();
  });

  it('lines that are typed or pasted take the same way', async () => {
    await choose('several');
    await dialog()
      .getByRole('textbox')
      .fill(`google-account, mika, ${language === 'ja' ? '青いキー' : 'Blue'}\nnowhere, mika, x`);
    await dialog()
      .getByRole('button', { name: t('import.typed.check'), exact: true })
      .click();
    await soon(() => dialog().textContent()).toContain(t('import.problems.typed', { count: 1 }));
    await dialog()
      .getByRole('button', { name: t('import.typed.back') })
      .click();
    await dialog()
      .getByRole('textbox')
      .fill(`google-account, mika, ${language === 'ja' ? '青いキー' : 'Blue'}`);
    await picture('lines');
    await dialog()
      .getByRole('button', { name: t('import.typed.check'), exact: true })
      .click();
    await apply(true).click();
    await dialog().waitFor({ state: 'detached' });
    expect((await snapshot()).enrolments.map(({ serviceId }) => serviceId)).toContain('google-account');
  });

  it('quick entry: several keys at once, by keyboard, and on to the next', async () => {
    await choose('told');
    const boxes = dialog().getByRole('checkbox');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await dialog()
      .getByRole('textbox', { name: t('window.manual.service') })
      .fill('dropbox');
    await window.keyboard.press('Enter');
    await dialog()
      .getByRole('textbox', { name: t('window.manual.user-name') })
      .fill('hana');
    await window.keyboard.press('Enter');
    await soon(
      async () => (await snapshot()).enrolments.filter(({ serviceId }) => serviceId === 'dropbox').length,
    ).toBe(2);
    await soon(() =>
      dialog()
        .getByRole('textbox', { name: t('window.manual.service') })
        .inputValue(),
    ).toBe('');
    await picture('quick');
    await dialog()
      .getByRole('button', { name: t('window.common.close') })
      .click();
  });

  it('another way in: provider, place, link; a code is refused', async () => {
    await choose('way');
    await dialog()
      .getByRole('textbox', { name: t('window.manual.service') })
      .fill('dropbox');
    await window.keyboard.press('Enter');
    await dialog()
      .getByRole('combobox', { name: t('window.other-way.kind') })
      .selectOption('synced-passkey');
    await dialog()
      .getByRole('combobox', { name: t('way.provider') })
      .selectOption('1password');
    const note = dialog().getByRole('textbox', { name: t('window.manual.note') });
    await note.fill('a1b2c-3d4e5 f6g7h-8i9j0');
    await dialog().getByText(t('import.code-refused')).waitFor();
    const save = dialog().getByRole('button', { name: t('window.other-way.save'), exact: true });
    await save.click();
    await window.getByRole('button', { name: t('import.not-secret') }).waitFor();
    await picture('other-way');
    await note.fill('');
    await save.click();
    await dialog().waitFor({ state: 'detached' });
    expect((await snapshot()).otherWaysIn).toContainEqual(
      expect.objectContaining({
        serviceId: 'dropbox',
        kind: 'synced-passkey',
        providerId: '1password',
        name: '1Password',
      }),
    );
  });

  it('J-17: a dropped file opens its preview only, and the window stays where it is', async () => {
    const address = window.url();
    const before = await snapshot();
    await window.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['Service,Key\nGitHub,Dropped\n<script>alert(1)</script>.example,x\n'], 'evil.html'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await dialog().waitFor();
    expect(window.url()).toBe(address);
    expect(await snapshot()).toEqual(before);
    await window.keyboard.press('Escape');
  });
});
