import { describe, expect, it } from 'vitest';
import { ok } from './fake-api.ts';
import { keyView } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const command = {
  at: '2026-11-22T09:30:00.000Z',
  operation: 'read-key',
  command: 'clientPin.getPINRetries',
  status: 'PIN_BLOCKED',
  milliseconds: 12,
};

describe('what was sent to a key', () => {
  it('is listed by name, status and time', async () => {
    const sent = { path: '/dev/hidraw0', product: 'YubiKey', commands: [command], dropped: 2 };
    await renderApp({ ...twoKeys(), keys: [keyView(1)] }, { 'keys.sent': () => ok(sent) }, 'keys');
    const user = person();
    await user.click(screen.getByRole('row', { name: /YubiKey 5C NFC …120/ }));
    await user.click(screen.getByRole('tab', { name: 'About this key' }));
    await user.click(screen.getByRole('button', { name: 'What was sent…' }));
    const dialog = await screen.findByRole('dialog', { name: 'What was sent' });
    const row = within(dialog).getByRole('row', { name: /clientPin.getPINRetries PIN_BLOCKED 12$/ });
    expect(row).toBeVisible();
    expect(dialog).toHaveTextContent('2 older commands are no longer kept.');
  });
});
