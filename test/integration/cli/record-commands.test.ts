import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sameAccountSchema } from '../../../src-shared/domain/account-mark-schema.ts';
import { deviceSchema } from '../../../src-shared/domain/device-schema.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness, type CommandRun } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
const idSchema = z.looseObject({ id: z.string() });
const accountsSchema = z.strictObject({
  accounts: z.array(
    z.strictObject({
      accountId: z.string(),
      serviceId: z.string(),
      service: z.string(),
      userName: z.string().nullable(),
      userId: z.string().nullable(),
    }),
  ),
});
const manualSchema = z.looseObject({
  told: z.array(z.looseObject({ id: z.string(), accountId: z.string().nullable() })),
});
const marksSchema = z.strictObject({ accountMarks: z.array(z.unknown()) });
let harness: CliHarness;

beforeEach(async () => {
  const credentials = someCredentials(2, 2);
  harness = cliHarness([createVirtualKey({ personality: 'yubikey54', seed: 1, yubicoSerial: 1111, pin, credentials })]);
  await ok(['scan', '--key', '1111'], { answers: [pin] });
  await ok(['inventory', 'edit', '1111', '--label', 'Blue']);
});
afterEach(() => harness.remove());

async function ok(args: readonly string[], script: Parameters<CliHarness['run']>[1] = {}): Promise<CommandRun> {
  const run = await harness.run([...args, '--json'], script);
  expect([args.join(' '), run.status, run.err]).toEqual([args.join(' '), 0, run.err]);
  return run;
}

async function added(...args: string[]): Promise<string> {
  return idSchema.parse((await ok(['inventory', ...args])).json()).id;
}

async function failure(...args: string[]) {
  const run = await harness.run(['inventory', ...args, '--json']);
  const { kind, message } = documents.errorDocument.parse(run.json()).error;
  return { status: run.status, kind, message };
}

async function devices() {
  const document = z
    .strictObject({ devices: z.array(deviceSchema) })
    .parse((await ok(['inventory', 'devices'])).json());
  return document.devices;
}

async function ways() {
  return documents.waysDocument.parse((await ok(['inventory', 'ways'])).json()).otherWaysIn;
}

async function accounts() {
  return accountsSchema.parse((await ok(['inventory', 'accounts'])).json()).accounts;
}

describe('inventory devices', () => {
  it('are recorded, changed, lost, found and removed', async () => {
    const phone = await added('devices', 'add', 'Pixel', '--kind', 'phone', '--owner', 'Mika', '--carried-on', 'Bag');
    const sim = await added('devices', 'add', '090-1234', '--kind', 'phone-number', '--sim-in', 'pixel');
    await ok([
      'inventory',
      'devices',
      'edit',
      'ＰＩＸＥＬ',
      '--label',
      'Pixel 9',
      '--carried-on',
      '',
      '--place',
      'Desk',
    ]);
    expect(await devices()).toMatchObject([
      { id: phone, label: 'Pixel 9', owner: 'Mika', place: 'Desk', carriedOn: null, simIn: null },
      { id: sim, kind: 'phone-number', simIn: phone },
    ]);
    expect((await ok(['inventory', 'devices', 'lost', 'Pixel 9'])).json()).toEqual({
      done: true,
      id: phone,
      wasLost: false,
    });
    const table = await harness.run(['inventory', 'devices']);
    expect(table.out).toMatch(/Pixel 9 +phone, lost /);
    expect(table.out).toMatch(/090-1234 +phone number +– +– +– +Pixel 9/);
    expect((await harness.run(['inventory', 'devices', '--lang', 'ja'])).out).toContain('スマートフォン、紛失');
    expect((await ok(['inventory', 'devices', 'found', phone])).json()).toMatchObject({ wasLost: true });
    expect(await failure('devices', 'remove', 'Pixel 9')).toEqual({
      status: 2,
      kind: 'input-invalid',
      message: 'This cannot be used: other records need this device: 090-1234.',
    });
    await ok(['inventory', 'devices', 'edit', sim, '--sim-in', '']);
    await ok(['inventory', 'devices', 'remove', 'Pixel 9']);
    expect((await devices()).map(({ id }) => id)).toEqual([sim]);
  });

  it('refuse what cannot be, and never guess', async () => {
    await added('devices', 'add', 'Pixel', '--kind', 'phone', '--owner', 'Mika');
    await added('devices', 'add', 'Pixel', '--kind', 'phone', '--owner', 'Aoi');
    expect(await failure('devices', 'add', 'pixel', '--kind', 'phone', '--owner', 'MIKA')).toMatchObject({
      kind: 'input-invalid',
    });
    expect(await failure('devices', 'add', 'Watch', '--kind', 'watch')).toMatchObject({ status: 2, kind: 'usage' });
    expect(await failure('devices', 'edit', 'Pixel', '--place', 'x')).toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/^"Pixel" may be: Pixel \(.+\), Pixel \(.+\)$/),
    });
    expect(await failure('devices', 'lost', 'Nokia')).toMatchObject({ status: 2, kind: 'input-invalid' });
    const [first] = await devices();
    expect(await failure('devices', 'edit', first?.id ?? '')).toMatchObject({ kind: 'usage' });
  });
});

