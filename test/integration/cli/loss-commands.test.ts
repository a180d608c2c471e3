import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import { errorDocument } from './cli-schemas.ts';

const pin = '2481';
let harness: CliHarness;
let blue: VirtualKey;

// docs/cli.md, "JSON": fields may be added there and here, never renamed.
const text = z.string();
const instant = z.iso.datetime();
const lossImpact = z.enum(['locked-out', 'perhaps', 'helpdesk', 'open']);
const task = z.enum(['remove-lost-key', 'get-back-in', 'find-out', 'add-spare']);
const labelled = z.strictObject({ id: text, label: text });
const account = z.strictObject({ accountId: text, service: text, userName: text.nullable() });
const planDocument = z.strictObject({
  summary: z.array(text),
  lost: z.strictObject({
    keys: z.array(
      z.strictObject({
        inventoryId: text,
        label: text,
        lastRead: instant.nullable(),
        known: z.enum(['complete', 'partial', 'never']),
      }),
    ),
    otherWaysIn: z.array(z.strictObject({ id: text, kind: text, name: text })),
    devices: z.array(labelled),
    accounts: z.array(account),
  }),
  counts: z.record(lossImpact, z.number().int()),
  steps: z.array(
    z.strictObject({
      task,
      serviceId: text,
      service: text,
      userName: text.nullable(),
      importance: z.enum(['high', 'normal', 'low']),
      urgent: z.boolean(),
      exposure: z.enum(['no-pin', 'pin-known', 'pin-not-recorded', 'password', 'computer', 'pin']).nullable(),
      fate: lossImpact,
      lostKeys: z.array(text),
      opensWith: z.array(text),
      openFirst: z.array(account),
      lostThrough: z.array(
        z.strictObject({
          otherWayIn: z.strictObject({ id: text, kind: text, name: text }),
          accounts: z.array(account),
        }),
      ),
      isLost: z.boolean(),
      page: text.nullable(),
      message: z.array(text),
    }),
  ),
});
const lostThings = {
  keys: z.array(z.strictObject({ inventoryId: text, label: text })),
  devices: z.array(labelled),
  accounts: z.array(text),
};
const lossesDocument = z.strictObject({
  losses: z.array(
    z.strictObject({
      id: text,
      at: instant,
      ...lostThings,
      done: z.number().int(),
      total: z.number().int(),
      closedAt: instant.nullable(),
      note: text.nullable(),
    }),
  ),
});
const checklistDocument = z.strictObject({
  id: text,
  at: instant,
  closedAt: instant.nullable(),
  note: text.nullable(),
  ...lostThings,
  done: z.number().int(),
  total: z.number().int(),
  steps: z.array(
    z.strictObject({
      step: text,
      task,
      serviceId: text,
      service: text,
      userName: text.nullable(),
      opensWith: z.array(text),
      page: text.nullable(),
      doneAt: instant.nullable(),
      message: z.array(text),
    }),
  ),
});
const recordedDocument = z.strictObject({ done: z.literal(true), id: text, steps: z.number().int() });
const remindersDocument = z.strictObject({
  reminders: z.array(
    z.strictObject({
      id: text,
      kind: text,
      severity: z.enum(['critical', 'warning', 'notice']),
      securityEvent: z.boolean(),
      at: instant.nullable(),
      keyId: text.nullable(),
      lossId: text.nullable(),
      accounts: z.array(z.strictObject({ service: text, userName: text.nullable() })),
      message: text,
      next: text,
    }),
  ),
});

beforeEach(async () => {
  const credentials = someCredentials(2, 2);
  blue = createVirtualKey({ personality: 'yubikey54', seed: 1, yubicoSerial: 1111, pin, credentials });
  const spare = createVirtualKey({
    personality: 'yubikey54',
    seed: 2,
    yubicoSerial: 2222,
    pin,
    credentials: credentials.slice(0, 1),
  });
  harness = cliHarness([blue, spare]);
  for (const serial of ['1111', '2222']) await ok(['scan', '--key', serial], { answers: [pin] });
  await ok(['inventory', 'edit', '1111', '--label', 'Blue', '--role', 'daily', '--place', 'Bag']);
  await ok(['inventory', 'edit', '2222', '--label', 'Spare', '--role', 'spare', '--place', 'Home']);
});
afterEach(() => harness.remove());

async function ok(args: readonly string[], script: Parameters<CliHarness['run']>[1] = {}): Promise<unknown> {
  const run = await harness.run([...args, '--json'], script);
  expect([args.join(' '), run.status, run.err]).toEqual([args.join(' '), 0, run.err]);
  return run.json();
}

const record = async (...args: string[]) =>
  recordedDocument.parse(await ok(['loss', 'record', '--lost', 'Blue', '--yes', ...args])).id;

