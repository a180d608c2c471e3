import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import { errorDocument } from './cli-schemas.ts';

const pin = '2481';
let harness: CliHarness;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-reports-'));
  const credentials = someCredentials(3, 3);
  harness = cliHarness([
    createVirtualKey({ personality: 'yubikey54', seed: 1, yubicoSerial: 1111, pin, credentials }),
    createVirtualKey({
      personality: 'yubikey54',
      seed: 2,
      yubicoSerial: 2222,
      pin,
      credentials: credentials.slice(0, 1),
    }),
  ]);
  for (const serial of ['1111', '2222']) await harness.run(['scan', '--key', serial, '--json'], { answers: [pin] });
  await harness.run(['inventory', 'edit', '1111', '--label', '青い鍵', '--place', 'Home']);
  await harness.run(['inventory', 'edit', '2222', '--label', 'Red', '--role', 'spare']);
});
afterEach(() => {
  harness.remove();
  rmSync(folder, { recursive: true, force: true });
});

const written = z.object({ done: z.literal(true), file: z.string(), format: z.string(), bytes: z.number() });
const details: Readonly<Record<string, readonly string[]>> = {
  coverage: [],
  inventory: [],
  recovery: ['--lost', '青い鍵'],
  backup: ['--primary', '青い鍵', '--spare', 'Red'],
};
const beginnings: Readonly<Record<string, string>> = {
  pdf: '%PDF-',
  html: '<!doctype html>',
  csv: '\uFEFF',
  json: '{',
};
const kinds = Object.keys(details);

async function failure(args: readonly string[]) {
  const run = await harness.run([...args, '--json']);
  return [run.status, errorDocument.parse(run.json()).error.kind];
}

describe('report', () => {
  it.each(kinds)('writes the %s report in every format and both languages', async (kind) => {
    for (const language of ['en', 'ja']) {
      for (const [format, beginning] of Object.entries(beginnings)) {
        const file = join(folder, `${kind}-${language}.${format}`);
        const args = ['report', kind, ...(details[kind] ?? []), '--out', file, '--lang', language, '--json'];
        const run = await harness.run(args);
        expect([run.status, run.err]).toEqual([0, '']);
        const content = readFileSync(file);
        expect(written.parse(run.json())).toMatchObject({ file, format, bytes: content.length });
        expect(content.toString('utf8').startsWith(beginning)).toBe(true);
        expect(statSync(file).mode & 0o777).toBe(0o600);
        expect(content.toString('utf8').includes(`<html lang="${language}">`)).toBe(format === 'html');
      }
    }
  });

  it('prints text formats on standard output, without a byte order mark', async () => {
    const csv = await harness.run(['report', 'coverage', '--format', 'csv']);
    expect(csv.out).toMatch(/^Service,Domain,User name,.*\r\n(?:.+\r\n){2}.+\r$/);
    const html = await harness.run(['report', 'coverage']);
    expect(html.out).toMatch(/^<!doctype html>[^]*<\/html>$/);
    const json = await harness.run(['report', 'inventory', '--json']);
    expect(json.json()).toMatchObject({ report: 'inventory', version: 1, language: 'en' });
  });

  it('refuses to print a PDF, and a file whose format is not said', async () => {
    expect(await failure(['report', 'coverage', '--format', 'pdf'])).toEqual([2, 'usage']);
    expect(await failure(['report', 'coverage', '--out', join(folder, 'report.doc')])).toEqual([2, 'usage']);
    expect(await failure(['report', 'coverage', '--format', 'doc'])).toEqual([2, 'usage']);
    expect(await failure(['report', 'recovery'])).toEqual([2, 'usage']);
    expect(await failure(['report', 'backup', '--primary', 'Red'])).toEqual([2, 'usage']);
    expect(await failure(['report', 'recovery', '--lost', 'nobody'])).toEqual([3, 'no-such-key']);
    expect(await failure(['report', 'recovery', '--loss', 'none'])).toEqual([2, 'input-invalid']);
  });

  it('J-15 never writes over a file unless it is told to', async () => {
    const file = join(folder, 'coverage.html');
    await harness.run(['report', 'coverage', '--out', file, '--lang', 'ja']);
    expect(await failure(['report', 'coverage', '--out', file])).toEqual([2, 'file-not-written']);
    expect(readFileSync(file, 'utf8')).toContain('<html lang="ja">');
    const forced = await harness.run(['report', 'coverage', '--out', file, '--force']);
    expect(forced.status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('<html lang="en">');
    expect(await failure(['report', 'coverage', '--out', join(folder, 'none', 'a.csv')])).toEqual([
      2,
      'file-not-written',
    ]);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('never writes over what is no report, whatever it is told', async () => {
    const mine = join(folder, 'mine.html');
    writeFileSync(mine, 'mine');
    await harness.run(['inventory', 'backup']);
    const backups = `${harness.inventoryFile}-backups`;
    const kept = [mine, harness.inventoryFile, ...readdirSync(backups).map((name) => join(backups, name))];
    expect(kept.length).toBeGreaterThan(2);
    for (const file of kept) {
      const before = readFileSync(file);
      const out = ['report', 'coverage', '--format', 'html', '--out', file, '--force'];
      expect(await failure(out)).toEqual([2, 'file-not-written']);
      expect(readFileSync(file).equals(before)).toBe(true);
    }
  });

  it('an answer that standard output does not take is an error, and says so on standard error', async () => {
    for (const args of [['inventory', 'export'], ['report', 'coverage', '--json'], ['coverage'], ['--help']]) {
      const run = await harness.run(args, { outputError: 'ENOSPC' });
      expect([args, run.status]).toEqual([args, 9]);
      expect(run.err).toContain('could not be written to standard output (no space is left)');
    }
    const wrong = await harness.run(['report', 'recovery'], { outputError: 'EIO' });
    expect(wrong.status).toBe(2);
  });

  it('J-16 leaves out what identifies a person unless it is asked for', async () => {
    const plain = await harness.run(['report', 'inventory', '--format', 'json']);
    const full = await harness.run(['report', 'inventory', '--format', 'json', '--with-identifiers']);
    const identified = z.object({ enrolments: z.array(z.object({ credentialId: z.string(), userId: z.string() })) });
    const { enrolments } = identified.parse(JSON.parse(full.out));
    expect(enrolments.length).toBeGreaterThan(3);
    for (const { credentialId, userId } of enrolments) {
      expect(plain.out).not.toContain(credentialId);
      expect(plain.out).not.toContain(userId);
    }
  });

  it('takes a place for lost as a whole, and lists only gaps where that is asked', async () => {
    const plan = await harness.run(['report', 'recovery', '--lost-place', 'Home', '--format', 'csv']);
    expect(plan.out).toContain('Get back in');
    const gaps = await harness.run(['report', 'coverage', '--format', 'json', '--gaps']);
    expect(JSON.parse(gaps.out)).toMatchObject({ report: 'coverage', gapsOnly: true });
  });

  it('a CSV file can do without the byte order mark', async () => {
    const file = join(folder, 'plain.csv');
    await harness.run(['report', 'inventory', '--out', file, '--no-bom', '--lang', 'ja']);
    expect(readFileSync(file, 'utf8')).toMatch(/^種別,キー,サービス,アカウント,/);
  });
});
