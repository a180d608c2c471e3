import { lstatSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings } from './accessibility-checks.ts';
import { answerFileQuestions } from './chosen.ts';
import { freshProgram } from './fresh-program.ts';
import { pinWindow, pressEnterToClose } from './harness.ts';
import { soon } from './soon.ts';

// Large blobs, from the row of a key to the key and back, by the keyboard alone: the daily key of the demonstration has a certificate, bytes that
// are no text, and one of a passkey that is gone.

const t = createTranslator('en');
const dailyPin = '123456';
const ssh = 'ssh:';
const program = freshProgram();

const button = (name: string) => program.window.getByRole('button', { name, exact: true });
const row = () => program.window.getByRole('group', { name: t('window.blobs'), exact: true });
const list = () => program.window.getByRole('list', { name: t('window.blobs') });

/** Presses a button that opens the PIN window, and types the PIN there. */
async function withPin(press: () => Promise<void>): Promise<void> {
  const page = await pinWindow(program.running, press);
  await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(dailyPin);
  await pressEnterToClose(page);
}

async function showSecurity(): Promise<void> {
  const { window } = program;
  await window.getByRole('navigation').getByRole('link').filter({ hasText: '…311' }).first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.passkeys') }).waitFor();
  await window.keyboard.press('Control+2');
  await row().waitFor();
}

/** Presses the button of the deletion that is asked about, once that can be pressed. */
async function agree(): Promise<void> {
  const question = program.window.getByRole('alertdialog');
  const confirm = question.getByRole('button', { name: t('window.blobs.delete.confirm') });
  await soon(() => confirm.getAttribute('aria-disabled')).not.toBe('true');
  await confirm.press('Enter');
}

describe('14 large blobs in the window', () => {
  it('are shown with the PIN, viewed as text and in hex, and deleted after a question', async () => {
    const { window } = program;
    await showSecurity();
    await withPin(() => button(t('window.blobs.show')).press('Enter'));
    await soon(() => row().textContent()).toContain(t('window.blobs.count', { count: 3 }));
    expect(await row().textContent()).toContain('of 2,048 bytes are used');
    expect(await list().textContent()).toContain(t('blob.owner.none'));
    expect(await allFindings(window)).toEqual([]);

    await button(t('window.blobs.view-one', { owner: ssh })).press('Enter');
    const dialog = window.getByRole('dialog');
    const content = dialog.getByRole('region', { name: t('window.blobs.content') });
    await soon(() => content.textContent()).toContain('Principals: hana, deploy');
    expect(await allFindings(window)).toEqual([]);
    await dialog.getByRole('radio', { name: t('window.blobs.form.hex') }).press('Space');
    await soon(() => content.textContent()).toContain('000000  73 73 68 2d');
    await dialog.getByRole('button', { name: t('window.common.close') }).press('Enter');
    await dialog.waitFor({ state: 'detached' });

    await button(t('window.blobs.delete-one', { owner: ssh })).press('Enter');
    expect(await allFindings(window)).toEqual([]);
    await agree();
    await soon(() => row().textContent()).toContain(t('window.blobs.count', { count: 2 }));
    expect(await list().textContent()).not.toContain(ssh);
    await soon(() => window.locator('body').textContent()).toContain(t('window.blobs.deleted'));
  });

  it('a key that was unlocked for its passkeys shows them without its PIN, and asks for it to delete one', async () => {
    await showSecurity();
    await withPin(() => button(t('window.key.unlock')).press('Enter'));
    await button(t('window.key.lock')).waitFor();
    await button(t('window.blobs.show')).press('Enter');
    await soon(() => row().textContent()).toContain(t('window.blobs.count', { count: 3 }));
    await button(t('window.blobs.delete-one', { owner: ssh })).press('Enter');
    await withPin(agree);
    await soon(() => row().textContent()).toContain(t('window.blobs.count', { count: 2 }));
    expect(await list().textContent()).not.toContain(ssh);
  });

  it('are exported in the place of a file that the person agreed to replace, and never through a link', async () => {
    const { window, running } = program;
    const folder = mkdtempSync(join(running.folder, 'exports-'));
    const [file, mine, link] = [join(folder, 'blob.bin'), join(folder, 'mine.bin'), join(folder, 'link.bin')];
    writeFileSync(file, 'an older export');
    writeFileSync(mine, 'mine');
    symlinkSync(mine, link);
    await showSecurity();
    await withPin(() => button(t('window.blobs.show')).press('Enter'));
    await soon(() => row().textContent()).toContain(t('window.blobs.count', { count: 3 }));
    const exported = () => button(t('window.blobs.export-one', { owner: ssh })).press('Enter');

    await answerFileQuestions(running, file);
    await exported();
    await soon(() => readFileSync(file, 'utf8')).toContain('ssh-');
    await soon(() => window.locator('body').textContent()).toContain(t('window.blobs.exported', { file }));

    await answerFileQuestions(running, link);
    await exported();
    const refusal = t('failure.file-not-written', { detail: 'ENOTPLAIN' });
    await soon(() => window.locator('body').textContent()).toContain(refusal);
    expect([lstatSync(link).isSymbolicLink(), readFileSync(mine, 'utf8')]).toEqual([true, 'mine']);
    expect(readdirSync(folder).toSorted()).toEqual(['blob.bin', 'link.bin', 'mine.bin']);
  });
});