describe('loss plan', () => {
  it('says what is locked out, what opens still and with which key', async () => {
    const plan = planDocument.parse(await ok(['loss', 'plan', '--lost', 'Blue']));
    expect(plan.counts).toMatchObject({ 'locked-out': 1, open: 1 });
    expect(plan.steps.map(({ task: name, opensWith }) => [name, opensWith])).toEqual([
      ['remove-lost-key', ['Spare']],
      ['get-back-in', []],
      ['add-spare', ['Spare']],
    ]);
  });

  it('takes everything at a place, and says what a finder needs', async () => {
    const plan = planDocument.parse(await ok(['loss', 'plan', '--lost-place', 'bag', '--pin-known', 'Blue']));
    expect(plan.lost.keys).toMatchObject([{ label: 'Blue', known: 'complete' }]);
    expect(plan.steps[0]).toMatchObject({ exposure: 'pin-known', urgent: true });
  });

  it('stores nothing', async () => {
    const before = await ok(['inventory', 'keys']);
    await ok(['loss', 'plan', '--lost', 'Blue']);
    expect(await ok(['inventory', 'keys'])).toEqual(before);
    expect(lossesDocument.parse(await ok(['loss', 'list']))).toEqual({ losses: [] });
  });

  it('is a text for people too, in Japanese', async () => {
    const { out } = await harness.run(['loss', 'plan', '--lost', 'Blue', '--lang', 'ja']);
    expect(out).toContain('2件のうち2件のアカウントに影響します。');
    expect(out).toContain('Spareでサインインします。');
  });

  it.each([
    ['nothing', [], 2],
    ['a key that nobody knows', ['--lost', 'Nobody'], 3],
    ['a place where nothing is', ['--lost-place', 'Moon'], 2],
  ] as const)('refuses %s', async (_, args, status) => {
    expect((await harness.run(['loss', 'plan', ...args])).status).toBe(status);
  });
});

describe('a real loss', () => {
  it('asks first, naming the key and what follows; a no stores nothing', async () => {
    const run = await harness.run(['loss', 'record', '--lost', 'Blue'], { answers: ['no'] });
    expect(run.status).toBe(6);
    expect(run.terminal.asked.join(' ')).toMatch(/Blue.*2 accounts are touched/);
    expect(lossesDocument.parse(await ok(['loss', 'list'])).losses).toEqual([]);
  });

  it('is worked through in several runs of the program, and closed', async () => {
    const id = await record('--note', 'on the train');
    const open = checklistDocument.parse(await ok(['loss', 'show', id]));
    expect(open.steps.map(({ step, task: name, doneAt }) => [step, name, doneAt])).toEqual([
      ['1', 'remove-lost-key', null],
      ['2', 'get-back-in', null],
      ['3', 'add-spare', null],
    ]);
    expect(open.note).toBe('on the train');
    await ok(['loss', 'tick', id, '1']);
    await ok(['loss', 'tick', id, '2']);
    await ok(['loss', 'tick', id, '2', '--undo']);
    expect(lossesDocument.parse(await ok(['loss', 'list'])).losses).toMatchObject([{ id, done: 1, total: 3 }]);
    const refused = await harness.run(['loss', 'close', id], { answers: ['no'] });
    expect(refused.status).toBe(6);
    expect(refused.terminal.asked.join(' ')).toContain('2 steps are still open');
    await ok(['loss', 'close', id, '--yes']);
    const closed = checklistDocument.parse(await ok(['loss', 'show', id]));
    expect(closed.closedAt).not.toBeNull();
    expect(closed.done).toBe(1);
  });

  it('takes the key out of use, and says so where it is recorded twice', async () => {
    await record();
    const { out } = await harness.run(['coverage', '--json']);
    expect(JSON.parse(out)).toMatchObject({ totals: { noWayIn: 1 } });
    const again = await harness.run(['loss', 'record', '--lost', 'Blue', '--yes']);
    expect([again.status, again.err]).toEqual([2, expect.stringContaining('Blue is recorded as lost already')]);
  });

  it('lists steps to tick for people', async () => {
    const id = await record();
    await ok(['loss', 'tick', id, '1']);
    const { out } = await harness.run(['loss', 'show', id]);
    expect(out).toContain('[x] 1.');
    expect(out).toContain('[ ] 2.');
    expect(out).toContain('1 of 3 done');
  });

  it.each([
    ['show', ['nothing']],
    ['tick', ['nothing', '1']],
    ['close', ['nothing', '--yes']],
  ])('%s of a loss that nobody recorded is refused', async (name, args) => {
    const run = await harness.run(['loss', name, ...args, '--json']);
    expect(errorDocument.parse(run.json()).error.kind).toBe('input-invalid');
  });
});

describe('reminders', () => {
  it('a passkey that vanished ends with status 1, until it is acknowledged', async () => {
    expect(remindersDocument.parse(await ok(['reminders']))).toEqual({ reminders: [] });
    const [first] = blue.state.credentials;
    if (first === undefined) throw new Error('the key is empty');
    blue.removeCredential(first.id);
    await ok(['scan', '--key', '1111'], { answers: [pin] });
    const run = await harness.run(['reminders', '--json']);
    expect(run.status).toBe(1);
    const [event] = remindersDocument.parse(run.json()).reminders;
    expect(event).toMatchObject({ kind: 'passkey-vanished', severity: 'critical', securityEvent: true });
    expect(event?.message).toContain('Blue');
    await ok(['reminders', 'acknowledge', event?.id ?? '']);
    expect(remindersDocument.parse(await ok(['reminders']))).toEqual({ reminders: [] });
  });

  it('an open loss is one, and can be put aside', async () => {
    const id = await record();
    const { reminders } = remindersDocument.parse(await ok(['reminders']));
    expect(reminders).toMatchObject([{ kind: 'loss-open', lossId: id, securityEvent: false }]);
    await ok(['reminders', 'snooze', reminders[0]?.id ?? '']);
    expect(remindersDocument.parse(await ok(['reminders'])).reminders).toEqual([]);
  });

  it('are said to people, or that there are none', async () => {
    expect((await harness.run(['reminders'])).out).toBe('Nothing needs your attention.');
    await record();
    expect((await harness.run(['reminders', '--lang', 'ja'])).out).toContain('3件中3件の作業が残っています');
  });
});
