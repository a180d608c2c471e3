import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { deliveredKeys, floorProfile } from '../fixtures/desk-verdicts.ts';
import { allFindings } from './accessibility-checks.ts';
import { answerFileQuestions } from './chosen.ts';
import { launch, removeFolder } from './harness.ts';
import { dress, takePictures } from './looks.ts';
import { soon } from './soon.ts';

// What a desk chose, from one start of the program to the next.

describe.each(['en', 'ja'] as const)('the choices of a desk (%s)', (language) => {
  const t = createTranslator(language);

  it('hold at the next start; damaged, they are told, and the desk goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
    // A demonstration has a data folder of its own.
    const deskFile = join(folder, 'demo', 'desk.json');
    const start = async () => {
      const running = await launch({
        folder,
        args: ['--demo-desk', '--inventory', join(folder, 'inventory.sparekey')],
      });
      const { window } = running;
      await dress(window, { language, theme: 'light' });
      await window.getByRole('navigation').locator('[data-view="check"]').click();
      const main = window.getByRole('main');
      const by = main.getByRole('textbox', { name: t('check.window.by') });
      await by.waitFor();
      return { running, window, main, by };
    };
    try {
      const first = await start();
      writeFileSync(join(folder, 'goods.csv'), deliveredKeys);
      writeFileSync(join(folder, 'floor.yaml'), floorProfile);
      await answerFileQuestions(first.running, join(folder, 'goods.csv'));
      await first.main
        .getByRole('button', { name: t('check.window.choose-list', { list: t('check.window.goods-in') }) })
        .click();
      await first.main.getByText('goods.csv').waitFor();
      await answerFileQuestions(first.running, join(folder, 'floor.yaml'));
      await first.main
        .getByRole('combobox', { name: t('check.window.profile') })
        .selectOption({ label: t('check.window.profile.file') });
      await first.main.locator('option', { hasText: 'Floor' }).waitFor({ state: 'attached' });
      await first.by.fill('青木');
      await first.by.press('Enter');
      await soon(() => existsSync(deskFile)).toBe(true);
      await first.running.close();

      const second = await start();
      await soon(() => second.by.inputValue()).toBe('青木');
      await second.main.getByText('goods.csv').waitFor();
      await second.main.locator('option', { hasText: 'Floor' }).waitFor({ state: 'attached' });
      await second.running.close();

      writeFileSync(deskFile, '{"profile":');
      const third = await start();
      const notice = third.main.getByRole('alert');
      await notice.waitFor();
      expect(await notice.innerText()).toContain('desk.json.bad');
      await takePictures(third.window, language, 'desk-choice-lost');
      expect(await allFindings(third.window)).toEqual([]);
      await third.window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'fresh', plugged: true }));
      await third.main.getByRole('heading', { name: t('check.verdict.issue'), exact: true }).waitFor();
      await notice.getByRole('button').press('Enter');
      await notice.waitFor({ state: 'detached' });
      expect(third.running.pageErrors).toEqual([]);
      await third.running.close();
    } finally {
      removeFolder(folder);
    }
  });
});
