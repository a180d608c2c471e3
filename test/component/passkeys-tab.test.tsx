import { describe, expect, it, vi } from 'vitest';
import type { CapabilityReason } from '../../src-shared/domain/capability.ts';
import { emptyListMessage } from '../../src-shared/i18n/failure-message.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { otherWay } from './chain-world.ts';
import { failure, type FakeAnswers, type FakeWorld, ok } from './fake-api.ts';
import { credentialOf, keyFacts, keyView, listingOf, readEnrolment } from './fake-data.ts';
import { person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const bank = credentialOf(readEnrolment('blue', 'bank.com', 'mika@bank'));
const github = credentialOf(readEnrolment('blue', 'github.com', 'mika'), {
  notes: ['rp-id-shortened'],
  credProtect: 3,
  hasLargeBlobKey: true,
});

function withKey(change: Parameters<typeof keyView>[1]): Partial<FakeWorld> {
  return { ...twoKeys(), keys: [keyView(1, change)], snapshot: { ...twoKeys().snapshot, keys: [], enrolments: [] } };
}

async function openKey(world: Partial<FakeWorld>, answers: FakeAnswers = {}) {
  const fake = await renderApp(world, answers, 'keys');
  const user = person();
  await user.click(within(screen.getByRole('navigation')).getByRole('link'));
  return { fake, user };
}

const reading = (listing: ReturnType<typeof listingOf>): FakeAnswers => ({
  'keys.unlock': () => ok({ listing, stored: { state: 'stored', keyId: 'blue', isNew: true } }),
  'keys.listPasskeys': () => ok({ listing, stored: { state: 'stored', keyId: 'blue', isNew: false } }),
});

const unlockedKey = {
  unlocked: true,
  remembered: { keyId: 'blue', label: 'Blue', strength: 'vendor-serial' },
} as const;

describe('passkeys of a key', () => {
  it('offers to unlock a locked key and lists what was read', async () => {
    const { fake, user } = await openKey(withKey({ unlocked: true }), reading(listingOf([bank, github])));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByRole('row', { name: /bank.com.*mika@bank/ })).toBeVisible();
    expect(fake.callsOf('keys.listPasskeys')).toHaveLength(1);
    await user.click(screen.getByRole('row', { name: /github.com/ }));
    const panel = screen.getByRole('region', { name: /github.com.*mika/ });
    for (const text of [github.credentialId, github.rpIdHash, 'ES256 (-7)', 'PIN always needed', 'shortened RP ID']) {
      expect(panel).toHaveTextContent(text);
    }
  });

  it('notices a user handle that looks like personal data, and says what the key does not state', async () => {
    const userId = '68616e61406d61696c2e6578616d706c65';
    const { user } = await openKey(
      withKey({ unlocked: true }),
      reading(listingOf([{ ...bank, userId, credProtect: null }])),
    );
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    await user.click(await screen.findByRole('row', { name: /bank.com/ }));
    const panel = screen.getByRole('region', { name: /bank.com/ });
    expect(panel).toHaveTextContent('The user handle looks like a mail address.');
    expect(panel).toHaveTextContent('User handle: hana@mail.example');
    expect(panel).toHaveTextContent('Sign-innot stated');
    expect(panel).toHaveTextContent('Blob (credBlob)none: this key keeps no such blobs');
  });

  it('says what else opens each account, and finds what hangs on this key alone', async () => {
    const world = { ...twoKeys(), keys: [keyView(1, unlockedKey)] };
    const { user } = await openKey(world, reading(listingOf([bank, github])));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByRole('row', { name: /^Bank bank.com mika@bank only here/ })).toBeVisible();
    expect(screen.getByRole('row', { name: /^GitHub github.com mika Spare/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Only here 1' }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await user.click(screen.getByRole('row', { name: /^Bank/ }));
    expect(screen.getByRole('region', { name: /Bank mika@bank/ })).toHaveTextContent(/only here.*No other key/);
  });

  it('its account is added to the spare from the panel, and found in the coverage', async () => {
    const world = { ...twoKeys(), keys: [keyView(1, unlockedKey)] };
    const answers = { ...reading(listingOf([bank, github])), 'backup.start': () => ok({ sessionId: 's1' }) };
    const { fake, user } = await openKey(world, answers);
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    await user.click(await screen.findByRole('row', { name: /^GitHub/ }));
    expect(screen.queryByRole('button', { name: /^Add to/ })).toBeNull();
    await user.click(screen.getByRole('row', { name: /^Bank/ }));
    await user.click(screen.getByRole('button', { name: 'Add to Spare…' }));
    expect(fake.callsOf('backup.start')).toEqual([{ primaryKeyId: 'blue', spareKeyId: 'spare' }]);
    await user.click(within(screen.getByRole('navigation')).getByRole('link'));
    await user.click(await screen.findByRole('row', { name: /^Bank/ }));
    await user.click(screen.getByRole('button', { name: 'In coverage' }));
    expect(screen.getByRole('searchbox')).toHaveValue('Bank mika@bank');
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
  });

  it('other ways in are named as the matrix names them, the chain through another account too', async () => {
    const world = twoKeys();
    const { userId } = readEnrolment('blue', 'bank.com', 'mika@bank');
    const of = { serviceId: 'bank', userId, userName: 'mika@bank' };
    const through = { type: 'account', serviceId: 'github', userName: 'mika', accountId: null } as const;
    const otherWaysIn = [
      otherWay('codes', { ...of, kind: 'recovery-codes', name: 'Sheet', place: 'bank safe' }),
      otherWay('mail', { ...of, kind: 'recovery-email', name: 'mail', requires: [through] }),
    ];
    const snapshot = { ...world.snapshot, otherWaysIn };
    const { user } = await openKey({ ...world, snapshot, keys: [keyView(1, unlockedKey)] }, reading(listingOf([bank])));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    await user.click(await screen.findByRole('row', { name: /^Bank bank.com mika@bank codes, bank safe \+1/ }));
    const panel = screen.getByRole('region', { name: /Bank mika@bank/ });
    expect(panel).toHaveTextContent(/codes, bank safe.*by hand.*mail to GitHub.*by hand/);
  });

  it('several are selected by the keyboard and the mouse, and asked about together', async () => {
    const shop = credentialOf(readEnrolment('blue', 'shop.com', 'mika@shop'));
    const world = { ...twoKeys(), keys: [keyView(1, unlockedKey)] };
    const answers = {
      ...reading(listingOf([bank, github, shop])),
      'keys.prepareDelete': () => failure({ kind: 'cancelled' }),
    };
    const { fake, user } = await openKey(world, answers);
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    const chosen = () => screen.queryAllByRole('row', { selected: true }).map((row) => row.textContent);
    (await screen.findByRole('row', { name: /^Bank/ })).focus();
    await user.keyboard(' ');
    expect(chosen()).toEqual([expect.stringContaining('Bank')]);
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(screen.getByRole('row', { name: /^GitHub/ })).toHaveFocus();
    expect(chosen()).toHaveLength(2);
    expect(screen.getByText('2 selected')).toBeVisible();
    expect(screen.queryByRole('region', { name: /Bank/ })).toBeNull();
    await user.keyboard('{Control>}a{/Control}');
    expect(chosen()).toHaveLength(3);
    await user.keyboard('{Control>}');
    await user.click(screen.getByRole('row', { name: /^GitHub/ }));
    await user.keyboard('{/Control}');
    expect(chosen()).toHaveLength(2);
    await user.type(screen.getByRole('searchbox'), 'shop');
    expect(screen.getByText('1 selected')).toBeVisible();
    await user.click(within(screen.getByRole('toolbar', { name: 'Selected passkeys' })).getByRole('button'));
    expect(fake.callsOf('keys.prepareDelete')).toEqual([
      { handle: keyView(1).handle, passkeys: [{ rpIdHash: shop.rpIdHash, credentialId: shop.credentialId }] },
    ]);
    await user.clear(screen.getByRole('searchbox'));
    screen.getByRole('row', { name: /^Bank/ }).focus();
    await user.keyboard('{Delete}');
    expect(fake.callsOf('keys.prepareDelete')[1]).toMatchObject({ passkeys: [{}, {}] });
    await user.keyboard('{Escape}');
    expect(chosen()).toEqual([]);
  });

  it('the panel has the actions first and the bytes last, folded, each with a copy button', async () => {
    const world = { ...twoKeys(), keys: [keyView(1, unlockedKey)] };
    const { user } = await openKey(world, reading(listingOf([bank])));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    await user.click(await screen.findByRole('row', { name: /^Bank/ }));
    const panel = within(screen.getByRole('region', { name: /Bank mika@bank/ }));
    const names = panel
      .getAllByRole('button', { hidden: true })
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
    expect(names.slice(1, 3)).toEqual(['Rename…', 'Delete…']);
    expect(panel.getByText('Technical').closest('details')).not.toHaveAttribute('open');
    expect(names).toContain('Copy: Credential ID');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: /Bank mika@bank/ })).toBeNull();
  });

  it('F2 renames and Delete asks, from the row', async () => {
    const world = { ...twoKeys(), keys: [keyView(1, unlockedKey)] };
    const answers = { ...reading(listingOf([bank])), 'keys.prepareDelete': () => failure({ kind: 'cancelled' }) };
    const { fake, user } = await openKey(world, answers);
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    const row = await screen.findByRole('row', { name: /^Bank/ });
    row.focus();
    await user.keyboard('{F2}');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    row.focus();
    await user.keyboard('{Delete}');
    expect(fake.callsOf('keys.prepareDelete')).toHaveLength(1);
  });

  it('searches and sorts', async () => {
    const { user } = await openKey(
      { ...twoKeys(), keys: [keyView(1, unlockedKey)] },
      reading(listingOf([github, bank])),
    );
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    const names = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent);
    await screen.findByRole('row', { name: /bank.com/ });
    expect(names()[0]).toContain('bank.com');
    await user.click(screen.getByRole('button', { name: /^Service/ }));
    expect(names()[0]).toContain('github.com');
    await user.type(screen.getByRole('searchbox'), 'mika@');
    expect(names()).toHaveLength(1);
  });

  it('says that a list is not complete and what could not be read', async () => {
    const listing = listingOf([bank], { complete: false, problems: [{ at: 'RP 2', message: 'not a map' }] });
    const { user } = await openKey(withKey({ unlocked: true }), reading(listing));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByText(/The list is not complete/)).toBeVisible();
    expect(screen.getByText('1 entry could not be read')).toBeInTheDocument();
    expect(screen.getByText('RP 2: not a map')).toBeInTheDocument();
  });

  const reasons: readonly (readonly [CapabilityReason, RegExp])[] = [
    ['no-pin-set', /no PIN/],
    ['too-old', /cannot list|too old/i],
    ['fido2-off', /FIDO2/],
    ['u2f-only', /U2F/],
    ['no-permission', /permission|not let|allow/i],
    ['pin-blocked', /blocked|reset/i],
  ];
  it.each(reasons)('an empty list explains itself: %s', async (reason, words) => {
    const facts = keyFacts();
    const capabilities = { ...facts.capabilities, listPasskeys: { answer: 'no', reason } as const };
    await openKey(withKey({ facts: { ...facts, capabilities } }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent(words);
    expect(within(screen.getByRole('tabpanel')).queryByRole('grid')).toBeNull();
  });

  it('an empty list explains itself: locked, and truly none', async () => {
    const { user } = await openKey(withKey({}), reading(listingOf([])));
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Read the key to see its passkeys.');
    await user.click(screen.getByRole('button', { name: 'Read this key…' }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent(emptyListMessage(createTranslator('en'), null));
  });

  it('a failure is said in words with the next step; nothing is said when the person cancelled', async () => {
    let answer = failure({ kind: 'pin-wrong', retriesLeft: 7, needsReplug: false });
    const { user } = await openKey(withKey({}), { 'keys.unlock': () => answer });
    const unlock = screen.getAllByRole('button', { name: 'Read this key…' })[0];
    if (unlock === undefined) throw new Error('no unlock button');
    await user.click(unlock);
    const main = screen.getByRole('main');
    await vi.waitFor(() => expect(main).toHaveTextContent('The PIN is wrong. 7 tries left.'));
    expect(spoken().assertive).toContain('The PIN is wrong. 7 tries left.');
    expect(screen.queryByRole('region', { name: 'Messages' })).toBeNull();
    await user.click(within(main).getByRole('button', { name: 'Dismiss this message' }));
    expect(main).not.toHaveTextContent('The PIN is wrong');
    answer = failure({ kind: 'cancelled' });
    await user.click(unlock);
    expect(main).not.toHaveTextContent('cancel');
  });

  it('renames with a byte counter; O-03 the error is tied to its field', async () => {
    const { fake, user } = await openKey({ ...twoKeys(), keys: [keyView(1, unlockedKey)] }, reading(listingOf([bank])));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    await user.click(await screen.findByRole('row', { name: /bank.com/ }));
    await user.click(screen.getByRole('button', { name: 'Rename…' }));
    const dialog = screen.getByRole('dialog');
    const name = within(dialog).getByLabelText('User name');
    await user.clear(name);
    await user.type(name, '鍵'.repeat(22));
    expect(name).toHaveAccessibleDescription(/66 of 64 bytes.*Too long/);
    expect(within(dialog).getByRole('button', { name: 'Rename' })).toBeDisabled();
    await user.clear(name);
    await user.type(name, 'mika');
    await user.click(within(dialog).getByRole('button', { name: 'Rename' }));
    expect(fake.callsOf('keys.renamePasskey')).toMatchObject([{ userName: 'mika', userDisplayName: 'mika' }]);
  });

  it('asks which key it is when nothing on the key tells, and stores the answer', async () => {
    const { fake, user } = await openKey(twoKeys(), {
      'keys.unlock': () => ok({ listing: listingOf([]), stored: { state: 'which-key', candidates: ['spare'] } }),
      'keys.assign': () => ok({ keyId: 'spare' }),
    });
    await user.click(screen.getByRole('button', { name: 'Read this key…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Which key is this?' });
    await user.click(within(dialog).getByRole('radio', { name: /^SpareYubiKey/ }));
    await user.click(within(dialog).getByRole('button', { name: 'This is the one' }));
    expect(fake.callsOf('keys.assign')).toEqual([{ handle: keyView(1).handle, keyId: 'spare' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
