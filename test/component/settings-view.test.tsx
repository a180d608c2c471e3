import { describe, expect, it, vi } from 'vitest';
import { fireEvent } from '@testing-library/react';
import { showView } from '../../src-renderer/stores/navigation-store.ts';
import { appStatus, openStatus } from './fake-data.ts';
import { ok } from './fake-api.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const region = (name: string) => screen.getByRole('region', { name });

describe('settings', () => {
  it('changes language and theme at once', async () => {
    const fake = await renderApp(twoKeys(), {}, 'settings');
    const user = person();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), '日本語');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark');
    expect(fake.callsOf('app.setSettings')).toEqual([{ language: 'ja' }, { theme: 'dark' }]);
  });

  it('switches notices of the system off, and the tray on', async () => {
    const fake = await renderApp(twoKeys(), {}, 'settings');
    const user = person();
    expect(screen.getByRole('switch', { name: 'Notices of the system' })).toBeChecked();
    expect(screen.getByRole('switch', { name: 'Stay in the tray' })).not.toBeChecked();
    await user.click(screen.getByRole('switch', { name: 'Notices of the system' }));
    await user.click(screen.getByRole('switch', { name: 'Stay in the tray' }));
    expect(fake.callsOf('app.setSettings')).toEqual([{ notices: false }, { tray: true }]);
  });

  it('removes the list of models, and offers to import one where none is kept', async () => {
    const kept = { number: 7, nextUpdate: '2026-12-01', outOfDate: false, models: 3 };
    const answers = { 'genuineness.metadata': () => ok(kept), 'genuineness.removeMetadata': () => ok(true) };
    const fake = await renderApp(twoKeys(), answers, 'settings');
    const row = within(await screen.findByRole('group', { name: 'List of models' }));
    await person().click(row.getByRole('button', { name: 'Remove…' }));
    expect(fake.callsOf('genuineness.removeMetadata')).toHaveLength(1);
    expect(await row.findByRole('button', { name: 'Import a list…' })).toBeVisible();
  });

  it('keeps the days that were typed when the field is left in any way, and takes them back', async () => {
    const fake = await renderApp(twoKeys(), {}, 'settings');
    const user = person();
    const { preferences } = twoKeys().snapshot;
    const days = () => screen.getByLabelText('Days until a record counts as old');
    const sent = () =>
      fake.callsOf('inventory.setPreferences').map((one) => (one as typeof preferences).staleAfterDays);
    await user.clear(days());
    await user.type(days(), 'many');
    await user.tab();
    expect(days()).toHaveValue('many');
    expect(sent()).toEqual([]);
    await user.clear(days());
    await user.type(days(), '30');
    // As with a shortcut: the field is gone before it is left.
    act(() => showView('coverage'));
    await vi.waitFor(() => expect(sent()).toEqual([30]));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(sent()).toEqual([30, preferences.staleAfterDays]));
  });

  it('disables what is impossible, and says why: a recovery code for a file without protection, the folder of no file', async () => {
    const protection = { keychain: false, passphrase: false, recoveryCode: false };
    await renderApp(
      {
        status: { ...appStatus, dataLocation: 'memory' },
        inventoryStatus: { ...openStatus, protection, keychainAvailable: false },
      },
      {},
      'settings',
    );
    for (const name of ['Create a code…', 'Use the keychain', 'Show the folder']) {
      expect(screen.getByRole('button', { name })).toBeDisabled();
    }
    expect(region('Protection')).toHaveTextContent('Set a passphrase or use the keychain first');
    expect(region('Data')).toHaveTextContent('vanishes with the program');
  });

  it('says plainly that the file is readable where nothing protects it', async () => {
    const protection = { keychain: false, passphrase: false, recoveryCode: false };
    await renderApp({ inventoryStatus: { ...openStatus, protection, keychainAvailable: false } }, {}, 'settings');
    expect(region('Protection')).toHaveTextContent('Not protected: whoever can read the file can read the inventory');
    expect(region('Protection')).toHaveTextContent('offers no keychain');
    expect(within(region('Protection')).getByRole('button', { name: 'Set a passphrase…' })).toBeEnabled();
  });

  it('opens the passphrase window to set, change and remove; no passphrase field in this window', async () => {
    const protection = { keychain: true, passphrase: true, recoveryCode: true };
    const fake = await renderApp({ inventoryStatus: { ...openStatus, protection } }, {}, 'settings');
    const user = person();
    await user.click(screen.getByRole('button', { name: 'Change…' }));
    await user.click(screen.getByRole('button', { name: 'Create a new code…' }));
    expect(fake.callsOf('inventory.setPassphrase')).toHaveLength(1);
    expect(fake.callsOf('inventory.createRecoveryCode')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Remove…' }));
    // The system's own dialog asks, opened by the main process.
    expect(fake.callsOf('inventory.removePassphrase')).toHaveLength(1);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(document.querySelector('input[type=password]')).toBeNull();
  });

  it('shows what an import would change before it happens', async () => {
    const preview = {
      token: 't1',
      addedKeys: 1,
      mergedKeys: 0,
      addedEnrolments: 3,
      addedOtherWaysIn: 0,
      addedOther: 0,
      unchanged: 7,
      conflicts: [{ what: 'Label', ours: 'Blue', theirs: '<b>Red</b>' }],
      undecidedKeys: [{ keyId: 'k9', label: 'Old', candidates: [{ keyId: 'k1', label: 'Blue' }] }],
    };
    const fake = await renderApp({}, { 'inventory.previewImport': () => ok(preview) }, 'settings');
    const user = person();
    await user.click(screen.getByRole('button', { name: 'Import…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Import these records?' });
    expect(dialog).toHaveTextContent('Keys added1');
    expect(dialog).toHaveTextContent('<b>Red</b>');
    expect(fake.callsOf('inventory.applyImport')).toEqual([]);
    expect(within(dialog).getByRole('button', { name: 'Import' })).toBeDisabled();
    await user.selectOptions(within(dialog).getByLabelText(/^The key "Old" in the file/), 'Blue');
    await user.click(within(dialog).getByRole('button', { name: 'Import' }));
    expect(fake.callsOf('inventory.applyImport')).toEqual([{ token: 't1', sameKeys: { k9: 'k1' } }]);
  });

  it('restores a backup only after a question', async () => {
    const fake = await renderApp({}, {}, 'settings');
    await person().click(screen.getByRole('button', { name: /^Restore the backup of November 2, 2026/ }));
    expect(screen.getByRole('alertdialog')).toHaveTextContent('A backup of the current one is made first');
    expect(fake.callsOf('inventory.restore')).toEqual([]);
  });

  it('erases everything only after the word is typed and the button is live', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const fake = await renderApp({}, {}, 'settings');
    const user = person((milliseconds) => vi.advanceTimersByTime(milliseconds));
    await user.click(screen.getByRole('button', { name: 'Erase everything…' }));
    const dialog = screen.getByRole('alertdialog');
    const button = () => within(dialog).getByRole('button', { name: 'Erase everything' });
    expect(button()).toBeDisabled();
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'Erase' } });
    const live = button();
    fireEvent.click(live, { detail: 0 });
    expect(fake.callsOf('inventory.eraseEverything')).toEqual([]);
    await act(async () => vi.advanceTimersByTimeAsync(1_600));
    fireEvent.click(live, { detail: 0 });
    expect(fake.callsOf('inventory.eraseEverything')).toEqual([{ confirmation: 'erase' }]);
  });

  it('shows where the data is, the versions, and copies redacted diagnostics', async () => {
    const fake = await renderApp({ status: appStatus }, {}, 'settings');
    expect(screen.getByText(appStatus.dataLocation)).toBeVisible();
    expect(region('Help')).toHaveTextContent('Sparekey 0.1.0 · Electron 45.4.1');
    await person().click(screen.getByRole('button', { name: 'Copy diagnostics' }));
    expect(fake.callsOf('app.copyDiagnostics')).toHaveLength(1);
  });
});
