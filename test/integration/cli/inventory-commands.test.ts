import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness, type CommandRun } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
let harness: CliHarness;

beforeEach(async () => {
  const credentials = someCredentials(2, 2);
  harness = cliHarness([
    createVirtualKey({ personality: 'yubikey54', seed: 1, yubicoSerial: 1111, pin, credentials }),
    createVirtualKey({
      personality: 'yubikey54',
      seed: 2,
      yubicoSerial: 2222,
      pin,
      credentials: credentials.slice(0, 1),
    }),
  ]);
  for (const serial of ['1111', '2222']) {
    const run = await harness.run(['scan', '--key', serial, '--json'], { answers: [pin] });
    expect(documents.scanDocument.parse(run.json()).isNew).toBe(true);
  }
  await ok(['inventory', 'edit', '1111', '--label', 'Blue', '--role', 'daily']);
  await ok(['inventory', 'edit', '2222', '--label', '赤', '--role', 'spare', '--place', 'Home']);
});
afterEach(() => harness.remove());

async function ok(args: readonly string[], script: Parameters<CliHarness['run']>[1] = {}): Promise<CommandRun> {
  const run = await harness.run([...args, '--json'], script);
  expect([args.join(' '), run.status, run.err]).toEqual([args.join(' '), 0, run.err]);
  return run;
}

async function coverage(...args: string[]) {
  return documents.coverageDocument.parse((await ok(['coverage', ...args])).json());
}

async function failure(args: readonly string[], script: Parameters<CliHarness['run']>[1] = {}) {
  const run = await harness.run([...args, '--json'], script);
  return [run.status, documents.errorDocument.parse(run.json()).error.kind];
}

describe('scan and coverage', () => {
  it('remembers both keys and compares them', async () => {
    const report = await coverage();
    expect(report.headline).toBe('1 of 2 accounts hangs on one key.');
    expect(report.keys.map(({ label, role, aloneHolds }) => [label, role, aloneHolds])).toEqual([
      ['Blue', 'daily', 1],
      ['赤', 'spare', 0],
    ]);
  });

  it('says what would be lost with one key, by label, serial number or id, and with both', async () => {
    const { keys } = await coverage();
    for (const selector of ['blue', '1111', keys[0]?.inventoryId ?? '']) {
      const report = await coverage('--lost', selector);
      expect(report.headline).toContain('Without Blue, 1 of 2 accounts is closed');
      expect(report.lockedOut).toHaveLength(1);
    }
    expect((await coverage('--lost', 'Blue', '--lost', '赤')).lockedOut).toHaveLength(2);
    expect(await failure(['coverage', '--lost', 'Green'])).toEqual([3, 'no-such-key']);
  });

  it('draws the matrix with the rows that fall at the top', async () => {
    const run = await harness.run(['coverage', '--lost', 'Blue']);
    const rows = run.out.split('\n').filter((line) => line.includes('service-'));
    expect(rows[0]).toContain('CLOSED');
    expect(rows[1]).toContain('still opens');
    expect(run.out).toContain('(Blue)');
  });

  it('says the same in Japanese', async () => {
    const run = await harness.run(['coverage', '--lang', 'ja']);
    expect(run.out.split('\n')[0]).toBe('アカウント2件のうち1件は、キー1本だけが頼りです。');
    expect(run.out).toContain('普段使い');
  });

  it('scan again finds what is new and what vanished', async () => {
    const run = await ok(['scan', '--key', '赤'], { answers: [pin] });
    expect(documents.scanDocument.parse(run.json())).toMatchObject({ isNew: false, added: [], vanished: [] });
  });
});

