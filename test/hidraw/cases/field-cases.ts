import { setTimeout as sleep } from 'node:timers/promises';
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { inventCredentials } from '../../../src-virtual-key/uhid/uhid-arguments.ts';
import { errorAnswer, keysAnswer, passkeysAnswer } from '../answers.ts';
import { scanMemory } from '../../helpers/secret-scan.ts';
import { sparekey, startSparekey } from '../command-line.ts';
import type { Lab } from '../guest-lab.ts';

const pin = '123456';
const wrong = '000000';
/** With digits of its own, so that no scan can meet it by chance. */
const canary = 'Q7z-canary-41209';

/** Checks keys as they are in the field: firmwares that answer otherwise than the specification says. */
export async function fieldCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  const sound = { personality: 'strict21', pin, credentials: inventCredentials(2, 3) } as const;
  section('keys as they are in the field');

  await check('CTAP2 statuses as CTAPHID errors: a wrong PIN is a wrong PIN, and no defect of the key', async () => {
    const { key, node } = await lab.uhid({ ...sound, seed: 81, quirks: { statusAsHidError: true } });
    const { status, json } = await sparekey(['passkeys', '--key', node], { pin: wrong });
    equal(status, 4);
    const { error } = errorAnswer.parse(json);
    deepEqual([error.kind, error.retriesLeft, key.state.pinRetries], ['pin-wrong', 7, 7]);
    const right = await sparekey(['passkeys', '--key', node], { pin });
    equal(right.status, 0, right.stderr);
    await lab.clear();
  });

  await check('a mute getInfo is a key that does not answer: exit 5, and never a U2F key', async () => {
    const { node } = await lab.uhid({ ...sound, seed: 82, quirks: { cborHangs: true } });
    const { status, json, stderr } = await sparekey(['keys', '--key', node]);
    equal(status, 5, stderr);
    equal(keysAnswer.parse(json).keys.length, 1);
    match(JSON.stringify(json), /key-not-answering/);
    ok(!JSON.stringify(json).includes('u2f-only'));
    await lab.clear();
  });

  await check('a slow getInfo that sends keepalives is waited for', async () => {
    const { key, node } = await lab.uhid({ ...sound, seed: 83 });
    key.script.failNext('getInfo', { delayMs: 4_000 });
    const { status, stderr } = await sparekey(['info', '--key', node]);
    equal(status, 0, stderr);
    await lab.clear();
  });

  await check('2E to a deletion of what it still lists: refused, exit 5, and still listed', async () => {
    const { key, node } = await lab.uhid({ ...sound, seed: 84 });
    const id = Buffer.from(key.state.credentials[0]?.id ?? []).toString('hex');
    key.script.failNext('credentialManagement.deleteCredential', { status: 0x2e });
    const { status, json } = await sparekey(['passkeys', 'delete', id, '--key', node, '--yes'], { pin });
    deepEqual([status, errorAnswer.parse(json).error.kind], [5, 'passkey-refused']);
    const after = passkeysAnswer.parse((await sparekey(['passkeys', '--key', node], { pin })).json);
    equal(after.passkeys.length, 3);
    await lab.clear();
  });

  await check('powerCycleState that stays true after a replug: a warning, and the right PIN works', async () => {
    const labKey = await lab.uhid({ ...sound, seed: 85, quirks: { stickyPowerCycleState: true } });
    for (let miss = 0; miss < 3; miss++) {
      const { json } = await sparekey(['passkeys', '--key', labKey.node], { pin: wrong });
      equal(errorAnswer.parse(json).error.kind, 'pin-wrong');
    }
    await labKey.unplug();
    await labKey.plug();
    const { status, stderr } = await sparekey(['passkeys', '--key', labKey.node], { pin });
    equal(status, 0, stderr);
    equal(labKey.key.state.pinRetries, 8);
    await lab.clear();
  });

  await check('a key agreement key that names no curve is taken', async () => {
    const { node } = await lab.uhid({ ...sound, seed: 86, quirks: { keyAgreementCurve: 0 } });
    const { status, stderr } = await sparekey(['passkeys', '--key', node], { pin });
    equal(status, 0, stderr);
    await lab.clear();
  });

  await check('nothing of a PIN or its hash is in the memory of the command line while it lists', async () => {
    const { key, node } = await lab.uhid({ ...sound, seed: 87, pin: canary });
    // The key waits for its owner: whoever looks has time.
    const request = 'credentialManagement.enumerateCredentialsBegin';
    key.script.failNext(request, { keepaliveForever: 'touch' });
    const { child, result, output } = startSparekey(['passkeys', '--key', node], { pin: canary });
    for (let waited = 0; !key.log.entries.some(({ name }) => name === request); waited++) {
      ok(waited < 600, output());
      await sleep(100);
    }
    const pid = child.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    const { hits, bytes } = scanMemory(pid, [canary]);
    // The path of the node stands in it: the scan finds what is there.
    const { hits: planted } = scanMemory(pid, [node]);
    process.kill(pid, 'SIGKILL');
    await result;
    ok(bytes > 10_000_000);
    ok(planted.length > 0);
    deepEqual(hits, []);
    await lab.clear();
  });
}
