import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RpId } from '../../src-renderer/components/outside-text.tsx';
import { readableDomain } from '../../src-shared/lib/readable-domain.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { emptySnapshot, inventoryKey, keyFacts, keyView, readEnrolment } from './fake-data.ts';
import { detailsPanel } from './coverage-actions.ts';
import { person, renderApp, screen } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "javascript:alert('x')",
  '<iframe srcdoc="<script>parent.hacked=1</script>">',
  '{{constructor.constructor("alert(1)")()}}',
  '<style>*{display:none}</style>',
  '&lt;b&gt;',
  '<a href="https://evil.example">click</a>',
  '${7*7}<b onmouseover=alert(1)>x',
];

describe('text from outside', () => {
  it.each(payloads)('L-01 %s is text in names of users, services, keys and products', async (payload) => {
    const short = payload.slice(0, 60);
    await renderApp({
      ...twoKeys(),
      keys: [keyView(1, { product: short, manufacturer: short, facts: keyFacts({ model: null }) })],
      snapshot: {
        ...emptySnapshot,
        keys: [inventoryKey('k', short, { place: short, owner: short })],
        enrolments: [readEnrolment('k', short, short, { note: short, userDisplayName: short })],
      },
    });
    expect(screen.getAllByText(displayText(short)).length).toBeGreaterThan(2);
    expect(document.querySelector('main script, main img, main iframe, main style, main a[href], [onload]')).toBeNull();
    await person().click(screen.getAllByRole('gridcell')[0] ?? document.body);
    expect(detailsPanel().querySelector('script, img, iframe, style, a[href]')).toBeNull();
    expect(detailsPanel()).toHaveTextContent(displayText(short));
    expect(document.title).toBe('Sparekey');
  });

  it('N-11 the title of the window names no service, account or key', async () => {
    await renderApp(twoKeys());
    expect(document.title).toBe('Sparekey');
  });
});

describe('displayText', () => {
  it('B-23 neutralises control, bidi and zero-width characters and caps the length', () => {
    const hostile = 'a\u0000b\nc\u001b[31m\u202egnp.exe\u2066\u200b\ufeff';
    expect(displayText(hostile)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
    expect(displayText(hostile)).toContain('\ufffd');
    expect(Array.from(displayText('x'.repeat(7_500))).length).toBeLessThanOrEqual(121);
    expect(displayText(`e${'\u0301'.repeat(2_000)}`).length).toBeLessThan(20);
  });

  it('leaves ordinary names of every script alone', () => {
    for (const name of ['mika@example.com', '竹田 美香', 'Åsa Öberg', 'محمد', '👩‍💻 dev', 'bücher']) {
      expect(displayText(name)).toBe(name);
    }
  });
});

describe('RP IDs', () => {
  it('E-22 shows both forms of an internationalised name', () => {
    expect(readableDomain('xn--bcher-kva.example')).toBe('bücher.example');
    expect(readableDomain('xn--80ak6aa92e.com')).toBe('аррӏе.com');
    expect(readableDomain('аррӏе.com')).toBe('xn--80ak6aa92e.com');
    expect(readableDomain('github.com')).toBeNull();
    const { container } = render(<RpId rpId="xn--80ak6aa92e.com" />);
    expect(container).toHaveTextContent('xn--80ak6aa92e.com (аррӏе.com)');
  });

  it('E-22 survives malformed punycode, line breaks and names longer than a domain may be', () => {
    expect(readableDomain('xn--\u0000')).toBeNull();
    expect(readableDomain('xn--zzzzzzzzzzzzzzzz99999999999')).toBeNull();
    expect(readableDomain(`${'ä'.repeat(400)}\n`)).not.toContain('\n');
    const { container } = render(<RpId rpId={`${'a'.repeat(400)}\n.example`} />);
    expect(Array.from(container.textContent).length).toBeLessThanOrEqual(254);
    expect(container.textContent).not.toContain('\n');
  });
});
