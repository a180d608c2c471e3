import { equal, match, ok } from 'node:assert/strict';
import { inventCredentials } from '../../../src-virtual-key/uhid/uhid-arguments.ts';
import { doneAnswer, errorAnswer, keysAnswer } from '../answers.ts';
import { sparekey, startSparekey } from '../command-line.ts';
import type { Lab, LabKey } from '../guest-lab.ts';
import { until } from '../usb-gadget.ts';

const pin = '123456';
/** "At once" in this machine: a command that touches nothing takes several seconds here, a hang takes for ever. */
const notHangingSeconds = 40;

/** Unplugs keys, interrupts commands, and runs two programs at one key. */
export async function interruptionCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;

  section('unplugged in the middle');
  for (const [bus, plug] of [
    ['/dev/uhid', (options: Parameters<Lab['uhid']>[0]) => lab.uhid(options)],
    ['the USB bus', (options: Parameters<Lab['usb']>[0]) => lab.usb(options)],
  ] as const) {
    await check(`${bus}: a listing ends with "key-removed", exit 8, and does not hang`, async () => {
      const key = await plug({
        personality: 'strict21',
        seed: 71,
        pin,
        credentials: inventCredentials(10, 40),
        capacity: 40,
      });
      const command = startSparekey(['passkeys', '--key', key.node], { pin });
      await until(() => key.key.log.named('credentialManagement').length > 12, 'the listing never got going', 60_000);
      await key.unplug();
      const { status, stdout, seconds } = await command.result;
      equal(status, 8, stdout);
      equal(errorAnswer.parse(JSON.parse(stdout)).error.kind, 'key-removed');
      ok(seconds < notHangingSeconds, `took ${seconds} s`);
      await key.plug();
      equal((await sparekey(['passkeys', '--key', key.node], { pin })).status, 0);
      await lab.clear();
    });
  }

  await check(
    'pulled out after it deleted and before it said so: outcome unknown, exit 8; reading again tells',
    async () => {
      const key = await lab.uhid({ personality: 'strict21', seed: 72, pin, credentials: inventCredentials(2, 4) });
      const id = Buffer.from(key.key.state.credentials[0]?.id ?? []).toString('hex');
      key.key.script.failNext('credentialManagement.deleteCredential', { unplug: 'after' });
      const { status, json } = await sparekey(['passkeys', 'delete', id, '--key', key.node, '--yes'], { pin });
      equal(status, 8);
      match(errorAnswer.parse(json).error.kind, /^(outcome-unknown|key-removed)$/);
      equal(key.key.log.named('credentialManagement.deleteCredential').length, 1);
      await key.plug();
      const again = await sparekey(['passkeys', '--key', key.node], { pin });
      equal(again.status, 0);
      equal(Array.isArray(again.json['passkeys']) ? again.json['passkeys'].length : -1, 3);
      await lab.clear();
    },
  );

  section('Ctrl-C at a touch prompt');
  // Without wink a key is identified by a touch.
  const blind = await lab.uhid({ personality: 'strict21', seed: 73, pin, quirks: { capabilityFlags: 0x04 } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    await check(`${signal}: exit 6, the key stops waiting, and the next command works at once`, async () => {
      const command = startSparekey(['identify', '--key', blind.node]);
      await touchWanted(blind);
      command.child.kill(signal);
      const { status, stdout, seconds } = await command.result;
      equal(status, 6, stdout);
      equal(blind.key.state.waitingForTouch, false);
      ok(seconds < notHangingSeconds, `took ${seconds} s`);
      const started = performance.now();
      const next = await sparekey(['keys']);
      equal(next.status, 0);
      equal(keysAnswer.parse(next.json).keys.length, 1);
      lab.checks.note(`the next command took ${((performance.now() - started) / 1000).toFixed(1)} s`);
    });
  }
  await check('a touch that comes ends the prompt: exit 0', async () => {
    const command = startSparekey(['identify', '--key', blind.node]);
    await touchWanted(blind);
    blind.key.touch();
    const { status, stdout } = await command.result;
    equal(status, 0);
    equal(doneAnswer.parse(JSON.parse(stdout)).key.path, blind.node);
  });
  await check(
    'a command killed outright (SIGKILL) cannot cancel: the key is busy till its prompt ends, then works',
    async () => {
      const command = startSparekey(['identify', '--key', blind.node]);
      await touchWanted(blind);
      command.child.kill('SIGKILL');
      await command.result;
      const busy = await sparekey(['passkeys', '--key', blind.node], { pin });
      equal(busy.status, 5);
      equal(errorAnswer.parse(busy.json).error.kind, 'key-busy');
      blind.key.touch();
      const next = await sparekey(['passkeys', '--key', blind.node], { pin });
      equal(next.status, 0, next.stderr);
    },
  );

  section('two programs at one key');
  await check(
    'while another program waits for a touch, a listing says that the key is busy or waits its turn',
    async () => {
      const holder = startSparekey(['identify', '--key', blind.node]);
      await touchWanted(blind);
      const { status, json, seconds } = await sparekey(['passkeys', '--key', blind.node], { pin });
      ok(seconds < notHangingSeconds, `took ${seconds} s`);
      if (status !== 0) {
        equal(status, 5);
        equal(errorAnswer.parse(json).error.kind, 'key-busy');
      }
      ok(blind.key.state.waitingForTouch, 'the other program lost its prompt');
      blind.key.touch();
      equal((await holder.result).status, 0);
      equal((await sparekey(['passkeys', '--key', blind.node], { pin })).status, 0);
    },
  );
  await check('four listings at the same time all come to the same end', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => sparekey(['keys'])));
    for (const { status, json, stderr } of results) {
      equal(status, 0, stderr);
      equal(keysAnswer.parse(json).keys.length, 1);
    }
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());
}

async function touchWanted({ key }: LabKey): Promise<void> {
  await until(() => key.state.waitingForTouch, 'the key was never asked for a touch', 60_000);
}
