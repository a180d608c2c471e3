import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliHarness, cliHarness } from './cli-harness.ts';

let harness: CliHarness;
beforeEach(() => {
  harness = cliHarness([]);
});
afterEach(() => harness.remove());

function file(name: string, content: string | Uint8Array): string {
  const path = join(harness.folder, name);
  writeFileSync(path, content);
  return path;
}

const table =
  'Service,Account,Key,Place,Other way in\nGitHub,mika,Blue,Home,\nGitHub,mika,Red,Safe,\nGitHub,mika,,Safe,recovery codes\n';

async function records() {
  const { json } = await harness.run(['coverage', '--json']);
  return json() as { keys: { label: string }[]; services: { serviceId: string; accounts: { userName: string }[] }[] };
}

describe('inventory import-csv', () => {
  it('--dry-run says what would be recorded, and records nothing', async () => {
    const run = await harness.run(['inventory', 'import-csv', file('a.csv', table), '--dry-run', '--json']);
    expect(run.status).toBe(0);
    expect(run.json()).toMatchObject({
      done: false,
      rows: 3,
      keys: 2,
      enrolments: 2,
      otherWays: 1,
      encoding: 'utf-8',
      problems: [],
    });
    expect((await records()).keys).toEqual([]);
  });

  it('records all of it after a yes, and the same again changes nothing', async () => {
    const path = file('a.csv', table);
    expect((await harness.run(['inventory', 'import-csv', path, '--yes', '--json'])).json()).toMatchObject({
      done: true,
      recorded: 5,
    });
    expect(await records()).toMatchObject({
      keys: [{ label: 'Blue' }, { label: 'Red' }],
      services: [{ serviceId: 'github', accounts: [{ userName: 'mika' }] }],
    });
    expect((await harness.run(['inventory', 'import-csv', path, '--yes', '--json'])).json()).toMatchObject({
      recorded: 0,
      unchanged: 3,
    });
  });

  it('without a terminal and --yes it is refused', async () => {
    const run = await harness.run(['inventory', 'import-csv', file('a.csv', table)], { canAsk: false });
    expect(run.status).toBe(2);
    expect((await records()).keys).toEqual([]);
  });

  it('J-04: an error in row 9,999 of 10,000 and nothing is imported; exit 1, with the line', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      index === 9_998 ? 'No such service,x,Blue' : `GitHub,user${index},Blue`,
    );
    const run = await harness.run([
      'inventory',
      'import-csv',
      file('b.csv', `Service,Account,Key\n${rows.join('\n')}\n`),
      '--yes',
      '--json',
    ]);
    expect(run.status).toBe(1);
    expect(run.json()).toMatchObject({
      done: false,
      problems: [{ line: 10_000, code: 'service-unknown', column: 'service' }],
    });
    expect((await records()).keys).toEqual([]);
  });

  it('J-05: differences are told, and decided by --on-conflict', async () => {
    await harness.run(['inventory', 'import-csv', file('a.csv', table), '--yes']);
    const other = file('c.csv', 'Key,Place\nBlue,Office\n');
    const kept = await harness.run(['inventory', 'import-csv', other, '--yes', '--json']);
    expect(kept.json()).toMatchObject({
      recorded: 0,
      conflicts: [{ line: 2, about: 'Blue', ours: 'Home', theirs: 'Office' }],
    });
    const taken = await harness.run(['inventory', 'import-csv', other, '--yes', '--json', '--on-conflict', 'theirs']);
    expect(taken.json()).toMatchObject({ recorded: 1, changed: 1 });
    expect((await harness.run(['inventory', 'import-csv', other, '--on-conflict', 'perhaps'])).status).toBe(2);
  });

  it('J-05: a service that several begin with is never guessed', async () => {
    const run = await harness.run([
      'inventory',
      'import-csv',
      file('d.csv', 'Service,Key\nMicrosoft,Blue\n'),
      '--yes',
      '--json',
    ]);
    expect(run.status).toBe(1);
    expect(run.json()).toMatchObject({ problems: [{ line: 2, code: 'service-ambiguous' }] });
  });

  it.each([
    ['no such file', null, 2],
    ['J-03: larger than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1), 2],
    ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4), 1],
  ])('%s', async (_, content, status) => {
    const path = content === null ? join(harness.folder, 'nothing.csv') : file('e.csv', content);
    expect((await harness.run(['inventory', 'import-csv', path, '--yes'])).status).toBe(status);
  });

  it('a folder or a device is no file', async () => {
    expect((await harness.run(['inventory', 'import-csv', harness.folder, '--yes'])).status).toBe(2);
    expect((await harness.run(['inventory', 'import-csv', '/dev/zero', '--yes'])).status).toBe(2);
  });

  it('speaks Japanese about a Japanese file in Shift_JIS', async () => {
    // サービス,キー / GitHub,青 / x,青
    const bytes = Buffer.from('8354815b837283582c834c815b0a4769744875622c90c20a782c90c20a', 'hex');
    const run = await harness.run(['inventory', 'import-csv', file('ja.csv', bytes), '--lang', 'ja', '--yes']);
    expect(run.status).toBe(1);
    expect(run.out).toContain('3行目の「サービス」：この名前のサービスは見つかりません：x。');
  });
});

