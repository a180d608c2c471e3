import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostPort } from '../../../src-main/key-host/host-process.ts';
import { runPinDialog } from '../../../src-main/key-host/pin-dialog.ts';
import { createSecretRecipient } from '../../../src-main/secrets/secret-recipient.ts';
import { sealBytes, sealText } from '../../../src-renderer/pin-window/seal-secret.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { PinRecipient, PinResult } from '../../../src-shared/ipc/pin-contract.ts';
import type { PinOperationName } from '../../../src-shared/operations/operation-names.ts';
import { oneKey, type OneKey, testPin } from '../../helpers/simulated-core.ts';

/** The key host's end of a PIN window's port. */
class FakePort extends EventEmitter implements HostPort {
  readonly sent: PinResult[] = [];
  recipient = new Uint8Array();
  closed = false;
  postMessage(message: PinRecipient | PinResult): void {
    if ('recipient' in message) {
      this.recipient = message.recipient;
      return;
    }
    this.sent.push(message);
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

async function type(pin: string, next: string | null = null, attempt = 1): Promise<void> {
  const seal = (text: string) => sealText(port.recipient, text);
  const submission = { attempt, pin: await seal(pin), next: next === null ? null : await seal(next) };
  port.emit('message', { data: submission });
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const answered = (): Promise<unknown> => new Promise((resolve) => port.once('sent', resolve));
async function typedAndAnswered(...typed: Parameters<typeof type>): Promise<void> {
  const got = answered();
  await type(...typed);
  await got;
}

describe('a PIN dialog in the key host', () => {
  it('ends with the listing when the PIN is right', async () => {
    const outcome = open();
    await type(testPin);
    expect(await outcome).toMatchObject({ ok: true, value: { complete: true, passkeys: [{}] } });
    expect(port.sent).toMatchObject([{ attempt: 1, outcome: { ok: true }, pin: { retriesLeft: 8 } }]);
    expect(attempts).toEqual(['accepted']);
    expect(port.closed).toBe(true);
  });

  it('stays open after a wrong PIN and says how many tries are left', async () => {
    const outcome = open();
    await typedAndAnswered('0000');
    expect(port.sent).toMatchObject([
      {
        attempt: 1,
        outcome: { ok: false, failure: { kind: 'pin-wrong', retriesLeft: 7, needsReplug: false } },
        pin: { retriesLeft: 7 },
      },
    ]);
    await type(testPin, null, 2);
    expect((await outcome).ok).toBe(true);
    expect(attempts).toEqual(['pin-wrong', 'accepted']);
  });

  it('D-06 what arrives while one try runs is not tried', async () => {
    const outcome = open();
    const got = answered();
    const sealed = await Promise.all(['0000', '0000', testPin].map((text) => sealText(port.recipient, text)));
    for (const [index, pin] of sealed.entries()) port.emit('message', { data: { attempt: index, pin, next: null } });
    await got;
    expect(port.sent).toHaveLength(1);
    expect(port.sent[0]?.pin?.retriesLeft).toBe(7);
    controller.abort();
    expect(await outcome).toMatchObject({ failure: { kind: 'cancelled' } });
  });

  it('11.2 the third wrong PIN is called wrong; the fourth is refused by the locked key, and ends it', async () => {
    const outcome = open();
    for (let attempt = 1; attempt <= 4; attempt++) {
      await typedAndAnswered('0000', null, attempt);
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
    await type(testPin, null, 9);
    expect(port.sent).toEqual([]);
    expect(simulated.key.log.pinBearing).toEqual([]);
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
      { attempt: 1, pin: await sealText(port.recipient, '1234') },
      { attempt: -1, pin: await sealText(port.recipient, '1'), next: null },
      { attempt: 1, pin: bytesOf('1234'), next: null },
    ]) {
      port.emit('message', { data });
    }
    controller.abort();
    expect(await outcome).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(attempts).toEqual([]);
  });

  it('D-13 bytes that are no text never reach the key', async () => {
    const outcome = open();
    for (const bytes of [Uint8Array.of(0xff, 0xfe, 0x31, 0x32), bytesOf('12\n34'), bytesOf('1234\0')]) {
      const got = answered();
      port.emit('message', { data: { attempt: 1, pin: await sealBytes(port.recipient, bytes), next: null } });
      await got;
    }
    expect(attempts).toEqual(['pin-malformed', 'pin-malformed', 'pin-malformed']);
    expect(simulated.of(simulated.key).facts?.pin.retriesLeft).toBe(8);
    controller.abort();
    await outcome;
  });

  it('a PIN that was sealed for another dialog never reaches the key', async () => {
    const outcome = open('change-pin');
    const other = createSecretRecipient().publicKey;
    for (const [mine, theirs] of [
      [other, port.recipient],
      [port.recipient, other],
    ] as const) {
      const got = answered();
      const data = { attempt: 1, pin: await sealText(mine, testPin), next: await sealText(theirs, '99887766') };
      port.emit('message', { data });
      await got;
    }
    expect(attempts).toEqual(['pin-malformed', 'pin-malformed']);
    expect(simulated.key.log.pinBearing).toEqual([]);
    controller.abort();
    await outcome;
  });

  it('changes a PIN; a change without a new PIN is not tried', async () => {
    const outcome = open('change-pin');
    await type(testPin);
    expect(port.sent).toEqual([]);
    await typedAndAnswered('0000', '99887766', 2);
    expect(attempts).toEqual(['pin-wrong']);
    await type(testPin, '99887766', 3);
    expect(await outcome).toMatchObject({ ok: true, value: null });
  });

  it('sets a first PIN, by the key’s own rules', async () => {
    await simulated.core.close();
    simulated = await oneKey({ withoutPin: true });
    const outcome = open('set-pin');
    await typedAndAnswered('12');
    expect(attempts).toEqual(['pin-too-short']);
    await type('4711', null, 2);
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
