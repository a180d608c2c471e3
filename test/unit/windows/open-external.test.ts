import { describe, expect, it, vi } from 'vitest';
import { allowedAddress, allowedHosts, createOpenExternal } from '../../../src-main/windows/open-external.ts';

describe('leaving for the browser', () => {
  const hosts = allowedHosts(['https://github.com/settings/keys', 'not an address']);

  it.each([
    'http://github.com/',
    'file:///etc/passwd',
    'smb://github.com/share',
    'ms-settings:privacy',
    'javascript:alert(1)',
    'https://user@github.com/',
    'https://user:pass@github.com/',
    'https://github.com:8443/',
    'https://github.com.evil.example/',
    'https://gіthub.com/', // Cyrillic і
    'https://github.com/\n',
    ' https://github.com/',
    `https://github.com/${'x'.repeat(10_000)}`,
    'github.com',
    '',
  ])('L-12 %s is not opened', async (url) => {
    expect(allowedAddress(url, hosts)).toBeNull();
    const browser = { confirm: vi.fn(), open: vi.fn() };
    expect(await createOpenExternal(hosts, browser)(url)).toMatchObject({ ok: false });
    expect(browser.confirm).not.toHaveBeenCalled();
    expect(browser.open).not.toHaveBeenCalled();
  });

  it('L-12 shows the host first, and opens only after a yes', async () => {
    const browser = { confirm: vi.fn(async () => false), open: vi.fn(async () => {}) };
    const open = createOpenExternal(hosts, browser);
    expect(await open('https://github.com/settings/keys')).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(browser.confirm).toHaveBeenCalledWith('github.com');
    expect(browser.open).not.toHaveBeenCalled();
    browser.confirm.mockResolvedValue(true);
    expect(await open('https://github.com/settings/keys')).toMatchObject({ ok: true });
    expect(browser.open).toHaveBeenCalledWith('https://github.com/settings/keys');
  });
});
