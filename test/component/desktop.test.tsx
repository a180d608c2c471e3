import { describe, expect, it, vi } from 'vitest';
import { findEntries, type PaletteEntry } from '../../src-renderer/features/desktop/find-entries.ts';
import { shortcutText } from '../../src-renderer/features/desktop/shortcut-text.ts';
import { navigationStore } from '../../src-renderer/stores/navigation-store.ts';
import { menuViews } from '../../src-shared/domain/app-command.ts';
import { ok } from './fake-api.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

function entry(name: string, change: Partial<PaletteEntry> = {}): PaletteEntry {
  return { id: name, group: 'key', name, detail: '', terms: [], run: () => {}, ...change };
}

const palette = () => screen.getByRole('dialog', { name: 'Go to anything' });
const view = () => navigationStore.getState().view;

describe('what a few letters find', () => {
  const names = (found: ReturnType<typeof findEntries>) =>
    found.flatMap((group) => group.entries.map(({ name }) => name));

  it('finds all parts in any order, in name, detail and further texts, the beginning of a name first', () => {
    const entries = [
      entry('Old drawer', { terms: ['Desk'] }),
      entry('Desk drawer'),
      entry('Big desk'),
      entry('Other', { detail: 'desk' }),
    ];
    expect(names(findEntries(entries, 'desk'))).toEqual(['Desk drawer', 'Big desk', 'Old drawer', 'Other']);
    expect(names(findEntries(entries, 'drawer DESK'))).toEqual(['Desk drawer', 'Old drawer']);
    expect(findEntries(entries, 'nobody')).toEqual([]);
  });

  it('is written as people write: case, width and accents of compatibility make no difference', () => {
    expect(names(findEntries([entry('ＹｕｂｉＫｅｙ')], 'yubikey'))).toEqual(['ＹｕｂｉＫｅｙ']);
  });

  it('lists kinds in a fixed order, a few of each', () => {
    const many = Array.from({ length: 50 }, (_, index) => entry(`Key ${index}`));
    const found = findEntries([entry('Settings', { group: 'setting' }), ...many], '');
    expect(found.map(({ group, entries }) => [group, entries.length])).toEqual([
      ['key', 8],
      ['setting', 1],
    ]);
  });
});

describe('the list of everything', () => {
  it('opens with the request of the menu and with the button that names its shortcut; Esc closes it', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    act(() => fake.emit('app.onCommand', 'palette'));
    expect(palette()).toBeVisible();
    expect(within(palette()).getByRole('searchbox')).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Go to anything Ctrl K' }));
    expect(palette()).toBeVisible();
  });

  it('holds keys, accounts, actions and settings; arrow keys and Enter go there', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    act(() => fake.emit('app.onCommand', 'palette'));
    const groups = within(palette())
      .getAllByRole('group')
      .map((group) => group.getAttribute('aria-labelledby'));
    expect(groups.length).toBeGreaterThanOrEqual(4);
    await user.keyboard('spar');
    await user.keyboard('{Enter}');
    await vi.waitFor(() => expect(view()).toBe('keys'));
    expect(navigationStore.getState().selection).toEqual({ type: 'remembered', keyId: 'spare' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('finds a key by its place or its serial number, an account by its domain', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    act(() => fake.emit('app.onCommand', 'palette'));
    await user.keyboard('21755120');
    expect(within(palette()).getByRole('menuitem', { name: /^Blue/ })).toBeVisible();
    await user.clear(within(palette()).getByRole('searchbox'));
    await user.keyboard('forum.ex');
    expect(within(palette()).getByRole('menuitem', { name: /mika-forum/ })).toBeVisible();
    await user.keyboard('nothing of the kind');
    expect(within(palette()).getByText(/^Nothing fits/)).toBeVisible();
  });

  it('goes to a part of the settings', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    act(() => fake.emit('app.onCommand', 'palette'));
    await user.keyboard('protection of');
    await user.keyboard('{Enter}');
    await vi.waitFor(() => expect(view()).toBe('settings'));
  });
});

describe('requests of the menu', () => {
  it.each(menuViews)('%s is shown', async (name) => {
    const fake = await renderApp(twoKeys(), {}, name === 'coverage' ? 'policy' : 'coverage');
    act(() => fake.emit('app.onCommand', name));
    expect(view()).toBe(name);
  });

  it('asks for a file to import, the report, and the print dialog with the matrix in view', async () => {
    const fake = await renderApp(twoKeys(), { 'imports.previewFile': () => ok(null) }, 'policy');
    act(() => fake.emit('app.onCommand', 'import'));
    expect(fake.callsOf('imports.previewFile')).toHaveLength(1);
    act(() => fake.emit('app.onCommand', 'print'));
    expect(view()).toBe('coverage');
    await vi.waitFor(() => expect(fake.callsOf('app.print')).toHaveLength(1));
    act(() => fake.emit('app.onCommand', 'export'));
    expect(screen.getByRole('dialog')).toBeVisible();
  });

  it('says where the picture of the matrix was written', async () => {
    const fake = await renderApp(twoKeys(), { 'app.savePicture': () => ok({ file: '/home/matrix.pdf' }) });
    act(() => fake.emit('app.onCommand', 'save-picture'));
    const messages = await screen.findByRole('region', { name: 'Messages' });
    expect(within(messages).getByText('Saved: /home/matrix.pdf')).toBeVisible();
  });

  it('does nothing while a dialog asks something', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('app.onCommand', 'about'));
    act(() => fake.emit('app.onCommand', 'policy'));
    expect(view()).toBe('coverage');
  });
});

describe('help', () => {
  it('a question mark shows the shortcuts, but not while a text is typed', async () => {
    await renderApp(twoKeys());
    const user = person();
    await user.keyboard('?');
    const dialog = screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(within(dialog).getByText('Ctrl K')).toBeVisible();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('searchbox'));
    await user.keyboard('?');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('names the keys as the system does', () => {
    expect(shortcutText('CommandOrControl+K', 'linux')).toBe('Ctrl K');
    expect(shortcutText('CommandOrControl+K', 'darwin')).toBe('⌘K');
    expect(shortcutText('F1', 'win32')).toBe('F1');
  });

  it('About has the versions and each licence with its text', async () => {
    const fake = await renderApp(twoKeys(), {
      'app.about': () => ({
        versions: [{ name: 'Chromium', version: '140.0' }],
        licences: [{ name: 'react', version: '19.3.1', licence: 'MIT', text: 'Permission is granted' }],
      }),
    });
    act(() => fake.emit('app.onCommand', 'about'));
    const dialog = screen.getByRole('dialog', { name: 'About Sparekey' });
    expect(await within(dialog).findByText('140.0')).toBeVisible();
    await person().click(within(dialog).getByText('react'));
    expect(within(dialog).getByText('Permission is granted')).toBeVisible();
  });

  it('the guide names every sign of the matrix', async () => {
    const fake = await renderApp(twoKeys());
    act(() => fake.emit('app.onCommand', 'guide'));
    const dialog = screen.getByRole('dialog', { name: 'Guide' });
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(8);
  });
});
