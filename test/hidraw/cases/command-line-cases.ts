import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { doneAnswer, errorAnswer, keysAnswer, passkeysAnswer } from '../answers.ts';
import { sparekey } from '../command-line.ts';
import type { Lab, LabKey } from '../guest-lab.ts';

const passkeys = [
  { rpId: 'github.com', rpName: 'GitHub', userId: '0102', userName: 'alice', userDisplayName: 'Alice A' },
  { rpId: 'github.com', userId: '0304', userName: 'bob', userDisplayName: 'Bob' },
  { rpId: 'example.org', userId: '05', userName: 'carol', userDisplayName: 'Carol', algorithm: -8, credProtect: 3 },
] as const;

/** Runs our command line over node-hid and /dev/hidraw, on two keys at once: one on /dev/uhid, one on the USB bus. */
export async function commandLineCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('sparekey over /dev/hidraw, two keys at once');
  const first = await lab.uhid({ personality: 'strict21', seed: 31, credentials: passkeys });
  const second = await lab.usb({
    personality: 'yubikey54',
    seed: 32,
    yubicoSerial: 10203040,
    credentials: passkeys,
    usb: { manufacturer: 'Sparekey virtual', product: 'USB key', serialNumber: null },
  });
  const both: readonly LabKey[] = [first, second];
  const onBoth = <Value>(action: (key: LabKey) => Promise<Value>): Promise<Value[]> => Promise.all(both.map(action));

  await check('keys --json lists both, with USB strings, serial and PIN state', async () => {
    const { status, json, stderr } = await sparekey(['keys']);
    equal(status, 0, stderr);
    const { keys } = keysAnswer.parse(json);
    deepEqual(keys.map(({ path }) => path).sort(), both.map(({ node }) => node).sort());
    const usb = keys.find(({ path }) => path === second.node);
    equal(usb?.manufacturer, 'Sparekey virtual');
    equal(usb.product, 'USB key');
    equal(usb.serialNumber, '10203040');
    equal(usb.firmware, '5.4.3');
    ok(keys.every(({ pin }) => pin.set === false));
  });

  await check('without --key nothing is guessed: exit 3', async () => {
    const { status, json } = await sparekey(['passkeys'], { pin: '123456' });
    equal(status, 3);
    equal(errorAnswer.parse(json).error.kind, 'ambiguous-key');
  });

  await check('pin set on both at once', async () => {
    const results = await onBoth((key) => sparekey(['pin', 'set', '--key', key.node], { pin: '123456' }));
    for (const [index, { status, json, stderr }] of results.entries()) {
      equal(status, 0, stderr);
      equal(doneAnswer.parse(json).key.path, both[index]?.node);
    }
    ok(both.every(({ key }) => key.state.pinSet));
  });

  await check('pin set a second time is refused: exit 5, no try used', async () => {
    const { status, json } = await sparekey(['pin', 'set', '--key', first.node], { pin: '999999' });
    equal(status, 5);
    equal(errorAnswer.parse(json).error.kind, 'pin-already-set');
    equal(first.key.state.pinRetries, 8);
  });

  await check('a wrong PIN is exit 4, says how many tries are left, and costs exactly one', async () => {
    const { status, json, stderr } = await sparekey(['passkeys', '--key', second.node], { pin: '000000' });
    equal(status, 4);
    const { error } = errorAnswer.parse(json);
    equal(error.kind, 'pin-wrong');
    equal(error.retriesLeft, 7);
    match(stderr, /7/);
    equal(second.key.state.pinRetries, 7);
    equal(first.key.state.pinRetries, 8);
  });

  await check('pin change on both at once; the old PIN no longer works', async () => {
    const results = await onBoth((key) =>
      sparekey(['pin', 'change', '--key', key.node], { pin: ['123456', '654321'] }),
    );
    for (const { status, stderr } of results) equal(status, 0, stderr);
    const old = await sparekey(['passkeys', '--key', first.node], { pin: '123456' });
    equal(old.status, 4);
  });

  await check('passkeys --json lists both at once, equal to what the keys hold', async () => {
    const results = await onBoth((key) => sparekey(['passkeys', '--key', key.node], { pin: '654321' }));
    for (const [index, { status, json, stderr }] of results.entries()) {
      equal(status, 0, stderr);
      const key = both[index]?.key;
      const answer = passkeysAnswer.parse(json);
      deepEqual(answer.problems, []);
      equal(answer.existing, key?.state.credentials.length);
      equal(answer.remaining, key?.state.remaining);
      deepEqual(sorted(answer.passkeys), sorted(storedIn(both[index])));
    }
  });

  await check('passkeys in words names service and account', async () => {
    const { status, stdout } = await sparekey(['passkeys', '--key', first.node], { pin: '654321', words: true });
    equal(status, 0);
    for (const { rpId, userName } of passkeys) {
      match(stdout, new RegExp(rpId));
      match(stdout, new RegExp(userName));
    }
  });

  await check('passkeys rename where the key can (2.1), exit 5 where it cannot (2.1-PRE)', async () => {
    const results = await onBoth((key) =>
      sparekey(['passkeys', 'rename', idOf(key, 'alice'), '--key', key.node, '--user-name', 'alicia'], {
        pin: '654321',
      }),
    );
    deepEqual(
      results.map(({ status }) => status),
      [0, 5],
    );
    equal(errorAnswer.parse(results[1]?.json).error.kind, 'not-supported');
    const renamed = first.key.state.credentials.find(({ userName }) => userName === 'alicia');
    equal(renamed?.userDisplayName, 'Alice A');
    equal(hex(renamed.userId), '0102');
    ok(second.key.state.credentials.some(({ userName }) => userName === 'alice'));
  });

  await check('passkeys delete on both at once, and nothing else goes', async () => {
    const results = await onBoth((key) =>
      sparekey(['passkeys', 'delete', idOf(key, 'bob'), '--key', key.node, '--yes'], { pin: '654321' }),
    );
    for (const { status, stderr } of results) equal(status, 0, stderr);
    for (const { key } of both) {
      equal(key.state.credentials.length, 2);
      ok(key.state.credentials.every(({ userName }) => userName !== 'bob'));
      equal(key.log.named('credentialManagement.deleteCredential').filter((one) => one.carriedOut).length, 1);
    }
  });

  await check('info answers on both', async () => {
    for (const { status, stderr } of await onBoth(({ node }) => sparekey(['info', '--key', node])))
      equal(status, 0, stderr);
  });
  await check('identify makes the key blink that is named, and no other', async () => {
    equal((await sparekey(['identify', '--key', second.node])).status, 0);
    deepEqual(
      both.map(({ key }) => key.state.winks),
      [0, 1],
    );
  });
  await check('doctor finds nothing wrong', async () => {
    const { status, stdout, stderr } = await sparekey(['doctor'], { words: true });
    equal(status, 0, stdout + stderr);
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());

  await check('keys with none plugged in is exit 0 and an empty list', async () => {
    const { status, json } = await sparekey(['keys']);
    equal(status, 0);
    deepEqual(keysAnswer.parse(json).keys, []);
  });
}

interface PasskeyFields {
  readonly credentialId: string;
  readonly rpId: string | null;
  readonly rpIdHash: string;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly algorithm: number | null;
  readonly credProtect: number | null;
}

function storedIn(labKey: LabKey | undefined): readonly PasskeyFields[] {
  return (labKey?.key.state.credentials ?? []).map((one) => ({
    credentialId: hex(one.id),
    rpId: one.rpId,
    rpIdHash: hex(one.rpIdHash),
    userId: hex(one.userId),
    userName: one.userName,
    userDisplayName: one.userDisplayName,
    algorithm: one.algorithm,
    credProtect: one.protection,
  }));
}

function sorted(passkeysFound: readonly PasskeyFields[]): readonly PasskeyFields[] {
  return [...passkeysFound].sort((a, b) => (a.credentialId < b.credentialId ? -1 : 1));
}

function idOf({ key }: LabKey, userName: string): string {
  return hex(key.state.credentials.find((one) => one.userName === userName)?.id);
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
