import { equal, match } from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { errorAnswer, keysAnswer, passkeysAnswer } from '../answers.ts';
import { sparekey } from '../command-line.ts';
import type { Lab } from '../guest-lab.ts';

const pin = '123456';

/** Runs as a user without rights on the node, which is what a person meets on Linux before udev rules are installed. */
export async function permissionCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('a user without rights (uid 1000, no groups)');
  const key = await lab.uhid({
    personality: 'strict21',
    seed: 61,
    pin,
    credentials: [{ rpId: 'github.com', userId: '01', userName: 'alice' }],
  });
  chmodSync(key.node, 0o600);

  await check('keys: exit 7, with the udev rule and the commands that mend it', async () => {
    const { status, json, stderr } = await sparekey(['keys'], { asUser: true });
    equal(status, 7, stderr);
    equal(errorAnswer.parse(json).error.kind, 'no-permission');
    match(stderr, /udev/);
    match(stderr, /SUBSYSTEM=="hidraw"|TAG\+="uaccess"|\.rules/);
  });
  await check('passkeys: exit 7, and the PIN goes nowhere', async () => {
    equal((await sparekey(['passkeys', '--key', key.node], { asUser: true, pin })).status, 7);
    equal(key.key.log.pinBearing.length, 0);
  });
  await check('doctor names the node and the mend: exit 1 or 7', async () => {
    const { status, stdout, stderr } = await sparekey(['doctor'], { asUser: true, words: true });
    match(`${stdout}${stderr}`, /udev/);
    equal([1, 7].includes(status), true, `status ${status}`);
  });
  await check('two keys, rights on one of them: the list shows both, exit 7', async () => {
    const open = await lab.uhid({ personality: 'strict21', seed: 62 });
    chmodSync(open.node, 0o666);
    const { status, json, stderr } = await sparekey(['keys'], { asUser: true });
    equal(status, 7, stderr);
    equal(keysAnswer.parse(json).keys.length, 2);
    match(stderr, new RegExp(key.node));
    await open.unplug();
  });
  await check('with rights (as a udev rule gives them) everything works', async () => {
    chmodSync(key.node, 0o666);
    equal((await sparekey(['keys'], { asUser: true })).status, 0);
    const { status, json } = await sparekey(['passkeys', '--key', key.node], { asUser: true, pin });
    equal(status, 0);
    equal(passkeysAnswer.parse(json).passkeys.length, 1);
    equal((await sparekey(['pin', 'change', '--key', key.node], { asUser: true, pin: [pin, '654321'] })).status, 0);
  });
  await check('the virtual key had no fault of its own', () => lab.clear());
}
