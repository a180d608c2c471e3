import { afterEach, describe, expect, it } from 'vitest';
import { type ImportPreview, plainReading } from '../../src-shared/domain/imports.ts';
import { closeRecordDialog } from '../../src-renderer/features/import/import-store.ts';
import { failure, ok } from './fake-api.ts';
import { chooseMore } from './coverage-actions.ts';
import { act, person, renderApp, screen, spoken, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const preview: ImportPreview = {
  token: 't1',
  file: 'table.csv',
  encoding: 'shift_jis',
  encodings: [],
  format: 'table',
  asksKey: false,
  asksRpId: false,
  isDated: false,
  asOf: null,
  vaults: [],
  headings: [],
  leftOut: [],
  reading: plainReading,
  counts: { rows: 2, left: 0, keys: 1, enrolments: 1, otherWays: 0, devices: 0, changed: 0, unchanged: 0 },
  rows: [
    {
      line: 2,
      what: 'enrolment',
      state: 'new',
      subject: '<script>',
      service: 'GitHub',
      userName: '\u202eevil',
      matchedBy: 'domain',
      taken: null,
    },
    {
      line: 3,
      what: 'key',
      state: 'conflict',
      subject: 'Blue',
      service: null,
      userName: null,
      matchedBy: null,
      taken: null,
    },
  ],
  problems: [],
  problemCount: 0,
  notes: [{ line: 2, code: 'service-by-domain', column: 'service', value: 'gist.github.com → GitHub' }],
  noteCount: 1,
  conflicts: [
    {
      id: 'key:3:place',
      line: 3,
      kind: 'key',
      about: 'Blue',
      column: 'place',
      ours: 'Home',
      theirs: 'Office',
      options: [
        { value: 'ours', label: '' },
        { value: 'theirs', label: '' },
      ],
    },
  ],
  conflictCount: 1,
};

async function openMenu(entry: string) {
  const user = person();
  await chooseMore(entry);
  return user;
}

afterEach(() => act(closeRecordDialog));

describe('import of a table', () => {
  it('shows what would be recorded, takes the choice, and applies this preview', async () => {
    const fake = await renderApp(twoKeys(), {
      'imports.previewFile': () => ok(preview),
      'imports.apply': () => ok({ count: 2 }),
    });
    const user = await openMenu('Import a CSV file…');
    const dialog = await screen.findByRole('dialog', { name: 'Import records' });
    expect(within(dialog).getByRole('combobox', { name: 'Encoding' })).toHaveValue('shift_jis');
    expect(within(dialog).getByText('matched by domain')).toBeVisible();
    expect(within(dialog).getByText('<script>')).toBeVisible();
    expect(dialog.textContent).not.toContain('\u202e');
    await user.selectOptions(within(dialog).getByRole('combobox', { name: /^Decide about line 3: Blue/ }), 'theirs');
    await user.click(within(dialog).getByRole('button', { name: 'Import' }));
    expect(fake.callsOf('imports.apply')).toEqual([
      { token: 't1', choices: { others: 'ours', byId: { 'key:3:place': 'theirs' } } },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(spoken().polite).toContain('2 records were made.');
  });

  it('J-04: with a problem nothing can be imported', async () => {
    const problems: ImportPreview['problems'] = [{ line: 9_999, code: 'ragged', column: null, value: '' }];
    await renderApp(twoKeys(), {
      'imports.previewFile': () => ok({ ...preview, problems, problemCount: 150, conflicts: [], conflictCount: 0 }),
    });
    await openMenu('Import a CSV file…');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Import' })).toBeDisabled();
    expect(within(dialog).getByText(/^Line 9,999: /)).toBeVisible();
    expect(within(dialog).getByText('and 149 more')).toBeVisible();
  });

  it('a service that several are called like must be chosen first', async () => {
    const options = [
      { value: 'service:a', label: 'Bank A (a)' },
      { value: 'service:b', label: 'Bank B (b)' },
    ];
    const conflicts: ImportPreview['conflicts'] = [
      { id: 'service:Bank', line: 2, kind: 'service', about: 'Bank', column: 'service', ours: '', theirs: '', options },
    ];
    const fake = await renderApp(twoKeys(), {
      'imports.previewFile': () => ok({ ...preview, conflicts }),
      'imports.apply': () => ok({ count: 1 }),
    });
    const user = await openMenu('Import a CSV file…');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Import' })).toBeDisabled();
    await user.selectOptions(within(dialog).getByRole('combobox', { name: /^Decide about/ }), 'service:b');
    await user.click(within(dialog).getByRole('button', { name: 'Import' }));
    expect(fake.callsOf('imports.apply')).toMatchObject([{ choices: { byId: { 'service:Bank': 'service:b' } } }]);
  });

  it('columns, the key of a listing and the vault of a list are said in the preview, and kept', async () => {
    const fake = await renderApp(twoKeys(), {
      'imports.previewFile': () =>
        ok({
          ...preview,
          headings: [{ heading: '利用者', column: null }],
          asksKey: true,
          vaults: ['bitwarden', 'browser'],
          leftOut: [{ kind: 'password', count: 3 }],
          reading: { ...plainReading, columns: { キー名: 'key' } },
        }),
      'imports.reread': () => ok(preview),
      'imports.keepMapping': () => ok(null),
    });
    const user = await openMenu('Import a CSV file…');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Left out and not kept: 3 passwords/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Keep these columns for other files' }));
    expect(fake.callsOf('imports.keepMapping')).toEqual([{ token: 't1', choices: { others: 'ours', byId: {} } }]);
    await user.selectOptions(dialog.getByLabelText('利用者'), 'owner');
    expect(fake.callsOf('imports.reread')).toEqual([
      { token: 't1', reading: { ...plainReading, columns: { キー名: 'key', 利用者: 'owner' } } },
    ]);
  });

  it('lines that are only offered are recorded as they are ticked', async () => {
    const offered = { ...preview.rows[0], what: 'other-way', state: 'left', userName: 'mika', taken: false } as const;
    const fake = await renderApp(twoKeys(), {
      'imports.previewFile': () =>
        ok({
          ...preview,
          counts: { ...preview.counts, left: 1, keys: 0, enrolments: 0 },
          rows: [{ line: 2, subject: 'Bitwarden', service: 'GitHub', matchedBy: 'domain', ...offered }],
          conflicts: [],
          conflictCount: 0,
        }),
      'imports.apply': () => ok({ count: 1 }),
    });
    const user = await openMenu('Import a CSV file…');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Import' })).toBeDisabled();
    await user.click(dialog.getByRole('checkbox', { name: 'Take line 2: GitHub mika' }));
    await user.click(dialog.getByRole('button', { name: 'Import' }));
    expect(fake.callsOf('imports.apply')).toEqual([
      { token: 't1', choices: { others: 'ours', byId: {}, lines: { 2: true } } },
    ]);
  });

  it('another encoding reads the same file again', async () => {
    const fake = await renderApp(twoKeys(), {
      'imports.previewFile': () => ok(preview),
      'imports.reread': () => ok({ ...preview, token: 't2', encoding: 'utf-8' }),
    });
    const user = await openMenu('Import a CSV file…');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Encoding' }), 'utf-8');
    expect(fake.callsOf('imports.reread')).toEqual([{ token: 't1', reading: { ...plainReading, encoding: 'utf-8' } }]);
    expect(screen.getByRole('combobox', { name: 'Encoding' })).toHaveValue('utf-8');
  });

  it('the date of a listing is that of the file, until the person gives another', async () => {
    const asOf = new Date('2026-11-20T09:30').toISOString();
    const listing = { ...preview, format: 'ykman', isDated: true, asOf } as const;
    const fake = await renderApp(twoKeys(), {
      'imports.previewFile': () => ok(listing),
      'imports.reread': () => ok({ ...listing, token: 't2' }),
    });
    const user = await openMenu('Import a CSV file…');
    const date = await screen.findByLabelText('Listed on');
    expect(date).toHaveValue('2026-11-20T09:30');
    expect(date).toHaveAccessibleDescription(/The file was last written then/);
    await user.clear(date);
    await user.type(date, '2026-10-01T12:00');
    expect(fake.callsOf('imports.reread')).toEqual([]);
    await user.tab();
    const earlier = new Date('2026-10-01T12:00').toISOString();
    expect(fake.callsOf('imports.reread')).toEqual([{ token: 't1', reading: { ...plainReading, asOf: earlier } }]);
  });

  it('a line that looks like a code is refused, unless the person says that it holds no secret', async () => {
    const problem = (line: number) => ({ line, code: 'looks-like-code', column: 'note', value: '' }) as const;
    const reading = { ...plainReading, notSecret: [3] };
    const fake = await renderApp(twoKeys(), {
      'imports.previewFile': () =>
        ok({ ...preview, reading, problems: [problem(2), problem(2), problem(7)], problemCount: 3 }),
      'imports.reread': () => ok({ ...preview, token: 't2' }),
    });
    const user = await openMenu('Import a CSV file…');
    expect(await screen.findByRole('button', { name: 'Line 7 holds no secret' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Line 2 holds no secret' }));
    expect(fake.callsOf('imports.reread')).toEqual([{ token: 't1', reading: { ...plainReading, notSecret: [3, 2] } }]);
  });

  it('typed lines are checked, and can be changed again', async () => {
    const fake = await renderApp(twoKeys(), {
      'imports.previewLines': () => ok({ ...preview, file: null, encoding: null }),
    });
    const user = await openMenu('Record several at once…');
    await user.type(screen.getByRole('textbox', { name: 'Lines' }), 'GitHub, mika, Blue');
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(fake.callsOf('imports.previewLines')).toEqual([{ text: 'GitHub, mika, Blue' }]);
    await user.click(await screen.findByRole('button', { name: 'Change the lines' }));
    expect(screen.getByRole('textbox', { name: 'Lines' })).toHaveValue('GitHub, mika, Blue');
  });

  it('a failure of the import is said, and the preview stays', async () => {
    await renderApp(twoKeys(), {
      'imports.previewFile': () => ok(preview),
      'imports.apply': () => failure({ kind: 'input-invalid', detail: 'preview-void' }),
    });
    const user = await openMenu('Import a CSV file…');
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect((await screen.findAllByText(/the inventory has changed since the preview/)).length).toBeGreaterThan(0);
    expect(screen.getByRole('dialog')).toBeVisible();
  });
});

describe('quick entry', () => {
  it('records one account on several keys with Enter, and stays for the next', async () => {
    const fake = await renderApp(twoKeys());
    const user = await openMenu('Record a key by hand…');
    const dialog = screen.getByRole('dialog');
    // Nothing is said to be missing before anything was done.
    expect(within(dialog).queryByText('Choose at least one key.')).toBeNull();
    await user.click(within(dialog).getByRole('checkbox', { name: /Blue/ }));
    await user.click(within(dialog).getByRole('checkbox', { name: /Spare/ }));
    await user.type(within(dialog).getByRole('textbox', { name: 'Service' }), 'ban{Enter}');
    await user.type(within(dialog).getByRole('textbox', { name: 'User name' }), 'hana{Enter}');
    expect(fake.callsOf('inventory.addManual')).toMatchObject([
      { keyId: 'blue', serviceId: 'bank', userName: 'hana' },
      { keyId: 'spare', serviceId: 'bank', userName: 'hana' },
    ]);
    expect(within(dialog).getByRole('textbox', { name: 'Service' })).toHaveValue('');
    expect(within(dialog).getByRole('checkbox', { name: /Blue/ })).toBeChecked();
    expect(within(dialog).getByText('Recorded for 2 keys: Bank hana.')).toBeVisible();
  });

  it('takes a domain that the catalogue does not have', async () => {
    const fake = await renderApp(twoKeys());
    const user = await openMenu('Record a key by hand…');
    await user.type(screen.getByRole('textbox', { name: 'Service' }), 'https://forum.example.net/login');
    await user.click(screen.getByRole('radio', { name: /forum\.example\.net/ }));
    expect(screen.getByText('Choose at least one key.')).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: /Blue/ }));
    await user.click(screen.getByRole('button', { name: 'Record and next' }));
    expect(fake.callsOf('inventory.addManual')).toMatchObject([{ serviceId: null, rpId: 'forum.example.net' }]);
  });
});

describe('another way in', () => {
  it('is recorded with its times, and never with a code', async () => {
    const fake = await renderApp(twoKeys());
    const user = await openMenu('Record another way in…');
    const dialog = screen.getByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: 'Service' }), 'bank{Enter}');
    await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Kind' }), 'temporary-access-pass');
    await user.type(within(dialog).getByRole('textbox', { name: 'Note' }), 'a1b2c-3d4e5 f6g7h-8i9j0');
    expect(within(dialog).getByText(/This looks like a code/)).toBeVisible();
    await user.clear(within(dialog).getByRole('textbox', { name: 'Note' }));
    await user.type(within(dialog).getByLabelText('Valid until'), '2026-11-30T17:00');
    await user.type(within(dialog).getByRole('textbox', { name: 'Contact' }), '03-1234-5678');
    await user.click(within(dialog).getByRole('button', { name: 'Record' }));
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([
      {
        serviceId: 'bank',
        kind: 'temporary-access-pass',
        validUntil: new Date('2026-11-30T17:00').toISOString(),
        contact: '03-1234-5678',
        note: null,
      },
    ]);
  });

  it('refuses a link that is no https address', async () => {
    await renderApp(twoKeys());
    const user = await openMenu('Record another way in…');
    await user.type(screen.getByRole('textbox', { name: 'Page where it is kept' }), 'javascript:alert(1)');
    expect(screen.getByText('An address that begins with https:// is expected.')).toBeVisible();
  });
});
