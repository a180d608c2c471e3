import { describe, expect, it } from 'vitest';
import type { CheckFinding, KeyCheck } from '../../src-shared/domain/check.ts';
import type { DeskState } from '../../src-shared/domain/desk.ts';
import { localTime } from '../helpers/local-time.ts';
import { failure, ok } from './fake-api.ts';
import { deskState, keyView } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';

function finding(change: Partial<CheckFinding> & Pick<CheckFinding, 'point' | 'variant'>): CheckFinding {
  return { state: 'ok', required: true, strength: 'read', values: {}, url: null, ...change };
}

const left = finding({
  point: 'passkeys',
  variant: 'left',
  state: 'failed',
  values: { left: 3, remaining: 97, full: 100 },
});
const noSerial = finding({ point: 'serial', variant: 'none', state: 'unknown', required: false });

function check(change: Partial<KeyCheck> = {}): KeyCheck {
  return {
    id: 'c1',
    at: localTime('2026-11-22T09:00'),
    profile: 'new-from-box',
    verdict: 'do-not-issue',
    key: {
      keyId: null,
      label: null,
      vendorSerial: '14207402',
      usbSerial: null,
      assetTag: null,
      aaguid: null,
      model: 'YubiKey <b>5</b> NFC',
      product: null,
      firmware: '5.7.4',
    },
    findings: [left, noSerial, finding({ point: 'model', variant: 'known', values: { model: 'YubiKey 5 NFC' } })],
    milliseconds: 1_240,
    by: null,
    note: null,
    decision: null,
    answered: [],
    ...change,
  };
}

const desk = (change: Partial<DeskState> = {}): DeskState => ({ ...deskState, ...change });
const checked = (one: KeyCheck, recorded: 'recorded' | 'not-wanted' | { failure: string } = 'recorded'): DeskState =>
  desk({ last: { check: one, recorded, handle: 'h1' } });