describe('records by hand', () => {
  it('an enrolment recorded by hand closes a gap, and its removal opens it again', async () => {
    const told = ['inventory', 'told', 'add', '赤', '--rp-id', 'service-1.example', '--user', 'PERSON1@example.org'];
    const { id } = (await ok(told)).json() as { id: string };
    expect((await coverage()).totals.lostWithOneKey).toBe(0);
    expect((await ok(['inventory', 'told'])).out).toContain(id);
    await ok(['inventory', 'told', 'remove', id]);
    expect((await coverage()).totals.lostWithOneKey).toBe(1);
  });

  it('so does another way in', async () => {
    const added = await ok([
      ...['inventory', 'ways', 'add', '--kind', 'recovery-codes', '--rp-id', 'service-1.example'],
      ...['--user', 'person1@example.org', '--place', 'safe'],
    ]);
    const { id } = added.json() as { id: string };
    expect(documents.waysDocument.parse((await ok(['inventory', 'ways'])).json()).otherWaysIn[0]).toMatchObject({ id });
    expect((await coverage()).totals.lostWithOneKey).toBe(0);
    await ok(['inventory', 'ways', 'remove', id]);
  });

  it('takes a service by id or name, and refuses what it cannot place', async () => {
    await ok(['inventory', 'told', 'add', 'Blue', '--service', 'GitHub', '--user', 'x']);
    await ok(['inventory', 'told', 'add', 'Blue', '--service', 'github', '--user', 'y']);
    const report = await coverage();
    expect(report.services.find(({ serviceId }) => serviceId === 'github')?.accounts).toHaveLength(2);
    expect(await failure(['inventory', 'told', 'add', 'Blue', '--service', 'Nowhere'])).toEqual([2, 'usage']);
    expect(await failure(['inventory', 'told', 'add', 'Blue'])).toEqual([2, 'usage']);
    expect(await failure(['inventory', 'told', 'add', 'Green', '--service', 'github'])).toEqual([3, 'no-such-key']);
    expect(await failure(['inventory', 'ways', 'add', '--kind', 'magic', '--service', 'github'])).toEqual([2, 'usage']);
    expect(await failure(['inventory', 'told', 'remove', 'nothing'])).toEqual([2, 'input-invalid']);
  });

  it('finds services of the catalogue by part of a name, Japanese too', async () => {
    const run = await harness.run(['inventory', 'services', '楽天証券', '--json']);
    expect(run.out).toContain('rakuten-securities');
  });

  it('edits what the person says about a key', async () => {
    await ok(['inventory', 'edit', '赤', '--owner', 'Mori', '--place', '']);
    const { keys } = documents.inventoryKeysDocument.parse((await ok(['inventory'])).json());
    expect(keys.find(({ label }) => label === '赤')).toMatchObject({ owner: 'Mori', place: null, role: 'spare' });
    await ok(['inventory', 'edit', '赤', '--role', 'none']);
    expect(await failure(['inventory', 'edit', '赤', '--role', 'boss'])).toEqual([2, 'usage']);
    expect(await failure(['inventory', 'edit', '赤'])).toEqual([2, 'usage']);
    expect(await failure(['inventory', 'edit', '赤', '--label', 'BLUE'])).toEqual([2, 'input-invalid']);
  });

  it('forgets a key after a question that names it', async () => {
    const declined = await harness.run(['inventory', 'forget', 'Blue'], { answers: ['y'] });
    expect(declined.status).toBe(6);
    expect(declined.terminal.asked[0]).toContain('Forget Blue and 2 records');
    await ok(['inventory', 'forget', 'Blue', '--yes']);
    expect((await coverage()).keys).toHaveLength(1);
  });

  it('keeps a history in words, newest first', async () => {
    const run = await harness.run(['inventory', 'history', '--limit', '1', '--json']);
    const { history } = run.json() as { history: { kind: string; message: string }[] };
    expect(history).toHaveLength(1);
    expect((await harness.run(['inventory', 'history'])).out).toMatch(/was read/);
    expect(await failure(['inventory', 'history', '--limit', '0'])).toEqual([2, 'usage']);
  });
});

