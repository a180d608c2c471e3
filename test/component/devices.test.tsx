import { describe, expect, it, vi } from 'vitest';
import type { Device } from '../../src-shared/domain/device.ts';
import { ok } from './fake-api.ts';
import { now, readEnrolment } from './fake-data.ts';
import { otherWay, vaultWorld } from './chain-world.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';
import { armDelay } from '../../src-renderer/components/danger-button.tsx';

function device(id: string, change: Partial<Device> = {}): Device {
  const nothing = { owner: null, place: null, carriedOn: null, simIn: null, lostAt: null, note: null };
  return { id, kind: 'phone', label: id, asOf: now, ...nothing, ...change };
}

const withDevices = (devices: Device[]) => {
  const world = twoKeys();
  return { ...world, snapshot: { ...world.snapshot, devices } };
};
const section = () => screen.getByRole('region', { name: 'Phones and computers' });

describe('phones and computers', () => {
  it('are added with label, kind, owner, place and what they are carried on; a SIM is in a phone', async () => {
    const fake = await renderApp(withDevices([device('Pixel')]), {}, 'settings');
    const user = person();
    await user.click(within(section()).getByRole('button', { name: 'Add one…' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.selectOptions(within(dialog).getByLabelText('Kind'), 'Phone number');
    await user.type(within(dialog).getByLabelText('Label'), 'My number');
    await user.type(within(dialog).getByLabelText('Owner'), 'Mika');
    await user.selectOptions(within(dialog).getByLabelText('SIM is in'), 'Pixel');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(fake.callsOf('inventory.addDevice')).toEqual([
      {
        kind: 'phone-number',
        label: 'My number',
        owner: 'Mika',
        place: null,
        carriedOn: null,
        simIn: 'Pixel',
        note: null,
      },
    ]);
  });

  it('are changed, recorded as lost, found and removed', async () => {
    const lost = device('Laptop', { kind: 'computer', lostAt: now });
    const fake = await renderApp(withDevices([device('Pixel', { place: 'home' }), lost]), {}, 'settings');
    const user = person();
    expect(within(section()).getByRole('row', { name: /^Laptop/ })).toHaveTextContent('recorded as lost');
    await user.click(within(section()).getByRole('button', { name: 'Change Pixel' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByLabelText('Place')).toHaveValue('home');
    await user.clear(within(dialog).getByLabelText('Place'));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(fake.callsOf('inventory.editDevice')).toMatchObject([{ id: 'Pixel', label: 'Pixel', place: null }]);
    await user.click(within(section()).getByRole('button', { name: 'Pixel was lost' }));
    await user.click(within(section()).getByRole('button', { name: 'Laptop was found' }));
    expect(fake.callsOf('inventory.setDeviceLost')).toEqual([
      { id: 'Pixel', state: 'lost' },
      { id: 'Laptop', state: 'found' },
    ]);
    await user.click(within(section()).getByRole('button', { name: 'Remove Laptop' }));
    expect(fake.callsOf('inventory.removeDevice')).toEqual([{ id: 'Laptop' }]);
  });

  it('speak Japanese', async () => {
    const world = withDevices([device('Pixel')]);
    await renderApp({ ...world, status: { ...world.status, locale: 'ja' } }, {}, 'settings');
    await person().click(screen.getByRole('button', { name: 'Pixelを変更' }));
    expect(screen.getByRole('dialog', { name: 'スマートフォンやパソコンの変更' })).toBeVisible();
  });
});

describe('devices and accounts that are lost', () => {
  const world = () => {
    const base = vaultWorld();
    const hello = otherWay('hello', {
      serviceId: 'bank',
      userId: readEnrolment('blue', 'bank.com', 'mika@bank').userId,
      userName: 'mika@bank',
      kind: 'totp-app',
      name: 'Pixel',
    });
    const vault = otherWay('sheet', { serviceId: 'bitwarden', kind: 'recovery-codes', name: 'sheet', place: 'safe' });
    const otherWaysIn = [...base.snapshot.otherWaysIn, hello, vault];
    return { ...base, snapshot: { ...base.snapshot, otherWaysIn, devices: [device('Pixel')] } };
  };
  const chip = (name: string) => screen.getByRole('button', { name, pressed: false });
  const kind = (name: string) => within(screen.getByRole('group', { name }));

  it('are offered at once: devices, and of accounts those that others depend on', async () => {
    await renderApp(world(), {}, 'loss');
    expect(kind('Phones, computers').getByRole('button', { name: 'Pixel' })).toBeEnabled();
    expect(
      kind('Taken over')
        .getAllByRole('button')
        .map((one) => one.textContent),
    ).toEqual(['Bitwarden']);
    await person().click(screen.getByRole('button', { name: 'Other…' }));
    const accounts = within(screen.getByRole('group', { name: 'Accounts that are closed or taken over' }));
    const names = accounts.getAllByRole('checkbox').map((one) => one.closest('label')?.textContent);
    expect(names).toEqual(['Bitwarden1 account depends on it', 'Bank', 'GitHub']);
  });

  it('a vault that is taken over closes the way in through it; the details say so', async () => {
    await renderApp(world(), {}, 'what-if');
    const user = person();
    await user.click(chip('Bitwarden'));
    expect(screen.getByRole('row', { name: /^Bitwarden.*Taken over$/ })).toBeInTheDocument();
    await user.click(within(screen.getByRole('row', { name: /^Bitwarden/ })).getByText('Bitwarden'));
    expect(screen.getByText('This account itself is closed or taken over: report it to Bitwarden.')).toBeVisible();
    await user.click(within(screen.getByRole('row', { name: /^Bank/ })).getByText('Bank'));
    expect(screen.getByText('synced passkey (Bitwarden) no longer helps: Bitwarden is closed too.')).toBeVisible();
  });

  it('a real loss of a phone and an account is recorded with their ids', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const fake = await renderApp(world(), { 'loss.record': () => ok({ lossId: 'loss-1' }) }, 'loss');
    const user = person((milliseconds) => vi.advanceTimersByTime(milliseconds));
    await user.click(chip('Pixel'));
    await user.click(chip('Bitwarden'));
    await user.click(screen.getByRole('button', { name: 'Record the loss…' }));
    const dialog = screen.getByRole('alertdialog');
    expect(dialog).toHaveTextContent('This will be recorded as lost: 1 device, 1 account');
    await act(async () => vi.advanceTimersByTime(armDelay + 50));
    within(dialog).getByRole('button', { name: 'Record the loss' }).focus();
    await user.keyboard('{Enter}');
    const [recorded] = fake.callsOf('loss.record') as [{ accountIds: string[] }];
    expect(recorded).toMatchObject({ keyIds: [], otherWayIds: [], deviceIds: ['Pixel'] });
    expect(recorded.accountIds[0]).toMatch(/^bitwarden\|/);
  });
});
