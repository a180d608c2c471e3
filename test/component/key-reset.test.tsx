import { describe, expect, it } from 'vitest';
import type { ResetEnd, ResetPreview } from '../../src-shared/ipc/reset-contract.ts';
import { failure, type FakeAnswers, ok } from './fake-api.ts';
import { keyFacts, keyView } from './fake-data.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const preview: ResetPreview = {
  confirmationId: 'c1',
  expiresAt: '2026-11-20T09:32:00.000Z',
  keyName: 'Blue',
  word: 'Blue',
  passkeys: 9,
  settings: ['always-uv'],
  accounts: [
    { accountId: 'a1', name: 'Bank / mika', lossImpact: 'locked-out', opensWith: [], registered: true },
    { accountId: 'a2', name: 'Mail / mika', lossImpact: 'helpdesk', opensWith: [], registered: false },
    { accountId: 'a3', name: 'GitHub / mika', lossImpact: 'open', opensWith: ['Spare', 'codes'], registered: true },
  ],
};
const plugged = keyView(1, {
  facts: keyFacts(),
  remembered: { keyId: 'blue', label: 'Blue', strength: 'vendor-serial' },
});
const { handle } = plugged;

async function openReset(answers: FakeAnswers = {}) {
  let finish: (end: unknown) => void = () => undefined;
  const ended = new Promise((resolve) => {
    finish = resolve;
  });
  const all = {
    'keys.prepareReset': () => ok(preview),
    'keys.confirmReset': () => ended,
    ...answers,
  };
  const fake = await renderApp({ ...twoKeys(), keys: [plugged] }, all, 'keys');
  const user = person();
  await user.click(within(screen.getByRole('navigation')).getByRole('link'));
  await user.click(screen.getByRole('tab', { name: 'Security' }));
  await user.click(screen.getByRole('button', { name: 'Reset this key…' }));
  const reach = (stage: string, isLate = false) => act(() => fake.emit('keys.onResetStage', { handle, stage, isLate }));
  const asks = (step: string) =>
    act(() => fake.emit('keys.onProgress', { handle, operation: 'reset', step, done: null, total: null }));
  return { fake, user, reach, asks, finish };
}

async function begun(answers: FakeAnswers = {}) {
  const opened = await openReset(answers);
  await opened.user.type(await screen.findByRole('textbox', { name: 'Name of the key' }), 'Blue');
  const button = screen.getByRole('button', { name: 'Reset this key' });
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
  await opened.user.click(button);
  return opened;
}

const current = () => document.querySelector('[aria-current="step"]')?.textContent;
const end = (change: Partial<ResetEnd>) => ok({ outcome: ok({ confirmed: true }), isErased: true, handle, ...change });

