import { fireEvent } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackupSession } from '../../src-shared/domain/backup-session.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { backupStore } from '../../src-renderer/features/backup/backup-store.ts';
import { localTime } from '../helpers/local-time.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { KeyFacts } from '../../src-shared/domain/plugged-key.ts';
import { openAddSpare } from '../../src-renderer/features/backup/open-add-spare.ts';
import { keysChanged } from '../../src-renderer/stores/keys-store.ts';
import { type FakeAnswers, type FakeSparekey, type FakeWorld, ok } from './fake-api.ts';
import { catalogueService, inventoryKey, keyFacts, keyView, readEnrolment } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { unsaidOfOtherWay } from '../../src-shared/domain/other-way-in.ts';
import { twoKeys } from './small-world.ts';

const t = createTranslator('en');
const hostile = '<script>alert(1)</script>\u202Egnp.exe';

beforeEach(() => {
  backupStore.setState(backupStore.getInitialState(), true);
});

const session: BackupSession = {
  id: 's1',
  primaryKeyId: 'blue',
  spareKeyId: 'spare',
  startedAt: localTime('2026-11-20T09:00'),
  changedAt: localTime('2026-11-20T09:00'),
  closedAt: null,
  items: [],
};

function worldWith(change: (world: FakeWorld) => Partial<FakeWorld['snapshot']> = () => ({})): FakeWorld {
  const world = twoKeys();
  return { ...world, snapshot: { ...world.snapshot, backupSessions: [session], ...change(world) } };
}

async function inSession(world: FakeWorld = worldWith(), answers: FakeAnswers = {}): Promise<FakeSparekey> {
  const fake = await renderApp(world, answers, 'backup');
  await person().click(screen.getByRole('button', { name: /^Continue the session from/ }));
  return fake;
}

const list = () => screen.getByRole('grid', { name: t('backup.list') });
const rowOf = (text: string) => within(list()).getByText(text).closest('[role=row]') ?? list();
const steps = () => screen.getByRole('complementary', { name: t('backup.detail') });

describe('the choice of two keys', () => {
  it('proposes them, marks what is plugged in, and starts', async () => {
    const fake = await renderApp(
      worldWith(() => ({ backupSessions: [] })),
      { 'backup.start': () => ok({ sessionId: 's1', resumed: false }) },
      'backup',
    );
    expect(screen.getByLabelText(t('backup.primary'))).toHaveDisplayValue('Blue (plugged in)');
    expect(screen.getByLabelText(t('backup.spare'))).toHaveDisplayValue('Spare');
    expect(screen.getByText('1 account is missing on the spare. 1 account is on both.')).toBeInTheDocument();
    await person().click(screen.getByRole('button', { name: t('backup.start') }));
    expect(fake.callsOf('backup.start')).toEqual([{ primaryKeyId: 'blue', spareKeyId: 'spare' }]);
  });

  it('one key twice is no pair, and a lost key is not offered', async () => {
    const lost = inventoryKey('old', 'Old', { lostAt: '2026-11-01T00:00:00.000Z' });
    await renderApp(
      worldWith(({ snapshot }) => ({ keys: [...snapshot.keys, lost], backupSessions: [] })),
      {},
      'backup',
    );
    const spare = screen.getByLabelText(t('backup.spare'));
    expect(within(spare).queryByText(/Old/)).toBeNull();
    await person().selectOptions(spare, 'blue');
    expect(screen.getByText(t('backup.same-key'))).toBeInTheDocument();
    expect(screen.getByRole('button', { name: t('backup.start') })).toBeDisabled();
  });

  it('warns of two keys on one key ring', async () => {
    const ring = { carriedOn: 'House keys' };
    await renderApp(
      worldWith(({ snapshot }) => ({ keys: snapshot.keys.map((key) => ({ ...key, ...ring })), backupSessions: [] })),
      {},
      'backup',
    );
    expect(screen.getByText('Both keys hang on “House keys”: they would be lost together.')).toBeInTheDocument();
  });

  it('with one key there is nothing to choose', async () => {
    await renderApp(
      worldWith(({ snapshot }) => ({ keys: snapshot.keys.slice(0, 1), backupSessions: [] })),
      {},
      'backup',
    );
    expect(screen.getByText(t('backup.few-keys'))).toBeInTheDocument();
  });

  it('a session whose key was forgotten can only be closed', async () => {
    const fake = await renderApp(
      worldWith(() => ({ backupSessions: [{ ...session, spareKeyId: 'gone' }] })),
      {},
      'backup',
    );
    expect(screen.getByText(t('backup.session.key-gone'))).toBeInTheDocument();
    await person().click(screen.getByRole('button', { name: t('backup.close.confirm') }));
    expect(fake.callsOf('backup.close')).toEqual([{ sessionId: 's1' }]);
  });
});

