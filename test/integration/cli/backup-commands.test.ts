import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness, type CommandRun } from './cli-harness.ts';
import { errorDocument } from './cli-schemas.ts';

const pin = '2481';
const text = z.string();
const key = z.strictObject({ inventoryId: text, label: text });
const session = {
  session: z.strictObject({ id: text, primary: key, spare: key, startedAt: text, changedAt: text }),
  counts: z.strictObject({
    toDo: z.number(),
    done: z.number(),
    skipped: z.number(),
    cannot: z.number(),
    doNotFit: z.number(),
    alreadyBoth: z.number(),
  }),
  warnings: z.array(z.strictObject({ kind: text, message: text.min(1) })),
  accounts: z.array(
    z.strictObject({
      accountId: text,
      serviceId: text,
      service: text,
      userName: text.nullable(),
      userId: text.nullable(),
      importance: z.enum(['high', 'normal', 'low']),
      severity: z.enum(['critical', 'warning', 'notice']).nullable(),
      state: z.enum(['to-do', 'opened', 'vanished', 'skipped', 'ticked', 'told']),
      left: text.nullable(),
      way: z.enum(['add', 'follows', 'one-key-service', 'full']),
      follows: text.nullable(),
      confirm: z.enum(['reading', 'by-hand']),
      at: text.nullable(),
      reason: text.nullable(),
      pageHost: text.nullable(),
      fits: z.boolean().nullable(),
      firstKeyNeeds: z.array(text),
      nextKeyNeeds: z.array(text),
      doubts: z.array(text),
      otherWaysIn: z.array(z.strictObject({ kind: text, name: text })),
      next: text,
    }),
  ),
};
/** The JSON documents of docs/cli.md. */
const status = z.strictObject(session);
const started = z.strictObject({ done: z.literal(true), resumed: z.boolean(), ...session });
const read = z.strictObject({
  done: z.literal(true),
  added: z.array(text),
  found: z.array(text),
  complete: z.boolean(),
  ...session,
});
const closed = z.strictObject({ done: z.literal(true), ...session });

const credentials = someCredentials(3, 3);
let harness: CliHarness;
let spare: VirtualKey;
let primary: VirtualKey;

beforeEach(async () => {
  primary = createVirtualKey({ personality: 'yubikey54', seed: 1, yubicoSerial: 1111, pin, credentials });
  spare = createVirtualKey({
    personality: 'yubikey54',
    seed: 2,
    yubicoSerial: 2222,
    pin,
    credentials: credentials.slice(0, 1),
  });
  harness = cliHarness([primary, spare]);
  for (const [serial, label] of [
    ['1111', 'Blue'],
    ['2222', 'Red'],
  ] as const) {
    await ok(['scan', '--key', serial], { answers: [pin] });
    await ok(['inventory', 'edit', serial, '--label', label]);
  }
});
afterEach(() => harness.remove());

async function ok(args: readonly string[], script: Parameters<CliHarness['run']>[1] = {}): Promise<CommandRun> {
  const run = await harness.run([...args, '--json'], script);
  expect([args.join(' '), run.status, run.err]).toEqual([args.join(' '), 0, run.err]);
  return run;
}

async function failure(args: readonly string[], script: Parameters<CliHarness['run']>[1] = {}) {
  const run = await harness.run([...args, '--json'], script);
  const { error } = errorDocument.parse(run.json());
  return { status: run.status, kind: error.kind, message: error.message };
}

const start = async () => started.parse((await ok(['backup', 'start', '--primary', 'Blue', '--spare', 'Red'])).json());