describe('coverage --policy', () => {
  const policy = 'sparekey-policy: 1\nname: House\nrules:\n  minimum-keys: { normal: 2 }\n';
  const findings = async (content: string) => {
    const run = await harness.run(['coverage', '--json', '--policy', file('policy.yaml', content)]);
    return {
      status: run.status,
      json: run.status === 2 ? null : (run.json() as { policy: { passed: boolean; findings: object[] } }).policy,
    };
  };

  it('exits 0 with nothing to find and 1 with findings', async () => {
    await harness.run(['inventory', 'import-csv', file('a.csv', table), '--yes']);
    expect(await findings(policy)).toMatchObject({ status: 0, json: { name: 'House', passed: true, findings: [] } });
    expect(await findings(policy.replace('normal: 2', 'normal: 3'))).toMatchObject({
      status: 1,
      json: {
        passed: false,
        findings: [
          {
            rule: 'minimum-keys',
            severity: 'warning',
            key: null,
            serviceId: 'github',
            userName: 'mika',
            message: 'Only 2 keys are known to open it; the policy asks for 3.',
          },
        ],
      },
    });
  });

  it('what is not known fails the check too', async () => {
    await harness.run(['inventory', 'import-csv', file('a.csv', table), '--yes']);
    const { status, json } = await findings('sparekey-policy: 1\nname: House\nrules:\n  pin-set: true\n');
    expect(status).toBe(1);
    expect(json?.findings).toMatchObject([
      { rule: 'pin-set', state: 'not-known' },
      { rule: 'pin-set', state: 'not-known' },
    ]);
  });

  it('says the same in words of both languages', async () => {
    await harness.run(['inventory', 'import-csv', file('a.csv', table), '--yes']);
    const path = file('p.yaml', policy.replace('normal: 2', 'normal: 3'));
    const english = await harness.run(['coverage', '--policy', path]);
    expect(english.out).toContain(
      '• [warning] GitHub · mika: Only 2 keys are known to open it; the policy asks for 3.',
    );
    const japanese = await harness.run(['coverage', '--policy', path, '--lang', 'ja']);
    expect(japanese.out).toContain(
      '• [警告] GitHub・mika: 開けると分かっているキーは2本だけです。ポリシーでは3本必要です。',
    );
  });

  it.each([
    ['bogus: 1', 'Line 4: rules.bogus: No rule or setting has this name.'],
    ['pin-set: &a true', 'Line 4: rules.pin-set: Anchors, aliases and merges are not allowed: write the value out.'],
  ])('exits 2 for a bad policy: %s', async (rule, sentence) => {
    const run = await harness.run([
      'coverage',
      '--json',
      '--policy',
      file('bad.yaml', `sparekey-policy: 1\nname: x\nrules:\n  ${rule}\n`),
    ]);
    expect(run.status).toBe(2);
    expect(run.json()).toMatchObject({
      error: { kind: 'usage', message: expect.stringContaining(sentence) as string },
    });
  });
});

describe('a table that Sparekey wrote', () => {
  const words = 'Service,Account,Key,Role,Owner,Place,Other way in,Name,Through,Device,Device kind,SIM in\n';
  const everything = `${words}${[
    'idp1.example.co.jp,mika,Blue,daily,Hana,Home,,,,,,',
    'idp2.example.co.jp,mika,Blue,,,,,,,,,',
    ',,,,Hana,Pocket,,,,Pixel,phone,',
    ',,,,Hana,,,,,+81 90,phone number,Pixel',
    'GitHub,mika,,,Mori,Safe,recovery codes,Sheet,,,,',
    'GitHub,mika,,,,,SMS or voice code,Text message,device:+81 90,,,',
    'Dropbox,mika,,,,,sign-in with another account,Google,account:google-account/mika@gmail.com; key:Blue,,,',
  ].join('\n')}\n`;
  const importInto = async (inventory: string, path: string) =>
    (await harness.run(['inventory', 'import-csv', path, '--yes', '--json', '--inventory', inventory])).json();
  const csvOf = async (inventory: string, lang: string) =>
    (await harness.run(['report', 'inventory', '--format', 'csv', '--lang', lang, '--inventory', inventory])).out;

  it.each(['en', 'ja'])(
    'comes back as it was in another inventory, and changes nothing in its own (%s)',
    async (lang) => {
      const [first, second] = [join(harness.folder, 'first'), join(harness.folder, 'second')];
      expect(await importInto(first, file('all.csv', everything))).toMatchObject({
        done: true,
        keys: 1,
        enrolments: 2,
        otherWays: 3,
        devices: 2,
      });
      const written = await csvOf(first, lang);
      expect(written).toContain('idp1.example.co.jp');
      const path = file('written.csv', `${written}\n`);
      expect(await importInto(first, path)).toMatchObject({ recorded: 0, changed: 0, conflicts: [] });
      expect(await importInto(second, path)).toMatchObject({
        done: true,
        keys: 1,
        enrolments: 2,
        otherWays: 3,
        devices: 2,
      });
      expect((await csvOf(second, lang)).split('\n').toSorted()).toEqual(written.split('\n').toSorted());
    },
  );
});
