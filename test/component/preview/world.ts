import { loadAdvisories } from '../../../catalogue/advisories.ts';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { loadServices } from '../../../catalogue/services.ts';
import type { Activity } from '../../../src-shared/domain/activity.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { type OtherWayIn, unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';
import type { FakeWorld } from '../fake-api.ts';
import {
  appStatus,
  emptySnapshot,
  inventoryKey,
  keyFacts,
  keyView,
  now,
  openStatus,
  readEnrolment,
} from '../fake-data.ts';

const blue = inventoryKey('k1', 'Blue, key ring', { place: 'with me', existing: 11, remaining: 89 });
const safe = inventoryKey('k2', 'Spare in the safe', {
  role: 'spare',
  place: 'safe at home',
  vendorSerial: '14002871',
  model: 'YubiKey 5 NFC',
  formFactor: 'usb-a-keychain',
  lastRead: '2026-08-30T10:00:00.000Z',
  lastSeen: '2026-08-30T10:00:00.000Z',
  firmware: '5.4.3',
  existing: 7,
  remaining: 18,
});
const nano = inventoryKey('k3', 'Laptop nano', {
  place: 'in the laptop',
  vendorSerial: '19118240',
  model: 'YubiKey 5C Nano',
  formFactor: 'usb-c-nano',
  transports: ['usb'],
  lastRead: '2026-11-12T10:00:00.000Z',
  existing: 4,
  remaining: 21,
});
const old = inventoryKey('k4', '会社支給のキー', {
  role: 'off-site',
  place: '本社',
  vendorSerial: null,
  identifiedBy: 'told',
  model: null,
  manufacturer: 'Excelsecu',
  product: 'eSecu FIDO2 Bio',
  formFactor: 'usb-a-bio',
  transports: ['usb'],
  pinSet: null,
  existing: null,
  remaining: null,
  lastRead: '2026-05-11T02:00:00.000Z',
});

const accounts: readonly (readonly [rpId: string, user: string, keys: string])[] = [
  ['github.com', 'mika-takeda', '1 2 3'],
  ['github.com', 'takeda-release-bot', '1'],
  ['google.com', 'mika.takeda@gmail.com', '1 2 3'],
  ['google.com', 'office@takeda-design.example', '1 2'],
  ['login.microsoft.com', 'mika@takeda-design.example', '1 2'],
  ['sbisec.co.jp', '309-0481212', '1'],
  ['rakuten-sec.co.jp', 'MTAK8812', '2'],
  ['signin.aws.amazon.com', 'root@takeda-design.example', '1 2'],
  ['dash.cloudflare.com', 'dns@takeda-design.example', '1 3'],
  ['vault.bitwarden.com', 'mika.takeda@gmail.com', '1 2'],
  ['login.xn--bcher-kva.example', 'mika', '1'],
  ['proton.me', 'm.takeda', '3'],
  ['gitlab.com', 'mtakeda', '1 2'],
];

const enrolments: Enrolment[] = accounts.flatMap(([rpId, user, keys]) =>
  keys.split(' ').map((number) => readEnrolment(`k${number}`, rpId, user)),
);
enrolments.push(
  readEnrolment('k2', 'facebook.com', 'mika.takeda', {
    evidence: 'told',
    serviceId: 'facebook',
    credentialId: null,
    userId: null,
    rpIdHash: null,
    note: 'U2F, set up in 2021',
  }),
  readEnrolment('k4', 'login.microsoft.com', 'mika@takeda-design.example', { evidence: 'told', credentialId: null }),
);

const otherWaysIn: OtherWayIn[] = [
  {
    id: 'w1',
    ...unsaidOfOtherWay,
    serviceId: 'rakuten-securities',
    rpId: 'rakuten-sec.co.jp',
    userId: null,
    userName: 'MTAK8812',
    kind: 'recovery-codes',
    name: '',
    place: 'safe at home',
    asOf: now,
  },
];

