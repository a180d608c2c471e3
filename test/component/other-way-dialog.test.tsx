import { describe, expect, it } from 'vitest';
import { otherWayInKinds } from '../../src-shared/domain/other-way-in.ts';
import { vaultWorld } from './chain-world.ts';
import { catalogueService, inventoryKey, now, readEnrolment } from './fake-data.ts';
import { detailsPanel, openAccount, openCell } from './coverage-actions.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const dialog = () => screen.getByRole('dialog');
const phone = {
  id: 'pixel',
  kind: 'phone',
  label: 'Pixel',
  owner: null,
  place: null,
  carriedOn: null,
  simIn: null,
  lostAt: null,
  asOf: now,
  note: null,
} as const;

/** Opens the dialog for another way into the bank. */
async function openDialog(world = vaultWorld()) {
  const fake = await renderApp({ ...world, snapshot: { ...world.snapshot, devices: [phone] } });
  const user = person();
  await openAccount(/^Bank, mika@bank: /);
  await user.click(screen.getByRole('button', { name: 'Another way in…' }));
  return { fake, user };
}

describe('recording another way in', () => {
  it('offers every kind under headings, and says what the chosen one means', async () => {
    const { user } = await openDialog();
    const kind = within(dialog()).getByLabelText('Kind');
    const values = within(kind)
      .getAllByRole('option')
      .map((option) => (option as HTMLOptionElement).value);
    expect(values.toSorted()).toEqual(otherWayInKinds.toSorted());
    expect(
      within(kind)
        .getAllByRole('group')
        .map((group) => group.getAttribute('label')),
    ).toEqual([
      'Tied to a device',
      'Through another account',
      'Codes and passwords',
      'Through people',
      'Something else',
    ]);
    await user.selectOptions(kind, 'windows-hello');
    await user.click(within(dialog()).getByRole('button', { name: 'What this is: Windows Hello for Business' }));
    expect(dialog()).toHaveTextContent('It is gone with the PC.');
  });

  it.each([
    ['synced-passkey', 'Bitwarden', 'Assumed: the account at Bitwarden.'],
    ['windows-hello', 'PC-1', 'Assumed: PC-1.'],
    ['totp-app', 'Pixel', 'Assumed: Pixel.'],
    ['password', 'web password', 'Assumed: a password that you remember.'],
    ['password', 'changed by the organisation', 'Assumed: nobody has it, so it opens nothing.'],
    ['helpdesk', 'IT', 'Assumed: other people’s help.'],
    ['recovery-codes', 'sheet', 'Assumed: nothing but itself.'],
    ['recovery-codes', 'codes in Bitwarden', 'Assumed: the account at Bitwarden.'],
  ])('shows what is assumed of %s "%s"', async (kind, name, hint) => {
    const { user } = await openDialog();
    await user.selectOptions(within(dialog()).getByLabelText('Kind'), kind);
    await user.type(within(dialog()).getByLabelText('Name'), name);
    expect(within(dialog()).getByLabelText('What it needs')).toHaveAccessibleDescription(hint);
  });

  it('records what it needs, one thing after the other', async () => {
    const { fake, user } = await openDialog();
    await user.type(within(dialog()).getByLabelText('Name'), 'codes');
    await user.selectOptions(within(dialog()).getByLabelText('What it needs'), 'I say what it needs');
    const add = () => within(dialog()).getByRole('button', { name: 'Add' });
    expect(add()).toBeDisabled();
    await user.selectOptions(within(dialog()).getByLabelText('Account'), 'GitHub');
    await user.click(add());
    for (const [type, label, value] of [
      ['A key', 'Key', 'Spare'],
      ['A phone or computer', 'Phone or computer', 'Pixel'],
    ] as const) {
      await user.click(within(dialog()).getByRole('button', { name: 'Add something it needs' }));
      await user.selectOptions(within(dialog()).getByLabelText('Add something it needs'), type);
      await user.selectOptions(within(dialog()).getByLabelText(label), value);
      await user.click(add());
    }
    await user.click(within(dialog()).getByRole('button', { name: 'Add something it needs' }));
    await user.selectOptions(within(dialog()).getByLabelText('Add something it needs'), 'A password that I remember');
    await user.click(add());
    await user.click(within(dialog()).getByRole('button', { name: 'Remove: Spare' }));
    await user.click(within(dialog()).getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([
      {
        requires: [
          { type: 'account', serviceId: 'github', userName: 'mika' },
          { type: 'device', deviceId: 'pixel' },
          { type: 'memory' },
        ],
        accountId: null,
        owner: null,
      },
    ]);
  });

  it('as usual records nothing of it', async () => {
    const { fake, user } = await openDialog();
    await user.click(within(dialog()).getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([{ requires: null }]);
  });

  it('a pass says that it counts for nothing without its end', async () => {
    const { user } = await openDialog();
    await user.selectOptions(within(dialog()).getByLabelText('Kind'), 'temporary-access-pass');
    expect(within(dialog()).getByLabelText('Valid until')).toHaveAccessibleDescription(
      'Without an end it counts for nothing.',
    );
  });

  it('asks whose it is where the inventory is of several people', async () => {
    const world = vaultWorld();
    const keys = [inventoryKey('blue', 'Blue', { owner: 'Mika' }), inventoryKey('spare', 'Spare', { owner: 'Aki' })];
    const { fake, user } = await openDialog({ ...world, snapshot: { ...world.snapshot, keys } });
    await user.selectOptions(within(dialog()).getByLabelText('Whose it is'), 'Aki');
    await user.click(within(dialog()).getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([{ owner: 'Aki' }]);
  });

  it('a place that something is kept at is warned of where it looks like a code', async () => {
    const { user } = await openDialog();
    await user.selectOptions(within(dialog()).getByLabelText('What it needs'), 'I say what it needs');
    await user.selectOptions(within(dialog()).getByLabelText('Add something it needs'), 'Something kept at a place');
    const [, place] = within(dialog()).getAllByLabelText('Place');
    if (place === undefined) throw new Error('no field for the place');
    await user.type(place, 'my PIN is 48291');
    expect(place).toBeInvalid();
    expect(within(dialog()).getByText(/This looks like a code/)).toBeVisible();
  });
});

describe('a service with several accounts', () => {
  const world = () => {
    const { snapshot, ...rest } = twoKeys();
    const enrolments = [...snapshot.enrolments, readEnrolment('blue', 'github.com', 'mika-bot')];
    return { ...rest, snapshot: { ...snapshot, enrolments } };
  };
  const accountOf = (name: string) => {
    const handle = readEnrolment('blue', 'github.com', name).userId ?? '';
    return `github|user:${handle}`;
  };

  it('another way in is attached to the account that the details are of, and may be attached to the other', async () => {
    const fake = await renderApp(world());
    const user = person();
    await openAccount(/^GitHub, mika-bot: /);
    await user.click(screen.getByRole('button', { name: 'Another way in…' }));
    const account = within(dialog()).getByLabelText('Account');
    expect(account).toHaveValue(accountOf('mika-bot'));
    await user.selectOptions(account, 'mika');
    await user.click(within(dialog()).getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([{ accountId: accountOf('mika') }]);
  });

  it('a key recorded by hand is attached too', async () => {
    const fake = await renderApp(world());
    const user = person();
    await openCell(/^GitHub, mika-bot: /, /^Spare: /);
    await user.click(screen.getByRole('button', { name: 'Record that it does open it…' }));
    await user.click(within(dialog()).getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addManual')).toMatchObject([{ keyId: 'spare', accountId: accountOf('mika-bot') }]);
  });

  it('two of them are joined, and taken apart again', async () => {
    const fake = await renderApp(world());
    const user = person();
    await openAccount(/^GitHub, mika-bot: /);
    await user.selectOptions(within(detailsPanel()).getByLabelText('This is the same account as'), 'mika');
    await user.click(within(detailsPanel()).getByRole('button', { name: 'Join' }));
    const accountIds: [string, string] = [accountOf('mika-bot'), accountOf('mika')];
    expect(fake.callsOf('inventory.joinAccounts')).toEqual([
      { accountId: accountIds[0], otherAccountId: accountIds[1] },
    ]);
    const { snapshot } = fake.world;
    const joined = {
      ...snapshot,
      revision: snapshot.revision + 1,
      sameAccounts: [{ id: 'join', accountIds, asOf: now }],
    };
    await act(async () => fake.inventoryBecomes(joined));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(fake.callsOf('inventory.separateAccounts')).toEqual([{ id: 'join' }]);
    await openAccount(/^GitHub, mika.*: /);
    await user.click(within(detailsPanel()).getByRole('button', { name: 'These are two accounts again' }));
    expect(fake.callsOf('inventory.separateAccounts')).toEqual([{ id: 'join' }, { id: 'join' }]);
  });
});

describe('an account at an RP ID of several services', () => {
  it('is said to be of one of them, and taken back', async () => {
    const world = twoKeys();
    const services = ['microsoft-entra-id', 'microsoft-account'].map((id) =>
      catalogueService(id, id, { rpIds: ['login.microsoft.com'] }),
    );
    const enrolments = [readEnrolment('blue', 'login.microsoft.com', 'mika@shop.example')];
    const fake = await renderApp({ ...world, services, snapshot: { ...world.snapshot, enrolments } });
    const user = person();
    await openAccount(/, mika@shop\.example: /);
    await user.selectOptions(
      within(detailsPanel()).getByLabelText('Which service it is at'),
      'Personal Microsoft account',
    );
    const userId = enrolments[0]?.userId;
    expect(fake.callsOf('inventory.assignService')).toEqual([
      { serviceId: 'microsoft-account', userId, userName: 'mika@shop.example' },
    ]);
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(fake.callsOf('inventory.assignService')[1]).toMatchObject({ serviceId: null, userId });
  });
});