describe('inventory ways --through', () => {
  const mail = ['ways', 'add', '--kind', 'recovery-email', '--service', 'github', '--user', 'mika'];

  it('takes every kind of thing, by prefix or by a name that fits one of them', async () => {
    const phone = await added('devices', 'add', 'Pixel', '--kind', 'phone');
    const blue = (await ok(['inventory', 'keys'])).json() as { keys: { id: string }[] };
    const [passkey] = await accounts();
    await added(
      ...[...mail, '--owner', 'Mika', '--through', 'key:blue', '--through', 'device:Pixel', '--through', 'place:金庫'],
      ...[
        '--through',
        'account:Google Account/mika@gmail.com',
        '--through',
        passkey?.accountId ?? '',
        '--through',
        'memory',
      ],
      ...['--through', 'people', '--through', 'nobody'],
    );
    await added(...mail, '--name', 'bare', '--through', 'Blue', '--through', 'pixel', '--through', 'Dropbox');
    const [keyId, deviceId] = [blue.keys[0]?.id, phone];
    expect(await ways()).toMatchObject([
      {
        owner: 'Mika',
        accountId: null,
        requires: [
          { type: 'key', keyId },
          { type: 'device', deviceId },
          { type: 'place', place: '金庫' },
          { type: 'account', serviceId: 'google-account', userName: 'mika@gmail.com', accountId: null },
          {
            type: 'account',
            serviceId: passkey?.serviceId,
            userName: passkey?.userName,
            accountId: passkey?.accountId,
          },
          { type: 'memory' },
          { type: 'people' },
          { type: 'nobody' },
        ],
      },
      {
        requires: [
          { type: 'key', keyId },
          { type: 'device', deviceId },
          { type: 'account', serviceId: 'dropbox', userName: null, accountId: null },
        ],
      },
    ]);
    expect((await harness.run(['inventory', 'ways'])).out).toContain('account:dropbox, device:Pixel, key:Blue');
    expect(await failure('forget', 'Blue', '--yes')).toMatchObject({ status: 2, kind: 'input-invalid' });
  });

  it('edits them, and an empty text says nothing', async () => {
    const id = await added(...mail, '--through', 'memory');
    await ok(['inventory', 'ways', 'edit', id, '--place', 'Home']);
    expect(await ways()).toMatchObject([{ place: 'Home', requires: [{ type: 'memory' }] }]);
    await ok(['inventory', 'ways', 'edit', id, '--through', 'nobody', '--owner', 'Aoi']);
    expect(await ways()).toMatchObject([{ owner: 'Aoi', requires: [{ type: 'nobody' }] }]);
    await ok(['inventory', 'ways', 'edit', id, '--through', '']);
    expect(await ways()).toMatchObject([{ requires: null }]);
  });

  it('lists what a name may mean, and says where nothing fits', async () => {
    await added('devices', 'add', 'Blue', '--kind', 'phone');
    expect(await failure(...mail, '--through', 'Blue')).toMatchObject({
      status: 2,
      kind: 'usage',
      message: expect.stringMatching(/^"Blue" may be: key:Blue, device:Blue \(.+\)$/),
    });
    await added('told', 'add', 'Blue', '--service', 'dropbox', '--user', 'one');
    await added('told', 'add', 'Blue', '--service', 'dropbox', '--user', 'two');
    expect(await failure(...mail, '--through', 'account:dropbox')).toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('Dropbox/one (dropbox|name:one), Dropbox/two (dropbox|name:two)'),
    });
    expect(await failure(...mail, '--through', 'Nokia')).toMatchObject({ status: 2, kind: 'usage' });
    expect(await failure(...mail, '--through', 'account:Nowhere/me')).toMatchObject({ status: 2, kind: 'usage' });
    expect(await failure(...mail, '--through', 'key:Green')).toMatchObject({ status: 3, kind: 'no-such-key' });
    expect(await failure(...mail, '--through', 'device:Green')).toMatchObject({ status: 2, kind: 'input-invalid' });
    expect(await ways()).toEqual([]);
  });

  it('takes all kinds, and help names them', async () => {
    for (const kind of ['password', 'password-beside', 'sms', 'totp-app', 'push', 'phone-sign-in', 'sign-in-with']) {
      await added('ways', 'add', '--kind', kind, '--service', 'github', '--user', 'mika');
    }
    expect((await ways()).at(-1)?.name).toBe('sign-in with another account');
    expect((await harness.run(['inventory', 'ways', 'add', '--help'])).out).toMatch(/password-beside/);
    const japanese = await harness.run(['inventory', 'ways', 'add', '--help', '--lang', 'ja']);
    expect(japanese.out).toContain('必要なもの');
  });
});

