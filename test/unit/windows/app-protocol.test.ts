import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileTable, serve } from '../../../src-main/windows/app-protocol.ts';
import { contentSecurityPolicy } from '../../../src-main/windows/content-security-policy.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-unit-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not a kind of file we serve');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('app://', () => {
  it('serves the listed files with their type and the policy', async () => {
    const table = readFileTable(folder);
    expect([...table.keys()].toSorted()).toEqual(['/assets/a.js', '/index.html']);
    const answer = serve(table, 'GET', 'app://sparekey/index.html');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<p>page</p>');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'app://sparekey/secret.txt',
    'app://sparekey/',
    'app://sparekey/assets',
    'app://sparekey/../index.html',
    'app://sparekey/assets/../index.html',
    'app://sparekey/%69ndex.html',
    'app://sparekey/index.html?',
    'app://sparekey/index.html#x',
    'app://sparekey/Index.html',
    'app://sparekey//index.html',
    'app://sparekey\\index.html',
    'app://sparekey.example/index.html',
    'app://sparekey:1/index.html',
    'app://a@sparekey/index.html',
    'APP://sparekey/index.html',
    'file:///etc/passwd',
    'app://sparekey/__proto__',
    'app://sparekey/constructor',
    '',
  ])('L-08 %s is not found', (url) => {
    const answer = serve(readFileTable(folder), 'GET', url);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  it('answers nothing but GET', () => {
    for (const method of ['POST', 'HEAD', 'PUT', 'get']) {
      expect(serve(readFileTable(folder), method, 'app://sparekey/index.html').status).toBe(404);
    }
  });

  it('L-03 the policy is the one that was decided on', () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'; require-trusted-types-for 'script'",
    );
  });
});
