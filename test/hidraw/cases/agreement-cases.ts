import { deepEqual, equal } from 'node:assert/strict';
import type { PersonalityName } from '../../../src-virtual-key/personality.ts';
import { inventCredentials } from '../../../src-virtual-key/uhid/uhid-arguments.ts';
import { infoAnswer, passkeysAnswer } from '../answers.ts';
import { sparekey } from '../command-line.ts';
import { fido2Token, parseCredentials, parseInfo, parseRps } from '../fido2-token.ts';
import type { Lab } from '../guest-lab.ts';

const pin = '246810';
const algorithms: Readonly<Record<number, string>> = { [-7]: 'es256', [-8]: 'eddsa' };
const protections: Readonly<Record<number, string>> = { 1: 'uvopt', 2: 'uvopt+id', 3: 'uvreq' };
/** Keys that answer the preview command 41, the only one that libfido2 1.12 sends. */
const comparable: readonly PersonalityName[] = ['yubikey52', 'yubikey54', 'both21'];

/** Reads the same key with two programs that share no code: what they say must agree, field by field. */
export async function agreementCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('sparekey and fido2-token agree, field by field');
  for (const [index, personality] of comparable.entries()) {
    const key = await lab.uhid({
      personality,
      seed: 51 + index,
      pin,
      credentials: [
        ...inventCredentials(3, 7),
        { rpId: 'login.example.jp', userId: 'ff00', userName: 'たろう', userDisplayName: '山田 太郎', credProtect: 3 },
      ],
    });

    await check(`${personality}: info --json and -I, -I -c`, async () => {
      const { status, json, stderr } = await sparekey(['info', '--key', key.node]);
      equal(status, 0, stderr);
      const ours = infoAnswer.parse(json);
      const theirs = parseInfo((await fido2Token(['-I', key.node])).stdout);
      const list = (name: string): readonly string[] =>
        (theirs.get(name) ?? '').split(', ').filter((word) => word !== '');
      deepEqual(ours.versions, list('version strings'));
      deepEqual(ours.extensions, list('extension strings'));
      equal(ours.aaguid, theirs.get('aaguid'));
      equal(String(ours.pin.retriesLeft), theirs.get('pin retries'));
      equal(String(ours.pin.forceChange), theirs.get('pin change required'));
      deepEqual(
        Object.entries(ours.options).map(([name, on]) => (on ? name : `no${name}`)),
        list('options'),
      );
      const counted = parseInfo((await fido2Token(['-I', '-c', key.node], [pin])).stdout);
      const listing = passkeysAnswer.parse((await sparekey(['passkeys', '--key', key.node], { pin })).json);
      equal(String(listing.existing), counted.get('existing rk(s)'));
      equal(String(listing.remaining), counted.get('remaining rk(s)'));
    });

    await check(`${personality}: passkeys --json and -L -r, -L -k`, async () => {
      const { status, json, stderr } = await sparekey(['passkeys', '--key', key.node], { pin });
      equal(status, 0, stderr);
      const ours = passkeysAnswer.parse(json).passkeys;
      const rps = parseRps((await fido2Token(['-L', '-r', key.node], [pin])).stdout);
      deepEqual(
        [...new Set(ours.map(({ rpId, rpIdHash }) => `${rpId} ${rpIdHash}`))].sort(),
        rps.map(({ rpId, rpIdHash }) => `${rpId} ${rpIdHash}`).sort(),
      );
      for (const { rpId } of rps) {
        const theirs = parseCredentials((await fido2Token(['-L', '-k', rpId, key.node], [pin])).stdout);
        deepEqual(
          theirs,
          ours
            .filter((one) => one.rpId === rpId)
            .map((one) => ({
              credentialId: one.credentialId,
              displayName: one.userDisplayName,
              userId: one.userId,
              algorithm: algorithms[one.algorithm ?? 0],
              protection: protections[one.credProtect ?? 0],
            })),
        );
      }
    });

    await check(
      `${personality}: what fido2-token -D deletes is gone for sparekey, and the other way round`,
      async () => {
        const list = async (): Promise<readonly string[]> =>
          passkeysAnswer
            .parse((await sparekey(['passkeys', '--key', key.node], { pin })).json)
            .passkeys.map(({ credentialId }) => credentialId)
            .sort();
        const [one = '', two = '', ...others] = await list();
        const id = Buffer.from(one, 'hex').toString('base64');
        equal((await fido2Token(['-D', '-i', id, key.node], [pin])).status, 0);
        equal((await sparekey(['passkeys', 'delete', two, '--key', key.node, '--yes'], { pin })).status, 0);
        deepEqual(await list(), others);
        const info = parseInfo((await fido2Token(['-I', '-c', key.node], [pin])).stdout);
        equal(info.get('existing rk(s)'), String(others.length));
      },
    );
    await check(`${personality}: a PIN set by one is taken by the other`, async () => {
      equal((await sparekey(['pin', 'change', '--key', key.node], { pin: [pin, '13579'] })).status, 0);
      equal((await fido2Token(['-I', '-c', key.node], ['13579'])).status, 0);
      equal((await fido2Token(['-C', key.node], ['13579', '97531', '97531'])).status, 0);
      equal((await sparekey(['passkeys', '--key', key.node], { pin: '97531' })).status, 0);
    });
    await check(`${personality}: the virtual key had no fault of its own`, () => lab.clear());
  }
}
