import { describe, expect, it } from 'vitest';
import { localTime } from '../helpers/local-time.ts';
import { catalogueService } from './fake-data.ts';
import { ok } from './fake-api.ts';
import { person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const policy = {
  'sparekey-policy': 1,
  name: 'House <b>rules</b>',
  rules: { 'minimum-keys': { normal: 2 }, 'pin-set': true },
};
const read = { state: 'read', file: 'policy.yaml', adoptedAt: localTime('2026-11-20T09:30'), policy };

describe('policy view', () => {
  it('d 17: explains what a policy is where there is none, and offers the household example to start with', async () => {
    const fake = await renderApp(twoKeys(), { 'policy.current': () => ok({ state: 'none' }) }, 'policy');
    expect(await screen.findByRole('heading', { level: 1, name: 'No policy is applied' })).toBeVisible();
    await person().click(screen.getByRole('button', { name: 'Start with the household example…' }));
    expect(fake.callsOf('policy.saveExample')).toHaveLength(1);
  });

  it('shows the findings rule by rule, and which rules are kept', async () => {
    await renderApp(twoKeys(), { 'policy.current': () => ok(read) }, 'policy');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Policy “House <b>rules</b>”');
    const keys = screen.getByRole('region', { name: /^Keys for each account/ });
    // Bank is on the blue key only, Forum on the spare only; both keys were read, so nothing about them is unknown.
    expect(within(keys).getAllByRole('listitem')).toHaveLength(2);
    expect(within(keys).getByText(/Bank/)).toBeVisible();
    expect(screen.getByRole('region', { name: /^PIN set/ })).toHaveTextContent('kept');
  });

  it('leads to the account that a finding is about', async () => {
    await renderApp(twoKeys(), { 'policy.current': () => ok(read) }, 'policy');
    await person().click(await screen.findByRole('button', { name: /^Show Bank/ }));
    expect(screen.getByRole('searchbox')).toHaveValue('mika@bank');
  });

  it('says line by line why a file is refused, and keeps what was adopted', async () => {
    const problems = [
      { line: 4, code: 'unknown-name', path: 'rules.bogus', expected: '', names: ['pin-set'] },
      { line: 5, code: 'not-allowed', path: 'rules.minimum-pin-length', expected: '≥ 4', names: [] },
    ];
    await renderApp(
      twoKeys(),
      {
        'policy.current': () => ok(read),
        'policy.adopt': () => ok({ state: 'refused', file: '\u202efdp.yaml', problems }),
      },
      'policy',
    );
    await person().click(await screen.findByRole('button', { name: 'Apply another file…' }));
    expect(
      screen.getByText('Line 4: rules.bogus: No rule or setting has this name. Known here: pin-set'),
    ).toBeVisible();
    expect(screen.getByText(/Line 5: .*Expected: ≥ 4/)).toBeVisible();
    expect(spoken().assertive).toContain('2 problems');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('House');
  });

  it('is removed only after a question', async () => {
    const fake = await renderApp(twoKeys(), { 'policy.current': () => ok(read) }, 'policy');
    const user = person();
    await user.click(await screen.findByRole('button', { name: 'Remove the policy…' }));
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Cancel' }));
    expect(fake.callsOf('policy.remove')).toHaveLength(0);
  });

  it('a service that takes one key is not asked for two', async () => {
    const world = twoKeys();
    const services = [
      catalogueService('github', 'GitHub'),
      catalogueService('bank', 'Bank', { multipleKeys: false, maxKeys: 1, singleSlot: true }),
    ];
    await renderApp({ ...world, services }, { 'policy.current': () => ok(read) }, 'policy');
    expect(await screen.findByText(/The service takes fewer keys/)).toBeVisible();
  });
});
