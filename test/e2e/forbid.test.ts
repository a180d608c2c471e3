import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings, outOfKeyboardReach } from './accessibility-checks.ts';
import { answerFileQuestions } from './chosen.ts';
import { freshProgram } from './fresh-program.ts';
import { dress, takePictures } from './looks.ts';
import { soon } from './soon.ts';

// The question "forbid a model: who falls?" over the household of the demonstration: model by model, and by the list of a tenant.

describe.each(['en', 'ja'] as const)('forbidding models in the window (%s)', (language) => {
  const t = createTranslator(language);
  const program = freshProgram({ args: ['--demo'] });
  const main = () => program.window.getByRole('main');
  const heading = () => main().getByRole('heading', { level: 1 });
  const models = () =>
    main()
      .getByRole('group', { name: t('forbid.models') })
      .getByRole('button');
  const rows = () =>
    main()
      .getByRole('table', { name: t('forbid.table') })
      .getByRole('row');

  /** Opens the question from "what if", by keyboard. */
  async function ask(): Promise<void> {
    const { window } = program;
    await dress(window, { language, theme: 'light' });
    await window.getByRole('grid').waitFor();
    await main()
      .getByRole('button', { name: t('coverage.what-if'), exact: true })
      .press('Enter');
    await main()
      .getByRole('button', { name: t('forbid.ask'), exact: true })
      .press('Enter');
    await soon(() => heading().textContent()).toBe(t('forbid.empty'));
  }

  /** Returns the AAGUIDs of the keys in use. */
  const aaguids = () =>
    program.window.evaluate(async () => {
      const snapshot = await globalThis.window.sparekey.inventory.snapshot();
      const keys = snapshot.ok ? snapshot.value.snapshot.keys : [];
      return keys.flatMap(({ aaguid, lostAt }) => (aaguid === null || lostAt !== null ? [] : [aaguid]));
    });

  it('says which accounts of whom would close, model by model, and leads back', async () => {
    await ask();
    const { window } = program;
    expect(await outOfKeyboardReach(window)).toEqual([]);
    expect(await allFindings(window)).toEqual([]);
    const count = (await models().count()) - 1;
    for (let at = 0; at < count; at += 1) await models().nth(at).press('Space');
    await soon(() => rows().count()).toBeGreaterThan(3);
    const all = await rows().count();
    const closed = main().locator('tr[data-impact="locked-out"]');
    expect(await closed.first().innerText()).toContain(t('forbid.impact.locked-out'));
    const counts = await main().getByRole('img').first().getAttribute('aria-label');
    expect(counts).toContain(String(await closed.count()));
    await soon(() => window.locator('[data-live-announcer] [role="status"]').first().textContent()).toBe(counts);
    expect(await allFindings(window)).toEqual([]);
    expect(await outOfKeyboardReach(window)).toEqual([]);
    await takePictures(window, language, 'forbid-models');
    await models().first().press('Space');
    await soon(() => rows().count()).toBeLessThan(all);
    await window.keyboard.press('Escape');
    await main().getByText(t('what-if.empty.what-if'), { exact: true }).waitFor();
  });

  it('takes the passkey profiles of a tenant, and names who of a service is shut out', async () => {
    await ask();
    const { window, running } = program;
    const [first = ''] = await aaguids();
    const file = join(running.folder, 'fido2.json');
    const profileOf = (name: string, aaGuids: readonly string[]) => ({
      name,
      keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids },
    });
    writeFileSync(
      file,
      JSON.stringify({ passkeyProfiles: [profileOf('Admins', [first]), profileOf('Staff', ['00'.repeat(16)])] }),
    );
    await answerFileQuestions(running, file);
    await main()
      .getByRole('button', { name: t('forbid.from-list'), exact: true })
      .press('Enter');
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('combobox').selectOption('Staff');
    await dialog.getByRole('button', { name: t('check.window.models.take'), exact: true }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await main()
      .getByText(t('check.window.models.allow', { name: 'Staff', count: 1 }))
      .waitFor();
    await soon(() => rows().count()).toBeGreaterThan(3);
    const everywhere = await rows().count();
    expect(await models().first().isDisabled()).toBe(true);
    await takePictures(window, language, 'forbid-list');
    expect(await allFindings(window)).toEqual([]);
    await main()
      .getByRole('combobox', { name: t('forbid.service') })
      .selectOption({ index: 1 });
    await soon(() => rows().count()).toBeLessThan(everywhere);
    await main()
      .getByRole('button', { name: t('check.window.drop-list', { list: t('check.window.models') }) })
      .press('Enter');
    await soon(() => heading().textContent()).toBe(t('forbid.empty'));
  });

  it('refuses a file that lists no models, and asks on', async () => {
    await ask();
    const file = join(program.running.folder, 'nothing.txt');
    writeFileSync(file, 'no models here');
    await answerFileQuestions(program.running, file);
    await main()
      .getByRole('button', { name: t('forbid.from-list'), exact: true })
      .click();
    await program.window.getByText(t('invalid.models-none')).first().waitFor();
    expect(await heading().textContent()).toBe(t('forbid.empty'));
  });
});
