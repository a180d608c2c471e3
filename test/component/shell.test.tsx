import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { appStatus, keyView, openStatus } from './fake-data.ts';
import { ok, sentSnapshot } from './fake-api.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

describe('shell', () => {
  it('shows the notes about this session in the settings as long as they are true, and a sign of them beside every view', async () => {
    const fake = await renderApp({ status: { ...appStatus, banners: ['demo', 'sandbox-off', 'inventory-readable'] } });
    const settings = screen.getByRole('button', { name: 'Settings' });
    expect(settings).toHaveAccessibleDescription('2 notes about this session');
    await person().click(settings);
    const notes = screen.getByRole('list', { name: 'About this session' });
    expect(within(notes).getAllByRole('listitem')).toHaveLength(2);
    expect(notes).toHaveTextContent('Started as root');
    act(() => fake.emit('app.onStatusChanged', { ...appStatus, banners: ['demo', 'inventory-readable'] }));
    expect(within(notes).getAllByRole('listitem')).toHaveLength(1);
    act(() => fake.emit('app.onStatusChanged', { ...appStatus, banners: ['demo'] }));
    expect(screen.queryByRole('list', { name: 'About this session' })).toBeNull();
    expect(settings).not.toHaveAccessibleDescription();
  });

  it('names the views by tooltip where they are icons alone', async () => {
    await renderApp(twoKeys());
    const coverage = screen.getByRole('button', { name: 'Coverage' });
    expect(coverage).not.toHaveAttribute('title');
    vi.stubGlobal('innerWidth', 800);
    act(() => void window.dispatchEvent(new Event('resize')));
    expect(coverage).toHaveAttribute('title', 'Coverage');
    vi.unstubAllGlobals();
  });

  it('speaks Japanese and turns dark when the status says so', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('app.onStatusChanged', { ...appStatus, locale: 'ja', dark: true }));
    expect(document.documentElement.lang).toBe('ja');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(screen.getByRole('button', { name: '設定' })).toBeVisible();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'アカウント3件のうち2件は、キー1本だけが頼りです。',
    );
  });

  it('lists the plugged-in keys beside every view and opens one', async () => {
    await renderApp(twoKeys(), {}, 'activity');
    await person().click(within(screen.getByRole('navigation')).getByRole('link', { name: /Blue.*PIN needed/ }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Blue');
    expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('Passkeys');
  });

  it('a key that is plugged in again is listed where it was', async () => {
    const world = twoKeys();
    const as = (number: number, keyId: string, label: string) =>
      keyView(number, { remembered: { keyId, label, strength: 'vendor-serial' } });
    const [blue, spare] = [as(1, 'blue', 'Blue'), as(2, 'spare', 'Spare')];
    const fake = await renderApp({ ...world, keys: [blue, spare] });
    const names = () =>
      within(screen.getByRole('navigation'))
        .getAllByRole('link')
        .map((link) => link.querySelector('bdi')?.textContent);
    expect(names()).toEqual(['Blue', 'Spare']);
    await act(async () => fake.emit('keys.onChanged', [spare, { ...blue, handle: 'again' }]));
    expect(names()).toEqual(['Blue', 'Spare']);
  });

  it('shows simulated keys with their PINs and the hand only in demo mode', async () => {
    const keys = [{ id: 'd1', name: 'Demo key', pin: '1234', plugged: true, hasSensor: true }];
    const fake = await renderApp({ ...twoKeys(), status: appStatus }, { 'demo.keys': () => keys });
    const user = person();
    await user.click(screen.getByRole('button', { name: 'Simulated keys' }));
    const panel = screen.getByRole('region', { name: 'Simulated keys' });
    expect(panel).toHaveTextContent('PIN: 1234');
    await user.click(within(panel).getByRole('button', { name: 'Unplug Demo key' }));
    await user.click(within(panel).getByRole('button', { name: 'Touch Demo key' }));
    expect(fake.callsOf('demo.plug')).toEqual([{ id: 'd1', plugged: false }]);
    expect(fake.callsOf('demo.touch')).toEqual([{ id: 'd1' }]);
    await user.click(within(panel).getByRole('button', { name: 'Wrong finger at the next touch of Demo key' }));
    expect(fake.callsOf('demo.setWrongFinger')).toEqual([{ id: 'd1' }]);
  });

  it('opens and closes the bench of simulated keys only when the person says so', async () => {
    const keys = [{ id: 'd1', name: 'Demo key', pin: '1234', plugged: true, hasSensor: true }];
    await renderApp({ ...twoKeys(), status: appStatus }, { 'demo.keys': () => keys });
    const bench = () => screen.queryByRole('region', { name: 'Simulated keys' });
    const pill = screen.getByRole('button', { name: 'Simulated keys' });
    expect(bench()).toBeNull();
    await person().click(pill);
    expect(pill).toHaveAttribute('aria-expanded', 'true');
    expect(bench()).toHaveTextContent('Nothing here touches a real key.');
    await person().click(
      within(screen.getByRole('region', { name: 'Simulated keys' })).getByRole('button', { name: 'Close' }),
    );
    expect(bench()).toBeNull();
    expect(pill).toHaveAttribute('aria-expanded', 'false');
  });

  it('has no demo panel with real keys', async () => {
    await renderApp(twoKeys());
    expect(screen.queryByRole('button', { name: 'Simulated keys' })).toBeNull();
  });

  it('the page allows no inline script or style and holds none', () => {
    const page = readFileSync('src-renderer/index.html', 'utf8');
    expect(page).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(page).toContain("require-trusted-types-for 'script'");
    expect(page).toContain('id="react-aria-pressable-style"');
    expect(page).not.toMatch(/<style|style="|<script(?![^>]*src=)/);
  });
});

describe('an inventory that is not open', () => {
  const states = [
    ['needs-passphrase', /locked with a passphrase/, 'Unlock…'],
    ['damaged', /damaged/, 'Start from scratch…'],
    ['newer', /newer Sparekey/, 'Show the folder'],
    ['locked', /Another Sparekey/, 'Try again'],
    ['unreadable', /cannot be opened/, 'Try again'],
    ['keychain-missing', /keychain/, 'Try again'],
  ] as const;
  it.each(states)('%s is explained with the next step', async (state, words, button) => {
    await renderApp({ ...twoKeys(), inventoryStatus: { ...openStatus, state } });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(words);
    expect(screen.getByRole('button', { name: button })).toBeEnabled();
    expect(screen.queryByRole('grid')).toBeNull();
  });

  it('damaged: offers the newest backup', async () => {
    const fake = await renderApp({ ...twoKeys(), inventoryStatus: { ...openStatus, state: 'damaged' } });
    await person().click(screen.getByRole('button', { name: /^Restore the backup of November 18, 2026/ }));
    expect(fake.callsOf('inventory.restore')).toEqual([{ file: 'inventory-2026-11-18.bak' }]);
  });

  it('opens the views as soon as it is open', async () => {
    const world = twoKeys();
    const closed = { ...openStatus, state: 'needs-passphrase' } as const;
    const fake = await renderApp(
      { ...world, inventoryStatus: closed },
      { 'inventory.snapshot': () => ok(sentSnapshot(world.snapshot)) },
    );
    await person().click(screen.getByRole('button', { name: 'Unlock…' }));
    expect(fake.callsOf('inventory.unlock')).toHaveLength(1);
    await act(async () => fake.emit('inventory.onStatusChanged', openStatus));
    expect(await screen.findByRole('grid')).toBeVisible();
  });
});