describe('one account after the other', () => {
  it('O-06 names the service, its page and what it asks for; by keyboard alone', async () => {
    const services = [
      catalogueService('bank', 'Bank', { nextKeyNeeds: ['existing-key'], firstKeyNeeds: ['sign-in'] }),
      catalogueService('github', 'GitHub'),
    ];
    const fake = await inSession({ ...worldWith(), services });
    const user = person();
    expect(steps()).toHaveTextContent(t('need.next.existing-key'));
    expect(steps()).toHaveTextContent(t('need.first.sign-in'));
    const row = rowOf('Bank');
    act(() => (row as HTMLElement).focus());
    await user.tab();
    while (document.activeElement?.textContent !== 'Open the page (bank.com)…') await user.tab();
    await user.keyboard('{Enter}');
    expect(fake.callsOf('backup.openPage')).toHaveLength(1);
    await user.tab();
    expect(document.activeElement).toHaveTextContent(t('backup.tell'));
    await user.keyboard('{Enter}');
    expect(fake.callsOf('backup.tell')).toEqual(fake.callsOf('backup.openPage'));
  });

  it('a service that takes one key is listed as not possible, with the other way in', async () => {
    const services = [catalogueService('bank', 'Bank', { maxKeys: 1, multipleKeys: false })];
    await inSession({ ...worldWith(), services });
    expect(rowOf('Bank')).toHaveTextContent(t('backup.state.cannot'));
    expect(steps()).toHaveTextContent('Bank takes one key only, and “Blue” has that place.');
    expect(steps()).toHaveTextContent(t('backup.detail.no-other-way'));
    expect(within(steps()).queryByRole('button', { name: t('backup.tell') })).toBeNull();
  });

  it('says that there is no room', async () => {
    await inSession(worldWith(({ snapshot }) => ({ keys: snapshot.keys.map((key) => ({ ...key, remaining: 0 })) })));
    expect(screen.getByText('The spare has room for no more passkeys: 1 account does not fit.')).toBeInTheDocument();
    expect(rowOf('Bank')).toHaveTextContent(t('backup.state.does-not-fit'));
  });

  it('texts from outside stay text: markup, direction marks, 200 characters', async () => {
    const world = worldWith(({ snapshot }) => ({
      keys: snapshot.keys.map((key) => ({ ...key, label: key.id === 'blue' ? hostile : key.label })),
      enrolments: [
        ...snapshot.enrolments,
        readEnrolment('blue', 'long.example', 'x'.repeat(200)),
        readEnrolment('blue', 'evil.example', hostile),
      ],
    }));
    await inSession(world);
    expect(document.querySelector('script')).toBeNull();
    expect(document.body.textContent).not.toContain('\u202E');
    expect(within(list()).getByText(/^<script>/)).toBeInTheDocument();
  });

  it('skips with a reason and takes it back', async () => {
    const fake = await inSession();
    const user = person();
    await user.click(within(steps()).getByRole('button', { name: t('backup.skip') }));
    await user.type(screen.getByLabelText(t('backup.skip.reason')), 'old account');
    await user.click(screen.getByRole('button', { name: t('backup.skip.confirm') }));
    const [skipped] = fake.callsOf('backup.skip') as { sessionId: string; accountId: string; reason: string }[];
    expect(skipped?.reason).toBe('old account');
    const item = {
      accountId: skipped?.accountId ?? '',
      state: 'skipped' as const,
      at: session.startedAt,
      reason: 'old account',
    };
    act(() =>
      fake.inventoryBecomes({ ...fake.world.snapshot, revision: 2, backupSessions: [{ ...session, items: [item] }] }),
    );
    expect(steps()).toHaveTextContent('Reason: old account');
    await user.click(within(steps()).getByRole('button', { name: t('backup.resume') }));
    expect(fake.callsOf('backup.resume')).toEqual([{ sessionId: 's1', accountId: skipped?.accountId }]);
  });
});

