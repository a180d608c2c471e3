import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { planted, programFiles, unnamedLists } from '../../unit/imports/program-files.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';

const vector = (name: string) => fileURLToPath(new URL(`../../vectors/files/${name}`, import.meta.url));
const exported = z.object({
  keys: z.array(z.object({ label: z.string(), vendorSerial: z.string().nullable(), identifiedBy: z.string() })),
  enrolments: z.array(z.object({ evidence: z.string(), asOf: z.string(), userName: z.string().nullable() })),
  otherWaysIn: z.array(z.object({ kind: z.string(), userName: z.string().nullable() })),
});

let harness: CliHarness;
beforeEach(() => void (harness = cliHarness([])));
afterEach(() => harness.remove());

const importing = (...args: readonly string[]) => harness.run(['inventory', 'import-csv', ...args, '--yes', '--json']);
const inventory = async () => exported.parse((await harness.run(['inventory', 'export', '--json'])).json());

function written(name: string, content: string | Uint8Array): string {
  const path = join(harness.folder, name);
  writeFileSync(path, content);
  return path;
}

/** Creates the directory of an archive with these names. */
function zipOf(...names: readonly string[]): Buffer {
  const entries = names.map((name) => `PK\u0001\u0002${' '.repeat(42)}${name}`).join('');
  return Buffer.from(`PK\u0003\u0004${' '.repeat(26)}${entries}`, 'latin1');
}

