// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { htmlText } from '../../../src-main/reports/html.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { ReportDocument } from '../../../src-shared/reports/report-document.ts';
import { readOf, manualOf } from '../coverage/coverage-fixtures.ts';
import { hostileNames, smallSnapshot, textOf, worldOf } from './report-world.ts';

// A small document is parsed for every text.
vi.setConfig({ testTimeout: 30_000 });

/** Creates a report with the same text everywhere that a text may stand. */
function reportWith(text: string): ReportDocument {
  const line = { text, severity: 'critical' as const, url: text };
  return {
    locale: 'ja',
    title: text,
    orientation: 'portrait',
    madeAt: '2026-01-12T00:00:00.000Z',
    running: text,
    about: [text],
    summary: [text, text],
    sections: [
      {
        heading: text,
        blocks: [
          { type: 'lines', lines: [line] },
          { type: 'facts', facts: [[text, text]] },
          { type: 'list', items: [line] },
          { type: 'table', columns: [{ name: text, width: 1 }], rows: [[[line, line]], [[]]] },
          { type: 'tasks', ordered: true, tasks: [{ title: text, lines: [line], done: true }] },
        ],
      },
    ],
    notes: [text],
    missingCharactersNote: text,
    pageText: ['', '/', ''],
  };
}

const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const allowed = new Set(
  'html head meta title style body header main footer section h1 h2 p bdi a span div dl dt dd ul ol li table colgroup col thead tbody tr th td'.split(
    ' ',
  ),
);

describe('a report as HTML', () => {
  it('has no element and no attribute that a text brought with it, and shows every text', () => {
    const text = fc.oneof(
      fc.constantFrom(
        ...hostileNames,
        'javascript:alert(1)',
        '"><svg onload=alert(1)>',
        '</style><script>',
        '&lt;',
        "' x='",
      ),
      fc.string({ unit: 'grapheme', minLength: 1 }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const page = parsed(htmlText(reportWith(value)));
        for (const element of page.querySelectorAll('*')) {
          expect(allowed).toContain(element.localName);
          for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$|^src/);
        }
        for (const link of page.querySelectorAll('a')) expect(link.protocol).toBe('https:');
        // The HTML parser drops NUL and the end of a line after the tag of an element; nothing else is lost.
        const shown = (content: string | null | undefined) => (content ?? '').replaceAll(/[\0\r\n\uFFFD]/g, '');
        expect(shown(page.querySelector('li bdi')?.textContent)).toBe(shown(value.toWellFormed()));
        expect(shown(page.querySelector('td bdi, th bdi')?.textContent)).toBe(shown(value.toWellFormed()));
      }),
      { numRuns: 80 },
    );
  });

  it('runs nothing, loads nothing and sends nothing, and says so to the browser', async () => {
    const page = parsed(await textOf({ format: 'html' }));
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
    const style = page.querySelector('style')?.textContent ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`);
    expect(style).not.toMatch(/url\(|@import/);
    expect(page.querySelectorAll('script, link, img, iframe, object, form, base')).toHaveLength(0);
  });

  it.each(['en', 'ja'] as const)('names its language and has fonts for it (%s)', async (language) => {
    const page = parsed(await textOf({ format: 'html', language }));
    expect(page.documentElement.lang).toBe(language);
    expect(page.title).toBe(
      language === 'ja' ? 'セキュリティキーとアカウントの対応' : 'Coverage of accounts by security keys',
    );
    expect(page.querySelector('style')?.textContent).toMatch(/:lang\(ja\)\{font-family:"Hiragino Sans"/);
  });

  it('repeats heads of tables on paper and keeps rows whole', async () => {
    const style = parsed(await textOf({ format: 'html' })).querySelector('style')?.textContent ?? '';
    expect(style).toMatch(/@media print\{.*thead\{display:table-header-group\}tr\{break-inside:avoid\}/);
  });

  it('shows names of people and attackers as they are made safe everywhere', async () => {
    const snapshot = smallSnapshot({
      enrolments: hostileNames.flatMap((name, at) => [
        readOf('blue', `site${at}.example`, name),
        manualOf('red', 'shop', name),
      ]),
    });
    const page = parsed(await textOf({ format: 'html', kind: 'inventory' }, worldOf(snapshot)));
    const texts = new Set([...page.querySelectorAll('bdi')].map((element) => element.textContent));
    for (const name of hostileNames) expect(texts).toContain(displayText(name, 2_000));
  });
});