/** Creates a world in which the spare is plugged in, known, and unlocked. */
const withSpare = (world: FakeWorld = worldWith()): FakeWorld => ({
  ...world,
  keys: [...world.keys, keyView(2, { remembered: { keyId: 'spare', label: 'Spare', strength: 'vendor-serial' } })],
});

describe('the key that is waited for', () => {
  const foot = () => screen.getByText(/“Spare”/, { selector: '[role=status] b' }).closest('[role=status]');
  const readButton = () => screen.queryByRole('button', { name: t('backup.read') });
  const other = (facts: Partial<KeyFacts>, remembered: KeyView['remembered'] = null) =>
    keyView(3, { remembered, facts: keyFacts(facts) });

  it.each([
    ['nothing', [], 'Plug in “Spare”.', 'Security Key …222'],
    ['the primary', twoKeys().keys, 'Plug in “Spare”.', '“Blue” is plugged in: the one you add from.'],
    [
      'a key of another serial number',
      [other({ vendorSerial: '999' })],
      'Plug in “Spare”.',
      'Plugged in and left alone: YubiKey 5C NFC …999.',
    ],
    [
      'two that may be it',
      [other({ vendorSerial: null }), { ...other({ vendorSerial: null }), handle: 'key-0000000000000004' }],
      'Leave only “Spare” plugged in.',
      '2 keys cannot be told apart without reading.',
    ],
  ])('%s: the button rests in favour of what to do', async (_words, keys, title, detail) => {
    const base = worldWith(({ snapshot }) => ({
      keys: snapshot.keys.map((key) =>
        key.id === 'spare' ? { ...key, model: 'Security Key', vendorSerial: '222' } : key,
      ),
    }));
    await inSession({ ...base, keys });
    expect(foot()).toHaveTextContent(`${title} ${detail}`);
    expect(readButton()).toBeNull();
  });

  it('the spare itself, or the only key that may be it, can be read', async () => {
    await inSession(withSpare());
    expect(foot()).toHaveTextContent(t('backup.strip.there', { spare: 'Spare' }));
    expect(readButton()).not.toBeNull();
    act(() => keysChanged([other({ vendorSerial: null, aaguid: null })]));
    expect(foot()).toHaveTextContent(t('backup.strip.maybe', { spare: 'Spare' }));
    expect(readButton()).not.toBeNull();
  });

  it('opens from a row with the steps of its account', async () => {
    const fake = await renderApp(
      worldWith(({ snapshot }) => ({
        enrolments: [...snapshot.enrolments, readEnrolment('blue', 'long.example', 'ken')],
      })),
      { 'backup.start': () => ok({ sessionId: 's1', resumed: true }) },
      'coverage',
    );
    const report = fake.world.snapshot.enrolments.find(({ rpId }) => rpId === 'long.example');
    await act(() =>
      openAddSpare({ primaryKeyId: 'blue', keyId: 'spare', accountId: `long.example|user:${report?.userId}` }),
    );
    expect(fake.callsOf('backup.start')).toEqual([{ primaryKeyId: 'blue', spareKeyId: 'spare' }]);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('2 accounts are missing on “Spare”.');
    expect(backupStore.getState().accountId).toContain('long.example');
  });
});

