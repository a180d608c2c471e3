import { fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { loadAdvisories } from '../../catalogue/advisories.ts';
import type { CatalogueCorrection } from '../../src-shared/domain/catalogue-correction.ts';
import type { StoredCorrection } from '../../src-shared/ipc/catalogue-contract.ts';
import { localTime } from '../helpers/local-time.ts';
import { ok } from './fake-api.ts';
import { appStatus, catalogueService, inventoryKey, keyFacts, keyView } from './fake-data.ts';
import { chooseMore, openAccount } from './coverage-actions.ts';
import { person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const entry = {
  fields: {
    name: 'GitHub',
    rpIds: ['github.com'],
    domains: [],
    acceptsSecurityKeys: true as const,
    multipleKeys: true as const,
    maxKeys: 'unknown' as const,
    deviceBoundOnly: false as const,
    minKeysRecommended: 2,
    addKeyUrl: 'https://github.com/settings/security',
  },
  rpIdConfidence: 'assumed',
  asOf: '2026-08',
  sources: ['their help page'],
};

const correction: CatalogueCorrection = {
  serviceId: 'github',
  fields: { maxKeys: 5, minKeysRecommended: 3 },
  base: { ...entry.fields, maxKeys: 'unknown' },
  source: 'their \u202Ehelp page',
  asOf: localTime('2026-11-20T09:30'),
};

const kept: StoredCorrection = {
  correction,
  name: 'GitHub',
  nameJa: 'ギットハブ',
  catalogue: { ...entry.fields, maxKeys: 8 },
  news: [{ kind: 'changed', field: 'maxKeys', otherServiceId: null }],
};

const region = (name: string) => screen.getByRole('region', { name });

/** Sets the value of a field at once: a stroke at a time costs seconds on a busy computer. */
function fill(field: HTMLElement, value: string): void {
  fireEvent.change(field, { target: { value } });
}

describe('the correction dialog', () => {
  it('is reached from the details of an account, shows what the catalogue says, and saves what differs', async () => {
    const fake = await renderApp(twoKeys(), { 'catalogue.entry': () => entry });
    const user = person();
    await openAccount(/^GitHub, mika: 2 keys/);
    await chooseMore('Correct the catalogue entry…', 'More about this account');
    const dialog = await screen.findByRole('dialog', { name: 'Correct the catalogue: GitHub' });
    expect(fake.callsOf('catalogue.entry')).toEqual([{ serviceId: 'github' }]);
    expect(dialog).toHaveTextContent('Sources of the catalogue’s entry, as of 2026-08');
    expect(dialog).toHaveTextContent('their help page');
    expect(dialog).toHaveTextContent('assumed from the sign-in page');
    const several = within(dialog).getByLabelText('How many keys it takes');
    expect(several).toHaveAccessibleDescription('Catalogue: several');
    await user.selectOptions(several, 'one only');
    expect(several).toHaveAccessibleDescription('Corrected. Catalogue: several');
    fill(within(dialog).getByLabelText('Where you saw it'), 'their notice');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(fake.callsOf('catalogue.saveCorrection')).toEqual([
      { serviceId: 'github', fields: { multipleKeys: false, maxKeys: 1 }, source: 'their notice' },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(spoken().polite).toContain('The correction is saved.');
  });

  it('saves nothing that is unsafe, and says why at the field', async () => {
    const fake = await renderApp(twoKeys(), { 'catalogue.entry': () => entry });
    const user = person();
    await openAccount(/^GitHub, mika: 2 keys/);
    await chooseMore('Correct the catalogue entry…', 'More about this account');
    const dialog = await screen.findByRole('dialog', { name: /^Correct the catalogue/ });
    const save = within(dialog).getByRole('button', { name: 'Save' });
    await user.click(save);
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Nothing differs from the catalogue.');
    const page = within(dialog).getByLabelText('Page for adding a key');
    fill(page, 'http://github.com/');
    await user.click(save);
    expect(page).toHaveAccessibleDescription(/must begin with https:\/\//);
    expect(page).toBeInvalid();
    expect(page).toHaveFocus();
    fill(page, 'https://githubb.example.com/keys');
    expect(dialog).toHaveTextContent('The page is on another domain than the service: githubb.example.com');
    const sites = within(dialog).getByLabelText('Websites of its passkeys (RP IDs)');
    fill(sites, 'github.com, co.jp');
    await user.click(save);
    expect(sites).toHaveAccessibleDescription(/co\.jp belongs to many owners/);
    const several = within(dialog).getByLabelText('Most keys that it takes');
    fill(several, '0');
    expect(several).toHaveAccessibleDescription(/from 2 to 1,000/);
    expect(fake.callsOf('catalogue.saveCorrection')).toEqual([]);
  });

  it('adds a service that the catalogue lacks, with the website of the account filled in', async () => {
    const fake = await renderApp(twoKeys());
    const user = person();
    await openAccount(/^forum\.example, mika-forum: Only Spare/);
    await chooseMore('Add this service to your catalogue…', 'More about this account');
    const dialog = await screen.findByRole('dialog', { name: 'Add a service' });
    expect(within(dialog).getByLabelText('Websites of its passkeys (RP IDs)')).toHaveValue('forum.example');
    const name = within(dialog).getByLabelText('Name');
    fill(name, 'Our forum');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(fake.callsOf('catalogue.saveCorrection')).toEqual([
      { serviceId: 'own:our-forum', fields: { name: 'Our forum', rpIds: ['forum.example'] }, source: null },
    ]);
  });
});

describe('corrections in the settings', () => {
  const world = () => {
    const base = twoKeys();
    return { ...base, snapshot: { ...base.snapshot, corrections: [correction] } };
  };
  const answers = { 'catalogue.corrections': () => ok([kept]), 'catalogue.entry': () => entry };

  it('are listed with what the catalogue says by now; outside text is neutralised', async () => {
    await renderApp(world(), answers, 'settings');
    const list = await within(region('Your corrections of the catalogue')).findByRole('list');
    expect(list).toHaveTextContent('Most keys that it takes5 keys');
    expect(list).toHaveTextContent('the catalogue now says “8 keys”. When you corrected it, it said “not known”');
    expect(list).toHaveTextContent('their \uFFFDhelp page');
  });

  it('keep the person’s own, or take the catalogue’s for that field only', async () => {
    const fake = await renderApp(world(), answers, 'settings');
    const user = person();
    const part = region('Your corrections of the catalogue');
    await user.click(await within(part).findByRole('button', { name: 'Keep my correction of GitHub' }));
    await user.click(within(part).getByRole('button', { name: 'Use the catalogue’s words for GitHub' }));
    expect(fake.callsOf('catalogue.saveCorrection')).toEqual([
      { serviceId: 'github', fields: correction.fields, source: correction.source },
      { serviceId: 'github', fields: { minKeysRecommended: 3 }, source: correction.source },
    ]);
  });

  it('give the number of keys back with the answer "one or several", which says the same', async () => {
    const one = { ...kept, correction: { ...correction, fields: { maxKeys: 1, multipleKeys: false, nameJa: '名' } } };
    const fake = await renderApp(world(), { ...answers, 'catalogue.corrections': () => ok([one]) }, 'settings');
    await person().click(await screen.findByRole('button', { name: 'Use the catalogue’s words for GitHub' }));
    expect(fake.callsOf('catalogue.saveCorrection')).toEqual([
      { serviceId: 'github', fields: { nameJa: '名' }, source: correction.source },
    ]);
  });

  it('go away altogether when the only corrected field is given back', async () => {
    const only = { ...kept, correction: { ...correction, fields: { maxKeys: 5 } } };
    const fake = await renderApp(world(), { ...answers, 'catalogue.corrections': () => ok([only]) }, 'settings');
    await person().click(await screen.findByRole('button', { name: 'Use the catalogue’s words for GitHub' }));
    expect(fake.callsOf('catalogue.saveCorrection')).toEqual([]);
    expect(fake.callsOf('catalogue.removeCorrection')).toEqual([{ serviceId: 'github' }]);
  });

  it('are removed only after a question, edited, and exported', async () => {
    const fake = await renderApp(
      world(),
      { ...answers, 'catalogue.exportContribution': () => ok({ file: '/home/mika/contribution.json' }) },
      'settings',
    );
    const user = person();
    await user.click(await screen.findByRole('button', { name: 'Remove the correction of GitHub' }));
    expect(screen.getByRole('alertdialog')).toHaveAccessibleName('Go back to the catalogue for GitHub?');
    await user.keyboard('{Escape}');
    expect(fake.callsOf('catalogue.removeCorrection')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Export as a contribution…' }));
    expect(spoken().polite).toContain('The contribution was written to /home/mika/contribution.json.');
    await user.click(screen.getByRole('button', { name: 'Edit the correction of GitHub' }));
    const dialog = await screen.findByRole('dialog', { name: 'Correct the catalogue: GitHub' });
    expect(within(dialog).getByLabelText('Where you saw it')).toHaveValue(correction.source);
  });

  it('are in Japanese too', async () => {
    const japanese = { ...appStatus, locale: 'ja' as const };
    await renderApp({ ...world(), status: japanese }, answers, 'settings');
    const part = await screen.findByRole('region', { name: 'カタログの修正' });
    expect(await within(part).findByText('ギットハブ')).toBeVisible();
    expect(part).toHaveTextContent('カタログの記載が「不明」から「8本」に変わりました');
  });
});

describe('known weaknesses on a key’s page', () => {
  const old = { aaguid: 'ee88287972 1c4913 9775 3dfcce97072a'.replaceAll(' ', ''), firmware: '5.4.3' };

  it('are said with state, severity and the maker’s page', async () => {
    const facts = keyFacts({ ...old, model: 'YubiKey 5 Series' });
    const fake = await renderApp(
      { ...twoKeys(), keys: [keyView(1, { facts })], advisories: [...loadAdvisories()] },
      {},
      'keys',
    );
    const user = person();
    expect(within(screen.getByRole('navigation')).getByRole('link')).toHaveTextContent('known weakness');
    expect(screen.getByRole('row', { name: /known weakness/ })).toBeVisible();
    await user.click(screen.getAllByText('YubiKey 5')[0] ?? document.body);
    await user.click(await screen.findByRole('tab', { name: 'About this key' }));
    const heading = await screen.findByRole('heading', { name: 'Known weaknesses' });
    const section = heading.closest('section');
    if (section === null) throw new Error('no section');
    expect(section).toHaveTextContent('EUCLEAK');
    expect(section).toHaveTextContent('This key is affected. Severity: moderate');
    expect(section).toHaveTextContent('That none is listed does not mean that there is none.');
    const [first] = within(section).getAllByRole('button', { name: 'Open the page on www.yubico.com…' });
    if (first === undefined) throw new Error('no button');
    await user.click(first);
    expect(fake.callsOf('catalogue.openAdvisory')).toEqual([{ advisoryId: 'YSA-2024-03' }]);
  });

  it('say nothing, and not "safe", of a key that none is known of', async () => {
    await renderApp({ ...twoKeys(), advisories: [...loadAdvisories()] }, {}, 'keys');
    expect(screen.queryByText(/known weakness/i)).toBeNull();
    expect(document.body).not.toHaveTextContent(/\bsafe\b/i);
  });

  it('are found for a key that is only remembered', async () => {
    const base = twoKeys();
    const record = inventoryKey('old', 'Old one', { ...old, model: 'YubiKey 5 Series' });
    await renderApp(
      {
        ...base,
        services: [catalogueService('github', 'GitHub')],
        keys: [],
        snapshot: { ...base.snapshot, keys: [record] },
        advisories: [...loadAdvisories()],
      },
      {},
      'keys',
    );
    const user = person();
    await user.click(screen.getByText('Old one'));
    await user.click(screen.getByRole('tab', { name: 'About this key' }));
    expect(await screen.findByRole('heading', { name: 'Known weaknesses' })).toBeVisible();
  });
});
