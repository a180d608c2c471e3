import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { fido2Token, parseCredentials, parseInfo, parseRps } from '../fido2-token.ts';
import type { Lab } from '../guest-lab.ts';

const passkeys = [
  { rpId: 'github.com', userId: '0102', userName: 'alice', userDisplayName: 'Alice A' },
  { rpId: 'github.com', userId: '0304', userName: 'bob', userDisplayName: 'Bob' },
  { rpId: 'example.org', userId: '05', userName: 'carol', userDisplayName: 'Carol', algorithm: -8, credProtect: 3 },
] as const;
const algorithms: Readonly<Record<string, number>> = { es256: -7, eddsa: -8 };
const protections: Readonly<Record<string, number>> = { uvopt: 1, 'uvopt+id': 2, uvreq: 3 };

/** Runs libfido2's own program against our virtual keys: what it does must do what it says. */
export async function fido2TokenCases(lab: Lab): Promise<void> {
  const { check, section } = lab.checks;
  section('fido2-token against virtual keys over /dev/uhid');
  const full = await lab.uhid({ personality: 'both21', seed: 11, pin: '123456', credentials: passkeys });
  const fresh = await lab.uhid({ personality: 'yubikey54', seed: 12 });

  await check('-L lists both keys', async () => {
    const { status, stdout } = await fido2Token(['-L']);
    equal(status, 0);
    match(stdout, new RegExp(`${full.node}: vendor=0x1209, product=0x0022`));
    match(stdout, new RegExp(`${fresh.node}: vendor=0x1050, product=0x0407`));
  });

  await check('-I tells versions, options, tries and limits', async () => {
    const { status, stdout } = await fido2Token(['-I', full.node]);
    equal(status, 0);
    const info = parseInfo(stdout);
    equal(info.get('version strings'), full.key.personality.versions.join(', '));
    equal(info.get('extension strings'), full.key.personality.extensions.join(', '));
    equal(info.get('aaguid'), full.key.personality.aaguid);
    equal(info.get('pin retries'), '8');
    equal(info.get('maxmsgsiz'), String(full.key.personality.maxMessageSize));
    match(info.get('options') ?? '', /\bclientPin\b/);
  });

  await check('-S sets the PIN of a fresh key, -C changes it', async () => {
    equal((await fido2Token(['-S', fresh.node], ['314159', '314159'])).status, 0);
    ok(fresh.key.state.pinSet);
    equal((await fido2Token(['-C', fresh.node], ['314159', '271828', '271828'])).status, 0);
    const old = await fido2Token(['-I', '-c', fresh.node], ['314159']);
    equal(old.status, 1);
    match(old.stdout, /FIDO_ERR_PIN_INVALID/);
    equal(fresh.key.state.pinRetries, 7);
    equal((await fido2Token(['-I', '-c', fresh.node], ['271828'])).status, 0);
    equal(fresh.key.state.pinRetries, 8);
  });

  await check('-I -c counts the passkeys', async () => {
    const info = parseInfo((await fido2Token(['-I', '-c', full.node], ['123456'])).stdout);
    equal(info.get('existing rk(s)'), '3');
    equal(info.get('remaining rk(s)'), String(full.key.state.remaining));
  });

  await check('-L -r and -L -k list what is stored, field by field', async () => {
    const rps = parseRps((await fido2Token(['-L', '-r', full.node], ['123456'])).stdout);
    deepEqual(
      rps.map(({ rpId }) => rpId),
      ['github.com', 'example.org'],
    );
    for (const { rpId, rpIdHash } of rps) {
      const stored = full.key.state.credentials.filter((credential) => credential.rpId === rpId);
      equal(rpIdHash, hex(stored[0]?.rpIdHash));
      const listed = parseCredentials((await fido2Token(['-L', '-k', rpId, full.node], ['123456'])).stdout);
      deepEqual(
        listed.map((one) => ({
          ...one,
          algorithm: algorithms[one.algorithm],
          protection: protections[one.protection],
        })),
        stored.map((one) => ({
          credentialId: hex(one.id),
          displayName: one.userDisplayName,
          userId: hex(one.userId),
          algorithm: one.algorithm,
          protection: one.protection,
        })),
      );
    }
  });

  await check('-D deletes one passkey and no other', async () => {
    const [first, ...others] = full.key.state.credentials;
    const id = Buffer.from(first?.id ?? []).toString('base64');
    equal((await fido2Token(['-D', '-i', id, full.node], ['123456'])).status, 0);
    deepEqual(
      full.key.state.credentials.map((one) => hex(one.id)),
      others.map((one) => hex(one.id)),
    );
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());

  section('fido2-token against a virtual key on the pretended USB bus');
  const usb = await lab.usb({
    personality: 'both21',
    seed: 13,
    pin: '123456',
    credentials: passkeys,
    usb: { manufacturer: 'Sparekey virtual', product: 'USB key', serialNumber: 'SN-0042' },
  });
  await check('-L shows maker and product out of the USB descriptor', async () => {
    match((await fido2Token(['-L'])).stdout, new RegExp(`${usb.node}: .*\\(Sparekey virtual USB key\\)`));
  });
  await check('-L -r works over usbhid', async () => {
    equal(parseRps((await fido2Token(['-L', '-r', usb.node], ['123456'])).stdout).length, 2);
  });
  await check('the virtual key had no fault of its own', () => lab.clear());
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
