import { describe, expect, it, vi } from 'vitest';
import { fireEvent } from '@testing-library/react';
import { appStatus, openStatus } from './fake-data.ts';
import { ok } from './fake-api.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const region = (name: string) => screen.getByRole('region', { name });

describe('settings', () => {
  it('changes language and theme at once', async () => {
    const fake = await renderApp(twoKeys(), {}, 'settings');
    const user = person();
    await user.selectOptions(screen.getByLabelText('Language'), '日本語');
    await user.selectOptions(screen.getByLabelText('Theme'), 'Dark');
    expect(fake.callsOf('app.setSettings')).toEqual([
      { language: 'ja', theme: 'system' },
      { language: 'ja', theme: 'dark' },
    ]);
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
    const button = () => within(dialog).queryByRole('button', { name: 'Erase everything' });
    expect(button()).toBeNull();
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'Erase' } });
    const live = button();
    if (live === null) throw new Error('the button is not offered');
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
