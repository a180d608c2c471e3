import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeMetadataBlob } from '../../../src-virtual-key/attestation/metadata-blob.ts';
import { type DeskKey, deskKeys } from '../../../src-virtual-key/desk-keys.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import type { Transaction } from '../../../src-virtual-key/transaction-log.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { deliveredKeys, deskVerdicts, floorProfile } from '../../fixtures/desk-verdicts.ts';
import { type CliHarness, cliHarness } from './cli-harness.ts';
import { checkSchema, checksDocument } from './cli-schemas.ts';
import { replugKey } from './replug-key.ts';

const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

function desk(...keys: readonly VirtualKey[]): CliHarness {
  const harness = cliHarness(keys);
  harnesses.push(harness);
  return harness;
}

function touched(key: VirtualKey): VirtualKey {
  key.setTouchPolicy(() => 'approve');
  return key;
}

function argumentsOf(harness: CliHarness, key: DeskKey): readonly string[] {
  const list = join(harness.folder, 'goods.csv');
  const profile = join(harness.folder, 'floor.yaml');
  writeFileSync(list, deliveredKeys);
  writeFileSync(profile, floorProfile);
  if (key === 'notListed') return ['--goods-in', list];
  return key === 'oldFirmware' ? ['--profile', profile] : [];
}

describe('the issue check of ten keys', () => {
  it.each(Object.keys(deskKeys) as DeskKey[])('%s: verdict, findings and words', async (name) => {
    const key = deskKeys[name]();
    const harness = desk(key);
    const run = await harness.run(['check', ...argumentsOf(harness, name), '--json']);
    const { verdict, findings } = checkSchema.parse(run.json());
    const against = findings.filter(({ required, state }) => required && state !== 'ok' && state !== 'notice');
    expect([run.status, verdict, against.map(({ point, variant }) => `${point}.${variant}`)]).toEqual([
      deskVerdicts[name].status,
      deskVerdicts[name].verdict,
      deskVerdicts[name].against,
    ]);
    expect(findings.every(({ state, fix }) => state === 'ok' || fix !== null || state === 'unknown')).toBe(true);
    expect([key.log.pinBearing, key.log.destructive]).toEqual([[], []]);
  });

  it.each(
    (Object.keys(deskKeys) as DeskKey[]).flatMap((name) =>
      (['en', 'ja'] as const).map((lang) => [name, lang] as const),
    ),
  )('%s is said in words (%s)', async (name, lang) => {
    const harness = desk(deskKeys[name]());
    const { out } = await harness.run(['check', ...argumentsOf(harness, name), '--lang', lang]);
    expect(deskVerdicts[name][lang].filter((words) => !out.includes(words))).toEqual([]);
  });

  it('takes one look at the key: what is sent, and how often', async () => {
    const key = deskKeys.leftovers();
    await desk(key).run(['check', '--json']);
    const sent = key.log.entries.map(({ name }: Transaction) => name);
    expect(sent).toEqual([
      'init',
      'getInfo',
      'clientPin.getPinRetries',
      'vendor.42',
      'vendor.42',
      ...Array.from({ length: 8 }, () => 'ping'),
    ]);
    expect(Math.max(...key.log.named('ping').map(({ requestLength }) => requestLength))).toBe(1_200);
  });
});