describe('files', () => {
  it('export to a file: 0600, never over an existing one; import elsewhere, all of it, after a preview', async () => {
    const file = join(harness.folder, 'export.json');
    await ok(['inventory', 'export', file]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await failure(['inventory', 'export', file])).toEqual([2, 'file-not-written']);
    expect((await ok(['inventory', 'export'])).json()).toEqual({
      ...(JSON.parse(readFileSync(file, 'utf8')) as object),
      exportedAt: expect.any(String) as string,
    });

    const elsewhere = ['--inventory', join(harness.folder, 'other.sparekey')];
    const preview = await harness.run(['inventory', 'import', file, '--preview', '--json', ...elsewhere]);
    expect(preview.json()).toMatchObject({ done: false, addedKeys: 2, addedEnrolments: 3, conflicts: [] });
    const declined = await harness.run(['inventory', 'import', file, ...elsewhere], { answers: ['no'] });
    expect(declined.status).toBe(6);
    expect((await harness.run(['inventory', 'keys', '--json', ...elsewhere])).json()).toEqual({ keys: [] });
    const done = await harness.run(['inventory', 'import', file, '--yes', '--json', ...elsewhere]);
    expect(done.json()).toMatchObject({ done: true, addedKeys: 2 });
    const report = await harness.run(['coverage', '--json', ...elsewhere]);
    expect(documents.coverageDocument.parse(report.json()).totals).toEqual((await coverage()).totals);
  });

  it('11.10 asks which key of ours a key of the file is that shares one passkey with it', async () => {
    const file = join(harness.folder, 'export.json');
    await ok(['inventory', 'export', file]);
    const document = JSON.parse(readFileSync(file, 'utf8')) as {
      keys: { id: string; label: string; vendorSerial: string | null }[];
      enrolments: { id: string; keyId: string; credentialId: string | null }[];
    };
    const [key] = document.keys;
    const [enrolment] = document.enrolments.filter(({ keyId }) => keyId === key?.id);
    const theirs = { ...document, keys: [{ ...key, id: 'k9', label: 'Old', vendorSerial: null }] };
    const copied = { ...theirs, enrolments: [{ ...enrolment, id: 'e9', keyId: 'k9' }], otherWaysIn: [], activity: [] };
    writeFileSync(file, JSON.stringify(copied));
    const asked = ['inventory', 'import', file, '--yes'];
    const refused = await harness.run([...asked, '--json']);
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('--same-key "Old=…"')]);
    expect(await failure([...asked, '--same-key', 'Old=Green'])).toEqual([2, 'usage']);
    const typed = await harness.run(['inventory', 'import', file, '--json'], { answers: ['Green'] });
    expect(typed.status).toBe(2);
    const preview = await ok(['inventory', 'import', file, '--preview']);
    expect(documents.importDocument.parse(preview.json()).undecidedKeys).toMatchObject([
      { keyId: 'k9', label: 'Old', candidates: [{ label: key?.label }] },
    ]);
    await ok([...asked, '--same-key', `old=${key?.label ?? ''}`]);
    const { keys } = documents.inventoryKeysDocument.parse((await ok(['inventory', 'keys'])).json());
    expect(keys).toHaveLength(2);
  });

  it('refuses to import what is no export', async () => {
    const file = join(harness.folder, 'bad.json');
    writeFileSync(file, '{"format":"x"');
    expect(await failure(['inventory', 'import', file])).toEqual([2, 'input-invalid']);
    expect(await failure(['inventory', 'import', join(harness.folder, 'none.json')])).toEqual([2, 'input-invalid']);
  });

  it('backup, damage, restore', async () => {
    const { file } = (await ok(['inventory', 'backup'])).json() as { file: string };
    expect(existsSync(file)).toBe(true);
    writeFileSync(harness.inventoryFile, 'not a database');
    const [status, kind] = await failure(['coverage']);
    expect([status, kind]).toEqual([9, 'inventory-damaged']);
    await ok(['inventory', 'restore', file, '--yes']);
    expect((await coverage()).totals.accounts).toBe(2);
  });

  it('a damaged inventory does not keep a person from their keys', async () => {
    writeFileSync(harness.inventoryFile, 'not a database');
    const run = await harness.run(['keys', '--json']);
    expect(run.status).toBe(0);
    expect(documents.keysDocument.parse(run.json()).keys.map((key) => key.inventoryId)).toEqual([null, null]);
    expect(run.err).toContain('inventory-damaged');
  });

  it('start-anew keeps the old file; erase keeps nothing and wants its word', async () => {
    const { keptAside } = (await ok(['inventory', 'start-anew', '--yes'])).json() as { keptAside: string };
    expect(existsSync(keptAside)).toBe(true);
    expect((await harness.run(['inventory', 'erase'], { answers: ['yes'] })).status).toBe(6);
    expect((await harness.run(['inventory', 'erase'], { answers: ['erase'] })).status).toBe(0);
    expect(existsSync(keptAside)).toBe(false);
    expect(await failure(['inventory', 'erase'])).toEqual([2, 'usage']);
  });
});