describe('files of the field on the command line', () => {
  it('headings that are not known are listed, mapped, and kept for the next file', async () => {
    const table = written('a.csv', 'Wozu,Wer,Womit\nGitHub,mika,Blue\n');
    const refused = await importing(table);
    expect(refused.status).toBe(1);
    expect(refused.json()).toMatchObject({
      done: false,
      problems: [{ code: 'no-headings' }],
      headings: [
        { heading: 'Wozu', column: null },
        { heading: 'Wer', column: null },
        { heading: 'Womit', column: null },
      ],
    });
    const map = ['--map', 'Wozu=service', '--map', 'Wer=account', '--map', 'Womit=key'];
    expect((await importing(table, ...map, '--keep-map')).json()).toMatchObject({ done: true, keys: 1, enrolments: 1 });
    const next = written('b.csv', 'Wozu,Wer,Womit\nDropbox,mika,Blue\n');
    expect((await importing(next)).json()).toMatchObject({ done: true, keys: 0, enrolments: 1 });
    const wrong = await importing(next, '--map', 'Wann=note');
    expect(wrong.json()).toMatchObject({ problems: [{ code: 'column-unknown', value: 'Wann' }] });
    expect((await importing(next, '--map', 'Wann')).status).toBe(2);
    expect((await importing(next, '--map', 'Wozu=nothing')).status).toBe(2);
  });

  it('a name that several services have is answered, and kept', async () => {
    const table = written('a.csv', 'Service,Account,Key\nGoogle,mika,Blue\n');
    expect((await importing(table)).json()).toMatchObject({ problems: [{ code: 'service-ambiguous' }] });
    const answered = await importing(table, '--service', 'Google=google-account', '--keep-map');
    expect(answered.json()).toMatchObject({ done: true, enrolments: 1 });
    const next = written('b.csv', 'Service,Account,Key\nGoogle,ken,Blue\n');
    expect((await importing(next)).json()).toMatchObject({ done: true, enrolments: 1 });
  });

  it.each(['Google', 'Microsoft'])(
    '11.15 %s: each of the services it may be is named by an id that answers',
    async (name) => {
      const table = written('a.csv', `Service,Account,Key\n${name},mika,Blue\n`);
      const refused = z.object({ problems: z.array(z.object({ code: z.string(), value: z.string() })) });
      const [problem] = refused.parse((await importing(table)).json()).problems;
      const ids = problem?.value.split(', ') ?? [];
      expect([problem?.code, ids.length > 1, new Set(ids).size]).toEqual(['service-ambiguous', true, ids.length]);
      for (const id of ids) {
        const answered = await importing(table, '--service', `${name}=${id}`, '--dry-run');
        expect([id, answered.json()]).toMatchObject([id, { problems: [], enrolments: 1 }]);
      }
    },
  );

  it('a text that two encodings fit is shown in both, and nothing is recorded', async () => {
    const table = written('a.csv', Buffer.from('Service,Key,Note\nGitHub,Blue,Mika\x92s\n', 'latin1'));
    const refused = await importing(table);
    expect(refused.json()).toMatchObject({ done: false, problems: [{ code: 'encoding-unclear' }] });
    const { encodings } = z
      .object({ encodings: z.array(z.object({ encoding: z.string(), sample: z.string() })) })
      .parse(refused.json());
    expect(encodings.map(({ sample }) => sample).toSorted()).toEqual(['GitHub,Blue,Mika’s', 'GitHub,Blue,Mika痴']);
    expect((await importing(table, '--encoding', 'windows-1252')).json()).toMatchObject({ done: true, enrolments: 1 });
  });

  it('a listing by another program needs its key, and is no reading', async () => {
    const refused = await importing(vector('15-ykman-5-list.csv'));
    expect(refused.json()).toMatchObject({ problems: [{ code: 'key-needed' }] });
    expect((await importing(vector('15-ykman-5-list.csv'), '--for-key', 'Blue')).json()).toMatchObject({
      done: true,
      format: 'ykman',
      enrolments: 6,
    });
    expect(new Set((await inventory()).enrolments.map(({ evidence }) => evidence))).toEqual(new Set(['told']));
  });

  it('a serial from a sticker is known by hand only', async () => {
    await importing(vector('27-stock-by-serial.csv'));
    expect((await inventory()).keys).toEqual([{ label: 'Stock 001', vendorSerial: '14207311', identifiedBy: 'told' }]);
    expect((await harness.run(['inventory', 'keys', '--lang', 'en'])).out).toContain('14207311 (as typed)');
    const renamed = written('a.csv', 'Key,Serial number,Place\nAnother name,14207311,Safe\n');
    expect((await importing(renamed)).json()).toMatchObject({ done: true, keys: 0, changed: 1 });
  });

  it('passwords, code generators and notes are left out, said, and nowhere afterwards', async () => {
    const secrets = ['correct-horse-7', 'JBSWY3DPEHPK3PXP', '1111-2222-3333', 'otpauth'];
    const head = 'folder,favorite,type,name,notes,fields,login_uri,login_username,login_password,login_totp';
    const lines = [
      head,
      `,,login,GitHub,codes ${secrets[2]},,https://github.com/login,mika,${secrets[0]},${secrets[1]}`,
      `,,note,Safe,${secrets[2]},,,,,`,
      `,,login,Shop,,,https://shop.example/login,ken,${secrets[0]},otpauth://totp/x?secret=${secrets[1]}`,
    ];
    const file = written('vault.csv', lines.join('\n'));
    const dry = await harness.run(['inventory', 'import-csv', file, '--dry-run']);
    const run = await importing(file, '--lines', 'all');
    expect(run.json()).toMatchObject({
      format: 'bitwarden-csv',
      leftOut: [
        { kind: 'password', count: 2 },
        { kind: 'totp', count: 2 },
        { kind: 'note', count: 2 },
        { kind: 'entry', count: 1 },
      ],
      offered: [
        { line: 2, service: 'GitHub', userName: 'mika', taken: true },
        { line: 2, service: 'GitHub', userName: 'mika', taken: true },
        { line: 4, service: 'shop.example', userName: 'ken', taken: true },
        { line: 4, service: 'shop.example', userName: 'ken', taken: true },
      ],
    });
    expect(dry.out).toContain('Left out and not kept: 2 passwords');
    const document = (await harness.run(['inventory', 'export', '--json'])).out;
    const kept = [dry.out, dry.err, run.out, run.err, document, readFileSync(harness.inventoryFile, 'latin1')].join(
      '\n',
    );
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
    expect((await importing(file, '--lines', 'x')).status).toBe(2);
  });

  it.each(Object.entries({ ...programFiles, ...unnamedLists }))(
    '%s: nothing of its secrets is in the output, the inventory, its journal or a backup',
    async (_, { format, text }) => {
      const file = written('list.csv', text);
      const vault = ['--vault', 'google-password-manager'];
      const runs = [
        await harness.run(['inventory', 'import-csv', file, '--dry-run', ...vault]),
        await harness.run(['inventory', 'import-csv', file, '--dry-run', '--json', ...vault]),
        await importing(file, '--lines', 'all', ...vault),
        await harness.run(['inventory', 'backup']),
        await harness.run(['inventory', 'export']),
        await harness.run(['inventory', 'history']),
        await harness.run(['report', 'inventory', '--format', 'csv']),
      ];
      expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 0));
      expect(runs[2]?.json()).toMatchObject({ done: true, format });
      const files = readdirSync(harness.folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(harness.folder, name))
        .filter((path) => path !== file && statSync(path).isFile());
      expect(files).toContain(harness.inventoryFile);
      expect(files.length).toBeGreaterThan(1);
      const kept = [
        ...runs.flatMap(({ out, err }) => [out, err]),
        ...files.map((path) => readFileSync(path, 'latin1')),
      ];
      expect(planted.filter((secret) => kept.some((one) => one.includes(secret)))).toEqual([]);
    },
  );

  it('a listing of one website is of the website, the key and the day that are named', async () => {
    const file = written('rk.txt', '00: iJkL0pQrStUvWxYz0123456789abcdefABCDEF+/gh== mika MTIzNDU2Nzg= es256 uvopt\n');
    const refused = await importing(file, '--for-key', 'Blue');
    expect(refused.json()).toMatchObject({ problems: [{ code: 'rp-id-needed' }] });
    const day = ['--as-of', '2026-10-01T12:00:00Z'];
    const run = await importing(file, '--for-key', 'Blue', '--rp-id', 'github.com', ...day);
    expect(run.json()).toMatchObject({ done: true, asOf: '2026-10-01T12:00:00.000Z', enrolments: 1 });
    expect((await inventory()).enrolments).toMatchObject([
      { evidence: 'told', asOf: '2026-10-01T12:00:00.000Z', userName: 'mika' },
    ]);
    expect((await importing(file, '--as-of', 'yesterday')).status).toBe(2);
  });

  it.each([
    ['a Bitwarden vault in JSON, encrypted', '{"encrypted":true,"data":"2.abc"}'],
    [
      'a Bitwarden vault in JSON, encrypted',
      '{"encrypted":true,"passwordProtected":true,"salt":"x","kdfType":0,"kdfIterations":600000,"data":"2.abc"}',
    ],
    ['a KeePass database', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5)],
    ['a KeePass database', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 0, 0, 4, 0)],
    ['a 1Password export in the format 1PUX', zipOf('export.attributes', 'export.data')],
    ['an archive', zipOf('Proton Pass/data.pgp')],
    ['an export of a Sparekey inventory', '{"format":"sparekey-inventory"}'],
    ['a KeePass database', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 1)],
    ['a policy of Sparekey', 'sparekey-policy: 1\nname: X\n'],
    ['XML', '<?xml version="1.0"?><KeePassFile/>'],
    ['a PDF', '%PDF-1.7'],
  ])('%s is named as what it is', async (name, content) => {
    const run = await importing(written('a.csv', content));
    expect(run.json()).toMatchObject({
      problems: [{ code: 'unreadable', message: expect.stringContaining(`This is ${name}`) }],
    });
  });
});