describe('a key that came back', () => {
  it('is never surely blank by signs alone', async () => {
    const run = await desk(deskKeys.fresh()).run(['check', '--profile', 'returned-key', '--json']);
    const { verdict, findings } = checkSchema.parse(run.json());
    expect([run.status, verdict]).toEqual([1, 'cannot-tell']);
    expect(findings.find(({ point }) => point === 'blank')).toMatchObject({
      state: 'unknown',
      strength: 'sign',
      why: expect.stringContaining('Passkeys, PIN, Settings') as unknown,
    });
    expect(findings.find(({ point }) => point === 'reissue')).toMatchObject({ variant: 'ask', state: 'unknown' });
  });

  it('that still holds a passkey which was read on it says so without a PIN, and later that it is gone', async () => {
    const key = deskKeys.leftovers();
    const harness = desk(key);
    await harness.run(['scan'], { answers: ['123456'] });
    const first = checkSchema.parse((await harness.run(['check', '--profile', 'returned-key', '--json'])).json());
    expect(first.findings.find(({ point }) => point === 'known-passkeys')).toMatchObject({
      variant: 'present',
      state: 'failed',
      strength: 'read',
    });
    expect(first.key.label).toBe('YubiKey 5 NFC …402');
    for (const { id } of key.state.credentials) key.removeCredential(id);
    const second = checkSchema.parse((await harness.run(['check', '--profile', 'returned-key', '--json'])).json());
    expect(second.findings.find(({ point }) => point === 'known-passkeys')).toMatchObject({
      variant: 'gone',
      state: 'ok',
      strength: 'concluded',
    });
    expect(
      key.log.entries
        .filter(({ name }) => name === 'getAssertion')
        .every(({ status }) => status === 0 || status === 0x2e),
    ).toBe(true);
  });

  it('is blank after a reset that Sparekey made and read back, and goes out where the desk allows reissue', async () => {
    const key = deskKeys.leftovers();
    key.setTouchPolicy(() => 'approve');
    const harness = desk(key);
    const reissued = join(harness.folder, 'reissued.yaml');
    writeFileSync(
      reissued,
      'sparekey-check: 1\nname: Reissued\nrules:\n  blank: true\n  reissue: allowed\n  pin: not-set\n  no-passkeys: true\n',
    );
    const checked = async (profile: string) => {
      const run = await harness.run(['check', '--profile', profile, '--json']);
      const { verdict, findings } = checkSchema.parse(run.json());
      return [run.status, verdict, findings.find(({ point }) => point === 'blank')?.variant];
    };
    await harness.run(['scan'], { answers: ['123456'] });
    expect(await checked(reissued)).toEqual([1, 'do-not-issue', 'signs-only']);

    const reset = harness.start(['reset', '--confirm', 'YubiKey 5 NFC …402']);
    expect((await replugKey(reset, harness, key, key)).status).toBe(0);
    expect(key.state.resets).toBe(1);
    expect(await checked(reissued)).toEqual([0, 'issue', 'reset']);
    // The built-in profile leaves the reissue to a person.
    expect(await checked('returned-key')).toEqual([1, 'cannot-tell', 'reset']);

    await harness.run(['pin', 'set'], { answers: ['2481', '2481'] });
    expect(await checked(reissued)).toEqual([1, 'do-not-issue', 'used-since']);
  });
});

