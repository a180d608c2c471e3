import { describe, expect, it } from 'vitest';
import { ok } from './fake-api.ts';
import { keyFacts, keyView } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

describe('a key whose passkeys cannot be listed', () => {
  it('can be remembered as a new key from its Record tab', async () => {
    const facts = keyFacts();
    const unlistable = { answer: 'no', reason: 'too-old' } as const;
    const key = keyView(1, { facts: { ...facts, capabilities: { ...facts.capabilities, listPasskeys: unlistable } } });
    const world = { ...twoKeys(), keys: [key], snapshot: { ...twoKeys().snapshot, keys: [], enrolments: [] } };
    const fake = await renderApp(world, { 'keys.remember': () => ok({ keyId: 'new' }) }, 'keys');
    const user = person();
    await user.click(within(screen.getByRole('navigation')).getByRole('link'));
    await user.click(screen.getByRole('tab', { name: 'Details' }));
    await user.click(screen.getByRole('button', { name: 'Remember this key' }));
    expect(fake.callsOf('keys.remember')).toEqual([{ handle: key.handle, keyId: null }]);
  });
});
