import { deepEqual, equal, ok } from 'node:assert/strict';
import { checkAnswer } from '../answers.ts';
import { sparekey } from '../command-line.ts';
import { fido2Token, parseInfo } from '../fido2-token.ts';
import type { Lab } from '../guest-lab.ts';

/** The first run of a command compiles it, which takes the emulated machine minutes beside other work. */
const slow = { limitMs: 300_000 };

/** Checks two keys on the USB bus, and compares what was seen with what fido2-token says of the same keys. */
export async function checkCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('sparekey check over /dev/hidraw, two USB keys');
  const usb = { manufacturer: 'Yubico', product: 'YubiKey', serialNumber: null };
  const fresh = await lab.usb({ personality: 'yubikey57', seed: 71, yubicoSerial: 31_880_118, usb });
  const used = await lab.usb({
    personality: 'yubikey57',
    seed: 72,
    yubicoSerial: 14_207_402,
    pin: '246810',
    credentials: ['alice', 'bob'].map((userName, index) => ({
      rpId: 'example.com',
      userId: Uint8Array.of(index),
      userName,
    })),
    usb,
  });

  for (const [name, key, status, verdict] of [
    ['one that is new', fresh, 0, 'issue'],
    ['one that somebody used', used, 1, 'do-not-issue'],
  ] as const) {
    await check(
      `${name}: ${verdict}, and -I says the same of it`,
      async () => {
        const run = await sparekey(['check', '--key', key.node, '--no-record'], slow);
        equal(run.status, status, run.stderr);
        const ours = checkAnswer.parse(run.json);
        equal(ours.verdict, verdict);
        equal(ours.path, key.node);
        const theirs = parseInfo((await fido2Token(['-I', key.node])).stdout);
        const seen = (point: string) => ours.findings.find((finding) => finding.point === point);
        equal(ours.key.aaguid, theirs.get('aaguid'));
        equal(seen('answer')?.values['versions'], theirs.get('version strings'));
        const options = (theirs.get('options') ?? '').split(', ');
        const isPinSet = !options.includes('noclientPin');
        equal(seen('pin')?.variant === 'not-set', !isPinSet);
        equal(seen('always-uv')?.variant === 'on', options.includes('alwaysUv'));
        // The tries of a PIN that is not set say nothing: they are not asked for.
        equal(String(seen('pin')?.values['tries']), isPinSet ? theirs.get('pin retries') : '-1');
        equal(seen('pin-change')?.variant === 'asked', theirs.get('pin change required') === 'true');
        equal(seen('transport')?.state, 'ok');
        const { remaining, full } = seen('passkeys')?.values ?? {};
        equal(Number(full) - Number(remaining), key.key.state.credentials.length);
      },
      slow.limitMs,
    );
  }

  await check('the one that was plugged in last is checked, the other is listed', async () => {
    const run = await sparekey(['check', '--no-record'], slow);
    const ours = checkAnswer.parse(run.json);
    equal(ours.path, used.node);
    deepEqual(
      ours.others.map(({ path }) => path),
      [fresh.node],
    );
  });

  await check('no PIN was sent and nothing was changed', () => {
    for (const { key } of [fresh, used]) deepEqual([key.log.pinBearing, key.log.destructive], [[], []]);
    ok(used.key.state.credentials.length === 2);
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());
}