describe('a test with touches', () => {
  const { aaguid } = personalities.yubikey57;
  const rules = (genuine: string) =>
    `sparekey-check: 1\nname: Tested\nrules:\n  genuine: ${genuine}\n  sign-in: ${genuine}\n`;

  /** Checks a key by a profile that asks for tests, with a list of models that has the key's. */
  async function tested(key: VirtualKey, args: readonly string[], { genuine = 'required', pin = [] as string[] } = {}) {
    const harness = desk(key);
    const [profile, blob] = [join(harness.folder, 'tested.yaml'), join(harness.folder, 'blob.jwt')];
    writeFileSync(profile, rules(genuine));
    const models = [{ aaguid, description: 'Example Key' }];
    writeFileSync(blob, writeMetadataBlob({ no: 7, nextUpdate: '2049-12-01', models }));
    await harness.run(['metadata', 'import', blob]);
    const run = await harness.run(['check', '--profile', profile, ...args, '--json'], { answers: pin });
    const { verdict, findings } = checkSchema.parse(run.json());
    const of = (point: string) => findings.find((one) => one.point === point);
    return { harness, run, verdict, genuine: of('genuine'), signIn: of('sign-in') };
  }

  it('is not made without being asked for: a profile that requires it cannot tell', async () => {
    const key = touched(deskKeys.fresh());
    const { run, verdict, genuine, signIn } = await tested(key, []);
    expect([run.status, verdict]).toEqual([1, 'cannot-tell']);
    for (const point of [genuine, signIn]) {
      expect(point).toMatchObject({ variant: 'not-tested-needed', state: 'unknown', strength: 'untested' });
    }
    expect(key.log.named('makeCredential')).toEqual([]);
    expect((await tested(touched(deskKeys.fresh()), [], { genuine: 'wanted' })).verdict).toBe('issue');
  });

  it('of a genuine key that works is a point of the check, on the slip and in the lists, and leaves nothing', async () => {
    const key = touched(deskKeys.fresh());
    const { harness, run, verdict, genuine, signIn } = await tested(key, ['--test']);
    expect([run.status, verdict]).toEqual([0, 'issue']);
    expect(genuine).toMatchObject({ variant: 'genuine', state: 'ok', required: true, strength: 'tested' });
    expect(signIn).toMatchObject({ variant: 'works', state: 'ok', required: true, strength: 'tested' });
    expect(key.state.credentials).toEqual([]);
    const list = await harness.run(['check', 'list']);
    expect(list.out).toContain('Genuine?');
    const [csv, slip] = [join(harness.folder, 'today.csv'), join(harness.folder, 'slip.html')];
    const { checks } = checksDocument.parse((await harness.run(['check', 'list', '--csv', csv, '--json'])).json());
    expect(readFileSync(csv, 'utf8')).toMatch(/Genuine\?,Sign-in test\r?\n.*,genuine \(2\S+Z\),works \(2\S+Z\)/);
    await harness.run(['check', 'slip', checks[0]?.id ?? '', slip, '--lang', 'ja']);
    expect(readFileSync(slip, 'utf8')).toMatch(/正規品<[^]*タッチによるテスト/);
  });

  it('asks for the PIN of a key that has one, and sends it once', async () => {
    const key = touched(deskKeys.leftovers());
    const { verdict, signIn } = await tested(key, ['--test'], { pin: ['123456'] });
    expect([verdict, signIn?.variant]).toEqual(['issue', 'works']);
    expect(key.state.credentials).toHaveLength(3);
    expect(key.log.pinBearing).toHaveLength(1);
  });

  it('of a copy is against it, whatever the profile asks for', async () => {
    const key = createVirtualKey({ personality: 'imitation', seed: 5, touch: () => 'approve' });
    const { run, verdict, genuine } = await tested(key, ['--test'], { genuine: 'wanted' });
    expect([run.status, verdict]).toEqual([1, 'do-not-issue']);
    expect(genuine).toMatchObject({ variant: 'not-genuine', state: 'failed', required: true });
  });

  it('that is refused, or a wrong PIN, is a test that failed and no key that did', async () => {
    const refusing = deskKeys.fresh();
    refusing.setTouchPolicy(() => 'refuse');
    const refused = await tested(refusing, ['--test'], { genuine: 'wanted' });
    expect([refused.run.status, refused.verdict]).toEqual([1, 'cannot-tell']);
    for (const point of [refused.genuine, refused.signIn]) {
      expect(point).toMatchObject({ variant: 'test-failed', state: 'unknown', values: { failure: 'refused' } });
    }
    const key = touched(deskKeys.leftovers());
    const wrong = await tested(key, ['--test'], { pin: ['654321'] });
    expect([wrong.verdict, wrong.genuine?.values['failure']]).toEqual(['cannot-tell', 'pin']);
    expect(key.log.pinBearing).toHaveLength(1);
  });

  it('goes with one key only', async () => {
    expect((await desk(deskKeys.fresh()).run(['check', '--watch', '--test'])).status).toBe(2);
  });
});

