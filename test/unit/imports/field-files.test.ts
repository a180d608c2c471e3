import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planImport } from '../../../src-main/imports/plan-import.ts';
import { readImport } from '../../../src-main/imports/read-import.ts';
import type { ImportChoices, ImportReading } from '../../../src-shared/domain/imports.ts';
import { emptyWorld, mustTable, tableIn } from './import-fixture.ts';

const folder = new URL('../../vectors/files/', import.meta.url);
const modifiedAt = '2026-11-20T08:00:00.000Z';
const bytesOf = (name: string) => ({ bytes: new Uint8Array(readFileSync(new URL(name, folder))), modifiedAt });

function planOf(name: string, reading: Partial<ImportReading> = {}, choices?: ImportChoices) {
  const table = mustTable(bytesOf(name), reading);
  const plan = planImport(table, { ...emptyWorld, servicesByText: reading.services ?? {} }, choices);
  return { ...plan, codes: plan.problems.map(({ line, code }) => [line, code]) };
}

function readOf(name: string) {
  const read = readImport(bytesOf(name));
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

/** Lists what the keys of a plan open: label, service or RP ID, user name. */
function opened({ bulk }: ReturnType<typeof planOf>) {
  const labels = new Map(bulk.keys.map(({ ref, label }) => [ref, label]));
  return bulk.enrolments.map(({ keyId, serviceId, rpId, userName }) => [
    labels.get(keyId),
    serviceId ?? rpId,
    userName,
  ]);
}

const ways = ({ bulk }: ReturnType<typeof planOf>) =>
  bulk.otherWaysIn.map(({ serviceId, rpId, userName, kind, providerId }) => [
    serviceId ?? rpId,
    userName,
    kind,
    providerId,
  ]);

describe('tables', () => {
  it('01-fr-cp1252-read-as-sjis.csv is Windows-1252', () => {
    expect(readOf('01-fr-cp1252-read-as-sjis.csv').encoding).toBe('windows-1252');
    const plan = planOf('01-fr-cp1252-read-as-sjis.csv');
    expect(plan.bulk.keys).toMatchObject([{ label: 'Blue', owner: 'Hélène Durand', place: 'Bureau de la défense' }]);
  });

  it('03-de-cp1252-refused.csv is Windows-1252, dash and all', () => {
    const plan = planOf('03-de-cp1252-refused.csv');
    expect(plan.bulk.keys).toMatchObject([{ label: 'Schlüssel blau', owner: 'Jörg Müller', place: 'Büro Zürich' }]);
    expect(plan.bulk.enrolments).toMatchObject([{ note: 'Ersatz fällig – März' }, { note: null }]);
  });

  it('05-subdomains-roundtrip.csv keeps each host', () => {
    const hosts = opened(planOf('05-subdomains-roundtrip.csv')).map(([, service]) => service);
    expect(hosts).toEqual(['idp1.example.co.jp', 'idp2.example.co.jp', 'vpn.corp.example.com']);
  });

  it('06-report-inventory-demo-en.csv comes back with keys and their serials', () => {
    const plan = planOf('06-report-inventory-demo-en.csv');
    expect(plan.codes).toEqual([]);
    expect(plan.counts).toMatchObject({ keys: 4, enrolments: 25, otherWays: 8 });
    expect(plan.bulk.keys.map(({ label, vendorSerial }) => [label, vendorSerial])).toEqual([
      ['Blue key ring', '14207311'],
      ['Desk drawer', '14207318'],
      ['Office key', undefined],
      ['Old YubiKey', undefined],
    ]);
  });

  it('08-secrets-not-seen.csv is refused, line by line', () => {
    const plan = planOf('08-secrets-not-seen.csv');
    expect(plan.codes).toEqual([2, 3, 4, 5].map((line) => [line, 'looks-like-code']));
    const { problems, notes, rows, conflicts } = plan;
    expect(JSON.stringify([problems, notes, rows, conflicts])).not.toMatch(/739182|hunter2/);
  });

  it('10-excel-short-rows.csv may leave the last delimiters out', () => {
    const plan = planOf('10-excel-short-rows.csv');
    expect([plan.codes, plan.counts.enrolments]).toEqual([[], 32]);
  });

  it('11-ja-headings-unknown-sjis.csv has headings as people write them', () => {
    const plan = planOf('11-ja-headings-unknown-sjis.csv');
    expect(opened(plan)).toEqual([
      ['青', 'rakuten-securities', 'mika77'],
      ['青', 'github', 'mika-dev'],
    ]);
    expect(plan.bulk.keys).toMatchObject([{ label: '青', place: '金庫' }]);
  });

  it('13-wide-matrix-bom.csv has a column for each key', () => {
    expect(readOf('13-wide-matrix-bom.csv').format).toBe('key-matrix');
    const services = { Google: 'google-account', Microsoft: 'microsoft-account' };
    const plan = planOf('13-wide-matrix-bom.csv', { services });
    expect(opened(plan)).toEqual([
      ['Key 1', 'github', null],
      ['Key 2', 'github', null],
      ['Key 1', 'google-account', null],
      ['Key 1', 'microsoft-account', null],
      ['Key 2', 'microsoft-account', null],
      ['Key 2', 'dropbox', null],
      ['Key 1', 'aws', null],
    ]);
    const asked = planOf('13-wide-matrix-bom.csv').conflicts;
    expect(asked.map(({ kind, about }) => [kind, about])).toEqual([
      ['service', 'Google'],
      ['service', 'Microsoft'],
    ]);
  });

  it('24-title-lines-above.csv has its headings further down', () => {
    const plan = planOf('24-title-lines-above.csv');
    expect(opened(plan)).toEqual([['Blue', 'github', 'mika-dev']]);
    expect(plan.notes).toMatchObject([{ code: 'lines-above', value: 'Security keys of the IT department' }]);
  });

  it('25-dates-ja.csv has days as Japanese spreadsheets write them', () => {
    const plan = planOf('25-dates-ja.csv');
    const end = new Date(2026, 10, 30, 23, 59, 59).toISOString();
    expect(plan.bulk.otherWaysIn).toMatchObject([{ kind: 'temporary-access-pass', validUntil: end }]);
  });

  it('27-stock-by-serial.csv makes keys with the serial of their sticker', () => {
    const plan = planOf('27-stock-by-serial.csv');
    expect(plan.bulk.keys).toMatchObject([{ label: 'Stock 001', vendorSerial: '14207311', owner: 'Mika Example' }]);
  });

  it('28-big-1500-keys.csv is planned whole', () => {
    const plan = planOf('28-big-1500-keys.csv');
    expect([plan.codes, plan.counts.keys, plan.counts.enrolments]).toEqual([[], 1_500, 10_000]);
  });
});

describe('listings by other programs', () => {
  it.each([
    [
      '15-ykman-5-list.csv',
      'ykman',
      ['github.com', 'login.microsoft.com', 'google.com', 'mercari.com', 'yahoo.co.jp', 'ssh:'],
    ],
    ['16-keyroost-credentials.json', 'keyroost', ['github.com', 'login.microsoft.com']],
  ])('%s asks for its key, and is recorded by hand as of its day', (name, format, rpIds) => {
    expect(readOf(name)).toMatchObject({ format, contents: { asksKey: true } });
    expect(tableIn(bytesOf(name))).toMatchObject({ failure: { problems: [{ code: 'key-needed' }] } });
    const plan = planOf(name, { key: 'Blue' });
    expect(plan.codes).toEqual([]);
    expect(plan.bulk.enrolments.map(({ rpId }) => rpId)).toEqual(rpIds);
    expect(new Set(plan.bulk.enrolments.map(({ asOf }) => asOf))).toEqual(new Set([modifiedAt]));
    expect(opened(plan)[0]).toEqual(['Blue', 'github.com', 'mika-dev']);
  });

  it('17-graph-fido2Methods.json: keys by their display names; Microsoft Authenticator is no key', () => {
    const plan = planOf('17-graph-fido2Methods.json');
    expect(opened(plan)).toEqual([['Blue key', 'microsoft-entra-id', 'mika@contoso.example']]);
    expect(ways(plan)).toEqual([
      ['microsoft-entra-id', 'mika@contoso.example', 'microsoft-authenticator', 'microsoft-authenticator-passkey'],
    ]);
  });

  it('19-entra-user-registration-details.csv: methods by user; which key it is, the report does not say', () => {
    const plan = planOf('19-entra-user-registration-details.csv');
    expect(ways(plan)).toEqual([
      ['microsoft-entra-id', 'mika@contoso.example', 'push', null],
      ['microsoft-entra-id', 'mika@contoso.example', 'temporary-access-pass', null],
      ['microsoft-entra-id', 'ken@contoso.example', 'push', null],
      ['microsoft-entra-id', 'ken@contoso.example', 'sms', null],
    ]);
    expect(plan.notes).toMatchObject([
      { line: 2, code: 'key-not-named', value: 'mika@contoso.example: fido2SecurityKey' },
    ]);
  });
});

describe('password managers', () => {
  it('21-roboform.csv: passwords kept there, where the service takes keys', () => {
    expect(ways(planOf('21-roboform.csv'))).toEqual([
      ['sbi-securities', 'mika77', 'password', 'roboform'],
      ['github', 'mika-dev', 'password', 'roboform'],
    ]);
    expect(readOf('21-roboform.csv').contents.leftOut).toEqual([{ kind: 'password', count: 2 }]);
  });

  it('22-bitwarden.json: a password and a synced passkey', () => {
    expect(ways(planOf('22-bitwarden.json'))).toEqual([
      ['github', 'mika-dev', 'password', 'bitwarden'],
      ['github.com', 'mika-dev', 'synced-passkey', 'bitwarden'],
    ]);
    expect(readOf('22-bitwarden.json').contents.leftOut).toEqual([
      { kind: 'password', count: 1 },
      { kind: 'passkey-key', count: 1 },
    ]);
  });

  it('bitwarden.csv: only what is proposed or ticked', () => {
    const plan = planOf('bitwarden.csv');
    expect(ways(plan)).toEqual([['github', 'mika-dev', 'password', 'bitwarden']]);
    expect(plan.rows.map(({ service, taken }) => [service, taken])).toEqual([
      ['GitHub', true],
      ['Amazon.co.jp', false],
    ]);
    const ticked = planOf('bitwarden.csv', {}, { others: 'ours', byId: {}, lines: { 2: false, 3: true } });
    expect(ways(ticked)).toEqual([['amazon-jp', 'mika@example.org', 'password', 'bitwarden']]);
  });

  it('chrome-passwords.csv: whose list it is has to be said', () => {
    expect(tableIn(bytesOf('chrome-passwords.csv'))).toMatchObject({
      failure: { problems: [{ code: 'vault-needed' }] },
    });
    expect(ways(planOf('chrome-passwords.csv', { vault: 'google-password-manager' }))).toEqual([
      ['github', 'mika-dev', 'password', 'google-password-manager'],
    ]);
  });

  it.each(['21-roboform.csv', '22-bitwarden.json', 'bitwarden.csv', 'chrome-passwords.csv'])(
    '%s leaves no secret behind',
    (name) => {
      const vault = { vault: 'browser' };
      const { contents } = readOf(name);
      const rows = mustTable(bytesOf(name), vault).rows.flatMap(({ value }) =>
        (['service', 'account', 'way', 'provider', 'name', 'through', 'note', 'key'] as const).map((column) =>
          value(column),
        ),
      );
      const all = JSON.stringify([contents, rows, planOf(name, vault)]);
      expect(all).not.toMatch(/hunter2|'0123|REDACTED|"pw"|"x"|recovery codes in safe/);
    },
  );
});

it('every file has a test here, or among the policies', () => {
  const here = readFileSync(new URL(import.meta.url), 'utf8');
  const policies = readFileSync(new URL('../policy/field-policies.test.ts', import.meta.url), 'utf8');
  const files = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(files.filter((name) => !here.includes(name) && !policies.includes(name))).toEqual([]);
});
