import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { z } from 'zod';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { fido2Token, parseInfo } from '../fido2-token.ts';
import { sparekey, startSparekey } from '../command-line.ts';
import type { Lab, LabKey } from '../guest-lab.ts';

const pin = '123456';
/** Programs run slowly in this machine: the key takes a reset for as long as that needs. */
const patient = { ...personalities.persistent23, resetWindowMs: 120_000 };
const settingsAnswer = z.object({ settings: z.array(z.object({ name: z.string(), value: z.unknown() })) });
const resetAnswer = z.object({ done: z.literal(true), confirmed: z.boolean().nullable() });

/** Changes settings and resets keys with libfido2's program and with ours: what one does the other must read. */
export async function managementCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('settings: fido2-token and sparekey on one key');
  const key = await lab.uhid({
    personality: patient,
    seed: 81,
    pin,
    credentials: [{ rpId: 'a.example', userId: '01' }],
  });
  const ours = async (): Promise<ReadonlyMap<string, unknown>> => {
    const { json, stderr } = await sparekey(['settings', '--key', key.node]);
    const parsed = settingsAnswer.safeParse(json);
    ok(parsed.success, stderr);
    return new Map(parsed.data.settings.map(({ name, value }) => [name, value]));
  };
  const theirs = async (): Promise<ReadonlyMap<string, string>> =>
    parseInfo((await fido2Token(['-I', key.node])).stdout);

  await check('-S -u and -D -u: always-uv, as sparekey reads it', async () => {
    equal((await fido2Token(['-S', '-u', key.node], [pin])).status, 0);
    equal((await ours()).get('always-uv'), true);
    equal((await fido2Token(['-D', '-u', key.node], [pin])).status, 0);
    equal((await ours()).get('always-uv'), false);
  });

  await check('settings set always-uv: as fido2-token reads it, and nothing is flipped twice', async () => {
    const set = (value: string) =>
      sparekey(['settings', 'set', 'always-uv', value, '--key', key.node, '--yes'], { pin });
    equal((await set('on')).json['sent'], true);
    match((await theirs()).get('options') ?? '', /\balwaysUv\b/);
    ok(!/noalwaysUv/.test((await theirs()).get('options') ?? ''));
    equal((await set('on')).json['sent'], false);
    equal((await set('off')).json['took'], true);
    match((await theirs()).get('options') ?? '', /noalwaysUv/);
  });

  await check('-S -a: enterprise attestation, which sparekey then finds on', async () => {
    equal((await fido2Token(['-S', '-a', key.node], [pin])).status, 0);
    equal((await ours()).get('enterprise-attestation'), true);
    const again = await sparekey(['settings', 'set', 'enterprise-attestation', '--key', key.node, '--yes'], { pin });
    equal(again.json['sent'], false);
  });

  await check('the shortest PIN grows by either, and neither lowers it', async () => {
    equal((await fido2Token(['-S', '-l', '5', key.node], [pin])).status, 0);
    equal((await ours()).get('min-pin-length'), 5);
    const grown = await sparekey(['settings', 'set', 'min-pin-length', '6', '--key', key.node, '--yes'], { pin });
    equal(grown.json['took'], true, grown.stderr);
    equal(key.key.state.minPinLength, 6);
    equal((await fido2Token(['-S', '-l', '4', key.node], [pin])).status, 1);
    equal((await sparekey(['settings', 'set', 'min-pin-length', '4', '--key', key.node, '--yes'], { pin })).status, 2);
    equal(key.key.state.minPinLength, 6);
  });

  await check('-S -m and --rp-id: the list of either replaces that of the other', async () => {
    equal((await fido2Token(['-S', '-m', 'theirs.example', key.node], [pin])).status, 0);
    deepEqual(key.key.state.minPinRpIds, ['theirs.example']);
    const args = ['settings', 'set', 'min-pin-length', '6', '--rp-id', 'ours.example', '--key', key.node, '--yes'];
    equal((await sparekey(args, { pin })).status, 0);
    deepEqual(key.key.state.minPinRpIds, ['ours.example']);
  });

  await check('-S -f: the forced change, which sparekey says and keeps to', async () => {
    equal((await fido2Token(['-S', '-f', key.node], [pin])).status, 0);
    equal((await ours()).get('force-pin-change'), true);
    const refused = await sparekey(['settings', 'set', 'pin-complexity', '--key', key.node, '--yes'], { pin });
    equal(refused.status, 5, refused.stderr);
    equal((await sparekey(['pin', 'change', '--key', key.node], { pin: [pin, '654321'] })).status, 0);
    equal((await ours()).get('force-pin-change'), false);
  });

  section('reset: fido2-token and sparekey');
  await check('-R erases a key; sparekey reads it as new', async () => {
    key.setTouch('approve');
    await key.unplug();
    await key.plug();
    equal((await fido2Token(['-R', key.node])).status, 0);
    equal(key.key.state.resets, 1);
    const after = await ours();
    deepEqual([after.get('enterprise-attestation'), after.get('min-pin-length')], [false, 4]);
    match((await theirs()).get('options') ?? '', /noclientPin/);
  });

  await check('sparekey reset erases it after it was replugged; fido2-token reads it as new', async () => {
    equal((await fido2Token(['-S', key.node], [pin, pin])).status, 0);
    const erased = await reset(key, key);
    equal(erased.status, 0, erased.stderr);
    equal(resetAnswer.parse(JSON.parse(erased.stdout)).confirmed, true);
    equal(key.key.state.resets, 2);
    match((await theirs()).get('options') ?? '', /noclientPin/);
  });

  await check('another key at the same place gets nothing', async () => {
    equal((await fido2Token(['-S', key.node], [pin, pin])).status, 0);
    const other = await lab.uhid({ personality: 'both21', seed: 82, pin }, 'approve');
    await other.unplug();
    const refused = await reset(key, other);
    ok(refused.status === 5 || refused.status === 8, refused.stderr);
    equal(other.key.log.named('reset').length, 0);
    equal(key.key.state.resets, 2);
    await key.plug();
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());
}

/** Runs the reset of one key, and plugs in that or another one when it is asked for. */
async function reset(key: LabKey, plugged: LabKey) {
  const unnamed = await sparekey(['reset', '--key', key.node], { words: true });
  const [, name = ''] = /--confirm "([^"]+)"/.exec(unnamed.stderr) ?? [];
  const command = startSparekey(['reset', '--confirm', name]);
  await command.waitFor((output) => output.includes('Unplug the key now.'));
  await key.unplug();
  await command.waitFor((output) => output.includes('Plug the same key in again'));
  await plugged.plug();
  return command.result;
}