describe('a desk', () => {
  it('checks the key that was plugged in last, and lists the others', async () => {
    const [first, second] = [deskKeys.fresh(), deskKeys.leftovers()];
    const run = await desk(first, second).run(['check', '--json']);
    expect(run.json()).toMatchObject({
      key: { vendorSerial: '14207402' },
      others: [{ path: 'virtual-key-0' }],
    });
    expect((await desk().run(['check', '--json'])).status).toBe(3);
  });

  it('says at once that a key is on the list twice, or came with the number of another', async () => {
    const harness = desk(deskKeys.fresh());
    const list = join(harness.folder, 'scanned.txt');
    writeFileSync(list, 'S/N: 31880118\r\nS/N: 31880117\r\nS/N: 31 880 118\r\n');
    const twice = checkSchema.parse((await harness.run(['check', '--goods-in', list, '--json'])).json());
    expect(twice.findings[0]).toMatchObject({
      point: 'goods-in',
      variant: 'twice',
      state: 'failed',
      values: { lines: '1, 3' },
    });
    const again = checkSchema.parse((await harness.run(['check', '--json'])).json());
    expect(again.findings.find(({ point }) => point === 'serial')).toMatchObject({ variant: 'again', state: 'ok' });
    const other = deskKeys.advisory();
    const swapped = cliHarness([other]);
    harnesses.push(swapped);
    other.script.failNext(
      'vendor.42',
      { replaceResponse: (reply) => withSerial(reply, 31_880_118) },
      { times: Infinity },
    );
    const run = await swapped.run(['check', '--inventory', harness.inventoryFile, '--json']);
    const { verdict, findings } = checkSchema.parse(run.json());
    expect(verdict).toBe('do-not-issue');
    expect(findings.find(({ point }) => point === 'serial')).toMatchObject({ variant: 'swapped', state: 'failed' });
  });

  it('takes an asset tag for a key without a serial number, and never compares the USB number', async () => {
    const harness = desk(deskKeys.copy());
    const list = join(harness.folder, 'tags.csv');
    writeFileSync(list, 'Asset tag\nAT-0042\n');
    const without = checkSchema.parse((await harness.run(['check', '--goods-in', list, '--json'])).json());
    expect(without.findings.find(({ point }) => point === 'goods-in')).toMatchObject({
      variant: 'no-number',
      state: 'unknown',
    });
    const tagged = checkSchema.parse(
      (await harness.run(['check', '--goods-in', list, '--tag', 'at 0042', '--json'])).json(),
    );
    expect(tagged.findings.find(({ point }) => point === 'goods-in')).toMatchObject({ variant: 'listed', state: 'ok' });
  });

  it('holds models against lists of AAGUIDs and passkey profiles of a tenant', async () => {
    const harness = desk(deskKeys.fresh());
    const aaguid = 'd7781e5d-e353-46aa-afe2-3ca49f13332a';
    const profile = (name: string, enforcementType: string, aaGuids: readonly string[]) => ({
      name,
      keyRestrictions: { isEnforced: true, enforcementType, aaGuids },
    });
    const file = join(harness.folder, 'tenant.json');
    writeFileSync(
      file,
      JSON.stringify({
        id: 'Fido2',
        passkeyProfiles: [profile('Staff', 'allow', [aaguid]), profile('Admins', 'block', [aaguid])],
      }),
    );
    const variantOf = async (...args: readonly string[]) => {
      const run = await harness.run(['check', '--models', file, ...args, '--json']);
      return checkSchema.parse(run.json()).findings.find(({ point }) => point === 'model')?.variant;
    };
    expect(await variantOf('--models-profile', 'staff')).toBe('allowed');
    expect(await variantOf('--models-profile', 'Admins')).toBe('forbidden');
    const several = await harness.run(['check', '--models', file]);
    expect([several.status, several.err]).toEqual([2, expect.stringContaining('Staff, Admins')]);
    writeFileSync(file, 'ee882879-721c-4913-9775-3dfcce97072a YubiKey 5\n');
    expect(await variantOf()).toBe('not-allowed');
  });

  it.skipIf(process.getuid?.() !== 0)(
    'on a disk that cannot be written it checks all the same, and says that the check is not kept',
    async () => {
      const harness = desk(deskKeys.fresh());
      const disk = join(harness.folder, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
      const remount = (how: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,${how}`, disk]);
      const check = (...args: readonly string[]) =>
        harness.run(['check', ...args, '--json', '--inventory', join(disk, 'inventory.sparekey')]);
      const unkept = { verdict: 'issue', recorded: false, notRecorded: 'inventory-read-only' };
      try {
        remount('ro');
        const first = await check();
        expect([first.status, first.json()]).toEqual([0, expect.objectContaining(unkept)]);
        remount('rw');
        expect((await check()).json()).toMatchObject({ recorded: true });
        remount('ro');
        const again = await check();
        expect([again.status, again.json()]).toEqual([0, expect.objectContaining(unkept)]);
        expect((await check('list')).json()).toMatchObject({ counts: { issue: 1 } });
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    },
  );

  it('keeps its checks, and lists them with their number; other people’s keys are not kept', async () => {
    const harness = desk(deskKeys.fresh());
    expect((await harness.run(['check', '--json', '--no-record'])).json()).toMatchObject({
      recorded: false,
      notRecorded: null,
    });
    expect((await harness.run(['check', 'list', '--json'])).json()).toMatchObject({ checks: [] });
    expect((await harness.run(['check', '--json', '--by', 'Aoki, help desk 2'])).json()).toMatchObject({
      recorded: true,
    });
    const csv = join(harness.folder, 'today.csv');
    const list = await harness.run(['check', 'list', '--csv', csv, '--json']);
    expect(list.json()).toMatchObject({
      counts: { issue: 1, 'do-not-issue': 0, 'cannot-tell': 0 },
      checks: [{ by: 'Aoki, help desk 2' }],
    });
    expect(readFileSync(csv, 'utf8')).toContain('issue,New from box,YubiKey 5 Series with NFC,31880118');
    const { checks } = checksDocument.parse(list.json());
    const slip = join(harness.folder, 'slip.html');
    expect((await harness.run(['check', 'slip', checks[0]?.id ?? '', slip])).status).toBe(0);
    expect(readFileSync(slip, 'utf8')).toContain('31880118');
    expect((await harness.run(['check', 'note', checks[0]?.id ?? '', 'for Mika'])).status).toBe(0);
    expect((await harness.run(['check', 'list'])).out).toContain('1 issue · 0 do not issue · 0 cannot tell');
  });

  it('keeps what was decided after a check: on the list, in the table and on the slip, and never in the verdict', async () => {
    const harness = desk(deskKeys.leftovers());
    await harness.run(['check', '--json']);
    const [check] = checksDocument.parse((await harness.run(['check', 'list', '--json'])).json()).checks;
    const decide = (...words: string[]) => harness.run(['check', 'decide', check?.id ?? '', ...words, '--json']);
    for (const words of [['hand-over'], ['issue', '--to', 'Mika'], ['perhaps']]) {
      expect((await decide(...words, '--by', 'Aoki')).status).toBe(2);
    }
    expect((await decide('issue', '--by', 'Aoki')).json()).toMatchObject({
      error: { kind: 'input-invalid', detail: 'check-decision' },
    });
    expect((await decide('issue', '--by', 'Aoki', '--why', 'a test key')).json()).toMatchObject({ action: 'issue' });
    const csv = join(harness.folder, 'decided.csv');
    expect((await harness.run(['check', 'list', '--csv', csv, '--json'])).json()).toMatchObject({
      counts: { 'do-not-issue': 1 },
      checks: [{ verdict: 'do-not-issue', decision: { action: 'issue', by: 'Aoki', to: null, why: 'a test key' } }],
    });
    expect(readFileSync(csv, 'utf8')).toContain('"issue, by hand",Aoki,a test key');
    const slip = join(harness.folder, 'decided.html');
    await harness.run(['check', 'slip', check?.id ?? '', slip]);
    expect(readFileSync(slip, 'utf8')).toMatch(/DO NOT ISSUE[^]*Decided afterwards[^]*issue, by hand – Aoki/);
  });

  it('reads a profile with its line errors', async () => {
    const harness = desk(deskKeys.fresh());
    const profile = join(harness.folder, 'desk.yaml');
    writeFileSync(profile, 'sparekey-check: 1\nname: Desk\nrules:\n  pin: maybe\n  goods: true\n');
    const run = await harness.run(['check', '--profile', profile, '--json']);
    expect([run.status, run.json()]).toMatchObject([
      2,
      {
        error: {
          kind: 'usage',
          problems: [
            { line: 4, code: 'not-allowed', expected: 'not-set | set' },
            { line: 5, code: 'unknown-name', expected: 'goods-in' },
          ],
        },
      },
    ]);
  });

  it('writes a slip of what it checked, and does not write over another file', async () => {
    const harness = desk(deskKeys.leftovers());
    const slip = join(harness.folder, 'slip.pdf');
    expect((await harness.run(['check', '--slip', slip, '--lang', 'ja', '--json'])).json()).toMatchObject({ slip });
    expect(readFileSync(slip).subarray(0, 5).toString()).toBe('%PDF-');
    const again = await harness.run(['check', '--slip', slip]);
    expect(again.status).toBe(2);
  });
});

describe('a desk that goes on', () => {
  it('200 keys one after another without a press: a line for each event', async () => {
    const harness = desk();
    const { terminal, ended } = harness.start(['check', '--watch', '--count', '200', '--no-record', '--json']);
    const events = () => terminal.printed.map((line) => z.looseObject({ event: z.string() }).parse(JSON.parse(line)));
    const checked = () => events().filter(({ event }) => event === 'checked').length;
    for (let index = 0; index < 200; index++) {
      const key = index % 2 === 0 ? deskKeys.fresh() : deskKeys.leftovers();
      harness.transport.plug(key);
      await expect.poll(checked, { interval: 2 }).toBe(index + 1);
      harness.transport.unplug(key);
    }
    const run = await ended;
    expect(run.status).toBe(1);
    const verdicts = events().flatMap((event) => (event.event === 'checked' ? [event['verdict']] : []));
    expect([verdicts.length, new Set(verdicts)]).toEqual([200, new Set(['issue', 'do-not-issue'])]);
    expect(events()[0]).toMatchObject({ event: 'watching', profile: 'new-from-box' });
    expect(events().at(-1)).toEqual({ event: 'ended', checked: 200 });
  });

  it('a key that is pulled out while it is read was taken out too early; the next one is checked', async () => {
    const harness = desk();
    const { terminal, ended } = harness.start(['check', '--watch', '--count', '2', '--no-record', '--json']);
    const pulled = deskKeys.unplugged();
    await expect.poll(() => terminal.printed.length).toBe(1);
    harness.transport.plug(pulled);
    await expect.poll(() => terminal.printed.filter((line) => line.includes('"checked"')).length).toBe(1);
    harness.transport.plug(deskKeys.fresh());
    const { out } = await ended;
    const verdicts = out.split('\n').flatMap((line) => /"verdict":"([a-z-]+)"/.exec(line)?.[1] ?? []);
    expect(verdicts).toEqual(['cannot-tell', 'issue']);
  });
});

/** Replaces the serial number in a page of a YubiKey's configuration. */
function withSerial(reply: Uint8Array, serial: number): Uint8Array {
  const page = Uint8Array.from(reply);
  const at = page.findIndex((tag, index) => tag === 0x02 && page[index + 1] === 4);
  new DataView(page.buffer).setUint32(at + 2, serial);
  return page;
}