describe('protection', () => {
  it('I-25 says plainly that nothing protects the file', async () => {
    const run = await harness.run(['inventory', 'status']);
    expect(run.out).toContain('whoever can read the file can read the inventory');
  });

  it('passphrase: typed twice, then asked for; wrong ones open nothing; a recovery code opens it, too', async () => {
    const differ = await harness.run(['inventory', 'passphrase', 'set'], {
      answers: ['long enough one', 'long enough two'],
    });
    expect(differ.status).toBe(6);
    const passphrase = 'correct horse battery';
    const set = await harness.run(['inventory', 'passphrase', 'set'], { answers: [passphrase, passphrase] });
    expect([set.status, set.err]).toEqual([0, '']);
    expect(set.terminal.secrets.every((secret) => secret.every((byte) => byte === 0))).toBe(true);

    expect(await failure(['coverage'])).toEqual([9, 'inventory-needs-passphrase']);
    expect(await failure(['coverage'], { answers: ['wrong passphrase'] })).toEqual([9, 'inventory-wrong-passphrase']);
    expect((await harness.run(['coverage'], { answers: [passphrase] })).status).toBe(0);
    const piped = await harness.run(['coverage', '--passphrase-stdin'], { stdin: [passphrase] });
    expect(piped.status).toBe(0);

    const made = await harness.run(['inventory', 'recovery-code', '--json', '--passphrase-stdin'], {
      stdin: [passphrase],
    });
    const { recoveryCode } = made.json() as { recoveryCode: string };
    expect((await harness.run(['coverage'], { answers: [recoveryCode] })).status).toBe(0);
    const removed = await harness.run(['inventory', 'passphrase', 'remove', '--yes'], { answers: [passphrase] });
    expect([removed.status, removed.err]).toEqual([0, '']);
  });

  it('passphrase and PIN can both come from standard input, the passphrase first', async () => {
    const passphrase = 'correct horse battery';
    await harness.run(['inventory', 'passphrase', 'set', '--passphrase-stdin'], { stdin: [passphrase] });
    const args = ['scan', '--key', 'virtual-key-0', '--passphrase-stdin', '--pin-stdin'];
    const run = await harness.run(args, { stdin: [passphrase, pin] });
    expect([run.status, run.err]).toEqual([0, run.err]);
  });
});

describe('doctor', () => {
  it('names the keys that can be reached and the state of the inventory', async () => {
    const run = await harness.run(['doctor', '--json']);
    const document = documents.doctorDocument.parse(run.json());
    expect(document.findings.filter(({ kind }) => kind === 'key-ok')).toHaveLength(2);
    expect(document.inventory.location).toBe(harness.inventoryFile);
    expect(run.status).toBe(document.findings.some(({ severity }) => severity === 'problem') ? 1 : 0);
  });
});
