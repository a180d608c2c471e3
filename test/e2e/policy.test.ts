import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { answerFileQuestions } from './chosen.ts';
import { appFolder, launch, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';
import { dress, takePictures } from './looks.ts';

// A policy adopted in the window finds the same as on the command line, over the same inventory.

const policy = `sparekey-policy: 1
name: Household <script>
rules:
  minimum-keys: { normal: 2 }
  pin-set: true
  owner-recorded: true
`;
const lines = 'GitHub, mika@example.com, Blue\nGitHub, mika@example.com, Red\nDropbox, mika, Blue';

describe.each(['en', 'ja'] as const)('policy (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;
  let policyFile: string;

  beforeAll(async () => {
    running = await launch();
    window = running.window;
    policyFile = join(running.folder, 'policy.yaml');
    writeFileSync(policyFile, policy);
    await dress(window, { language, theme: 'light' });
    // The records that the policy is held against, by the shortest way.
    await window.evaluate(async (text) => {
      const { imports } = globalThis.window.sparekey;
      const preview = await imports.previewLines({ text });
      if (!preview.ok) throw new Error(preview.failure.kind);
      const choices = { others: 'ours' as const, byId: {} };
      const applied = await imports.apply({ token: preview.value.token, choices });
      if (!applied.ok) throw new Error(applied.failure.kind);
    }, lines);
    await window
      .getByRole('navigation')
      .getByRole('button', { name: t('window.nav.policy'), exact: true })
      .click();
  });
  afterAll(async () => {
    expect(running.pageErrors).toEqual([]);
    await running.close();
    removeFolder(running.folder);
  });

  const picture = (name: string) => takePictures(window, language, `policy-${name}`);
  const main = () => window.getByRole('main');
  const press = (name: string) => main().getByRole('button', { name, exact: true }).click();

  it('begins with what a policy is, and an example that can be used', async () => {
    await main().getByText(t('policy.window.none.explain')).waitFor();
    await picture('none');
    const example = join(running.folder, 'example.yaml');
    await answerFileQuestions(running, example);
    await press(t('policy.window.example'));
    await window.getByText(t('policy.window.example-saved')).first().waitFor();
    expect(readFileSync(example, 'utf8')).toContain('sparekey-policy: 1');
    await press(t('policy.window.adopt'));
    await main().getByText(t('policy.rule.firmware-floor')).first().waitFor();
  });

  it('a file that is no policy is refused with its lines, and the adopted one stays', async () => {
    const bad = join(running.folder, 'bad.yaml');
    writeFileSync(bad, 'sparekey-policy: 1\nname: x\nrules:\n  bogus: &a 1\n  other: *a\n');
    await answerFileQuestions(running, bad);
    await press(t('policy.window.replace'));
    await main().getByText(t('policy.problem.alias')).first().waitFor();
    await picture('refused');
    await main().getByText(t('policy.rule.firmware-floor')).first().waitFor();
  });

  it('shows what does not keep the policy, and leads to the account', async () => {
    await answerFileQuestions(running, policyFile);
    await press(t('policy.window.replace'));
    await soon(() => main().getByRole('heading', { level: 1 }).textContent()).toBe(
      t('policy.heading', { name: 'Household <script>' }),
    );
    const rule = main().getByRole('region', { name: t('policy.rule.minimum-keys') });
    await soon(() => rule.getByRole('listitem').count()).toBe(1);
    await picture('findings');
    const name = t('policy.window.open-account', {
      name: t('policy.account', { service: 'Dropbox', account: 'mika' }),
    });
    await rule.getByRole('button', { name }).click();
    await window.getByRole('grid').waitFor();
    await soon(() => main().getByRole('searchbox').inputValue()).toBe('mika');
  });

  it('finds the same on the command line, which exits 1', async () => {
    const program = join(appFolder, 'out', 'cli', 'sparekey.js');
    const args = [
      'coverage',
      '--demo',
      '--inventory',
      running.inventory,
      '--policy',
      policyFile,
      '--json',
      '--lang',
      language,
    ];
    const ended = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    expect([ended.status, ended.stderr]).toEqual([1, '']);
    const { policy: found } = JSON.parse(ended.stdout) as {
      policy: { passed: boolean; findings: { rule: string; serviceId: string | null; message: string }[] };
    };
    expect(found.passed).toBe(false);
    expect(found.findings.filter(({ rule }) => rule === 'minimum-keys')).toMatchObject([{ serviceId: 'dropbox' }]);
    await window
      .getByRole('navigation')
      .getByRole('button', { name: t('window.nav.policy'), exact: true })
      .click();
    await soon(() => main().getByRole('listitem').count()).toBe(found.findings.length);
    const shown = (await main().textContent()) ?? '';
    for (const { message } of found.findings) expect(shown).toContain(message);
  });

  it('is removed after a question', async () => {
    await press(t('policy.window.remove'));
    const question = window.getByRole('alertdialog');
    await question.getByRole('button', { name: t('policy.window.remove.confirm'), exact: true }).click();
    await main().getByText(t('policy.window.none.explain')).waitFor();
  });
});
