import { describe, expect, it } from 'vitest';
import { failure, ok } from './fake-api.ts';
import { chooseMore } from './coverage-actions.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const plain = {
  kind: 'coverage',
  format: 'pdf',
  language: 'en',
  withIdentifiers: false,
  gapsOnly: false,
  lostKeyIds: [],
  lostWayIds: [],
  lossId: null,
  primaryKeyId: null,
  spareKeyId: null,
};

async function opened(answers: Parameters<typeof renderApp>[1], view: Parameters<typeof renderApp>[2] = 'coverage') {
  const fake = await renderApp(twoKeys(), answers, view);
  const user = person();
  if (view === 'coverage') await chooseMore('Export…');
  else await user.click(await screen.findByRole('button', { name: 'Export…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Export a report' });
  const write = async () => {
    await user.click(within(dialog).getByRole('button', { name: 'Choose a file…' }));
    await act(async () => Promise.resolve());
  };
  return { fake, user, dialog, write };
}

describe('the export dialog', () => {
  it('proposes a PDF of the coverage in the language of the window, without identifiers', async () => {
    const { fake, dialog, write } = await opened({ 'reports.export': () => ok({ file: '/home/mika/report.pdf' }) });
    await write();
    expect(fake.callsOf('reports.export')).toMatchObject([plain]);
    expect(dialog).toHaveTextContent('/home/mika/report.pdf');
    expect(spoken().polite).toBe('The report was written to /home/mika/report.pdf');
  });

  it('sends what was chosen, and shows the file in its folder without naming a path', async () => {
    const { fake, user, dialog, write } = await opened({ 'reports.export': () => ok({ file: '/home/mika/r.csv' }) });
    await user.selectOptions(within(dialog).getByLabelText('Format'), 'csv');
    await user.selectOptions(within(dialog).getByLabelText('Language'), 'ja');
    await user.click(within(dialog).getByRole('checkbox', { name: /Only accounts with something to do/ }));
    await user.click(within(dialog).getByRole('checkbox', { name: /With credential IDs/ }));
    await write();
    expect(fake.callsOf('reports.export')).toMatchObject([
      { ...plain, format: 'csv', language: 'ja', withIdentifiers: true, gapsOnly: true },
    ]);
    await user.click(within(dialog).getByRole('button', { name: 'Show in folder' }));
    expect(fake.callsOf('reports.showLast')).toEqual([undefined]);
  });

  it('offers "gaps only" for the coverage alone, and proposes the inventory from the list of keys', async () => {
    const { fake, user, dialog, write } = await opened({ 'reports.export': () => ok(null) }, 'keys');
    expect(within(dialog).getByLabelText('Report')).toHaveValue('inventory');
    expect(within(dialog).queryByRole('checkbox', { name: /Only accounts/ })).toBeNull();
    await user.selectOptions(within(dialog).getByLabelText('Report'), 'coverage');
    await user.click(within(dialog).getByRole('checkbox', { name: /Only accounts/ }));
    await user.selectOptions(within(dialog).getByLabelText('Report'), 'inventory');
    await write();
    expect(fake.callsOf('reports.export')).toMatchObject([{ ...plain, kind: 'inventory' }]);
    // Cancelled in the system's dialog: nothing is said, and it can be tried again.
    expect(within(dialog).queryByText('The report was written:')).toBeNull();
    expect(within(dialog).getByRole('button', { name: 'Choose a file…' })).toBeEnabled();
  });

  it('keeps the focus while it writes: Esc closes it after a cancelled choice', async () => {
    const { user, dialog, write } = await opened({ 'reports.export': () => ok(null) });
    await write();
    expect(within(dialog).getByRole('button', { name: 'Choose a file…' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says why nothing was written', async () => {
    const { dialog, write } = await opened({ 'reports.export': () => failure({ kind: 'disk-full' }) });
    await write();
    expect(within(dialog).queryByText('The report was written:')).toBeNull();
    expect(screen.getByRole('region', { name: 'Messages' })).toHaveTextContent('The disk is full.');
  });
});
