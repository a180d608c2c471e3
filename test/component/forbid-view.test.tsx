import { describe, expect, it } from 'vitest';
import { navigationStore } from '../../src-renderer/stores/navigation-store.ts';
import { failure, type FakeWorld, ok } from './fake-api.ts';
import { deskState } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const [old, present] = ['aa'.repeat(16), 'bb'.repeat(16)];

/** Creates Blue, which is Sato's and of an old model, and a second key of which no model is known. */
function oldBlue(): FakeWorld {
  const world = twoKeys();
  const keys = world.snapshot.keys.map((key) =>
    key.id === 'blue'
      ? { ...key, aaguid: old, model: 'Old <b>key</b>', owner: 'Sato' }
      : { ...key, aaguid: null, model: null },
  );
  return { ...world, snapshot: { ...world.snapshot, keys } };
}
const list = (kind: 'allow' | 'forbid', aaguids: readonly string[]) => ({ name: 'Staff', kind, aaguids });
const rows = () => within(screen.getByRole('table', { name: 'Accounts of refused keys' })).getAllByRole('row');

describe('the question who would be shut out if a model were forbidden', () => {
  it('names account, outcome and whose key it is, and the keys of which nobody can say', async () => {
    await renderApp(oldBlue(), {}, 'forbid');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Which model is forbidden?');
    await person().click(screen.getByRole('button', { name: 'Old <b>key</b> (one key)' }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Without one key, 1 of 3 accounts closes.');
    expect(rows()[1]).toHaveTextContent(/Bank.*closes.*Sato.*–/);
    expect(rows()[2]).toHaveTextContent(/GitHub.*stays open.*Sato/);
    expect(screen.getByText('Of one key nobody can say: its model is not known.')).toBeVisible();
    await person().click(screen.getByRole('button', { name: 'Old <b>key</b> (one key)' }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('tells models of one name apart', async () => {
    const world = oldBlue();
    const keys = world.snapshot.keys.map((key) => ({
      ...key,
      aaguid: key.id === 'blue' ? old : present,
      model: 'Key',
    }));
    await renderApp({ ...world, snapshot: { ...world.snapshot, keys } }, {}, 'forbid');
    const names = within(screen.getByRole('group', { name: 'Models in use' })).getAllByRole('button');
    expect(names.map((one) => one.textContent)).toEqual([
      'Key aaaaaaaa (one key)',
      'Key bbbbbbbb (one key)',
      'From a list…',
    ]);
  });

  it('at one service leaves the others open', async () => {
    await renderApp(oldBlue(), {}, 'forbid');
    await person().click(screen.getByRole('button', { name: /Old/ }));
    await person().selectOptions(screen.getByRole('combobox', { name: 'Refused at' }), 'GitHub');
    expect(rows()).toHaveLength(2);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Without one key, no account closes.');
  });

  it('takes a list of models, of which what it refuses cannot be taken back one by one', async () => {
    const fake = await renderApp(
      oldBlue(),
      {
        'check.askModels': () => ok({ state: 'several', names: ['Staff', 'Admins'] }),
        'check.askProfile': () => ok(list('allow', [present])),
      },
      'forbid',
    );
    await person().click(screen.getByRole('button', { name: 'From a list…' }));
    await person().click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Use this one' }));
    expect(fake.callsOf('check.askProfile')).toEqual([{ name: 'Staff' }]);
    expect(await screen.findByText('Staff: one model allowed')).toBeVisible();
    expect(screen.getByRole('button', { name: /Old/ })).toBeDisabled();
    expect(rows()).toHaveLength(3);
    await person().click(screen.getByRole('button', { name: /^Go without the list/ }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('asks on after a file that is no list', async () => {
    const refused = failure({ kind: 'input-invalid', detail: 'models-none' });
    await renderApp(oldBlue(), { 'check.askModels': () => refused }, 'forbid');
    await person().click(screen.getByRole('button', { name: 'From a list…' }));
    expect(await screen.findAllByText(/the file holds no models/)).not.toHaveLength(0);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Which model is forbidden?');
  });

  it('is asked at the desk with its own list, and leads back there', async () => {
    const models = { name: 'Staff', kind: 'forbid', count: 1 } as const;
    await renderApp(
      oldBlue(),
      { 'check.open': () => ({ ...deskState, models }), 'check.models': () => list('forbid', [old]) },
      'check',
    );
    await person().click(await screen.findByRole('button', { name: 'Forbid a model…' }));
    expect(await screen.findByText('Staff: one model forbidden')).toBeVisible();
    expect(rows()).toHaveLength(3);
    await person().keyboard('{Escape}');
    expect(navigationStore.getState().view).toBe('check');
  });
});