describe('a backup session from the command line', () => {
  it('lists what the spare lacks, and goes on with the open session', async () => {
    const first = await start();
    expect([first.resumed, first.counts.toDo, first.counts.alreadyBoth]).toEqual([false, 2, 1]);
    const again = await start();
    expect([again.resumed, again.session.id]).toEqual([true, first.session.id]);
    const run = await harness.run(['backup']);
    expect(run.out).toContain('What “Red” lacks of “Blue”');
    expect(run.out).toContain('0 of 2 done · 1 was on both already');
  });

  it('reads the spare and ticks what a service put there meanwhile', async () => {
    const { accounts } = await start();
    const [, added] = credentials;
    if (added === undefined) throw new Error('no credential');
    spare.addCredential(added);
    const run = await ok(['backup', 'read'], { answers: [pin] });
    const document = read.parse(run.json());
    expect([document.added.length, document.found, document.counts.toDo, document.counts.done]).toEqual([1, [], 1, 1]);
    expect(accounts.map(({ accountId }) => accountId)).toContain(document.added[0]);
    // The PIN went to the spare only, once, and is wiped.
    expect(run.terminal.asked).toHaveLength(1);
    expect(run.terminal.asked[0]).toContain('Red');
    expect(run.terminal.secrets.every((secret) => secret.every((byte) => byte === 0))).toBe(true);
    expect(
      status.parse((await ok(['backup', 'status'])).json()).accounts.find(({ state }) => state === 'ticked'),
    ).toMatchObject({
      accountId: document.added[0],
      left: null,
    });
    // What is deleted from the spare later is to do again.
    expect(spare.removeCredential(spare.state.credentials.at(-1)?.id ?? new Uint8Array())).toBe(true);
    const gone = read.parse((await ok(['backup', 'read', '--pin-stdin'], { stdin: [pin] })).json());
    expect(gone.accounts.find(({ accountId }) => accountId === document.added[0])?.state).toBe('vanished');
  });

  it('refuses the primary before any PIN, and says which key it is', async () => {
    await start();
    harness.transport.unplug(spare);
    const refused = await failure(['backup', 'read'], { answers: [] });
    expect([refused.status, refused.kind]).toEqual([3, 'no-such-key']);
    expect(refused.message).toContain('“Blue”, the one you add from');
    harness.transport.unplug(primary);
    expect((await failure(['backup', 'read'], { answers: [] })).message).toContain('“Red” is not plugged in');
    expect([primary.state.pinRetries, spare.state.pinRetries]).toEqual([8, 8]);
  });

  it('a named key that is not the spare is refused as well', async () => {
    await start();
    expect(await failure(['backup', 'read', '--key', '1111'], { answers: [] })).toMatchObject({ status: 3 });
  });

  it('records by hand, skips with a reason, takes it back, and closes with what is left and why', async () => {
    await start();
    await ok(['backup', 'tell', 'service-1.example']);
    await ok(['backup', 'skip', 'service-2.example', '--reason', '=HYPERLINK("x") ‮']);
    const document = status.parse((await ok(['backup', 'status'])).json());
    expect(document.accounts.map(({ state, reason }) => [state, reason])).toEqual([
      ['skipped', '=HYPERLINK("x") ‮'],
      ['told', null],
    ]);
    await ok(['backup', 'resume', 'service-2.example', '--user', 'person2@example.org']);
    expect(status.parse((await ok(['backup'])).json()).counts).toMatchObject({ toDo: 1, done: 1, skipped: 0 });
    await ok(['backup', 'skip', 'service-2.example', '--reason', 'old']);
    const run = await harness.run(['backup', 'close', '--lang', 'ja']);
    expect(run.status).toBe(0);
    expect(run.out).toContain('「Red」に1件のアカウントを登録しました。');
    expect(run.out).toContain('スキップ（理由：old）');
    expect(await failure(['backup'])).toMatchObject({ status: 2, kind: 'usage' });
  });

  it('gives the last state as it closes', async () => {
    await start();
    expect(closed.parse((await ok(['backup', 'close'])).json()).counts.toDo).toBe(2);
  });

  it('never guesses: among sessions, accounts or keys', async () => {
    await start();
    expect(await failure(['backup', 'tell', 'nothing.example'])).toMatchObject({ status: 2 });
    expect(await failure(['backup', 'start', '--primary', 'Blue', '--spare', 'Blue'])).toMatchObject({ status: 2 });
    expect(await failure(['backup', 'start', '--primary', 'Blue', '--spare', 'Green'])).toMatchObject({ status: 3 });
    await ok(['backup', 'start', '--primary', 'Red', '--spare', 'Blue']);
    const several = await failure(['backup', 'status']);
    expect([several.status, several.kind]).toEqual([2, 'usage']);
    expect(several.message).toContain('Blue → Red');
  });
});
