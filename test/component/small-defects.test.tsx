import { describe, expect, it } from 'vitest';
import { catalogueService, inventoryKey, keyView, readEnrolment } from './fake-data.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const rowNames = (): readonly (string | null)[] =>
  within(screen.getByRole('grid'))
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent);

describe('names', () => {
  it('d 22: a long name of a service stands in a row without what is in brackets at its end', async () => {
    const world = twoKeys();
    await renderApp({
      ...world,
      services: [
        catalogueService('github', 'Microsoft Entra ID (work or school account)'),
        catalogueService('bank', 'Amazon Web Services (root and IAM users)'),
      ],
    });
    expect(rowNames()).toEqual([
      'AAmazon Web Services mika@bank',
      'fforum.example mika-forum',
      'MMicrosoft Entra ID mika',
    ]);
  });

  it('d 4: two SSH keys of one key, which look the same, are told apart in their rows', async () => {
    const world = twoKeys();
    const ssh = (handle: string) => ({
      ...readEnrolment('blue', 'ssh:', 'openssh'),
      id: `ssh-${handle}`,
      userId: handle,
    });
    const snapshot = { ...world.snapshot, enrolments: [ssh('0a0b'), ssh('0c0d')] };
    await renderApp({ ...world, snapshot });
    const names = rowNames();
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(2);
    expect(names.filter((name) => name?.includes('SSH') === true)).toHaveLength(2);
  });

  it('d 12: a record by hand is called after its service in the matrix and in the key’s details alike', async () => {
    const world = twoKeys();
    const byHand = {
      ...readEnrolment('blue', 'fastmail.com', 'mika'),
      evidence: 'told' as const,
      serviceId: 'fastmail',
      rpId: null,
    };
    const snapshot = { ...world.snapshot, keys: [inventoryKey('blue', 'Blue')], enrolments: [byHand] };
    await renderApp({ ...world, services: [catalogueService('fastmail', 'Fastmail')], snapshot });
    expect(rowNames()).toEqual(['FFastmail mika']);
    const user = person();
    await user.click(screen.getByRole('link', { name: /Blue/ }));
    await user.click(await screen.findByRole('tab', { name: 'Details' }));
    const details = screen.getByRole('tabpanel');
    expect(within(details).getByText(/^Fastmail/)).toBeVisible();
    expect(details.textContent).not.toContain('fastmail.com');
  });
});

it('d 2: a key that needs its PIN shows one primary button, not one in its head and one in the page', async () => {
  await renderApp({ ...twoKeys(), keys: [keyView(1)] });
  await person().click(within(screen.getByRole('navigation')).getByRole('link', { name: /YubiKey/ }));
  await screen.findByRole('tablist');
  const primary = screen.getAllByRole('button').filter((button) => button.className.includes('primary'));
  expect(primary.map((button) => button.textContent)).toEqual(['Read this key…']);
});
