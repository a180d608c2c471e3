import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostPort } from '../../../src-main/key-host/host-process.ts';
import { runPinDialog } from '../../../src-main/key-host/pin-dialog.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { PinResult } from '../../../src-shared/ipc/pin-contract.ts';
import type { PinOperationName } from '../../../src-shared/operations/operation-names.ts';
import { oneKey, type OneKey, testPin } from '../../helpers/simulated-core.ts';

/** The key host's end of a PIN window's port. */
class FakePort extends EventEmitter implements HostPort {
  readonly sent: PinResult[] = [];
  closed = false;
  postMessage(message: unknown): void {
    this.sent.push(message as PinResult);
    this.emit('sent');
  }
  start(): void {}
  close(): void {
    this.closed = true;
  }
}

let simulated: OneKey;
let port: FakePort;
let attempts: (OperationFailure['kind'] | 'accepted')[];
let controller: AbortController;

beforeEach(async () => {
  simulated = await oneKey();
  simulated.manager.watch();
  port = new FakePort();
  attempts = [];
  controller = new AbortController();
});

afterEach(() => simulated.core.close());

function open(name: PinOperationName = 'unlock', handle = simulated.handle()) {
  return runPinDialog(simulated.manager, { name, handle, input: {} }, port, controller.signal, (failure) =>
    attempts.push(failure?.kind ?? 'accepted'),
  );
}

function type(pin: string, next: string | null = null, attempt = 1) {
  const submission = { attempt, pin: bytes(pin), next: next === null ? null : bytes(next) };
  port.emit('message', { data: submission });
  return submission;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const answered = (): Promise<unknown> => new Promise((resolve) => port.once('sent', resolve));

describe('a PIN dialog in the key host', () => {
  it('ends with the listing when the PIN is right, and wipes what was typed', async () => {
    const outcome = open();
    const submission = type(testPin);
    expect(await outcome).toMatchObject({ ok: true, value: { complete: true, passkeys: [{}] } });
    expect(port.sent).toMatchObject([{ attempt: 1, outcome: { ok: true }, pin: { retriesLeft: 8 } }]);
    expect(attempts).toEqual(['accepted']);
    expect(submission.pin.every((byte) => byte === 0)).toBe(true);
    expect(port.closed).toBe(true);
  });

  it('stays open after a wrong PIN and says how many tries are left', async () => {
    const outcome = open();
    const wrong = type('0000');
    await answered();
    expect(port.sent).toMatchObject([
      {
        attempt: 1,
        outcome: { ok: false, failure: { kind: 'pin-wrong', retriesLeft: 7, needsReplug: false } },
        pin: { retriesLeft: 7 },
      },
    ]);
    expect(wrong.pin.every((byte) => byte === 0)).toBe(true);
    type(testPin, null, 2);
    expect((await outcome).ok).toBe(true);
    expect(attempts).toEqual(['pin-wrong', 'accepted']);
  });

  it('D-06 what arrives while one try runs is wiped and not tried', async () => {
    const outcome = open();
    type('0000');
    const second = type('0000', null, 2);
    const third = type(testPin, null, 3);
    await answered();
    expect(second.pin.every((byte) => byte === 0)).toBe(true);
    expect(third.pin.every((byte) => byte === 0)).toBe(true);
    expect(port.sent).toHaveLength(1);
    expect(port.sent[0]?.pin?.retriesLeft).toBe(7);
    controller.abort();
    expect(await outcome).toMatchObject({ failure: { kind: 'cancelled' } });
  });

  it('11.2 the third wrong PIN is called wrong; the fourth is refused by the locked key, and ends it', async () => {
    const outcome = open();
    for (let attempt = 1; attempt <= 4; attempt++) {
      const got = answered();
      type('0000', null, attempt);
      await got;
    }
    expect(await outcome).toMatchObject({ failure: { kind: 'pin-needs-replug' } });
    expect(port.sent[2]?.outcome).toMatchObject({ failure: { kind: 'pin-wrong', retriesLeft: 5, needsReplug: true } });
    expect(simulated.key.state.pinRetries).toBe(5);
  });

  it('D-23 ends when the key leaves; the same key plugged in again is not asked', async () => {
    const outcome = open();
    simulated.transport.unplug(simulated.key);
    expect(await outcome).toMatchObject({ failure: { kind: 'key-removed' } });
    simulated.transport.plug(simulated.key);
    await simulated.manager.refresh();
    const late = type(testPin, null, 9);
    expect(late.pin.every((byte) => byte === 0)).toBe(true);
    expect(port.sent).toEqual([]);
  });

  it('a handle of an earlier plug-in is refused at once', async () => {
    expect(await open('unlock', 'key-ffffffffffffffff')).toMatchObject({ failure: { kind: 'key-removed' } });
  });

  it('ends as cancelled when its window closes', async () => {
    const outcome = open();
    port.emit('close');
    expect(await outcome).toMatchObject({ failure: { kind: 'cancelled' } });
  });

  it('messages that fit no form do nothing', async () => {
    const outcome = open();
    for (const data of [
      null,
      'pin',
      { pin: 'text' },
      { attempt: 1, pin: bytes('1234') },
      { attempt: -1, pin: bytes('1'), next: null },
    ]) {
      port.emit('message', { data });
    }
    controller.abort();
    expect(await outcome).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(attempts).toEqual([]);
  });

  it('D-13 bytes that are no text never reach the key', async () => {
    const outcome = open();
    for (const pin of [Uint8Array.of(0xff, 0xfe, 0x31, 0x32), bytes('12\n34'), bytes('1234\0')]) {
      const got = answered();
      port.emit('message', { data: { attempt: 1, pin, next: null } });
      await got;
    }
    expect(attempts).toEqual(['pin-malformed', 'pin-malformed', 'pin-malformed']);
    expect(simulated.of(simulated.key).facts?.pin.retriesLeft).toBe(8);
    controller.abort();
    await outcome;
  });

  it('changes a PIN; a change without a new PIN is not tried', async () => {
    const outcome = open('change-pin');
    const without = type(testPin);
    expect(without.pin.every((byte) => byte === 0)).toBe(true);
    expect(port.sent).toEqual([]);
    const got = answered();
    type('0000', '99887766', 2);
    await got;
    expect(attempts).toEqual(['pin-wrong']);
    type(testPin, '99887766', 3);
    expect(await outcome).toMatchObject({ ok: true, value: null });
  });

  it('sets a first PIN, by the key’s own rules', async () => {
    await simulated.core.close();
    simulated = await oneKey({ withoutPin: true });
    const outcome = open('set-pin');
    type('12');
    await answered();
    expect(attempts).toEqual(['pin-too-short']);
    type('4711', null, 2);
    expect(await outcome).toMatchObject({ ok: true });
    expect(simulated.of(simulated.key).facts?.pin.set).toBe(true);
  });

  it('without a port there is no dialog', async () => {
    const outcome = runPinDialog(
      simulated.manager,
      { name: 'unlock', handle: simulated.handle(), input: {} },
      undefined,
      controller.signal,
      () => {},
    );
    expect(await outcome).toMatchObject({ failure: { kind: 'unexpected' } });
  });
});
