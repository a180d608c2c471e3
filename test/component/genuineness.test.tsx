import { describe, expect, it } from 'vitest';
import type { SignInJudgement } from '../../src-shared/domain/genuineness.ts';
import type { SignInReading } from '../../src-shared/domain/sign-in-test.ts';
import { genuineJudgement } from '../fixtures/sign-in-judgement.ts';
import { type FakeAnswers, failure, ok } from './fake-api.ts';
import { keyFacts, keyView } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const reading: SignInReading = {
  aaguid: '00'.repeat(16),
  created: { clientData: '{}', attestationObject: 'a0' },
  asserted: { clientData: '{}', credentialId: null, authenticatorData: '00', signature: '00', silent: false },
  leftNothing: true,
};
const copy: SignInJudgement = {
  ...genuineJudgement,
  genuineness: { ...genuineJudgement.genuineness, verdict: 'not-genuine', reason: 'chain-elsewhere', model: null },
};

async function openSecurity(answers: FakeAnswers = {}) {
  const fake = await renderApp({ ...twoKeys(), keys: [keyView(1, { facts: keyFacts() })] }, answers, 'keys');
  const user = person();
  await user.click(within(screen.getByRole('navigation')).getByRole('link'));
  await user.click(screen.getByRole('tab', { name: 'Security' }));
  return { fake, user };
}

const row = (name: string) => screen.getByRole('group', { name });

describe('genuineness of a key', () => {
  it('is not said before it was asked for', async () => {
    const { fake } = await openSecurity();
    expect(row('Genuineness')).toHaveTextContent(/not tried.*Two touches.*Nothing stays on the key/);
    expect(row('List of models')).toHaveTextContent('none');
    expect(fake.callsOf('keys.signInTest')).toEqual([]);
  });

  it('is shown with what was proved and what was not', async () => {
    const { fake, user } = await openSecurity({
      'keys.signInTest': () => ok(reading),
      'genuineness.judge': () => ok(genuineJudgement),
    });
    await user.click(within(row('Genuineness')).getByRole('button'));
    expect(await within(row('Genuineness')).findByText('Genuine')).toBeVisible();
    expect(screen.getByRole('group', { name: 'Not proved' })).toHaveTextContent('That its firmware has no weakness');
    expect(row('Sign-in test')).toHaveTextContent(/works.*Nothing stayed on the key/);
    expect(fake.callsOf('genuineness.judge')).toEqual([{ reading }]);
  });

  it('a new list of models is held against what the key answered before', async () => {
    let judgement = genuineJudgement;
    const { fake, user } = await openSecurity({
      'keys.signInTest': () => ok(reading),
      'genuineness.judge': () => ok(judgement),
      'genuineness.importMetadata': () => ok({ ...genuineJudgement.genuineness.metadata, number: 8 }),
    });
    await user.click(within(row('Sign-in test')).getByRole('button'));
    await within(row('Genuineness')).findByText('Genuine');
    judgement = copy;
    await user.click(within(row('List of models')).getByRole('button'));
    expect(await within(row('Genuineness')).findByText('Not genuine')).toBeVisible();
    expect(row('Genuineness')).toHaveTextContent('Do not use it, and ask where you bought it.');
    expect(row('List of models')).toHaveTextContent('no. 8');
    expect(fake.callsOf('keys.signInTest')).toHaveLength(1);
  });

  it('a refused list says why, and the verdict stays', async () => {
    const { user } = await openSecurity({
      'genuineness.importMetadata': () => failure({ kind: 'input-invalid', detail: 'metadata-signature-wrong' }),
    });
    await user.click(within(row('List of models')).getByRole('button'));
    expect(await screen.findAllByText(/was changed after it was signed/)).not.toEqual([]);
    expect(row('List of models')).toHaveTextContent('none');
  });
});
