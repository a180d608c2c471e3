import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src-shared/lib/sha256.ts';
import { otherWay, vaultWorld } from './chain-world.ts';
import { readEnrolment } from './fake-data.ts';
import { detailsPanel, openAccount } from './coverage-actions.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const dialog = detailsPanel;

function worldWith(rpId: string, rpIdHash: string | null = null) {
  const world = twoKeys();
  const enrolment = readEnrolment('blue', rpId, 'mika');
  const changed = rpIdHash === null ? enrolment : { ...enrolment, rpIdHash };
  return { ...world, snapshot: { ...world.snapshot, enrolments: [changed] } };
}

describe('an RP ID that is not what it seems', () => {
  it('a look-alike is shown as given, with its other form and a warning, never under the name that it imitates', async () => {
    const imitation = 'g\u0456thub.com';
    await renderApp(worldWith(imitation));
    const row = screen.getByRole('rowheader', { name: /thub\.com/ });
    expect(row).toHaveTextContent(imitation);
    expect(row).not.toHaveTextContent('GitHub');
    expect(row).toHaveTextContent('xn--gthub-n2e.com');
    await openAccount(/thub\.com.*, mika: /);
    expect(dialog()).toHaveTextContent('xn--gthub-n2e.com');
    expect(dialog()).toHaveTextContent(`${imitation} looks like github.com, and is not.`);
  });

  it('one that does not match its hash says so', async () => {
    await renderApp(worldWith('github.com', '00'.repeat(32)));
    await openAccount(/mika: /);
    expect(dialog()).toHaveTextContent('The text github.com does not match the hash that the key gave.');
  });

  it.each([
    ['en', 'The key cut this name off: only a part of the RP ID is known.'],
    ['ja', 'キーが名前を途中で切っています。分かるのはRP IDの一部だけです。'],
  ] as const)('one that the key cut off is said to be cut (%s)', async (locale, words) => {
    const hash = sha256Hex('a-long-name-of-a-service.example.org');
    const { status, ...world } = worldWith('…name-of-a-service.example.org', hash);
    await renderApp({ ...world, status: { ...status, locale } });
    await openAccount(/[,、] ?mika[:：]/);
    expect(dialog()).toHaveTextContent(words);
  });
});

describe('what an account depends on', () => {
  it('names what is assumed, and the kinds of its ways in with what they mean', async () => {
    await renderApp(vaultWorld());
    const user = person();
    await openAccount(/^Bank, mika@bank: /);
    const section = within(dialog()).getByRole('list', { name: 'What it depends on' });
    expect(section).toHaveTextContent('It depends on Bitwarden; how you get into that is not recorded.');
    await user.click(within(dialog()).getByRole('button', { name: 'What this is: Synced passkey' }));
    expect(dialog()).toHaveTextContent('Encrypted in the vault of its provider');
    expect(within(dialog()).getByRole('button', { name: 'What this is: Security key (passkey)' })).toBeVisible();
  });

  it('a key recorded by hand is explained as one beside a password, which is assumed', async () => {
    const world = twoKeys();
    const [first] = world.snapshot.enrolments;
    if (first === undefined) throw new Error('no enrolment');
    const told = { evidence: 'told', serviceId: 'bank', rpId: null, rpIdHash: null, credentialId: null } as const;
    const enrolments = [{ ...first, ...told, userId: null, userName: 'mika@bank' }];
    await renderApp({ ...world, snapshot: { ...world.snapshot, enrolments } });
    await openAccount(/^Bank, mika@bank: /);
    expect(dialog()).toHaveTextContent('Assumed: you remember the password.');
    expect(
      within(dialog()).getByRole('button', { name: 'What this is: Security key beside a password (U2F)' }),
    ).toBeVisible();
  });

  it('during "what if" it says which account closes it and which to open first', async () => {
    const world = vaultWorld();
    const way = { serviceId: 'bitwarden', userName: null } as const;
    const told = { ...readEnrolment('blue', 'bitwarden.com', ''), evidence: 'told', serviceId: 'bitwarden' } as const;
    const vault = {
      ...told,
      id: 'vault',
      rpId: null,
      rpIdHash: null,
      userId: null,
      userName: null,
      credentialId: null,
    };
    const enrolments = [...world.snapshot.enrolments, vault];
    const closed = { ...world, snapshot: { ...world.snapshot, enrolments, keys: world.snapshot.keys.slice(0, 1) } };
    const fake = await renderApp(closed);
    const user = person();
    await user.click(screen.getByRole('button', { name: /What if Blue were lost\?$/ }));
    const detailsOf = async (name: RegExp) => {
      await user.click(within(screen.getByRole('row', { name })).getByText('Bank'));
      return screen.getByRole('region', { name: /^Bank/ });
    };
    expect(await detailsOf(/^Bank, mika@bank: Closed/)).toHaveTextContent(
      'synced passkey (Bitwarden) no longer helps: Bitwarden is closed too.',
    );
    await user.keyboard('{Escape}');
    const sheet = otherWay('sheet', { ...way, kind: 'recovery-codes', name: 'sheet', place: 'safe' });
    const { snapshot } = fake.world;
    await act(async () =>
      fake.inventoryBecomes({
        ...snapshot,
        revision: snapshot.revision + 1,
        otherWaysIn: [...snapshot.otherWaysIn, sheet],
      }),
    );
    expect(await detailsOf(/^Bank, mika@bank: Step/)).toHaveTextContent(
      'First open Bitwarden: the way in goes through it.',
    );
  });
});
