import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { type ExampleMetadata, writeMetadataBlob } from '../../src-virtual-key/attestation/metadata-blob.ts';
import { personalities } from '../../src-virtual-key/personalities.ts';
import { allFindings } from './accessibility-checks.ts';
import { answerFileQuestions } from './chosen.ts';
import { demoPin } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { pinWindow, pressEnterToClose } from './harness.ts';
import { soon } from './soon.ts';

// What a key proves of itself, from its row to the key and back, and the list of models that it is held against.

const t = createTranslator('en');
const program = freshProgram();
const { aaguid } = personalities.yubikey57;
const model = { aaguid, description: 'Example Key' };
const later: ExampleMetadata = { no: 9, nextUpdate: '2049-12-01', models: [model] };

const row = (name: string) => program.window.getByRole('group', { name, exact: true });
const said = (name: string) => soon(() => row(name).textContent());

/** Shows the security of the plugged-in key whose line holds this text. */
async function showSecurity(text: string): Promise<void> {
  const { window } = program;
  await window.getByRole('navigation').getByRole('link').filter({ hasText: text }).first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
}

/** Presses the check of a key that has a PIN, and types it. */
async function check(): Promise<void> {
  const page = await pinWindow(program.running, () => row(t('genuineness.row')).getByRole('button').press('Enter'));
  expect(await page.locator('#purpose').textContent()).toContain(t('sign-in-test.purpose'));
  await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(demoPin);
  await pressEnterToClose(page);
}

/** Imports a list of models, as it is or after a change of its text. */
async function importMetadata(metadata: ExampleMetadata, change = (blob: string) => blob): Promise<void> {
  const file = join(program.running.folder, 'blob.jwt');
  writeFileSync(file, change(writeMetadataBlob(metadata)));
  await answerFileQuestions(program.running, file);
  await row(t('genuineness.list')).getByRole('button').press('Enter');
}

describe('14 genuineness in the window', () => {
  it('a key with a certificate of its maker is genuine, signs in, and keeps nothing; what is not proved is said', async () => {
    await showSecurity('…311');
    await said(t('genuineness.row')).toContain(t('genuineness.row.not-tried'));
    await check();
    await said(t('genuineness.row')).toContain(t('genuineness.verdict.genuine'));
    await said(t('genuineness.row')).toContain(t('genuineness.proved.nothing-left'));
    await said(t('genuineness.row')).toContain(t('genuineness.not-proved.beyond'));
    await said(t('sign-in-test.row')).toContain(t('sign-in-test.works'));
    expect(await allFindings(program.window)).toEqual([]);
  });

  it('a later list of models changes the verdict without another touch: past its day, revoked, without the model', async () => {
    await showSecurity('…311');
    await check();
    await said(t('genuineness.row')).toContain(t('genuineness.verdict.genuine'));
    await importMetadata({ ...later, nextUpdate: '2026-01-01' });
    await said(t('genuineness.row')).toContain('A later one was due on 2026-01-01');
    await importMetadata({ ...later, no: 10, models: [{ ...model, reports: ['REVOKED'] }] });
    await said(t('genuineness.row')).toContain(t('genuineness.reason.model-revoked'));
    await importMetadata({ ...later, no: 11, models: [] });
    await said(t('genuineness.row')).toContain(t('genuineness.reason.model-unknown'));
  });

  it('a list of models that is older, changed or past its signer is refused, and the old one stays', async () => {
    const { window } = program;
    await showSecurity('…311');
    await importMetadata({ ...later, no: 2 });
    await window.getByText(t('invalid.metadata-older-than-known')).first().waitFor();
    await importMetadata(later, (blob) => `${blob.slice(0, -8)}AAAAAAAA`);
    await window.getByText(t('invalid.metadata-signature-wrong')).first().waitFor();
    await importMetadata({ ...later, signerLastYear: '25' });
    await window.getByText(t('invalid.metadata-chain-expired')).first().waitFor();
    await said(t('genuineness.list')).toContain('no. 3');
  });

  it('a key that names a model whose keys carry certificates, and has none, is not genuine', async () => {
    await showSecurity('CTAP 2.1 with preview');
    const copied = { aaguid: personalities.both21.aaguid, description: 'Example Key 2' };
    await importMetadata({ ...later, models: [copied] });
    await said(t('genuineness.list')).toContain('no. 9');
    await row(t('genuineness.row')).getByRole('button').press('Enter');
    await said(t('genuineness.row')).toContain(t('genuineness.verdict.not-genuine'));
    await said(t('genuineness.row')).toContain(t('genuineness.next.not-genuine'));
  });
});
