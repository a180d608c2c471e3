import { describe, expect, it } from 'vitest';
import { planImport } from '../../../src-main/imports/plan-import.ts';
import { previewOf } from '../../../src-main/imports/preview.ts';
import { readImport } from '../../../src-main/imports/read-import.ts';
import { type ImportReading, plainReading } from '../../../src-shared/domain/imports.ts';
import { emptyWorld, mustTable, tableIn } from './import-fixture.ts';
import { planted, programFiles, unnamedLists } from './program-files.ts';

const modifiedAt = '2026-11-20T08:00:00.000Z';
const sourceOf = (text: string) => ({ bytes: new TextEncoder().encode(text), modifiedAt });

function readOf(text: string) {
  const read = readImport(sourceOf(text));
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

/** Plans a file with every line taken. */
function planOf(text: string, reading: Partial<ImportReading> = {}) {
  const table = mustTable(sourceOf(text), reading);
  const lines = Object.fromEntries(table.rows.map(({ line }) => [String(line), true]));
  return { table, plan: planImport(table, emptyWorld, { others: 'ours', byId: {}, lines }) };
}

const lists = [
  ...Object.entries(programFiles).map(([name, file]) => ({ name, ...file, reading: {} })),
  ...Object.entries(unnamedLists).map(([name, file]) => ({
    name,
    ...file,
    reading: { vault: 'google-password-manager' },
  })),
];

describe('lists of passwords', () => {
  it.each(lists)('$name: what is kept there, and by whom', ({ format, text, reading, ways, leftOut }) => {
    const read = readOf(text);
    expect(read.format).toBe(format);
    expect(read.holdsSecrets).toBe(true);
    const { plan } = planOf(text, reading);
    expect(plan.problems).toEqual([]);
    expect(
      plan.bulk.otherWaysIn.map(({ serviceId, rpId, userName, kind, providerId, name }) => [
        serviceId ?? rpId,
        userName,
        kind,
        providerId ?? name,
      ]),
    ).toEqual(ways);
    expect(Object.fromEntries(read.contents.leftOut.map(({ kind, count }) => [kind, count]))).toEqual(leftOut);
  });

  it.each(lists)('$name: no secret is in what is read, planned or shown', ({ text, reading }) => {
    const read = readOf(text);
    const { table, plan } = planOf(text, reading);
    const shown = { token: 't', file: 'a.csv', encodings: [], reading: { ...plainReading, ...reading } };
    const cells = table.rows.flatMap(({ value }) =>
      (['service', 'account', 'way', 'provider', 'name', 'through', 'note', 'link', 'key'] as const).map((column) =>
        value(column),
      ),
    );
    const all = JSON.stringify([read.contents, cells, plan, previewOf(plan, read, table, shown)]);
    expect(planted.filter((secret) => text.includes(secret)).length).toBeGreaterThan(0);
    expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
  });

  it.each(Object.entries(unnamedLists))('%s: whose it is has to be said', (_, { text }) => {
    expect(tableIn(sourceOf(text))).toMatchObject({ failure: { problems: [{ code: 'vault-needed' }] } });
  });

  it('a table of keys with a column of passwords is the person’s own, and the column is left out', () => {
    const text = `Website,Login,Password,Key\nhttps://github.com,mika,${planted[0]},Blue\n`;
    expect(readOf(text)).toMatchObject({
      format: 'table',
      contents: { leftOut: [{ kind: 'secret-column', count: 1 }] },
    });
    expect(JSON.stringify(planOf(text).plan)).not.toContain(planted[0]);
  });
});

describe('fido2-token', () => {
  const websites = `00: 1YdoDn2bEfGkfzBgDQBfG8JVXeMlFGzFDJ0d8R5n+tA= github.com
01: 4wbiHBo8vTzGVBUBFdxBmpN6Vbu0Fr0wLdFrVOAxjVk= ssh:
`;
  const passkeys = `00: iJkL0pQrStUvWxYz0123456789abcdefABCDEF+/gh== Mika Example MTIzNDU2Nzg= es256 uvopt
01: aBcD0pQrStUvWxYz0123456789abcdefABCDEF+/gh== ken@example.org MDk4NzY1NDM= eddsa uvreq
02: zzzz0pQrStUvWxYz0123456789abcdefABCDEF+/gh== (null) MDk4NzY1NDQ= es256 uvopt
`;
  const older = '00: iJkL0pQrStUvWxYz0123456789abcdefABCDEF+/gh== Mika Example (MTIzNDU2Nzg=) es256\n';

  it('-L -r: one registration for each website, of the key that is named', () => {
    expect(readOf(websites)).toMatchObject({ format: 'fido2-token', contents: { asksKey: true, asksRpId: false } });
    expect(tableIn(sourceOf(websites))).toMatchObject({ failure: { problems: [{ code: 'key-needed' }] } });
    const { plan } = planOf(websites, { key: 'Blue' });
    expect(plan.bulk.enrolments.map(({ rpId, userName, asOf }) => [rpId, userName, asOf])).toEqual([
      ['github.com', null, modifiedAt],
      ['ssh:', null, modifiedAt],
    ]);
  });

  it('-L -k: which website it is of has to be said, too', () => {
    expect(readOf(passkeys)).toMatchObject({ format: 'fido2-token', contents: { asksKey: true, asksRpId: true } });
    expect(tableIn(sourceOf(passkeys), { key: 'Blue' })).toMatchObject({
      failure: { problems: [{ code: 'rp-id-needed' }] },
    });
    expect(tableIn(sourceOf(passkeys))).toMatchObject({
      failure: { problems: [{ code: 'key-needed' }, { code: 'rp-id-needed' }] },
    });
    const { plan } = planOf(passkeys, { key: 'Blue', rpId: 'github.com', asOf: '2026-10-01T00:00:00.000Z' });
    expect(plan.problems).toEqual([]);
    expect(plan.bulk.enrolments.map(({ rpId, userName, asOf }) => [rpId, userName, asOf])).toEqual([
      ['github.com', 'Mika Example', '2026-10-01T00:00:00.000Z'],
      ['github.com', 'ken@example.org', '2026-10-01T00:00:00.000Z'],
      ['github.com', null, '2026-10-01T00:00:00.000Z'],
    ]);
    expect(plan.notes.map(({ code }) => code)).toEqual(['display-names']);
    const old = planOf(older, { key: 'Blue', rpId: 'github.com' }).plan;
    expect(old.bulk.enrolments).toMatchObject([{ userName: 'Mika Example' }]);
  });
});

describe('identity providers', () => {
  it('Okta, factors of one person: keys by their names, other ways by their kind', () => {
    const factor = (factorType: string, provider: string, more: object) => ({
      id: `f-${factorType}`,
      factorType,
      provider,
      vendorName: provider,
      status: 'ACTIVE',
      created: '2026-01-01T00:00:00.000Z',
      ...more,
    });
    const text = JSON.stringify([
      factor('webauthn', 'FIDO', {
        profile: { credentialId: 'l3Br0n-7H3g047NqESqJynFtIgf3Ix9', authenticatorName: 'Blue key' },
      }),
      factor('webauthn', 'FIDO', { profile: { credentialId: 'q3Br0n-7H3g047NqESqJynFtIgf3Ix9' } }),
      factor('webauthn', 'FIDO', { status: 'PENDING_ACTIVATION', profile: { authenticatorName: 'Never finished' } }),
      factor('push', 'OKTA', { profile: { credentialId: 'mika@example.org', name: 'Pixel' } }),
      factor('token:software:totp', 'GOOGLE', { profile: { credentialId: 'mika@example.org' } }),
      factor('sms', 'OKTA', { profile: { phoneNumber: '+81-90-0000-0000' } }),
      factor('question', 'OKTA', { profile: { question: 'favorite_food', answer: planted[0] } }),
    ]);
    const read = readOf(text);
    expect(read).toMatchObject({ format: 'okta-factors', contents: { isDated: true } });
    const { plan } = planOf(text);
    expect(plan.bulk.keys.map(({ label }) => label)).toEqual(['Blue key']);
    expect(plan.bulk.enrolments).toMatchObject([{ serviceId: 'okta', userName: 'mika@example.org', asOf: modifiedAt }]);
    expect(plan.bulk.otherWaysIn.map(({ userName, kind }) => [userName, kind])).toEqual([
      ['mika@example.org', 'push'],
      ['mika@example.org', 'totp-app'],
      ['mika@example.org', 'sms'],
    ]);
    expect(plan.notes.map(({ code }) => code)).toEqual(['key-not-named', 'method-not-known']);
    expect(JSON.stringify([read.contents, plan])).not.toContain(planted[0]);
  });

  it('Google Workspace, users: a password alone where there is no second step; which key it is, the file does not say', () => {
    const heads = [
      ...['First Name [Required]', 'Last Name [Required]', 'Email Address [Required]', 'Password [Required]'],
      ...['Password Hash Function [UPLOAD ONLY]', 'Org Unit Path [Required]', 'Status [READ ONLY]'],
      ...['Recovery Phone [MUST BE IN THE E.164 FORMAT]', '2sv Enrolled [READ ONLY]', '2sv Enforced [READ ONLY]'],
    ];
    const text = [
      heads.join(','),
      'Mika,Example,mika@example.org,****,,/,Active,,True,False',
      `Ken,Example,ken@example.org,${planted[0]},,/,Active,+819000000000,False,False`,
      '',
    ].join('\r\n');
    const read = readOf(text);
    expect(read.format).toBe('google-users');
    expect(read.contents.leftOut).toEqual([{ kind: 'password', count: 1 }]);
    const { plan } = planOf(text);
    expect(plan.bulk.otherWaysIn).toMatchObject([
      { serviceId: 'google-workspace', userName: 'ken@example.org', kind: 'password' },
    ]);
    expect(plan.notes).toMatchObject([{ code: 'key-not-named', value: 'mika@example.org: 2SV' }]);
    expect(JSON.stringify([read.contents, plan])).not.toContain(planted[0]);
  });
});