describe('reading the spare', () => {
  const read = () => person().click(screen.getByRole('button', { name: t('backup.read') }));

  it.each([
    [{ state: 'not-plugged-in' }, '“Spare” is not plugged in. Plug it in, then read it.'],
    [
      { state: 'primary-plugged-in' },
      'The key that is plugged in is “Blue”, the one you add from. Nothing was read: plug in “Spare”.',
    ],
    [
      { state: 'other-key', labels: ['Green'] },
      'The wrong key is plugged in: Green. Nothing was read: plug in “Spare”.',
    ],
    [{ state: 'not-stored', reason: 'disk-full' }, t('backup.read.not-stored')],
  ])('says in words and aloud what stood in the way: %j', async (answer, words) => {
    await inSession(withSpare(), { 'backup.readSpare': () => ok(answer) });
    await read();
    expect(screen.getAllByText(words).length).toBeGreaterThan(0);
    expect(spoken().assertive).toBe(words);
  });

  it('says what is new and what is left, and the list follows the inventory', async () => {
    const world = withSpare();
    const added = readEnrolment('spare', 'bank.com', 'mika@bank', { firstSeen: localTime('2026-11-20T09:20') });
    const listing = { existing: 1, remaining: 24, passkeys: [], problems: [], complete: true, readAt: added.asOf };
    const fake = await inSession(world, {
      'backup.readSpare': () => {
        fake.inventoryBecomes({ ...world.snapshot, revision: 2, enrolments: [...world.snapshot.enrolments, added] });
        return ok({ state: 'read', handle: keyView(2).handle, listing, added: ['bank'], found: [] });
      },
    });
    await read();
    expect(screen.getAllByText('1 new passkey is on the spare. Nothing is left to do.').length).toBeGreaterThan(0);
    expect(rowOf('Bank')).toHaveTextContent(t('backup.state.ticked'));
    expect(screen.getByText(t('backup.all-done'))).toBeInTheDocument();
  });

  it('a key that nobody could name is ticked once the person has named it', async () => {
    const nameless = keyView(2, { remembered: null, unlocked: true, facts: keyFacts({ vendorSerial: null }) });
    const world = { ...worldWith(), keys: [...twoKeys().keys, nameless] };
    const listing = {
      existing: 0,
      remaining: 25,
      passkeys: [],
      problems: [],
      complete: true,
      readAt: session.startedAt,
    };
    const fake = await inSession(world, {
      'backup.readSpare': () => ok({ state: 'which-key', handle: nameless.handle, listing, candidates: ['spare'] }),
      'keys.assign': () => ok({ keyId: 'spare' }),
      'backup.tick': () => ok({ ticked: ['bank'] }),
    });
    await read();
    const dialog = await screen.findByRole('dialog');
    expect(fake.callsOf('backup.tick')).toEqual([]);
    await person().click(within(dialog).getByRole('radio', { name: /^Spare/ }));
    await person().click(within(dialog).getByRole('button', { name: t('window.which-key.save') }));
    expect(fake.callsOf('backup.tick')).toEqual([{ sessionId: 's1' }]);
  });
});