describe('accounts', () => {
  it('get records attached, by id or by service and user name', async () => {
    const known = await accounts();
    const told = await added('told', 'add', 'Blue', '--service', 'github', '--user', 'mika');
    const way = await added('ways', 'add', '--kind', 'sms', '--service', 'github', '--user', 'mika');
    const [first] = known;
    await ok(['inventory', 'attach', told, first?.accountId ?? '']);
    await ok(['inventory', 'attach', way, `${first?.service ?? ''}/${first?.userName?.toUpperCase() ?? ''}`]);
    expect(manualSchema.parse((await ok(['inventory', 'told'])).json()).told).toMatchObject([
      { id: told, accountId: first?.accountId },
    ]);
    expect(await ways()).toMatchObject([{ accountId: first?.accountId }]);
    await ok(['inventory', 'attach', way, 'none']);
    expect(await ways()).toMatchObject([{ accountId: null }]);
    expect(await failure('attach', 'nothing', first?.accountId ?? '')).toMatchObject({ kind: 'input-invalid' });
    expect(await failure('attach', told, 'Nowhere')).toMatchObject({ status: 2, kind: 'usage' });
    // Recorded for an account from the start: another record beside the first.
    const second = known[1]?.accountId ?? '';
    const other = await added('told', 'add', 'Blue', '--service', 'github', '--user', 'mika', '--account', second);
    expect(other).not.toBe(told);
  });

  it('are joined and separated', async () => {
    const [first, second] = await accounts();
    const id = await added('same-account', first?.accountId ?? '', second?.accountId ?? '');
    const listed = z
      .strictObject({ sameAccounts: z.array(sameAccountSchema) })
      .parse((await ok(['inventory', 'same-account'])).json());
    expect(listed.sameAccounts).toMatchObject([{ id, accountIds: [first?.accountId, second?.accountId] }]);
    expect((await harness.run(['inventory', 'same-account'])).out).toContain(id);
    expect(await failure('same-account', first?.accountId ?? '')).toMatchObject({ kind: 'usage' });
    const twice = [first?.accountId ?? '', first?.accountId ?? ''];
    expect(await failure('same-account', ...twice)).toMatchObject({ kind: 'input-invalid' });
    await ok(['inventory', 'separate', id]);
    expect(await failure('separate', id)).toMatchObject({ kind: 'input-invalid' });
    expect((await harness.run(['inventory', 'history'])).out).toContain('Two accounts were recorded as one');
  });

  it('are assigned to a service where a passkey was read', async () => {
    const [first] = await accounts();
    const assigned = await ok(['inventory', 'service-of', first?.accountId ?? '', 'Dropbox']);
    const { userId, userName } = first ?? {};
    expect(assigned.json()).toEqual({ done: true, serviceId: 'dropbox', userId, userName });
    const exported = (await ok(['inventory', 'export'])).json() as { accountMarks: unknown[] };
    expect(exported.accountMarks).toMatchObject([{ serviceId: 'dropbox', userId, importance: null }]);
    // It is no importance.
    expect(marksSchema.parse((await ok(['inventory', 'importance'])).json()).accountMarks).toEqual([]);
    expect(await failure('service-of', first?.accountId ?? '', 'Nowhere')).toMatchObject({ kind: 'usage' });
    await added('told', 'add', 'Blue', '--service', 'github', '--user', 'by hand');
    expect(await failure('service-of', 'by hand', 'Dropbox')).toMatchObject({
      kind: 'input-invalid',
      message: expect.stringContaining('no passkey of GitHub/by hand'),
    });
    await ok(['inventory', 'service-of', first?.accountId ?? '', 'none']);
    expect(((await ok(['inventory', 'export'])).json() as { accountMarks: unknown[] }).accountMarks).toEqual([]);
  });
});
