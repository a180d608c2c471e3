import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { DeskState } from '../../src-shared/domain/desk.ts';
import type { Enrolment } from '../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../src-shared/domain/inventory-key.ts';
import type { InventoryStatus } from '../../src-shared/domain/inventory-status.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { KeyFacts } from '../../src-shared/domain/plugged-key.ts';
import { type AppStatus, defaultSettings } from '../../src-shared/domain/settings.ts';
import { catalogueService as plainService } from '../fixtures/catalogue-service.ts';
import { readEnrolment as plainEnrolment, rpIdHashOf } from '../fixtures/enrolment.ts';
import { inventoryKey as plainKey } from '../fixtures/inventory-key.ts';
import { inventorySnapshot } from '../fixtures/inventory-snapshot.ts';
import { passkey, passkeyListing } from '../fixtures/passkey.ts';
import { capabilities, keyFacts as plainFacts, pluggedKey } from '../fixtures/plugged-key.ts';
import { localTime } from '../helpers/local-time.ts';

export const now = localTime('2026-11-20T09:30');

function hex(seed: string, bytes = 16): string {
  let state = 2166136261;
  let text = '';
  for (let index = 0; index < bytes; index++) {
    for (const character of `${seed}${index}`) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
    text += ((state >>> 8) & 0xff).toString(16).padStart(2, '0');
  }
  return text;
}

export function inventoryKey(id: string, label: string, change: Partial<InventoryKey> = {}): InventoryKey {
  return plainKey({
    id,
    label,
    vendorSerial: '21755120',
    aaguid: hex('aaguid'),
    model: 'YubiKey 5C NFC',
    manufacturer: 'Yubico',
    product: 'YubiKey OTP+FIDO+CCID',
    firmware: '5.7.4',
    formFactor: 'usb-c-keychain',
    transports: ['usb', 'nfc'],
    pinBlocked: false,
    pinMinLength: 4,
    alwaysUv: false,
    existing: 9,
    remaining: 91,
    firstSeen: '2026-03-02T08:00:00.000Z',
    lastSeen: now,
    lastRead: now,
    ...change,
  });
}

export function readEnrolment(
  keyId: string,
  rpId: string,
  userName: string,
  change: Partial<Enrolment> = {},
): Enrolment {
  const id = `${keyId}|${rpId}|${userName}`;
  return plainEnrolment({
    id,
    keyId,
    rpId,
    rpIdHash: rpIdHashOf(rpId),
    userId: hex(`${rpId}|${userName}`, 8),
    userName,
    userDisplayName: userName.split('@')[0] ?? userName,
    credentialId: hex(id, 32),
    credProtect: 2,
    firstSeen: '2026-03-02T08:00:00.000Z',
    asOf: now,
    ...change,
  });
}

export function credentialOf(enrolment: Enrolment, change: Partial<Credential> = {}): Credential {
  const { rpId, userId, userName, userDisplayName, algorithm, credProtect } = enrolment;
  return passkey({
    credentialId: enrolment.credentialId ?? '',
    rpIdHash: enrolment.rpIdHash ?? '',
    ...{ rpId, userId, userName, userDisplayName, algorithm, credProtect },
    ...change,
  });
}

export function listingOf(passkeys: readonly Credential[], change: Partial<PasskeyListing> = {}): PasskeyListing {
  return passkeyListing(passkeys, { readAt: now, ...change });
}

const yes = { answer: 'yes', reason: null } as const;

export function keyFacts(change: Partial<KeyFacts> = {}): KeyFacts {
  const plain = plainFacts();
  return {
    ...plain,
    aaguid: hex('aaguid'),
    model: 'YubiKey 5C NFC',
    versions: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1'],
    extensions: ['credProtect', 'hmac-secret'],
    options: { rk: true, up: true, credMgmt: true, clientPin: true },
    transports: ['usb', 'nfc'],
    algorithms: [-7, -8],
    firmware: '5.7.4',
    vendorSerial: '21755120',
    formFactor: 'usb-c-keychain',
    pin: { ...plain.pin, minLength: 6 },
    passkeys: { existing: 9, remaining: 91 },
    settings: [{ name: 'min-pin-length', value: 6, change: yes }],
    capabilities: {
      ...capabilities(yes),
      unlockByFinger: { answer: 'no', reason: 'no-sensor' },
      setPin: { answer: 'no', reason: 'pin-already-set' },
    },
    rawGetInfo: 'a50183665532465f5632684649444f5f325f30684649444f5f325f31',
    ctaphid: { version: '5.7.4', wink: true, cbor: true, msg: true },
    ...change,
  };
}

export function keyView(number: number, change: Partial<KeyView> = {}): KeyView {
  return {
    ...pluggedKey({
      handle: `key-${String(number).padStart(16, '0')}`,
      path: `/dev/hidraw${number}`,
      facts: keyFacts(),
    }),
    remembered: null,
    readAccessEnded: false,
    ...change,
  };
}

export function catalogueService(id: string, name: string, change: Partial<CatalogueService> = {}): CatalogueService {
  return plainService({
    id,
    name,
    deviceBoundOnly: false,
    addKeyUrl: `https://${id}.com/settings/security`,
    category: 'developer',
    ...change,
  });
}

export const emptySnapshot = inventorySnapshot();

/** A desk at which no key was checked yet. */
export const deskState: DeskState = {
  profile: 'new-from-box',
  models: null,
  goodsIn: null,
  by: null,
  record: true,
  checking: null,
  last: null,
  kept: true,
  notRead: null,
};

export const openStatus: InventoryStatus = {
  state: 'open',
  location: '/home/mika/.local/share/sparekey/inventory/inventory.db',
  protection: { keychain: true, passphrase: false, recoveryCode: false },
  keychainAvailable: true,
  replaced: null,
  readOnly: false,
  demo: true,
  backups: [
    { file: 'inventory-2026-11-18.bak', at: localTime('2026-11-18T07:00'), bytes: 81_920 },
    { file: 'inventory-2026-11-02.bak', at: localTime('2026-11-02T07:00'), bytes: 77_824 },
  ],
};

export const appStatus: AppStatus = {
  version: '0.1.0',
  electron: '45.4.1',
  platform: 'linux',
  locale: 'en',
  dark: false,
  settings: defaultSettings,
  banners: ['demo'],
  demo: true,
  dataLocation: '/home/mika/.local/share/sparekey/inventory',
};