describe('asking a service for its page', () => {
  const allowed = () =>
    worldWith(({ snapshot }) => ({ preferences: { ...snapshot.preferences, allowPasskeyEndpoints: true } }));
  const name = t('backup.endpoints.ask');

  it('is not offered unless it was allowed', async () => {
    await inSession();
    expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('says what it reveals, asks at a press only, and offers the page with its host', async () => {
    const fake = await inSession(allowed(), {
      'backup.askEndpoints': () => ok({ state: 'found', enroll: 'login.bank.com', manage: null }),
    });
    expect(screen.getByText(t('backup.endpoints.explain', { rpId: 'bank.com' }))).toBeInTheDocument();
    expect(fake.callsOf('backup.askEndpoints')).toEqual([]);
    await person().click(screen.getByRole('button', { name }));
    await person().click(screen.getByRole('button', { name: /login\.bank\.com/ }));
    expect(fake.callsOf('backup.openEndpoint')).toMatchObject([{ page: 'enroll' }]);
  });

  it.each(['no-answer', 'not-published', 'refused'] as const)('says why there is none: %s', async (reason) => {
    await inSession(allowed(), { 'backup.askEndpoints': () => ok({ state: 'none', reason }) });
    await person().click(screen.getByRole('button', { name }));
    const words = t(`backup.endpoints.${reason}`, { rpId: 'bank.com' });
    expect(within(steps()).getByText(words)).toBeInTheDocument();
    expect(spoken().polite).toBe(words);
  });
});

describe('a Temporary Access Pass', () => {
  const entra = catalogueService('microsoft-entra-id', 'Microsoft Entra ID', { rpIds: ['login.microsoft.com'] });
  const world = () => ({
    ...worldWith(({ snapshot }) => ({
      enrolments: [...snapshot.enrolments, readEnrolment('blue', 'login.microsoft.com', 'mika@work')],
    })),
    services: [entra],
  });

  it('is offered at Entra ID only; its time is recorded, never the pass', async () => {
    const fake = await inSession(world());
    const user = person();
    await user.click(rowOf('bank.com'));
    expect(screen.queryByRole('button', { name: t('backup.pass.offer') })).toBeNull();
    await user.click(rowOf('Microsoft Entra ID'));
    await user.click(screen.getByRole('button', { name: t('backup.pass.offer') }));
    const dialog = screen.getByRole('dialog', { name: t('backup.pass.title') });
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    fireEvent.change(within(dialog).getByLabelText(t('backup.pass.starts')), { target: { value: '2099-01-02T10:00' } });
    await user.selectOptions(within(dialog).getByLabelText(t('backup.pass.length')), '120');
    await user.click(within(dialog).getByRole('button', { name: t('backup.pass.save') }));
    const [way] = fake.callsOf('inventory.addOtherWayIn') as { validFrom: string; validUntil: string; kind: string }[];
    expect(way?.kind).toBe('temporary-access-pass');
    expect(Date.parse(way?.validUntil ?? '') - Date.parse(way?.validFrom ?? '')).toBe(2 * 3_600_000);
    expect(new Date(way?.validFrom ?? '').getHours()).toBe(10);
  });

  it('is recorded before any key opens the account, and the pass itself is not taken for its name', async () => {
    const fake = await renderApp({ ...world() }, {}, 'backup');
    const user = person();
    await user.click(screen.getByRole('button', { name: t('backup.pass.offer') }));
    const dialog = screen.getByRole('dialog', { name: t('backup.pass.title') });
    const save = within(dialog).getByRole('button', { name: t('backup.pass.save') });
    expect(save).toBeDisabled();
    await user.type(within(dialog).getByLabelText(t('backup.pass.account')), 'ZT5y+9%kQ2');
    expect(within(dialog).getByRole('alert')).toHaveTextContent(t('backup.pass.not-an-account'));
    expect(save).toBeDisabled();
    await user.clear(within(dialog).getByLabelText(t('backup.pass.account')));
    await user.type(within(dialog).getByLabelText(t('backup.pass.account')), 'new@work.example');
    await user.click(save);
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([
      { serviceId: 'microsoft-entra-id', userName: 'new@work.example', userId: null, rpId: null },
    ]);
  });

  it.each([
    ['2099-01-02T10:00', '2099-01-02T09:59', 'backup.pass.bad-end'],
    ['2099-01-02T10:00', '2099-02-03T10:00', 'backup.pass.bad-end'],
    ['2001-01-02T10:00', '2001-01-02T11:00', 'backup.pass.ended-already'],
    ['', '2099-01-02T10:00', 'backup.pass.bad-start'],
  ] as const)('refuses %s to %s', async (from, until, words) => {
    await inSession(world());
    const user = person();
    await user.click(rowOf('Microsoft Entra ID'));
    await user.click(screen.getByRole('button', { name: t('backup.pass.offer') }));
    const dialog = screen.getByRole('dialog');
    await user.selectOptions(within(dialog).getByLabelText(t('backup.pass.length')), 'until');
    fireEvent.change(within(dialog).getByLabelText(t('backup.pass.starts')), { target: { value: from } });
    fireEvent.change(within(dialog).getByLabelText(t('backup.pass.ends')), { target: { value: until } });
    expect(within(dialog).getByRole('alert')).toHaveTextContent(t(words));
    expect(within(dialog).getByRole('button', { name: t('backup.pass.save') })).toBeDisabled();
  });

  it('O-07 counts down in every view and is read out at its steps, not every second', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const start = Date.now();
    const pass = {
      ...unsaidOfOtherWay,
      id: 'p1',
      serviceId: 'microsoft-entra-id',
      rpId: null,
      userId: null,
      userName: 'mika@work',
      kind: 'temporary-access-pass' as const,
      name: 'Pass',
      validFrom: new Date(start).toISOString(),
      validUntil: new Date(start + 11 * 60_000).toISOString(),
      asOf: new Date(start).toISOString(),
    };
    await renderApp(
      worldWith(() => ({ otherWaysIn: [pass] })),
      {},
      'settings',
    );
    const strip = () => screen.getByRole('region', { name: t('backup.pass.strip') });
    expect(strip()).toHaveTextContent(/10:5\d left|11:00 left/);
    const said: string[] = [];
    for (let seconds = 0; seconds < 12 * 60; seconds += 5) {
      await act(async () => vi.advanceTimersByTimeAsync(5_000));
      const words = [spoken().polite, spoken().assertive].filter((one) => one.includes('mika@work'));
      for (const one of words) if (!said.includes(one)) said.push(one);
    }
    expect(said).toEqual([
      '10 minutes left on the Temporary Access Pass for mika@work.',
      '5 minutes left on the Temporary Access Pass for mika@work.',
      'One minute left on the Temporary Access Pass for mika@work.',
      'The Temporary Access Pass for mika@work is over.',
    ]);
    expect(strip()).toHaveTextContent('is over since');
  });
});