describe('the reset of a key', () => {
  it('names every account that goes, worst first, and what opens it afterwards, before anything is asked', async () => {
    const { fake } = await openReset();
    const rows = await screen.findAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      'AccountOpens afterwards with',
      'Bank / mika No other way in',
      'Mail / mika Only the help desk',
      'GitHub / mika Spare, codes',
    ]);
    expect(screen.getByRole('main')).toHaveTextContent(/9 passkeys, the PIN, fingerprints, stored data, and every reg/);
    expect(screen.getByRole('main')).toHaveTextContent(/Goes back.*PIN every time/);
    expect(screen.getByRole('button', { name: 'Reset this key' })).toBeDisabled();
    const titles = ['Agree', 'Unplug the key now', 'Plug the same key in again', 'Touch the key', 'Read back'];
    const steps = within(screen.getByRole('list', { name: 'Steps of the reset' })).getAllByRole('listitem');
    expect(steps.map((step, at) => step.textContent.includes(titles[at] ?? '-'))).toEqual(titles.map(() => true));
    expect(fake.callsOf('keys.confirmReset')).toEqual([]);
  });

  it('says where nothing is known of the key', async () => {
    await openReset({ 'keys.prepareReset': () => ok({ ...preview, accounts: null }) });
    expect(await screen.findByText(/Sparekey does not remember this key/)).toBeVisible();
  });

  it('goes from step to step with the hand, and says each', async () => {
    const { fake, reach, asks, finish } = await begun();
    expect(fake.callsOf('keys.confirmReset')).toEqual([{ handle, confirmationId: 'c1', word: 'Blue' }]);
    reach('unplug');
    expect(current()).toContain('Unplug the key now');
    expect(spoken().assertive).toContain('Unplug the key now');
    reach('insert');
    expect(current()).toContain('Plug the same key in again');
    reach('reading');
    expect(current()).toContain('being recognised');
    reach('send');
    expect(current()).toContain('The reset was sent');
    asks('touch');
    expect(current()).toMatch(/Touch the key now.*10 s/);
    asks('hold');
    expect(current()).toContain('Hold the key now');
    finish(end({}));
    expect(await screen.findByText('Blue was erased.')).toBeVisible();
    const removed = within(screen.getByRole('region', { name: 'End of the reset' })).getAllByRole('listitem');
    expect(removed.map((item) => item.textContent)).toEqual(['Bank / mika', 'GitHub / mika']);
  });

  it('that was too late begins again with unplugging', async () => {
    const { reach } = await begun();
    for (const stage of ['unplug', 'insert', 'reading', 'send']) reach(stage);
    reach('unplug', true);
    expect(current()).toMatch(/Unplug the key now.*That was too late. Nothing is erased/);
  });

  it.each<[string, Partial<ResetEnd>, RegExp]>([
    [
      'another key',
      { outcome: failure({ kind: 'reset-stopped', why: 'other-key' }), isErased: false },
      /not carried out.*did not prove to be the one.*Plug in the key that you meant/,
    ],
    [
      'a touch that never came',
      { outcome: failure({ kind: 'touch-timed-out' }), isErased: false },
      /not carried out.*Nothing was erased/,
    ],
    [
      'an outcome that nobody knows',
      { outcome: failure({ kind: 'outcome-unknown', operation: 'reset' }), isErased: null },
      /Whether the key was erased is not known/,
    ],
    ['a key that did not lose its PIN', { outcome: ok({ confirmed: false }), isErased: false }, /still has its PIN/],
    [
      'a refusal after which the key is empty',
      { outcome: failure({ kind: 'touch-refused' }), isErased: true },
      /shows that it was erased all the same/,
    ],
  ])('ends in words with %s', async (_name, change, words) => {
    const { reach, finish } = await begun();
    reach('unplug');
    finish(end(change));
    expect(await screen.findByRole('region', { name: 'End of the reset' })).toHaveTextContent(words);
    expect(screen.getByRole('button', { name: 'Start again' })).toBeVisible();
  });

  it('that the key could not confirm is not called done', async () => {
    const { reach, finish } = await begun();
    reach('unplug');
    finish(end({ outcome: ok({ confirmed: null }), isErased: null }));
    const said = await screen.findByRole('region', { name: 'End of the reset' });
    expect(said).toHaveTextContent(/Blue says that it was erased. It shows nothing/);
  });

  it('is stopped by Esc, and by leaving the page', async () => {
    const first = await begun();
    first.reach('unplug');
    await first.user.keyboard('{Escape}');
    expect(first.fake.callsOf('keys.cancel')).toEqual([{ handle }]);
    const coverage = document.querySelector('[data-view="coverage"]');
    await first.user.click(coverage ?? document.body);
    expect(first.fake.callsOf('keys.cancel')).toEqual([{ handle }, { handle }]);
  });

  it('taken back in the system’s dialog goes back to the key', async () => {
    await begun({ 'keys.confirmReset': () => failure({ kind: 'cancelled' }) });
    expect(await screen.findByRole('button', { name: 'Reset this key…' })).toBeVisible();
  });

  it('whose consent is too old is agreed to once more', async () => {
    const { fake } = await begun({ 'keys.confirmReset': () => failure({ kind: 'confirmation-expired' }) });
    expect(await screen.findByRole('textbox', { name: 'Name of the key' })).toBeVisible();
    await expect.poll(() => fake.callsOf('keys.prepareReset').length).toBeGreaterThan(1);
  });

  it('refused as things are is asked again when keys come or go', async () => {
    const answers: unknown[] = [failure({ kind: 'reset-stopped', why: 'other-keys' }), ok(preview)];
    const { fake } = await openReset({
      'keys.prepareReset': () => (answers.length > 1 ? answers.shift() : answers[0]),
    });
    expect(await screen.findByText(/Other security keys are plugged in/)).toBeVisible();
    act(() => fake.emit('keys.onChanged', [plugged, keyView(2)]));
    expect(await screen.findByRole('textbox', { name: 'Name of the key' })).toBeVisible();
  });
});