const activity: Activity[] = (
  [
    ['2026-11-20T09:30:00.000Z', 'key-read', blue, {}],
    ['2026-11-20T09:29:00.000Z', 'passkey-added', blue, { service: 'GitLab.com', user: 'mtakeda' }],
    ['2026-11-18T18:02:00.000Z', 'passkey-renamed', nano, { service: 'Proton', user: 'm.takeda' }],
    ['2026-11-18T18:00:00.000Z', 'pin-changed', nano, {}],
    ['2026-11-12T10:00:00.000Z', 'told-added', old, { service: 'Microsoft Entra ID', user: 'mika' }],
    ['2026-08-30T10:00:00.000Z', 'key-read', safe, {}],
    ['2026-08-30T09:58:00.000Z', 'key-first-seen', safe, {}],
  ] as const
).map(([at, kind, key, details], index) => ({
  id: `a${index}`,
  at,
  kind,
  keyId: key.id,
  keyLabel: key.label,
  details: { ...details },
}));

const no = (reason: 'no-pin-set' | 'no-sensor' | 'no-large-blobs' | 'too-old' | 'u2f-only') =>
  ({ answer: 'no', reason }) as const;

const plugged = [
  keyView(1, { remembered: { keyId: 'k1', label: blue.label, strength: 'vendor-serial' }, unlocked: true }),
  keyView(2, {
    remembered: { keyId: 'k3', label: nano.label, strength: 'vendor-serial' },
    facts: keyFacts({ formFactor: 'usb-c-nano', model: 'YubiKey 5C Nano', transports: ['usb'] }),
  }),
  keyView(3, {
    product: 'Security Key NFC',
    facts: keyFacts({
      model: 'Security Key NFC',
      vendorSerial: null,
      formFactor: 'usb-a-keychain',
      pin: { ...keyFacts().pin, set: false, retriesLeft: null },
      passkeys: { existing: 0, remaining: 25 },
      findings: [{ kind: 'map-key-order', detail: 'getInfo: map keys are not in canonical order' }],
      capabilities: {
        listPasskeys: no('no-pin-set'),
        deletePasskey: no('no-pin-set'),
        renamePasskey: no('no-pin-set'),
        setPin: { answer: 'yes', reason: null },
        changePin: no('no-pin-set'),
        unlockByFinger: no('no-sensor'),
        listFingerprints: no('no-sensor'),
        listBlobs: no('no-large-blobs'),
        changeSetting: { answer: 'yes', reason: null },
        keepReadAccess: no('no-pin-set'),
        reset: { answer: 'yes', reason: null },
        identify: { answer: 'yes', reason: null },
        signInTest: { answer: 'yes', reason: null },
      },
    }),
  }),
];

/** Creates a believable household and office of four keys. */
export function smallWorld(): FakeWorld {
  return {
    status: appStatus,
    services: [...loadServices()],
    advisories: [...loadAdvisories()],
    otherWays: [...loadOtherWays()],
    keys: plugged,
    inventoryStatus: openStatus,
    snapshot: { ...emptySnapshot, keys: [blue, safe, nano, old], enrolments, otherWaysIn, activity },
  };
}

/** Creates `keyCount` keys and `accountCount` accounts, for legibility and speed. */
export function largeWorld(keyCount: number, accountCount: number): FakeWorld {
  const keys: InventoryKey[] = Array.from({ length: keyCount }, (_, index) =>
    inventoryKey(`k${index}`, `Key ${String(index + 1).padStart(3, '0')}`, {
      vendorSerial: String(20_000_000 + index),
    }),
  );
  const many = Array.from({ length: accountCount }, (_, index) => {
    const rpId = `service-${String(index % 1200).padStart(4, '0')}.example`;
    const user = `person${index}@company.example`;
    const first = index % keyCount;
    const holders = index % 3 === 0 ? [first] : [first, (first * 7 + 3) % keyCount];
    return [...new Set(holders)].map((holder) => readEnrolment(`k${holder}`, rpId, user));
  }).flat();
  return { ...smallWorld(), keys: [], snapshot: { ...emptySnapshot, keys, enrolments: many } };
}