describe('the issue check', () => {
  it('is open while its view is shown, and waits for a key', async () => {
    const fake = await renderApp({}, {}, 'check');
    expect(await screen.findByRole('heading', { level: 2, name: 'No key yet' })).toBeVisible();
    expect(screen.getByText('Next key: plug it in')).toBeVisible();
    expect(fake.callsOf('check.open')).not.toHaveLength(0);
    await person().click(screen.getByRole('button', { name: 'Keys' }));
    expect(fake.callsOf('check.close')).not.toHaveLength(0);
  });

  it('draws the verdict large, with what is not in order first, and says it aloud', async () => {
    const fake = await renderApp({}, {}, 'check');
    await screen.findByRole('heading', { level: 2, name: 'No key yet' });
    act(() => fake.emit('check.onChanged', desk({ checking: 'h1' })));
    expect(screen.getByRole('heading', { level: 2, name: 'Checking…' })).toBeVisible();
    act(() => fake.emit('check.onChanged', checked(check())));
    expect(screen.getByRole('heading', { level: 2, name: 'DO NOT ISSUE' })).toBeVisible();
    expect(screen.getByText('YubiKey <b>5</b> NFC')).toBeVisible();
    const rows = within(screen.getByRole('table', { name: 'Findings' })).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/Passkeys.*fails.*3 left on it.*Reset it/);
    expect(screen.getByText(/checked in 1.2 s/)).toBeVisible();
    expect(spoken().assertive).toBe('DO NOT ISSUE. 1 of 2 required points fail. YubiKey <b>5</b> NFC');
    expect(spoken().polite).toContain('Passkeys: 3 left on it. Reset it');
  });

  it('says where a check could not be kept, and offers no note on it', async () => {
    const fake = await renderApp({}, {}, 'check');
    await screen.findByRole('heading', { level: 2, name: 'No key yet' });
    act(() => fake.emit('check.onChanged', checked(check(), { failure: 'inventory-read-only' })));
    expect(screen.getByText('Not recorded: the inventory cannot be written.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Note…' })).toBeNull();
    expect(within(screen.getByRole('list', { name: 'Today' })).getAllByRole('listitem')).toHaveLength(1);
  });

  it('says until somebody has read it that earlier choices are lost, and where choices hold until the end', async () => {
    const state = desk({ notRead: '/data/<b>desk</b>.json.bad', kept: false });
    const fake = await renderApp({}, { 'check.open': () => state }, 'check');
    const notice = within(screen.getByRole('main'));
    expect(await notice.findByRole('alert')).toHaveTextContent(/could not be read.*\/data\/<b>desk<\/b>\.json\.bad/);
    expect(screen.getByText(/hold until Sparekey ends/)).toBeVisible();
    await person().click(screen.getByRole('button', { name: 'Understood' }));
    expect(fake.callsOf('check.noticed')).toHaveLength(1);
    act(() => fake.emit('check.onChanged', desk()));
    expect(screen.queryByText(/could not be read/)).toBeNull();
    expect(screen.queryByText(/hold until Sparekey ends/)).toBeNull();
  });

  it('offers what the verdict allows, wants a reason against it, and says what was decided', async () => {
    const fake = await renderApp({}, {}, 'check');
    await screen.findByRole('heading', { level: 2, name: 'No key yet' });
    act(() => fake.emit('check.onChanged', checked(check())));
    expect(screen.queryByRole('button', { name: 'Hand over…' })).toBeNull();
    await person().click(screen.getByRole('button', { name: 'Decide by hand…' }));
    const dialog = within(screen.getByRole('dialog'));
    await person().selectOptions(dialog.getByRole('combobox'), 'Issue it all the same');
    await person().type(dialog.getByRole('textbox', { name: 'By whom' }), 'Aoki');
    expect(dialog.getByRole('button', { name: 'Record' })).toBeDisabled();
    await person().type(dialog.getByRole('textbox', { name: 'Why' }), 'a test key');
    await person().click(dialog.getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('check.decide')).toEqual([
      { id: 'c1', action: 'issue', by: 'Aoki', to: null, why: 'a test key' },
    ]);
    const at = localTime('2026-11-22T09:05');
    const decided = check({ id: 'c2', decision: { action: 'issue', at, by: 'Aoki', to: null, why: 'a <b>test</b>' } });
    act(() => fake.emit('check.onChanged', checked(decided)));
    expect(screen.getByText(/issue, by hand – Aoki.*a <b>test<\/b>/)).toBeVisible();
    expect(screen.getByRole('heading', { level: 2, name: 'DO NOT ISSUE' })).toBeVisible();
  });

  it('tests the key that is there where a person asks for it, and shows the source of what that gives', async () => {
    const keys = [keyView(1, { handle: 'h1' })];
    const untested = finding({ point: 'genuine', variant: 'not-tested', state: 'unknown', required: false });
    const fake = await renderApp({ keys }, {}, 'check');
    await screen.findByRole('heading', { level: 2, name: 'No key yet' });
    act(() => fake.emit('check.onChanged', checked(check({ findings: [{ ...untested, strength: 'untested' }] }))));
    expect(screen.getByRole('row', { name: /not tested/ })).toHaveTextContent(/two touches.*Nothing stays on the key/);
    await person().click(screen.getByRole('button', { name: 'Check genuineness…' }));
    expect(fake.callsOf('check.test')).toEqual([{ handle: 'h1' }]);
    const values = { reason: 'chain-elsewhere', testedAt: localTime('2026-11-22T09:05') };
    const copy = finding({ point: 'genuine', variant: 'not-genuine', state: 'failed', strength: 'tested', values });
    act(() => fake.emit('check.onChanged', checked(check({ id: 'c2', findings: [copy] }))));
    expect(screen.getByRole('row', { name: /not genuine/ })).toHaveTextContent(
      /not genuine.*tested with a touch, November 22, 2026.*does not lead to the maker.*Do not issue it/,
    );
    expect(screen.getByRole('button', { name: 'Check genuineness…' })).toBeEnabled();
  });

  it('offers no test of a key that left', async () => {
    const untested = finding({ point: 'sign-in', variant: 'not-tested', state: 'unknown', required: false });
    const fake = await renderApp({}, {}, 'check');
    await screen.findByRole('heading', { level: 2, name: 'No key yet' });
    act(() => fake.emit('check.onChanged', checked(check({ findings: [untested] }))));
    expect(screen.getByRole('row', { name: /not tested/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Sign-in test…' })).toBeNull();
  });

  it('takes a number that is typed where no field has the focus', async () => {
    const fake = await renderApp({ keys: [keyView(1, { handle: 'h1' })] }, {}, 'check');
    await screen.findByRole('heading', { level: 2, name: 'No key yet' });
    act(() => fake.emit('check.onChanged', checked(check())));
    await person().keyboard('AT-0042{Enter}');
    expect(fake.callsOf('check.again')).toEqual([{ assetTag: 'AT-0042' }]);
  });

  it('shows an earlier check of today, until the next key comes', async () => {
    const earlier = check({ id: 'c0', verdict: 'issue', findings: [], at: localTime('2026-11-22T08:00') });
    const fake = await renderApp({}, { 'check.unrecorded': () => [earlier] }, 'check');
    const list = await screen.findByRole('list', { name: 'Today' });
    act(() => fake.emit('check.onChanged', checked(check(), 'not-wanted')));
    const [, second] = within(list).getAllByRole('button');
    await person().click(second ?? list);
    expect(screen.getByRole('heading', { level: 2, name: 'ISSUE' })).toBeVisible();
    act(() => fake.emit('check.onChanged', desk({ checking: 'h2', last: checked(check(), 'not-wanted').last })));
    expect(screen.getByRole('heading', { level: 2, name: 'Checking…' })).toBeVisible();
  });

  it('changes the desk, asks which passkey profile counts, and says what is wrong with a profile', async () => {
    const problems = [{ line: 4, code: 'not-allowed', path: 'rules.pin', expected: 'not-set | set', names: [] }];
    const fake = await renderApp(
      {},
      {
        'check.choose': (input) =>
          (input as { list: string }).list === 'profile'
            ? ok({ state: 'refused', file: 'desk.yaml', problems })
            : ok({ state: 'several', names: ['Staff', 'Admins'] }),
        'check.takeModels': (input) =>
          (input as { name: string }).name === 'Staff' ? ok(null) : failure({ kind: 'input-invalid', detail: 'x' }),
      },
      'check',
    );
    await screen.findByRole('heading', { level: 2, name: 'No key yet' });
    const user = person();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Profile' }), 'Returned key');
    await user.click(screen.getByRole('checkbox', { name: /Keep checks/ }));
    await user.type(screen.getByRole('textbox', { name: 'Checked by' }), 'Aoki{Enter}');
    expect(fake.callsOf('check.set')).toEqual([{ profile: 'returned-key' }, { record: false }, { by: 'Aoki' }]);
    await user.click(screen.getByRole('button', { name: 'Choose a list: Models' }));
    await user.click(await screen.findByRole('button', { name: 'Use this one' }));
    expect(fake.callsOf('check.takeModels')).toEqual([{ name: 'Staff' }]);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Profile' }), 'Another, of a file…');
    expect(await screen.findByRole('dialog')).toHaveTextContent(/Line 4: rules.pin/);
  });
});
