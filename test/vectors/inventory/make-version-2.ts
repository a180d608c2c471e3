/*
 * Made version-2.sparekey and version-2.json with the code of schema version 2 (passphrase: "fixture passphrase"). They are never made again:
 * they stand for the files and documents that people have. Run: node test/vectors/inventory/make-version-2.ts FOLDER
 */
import fs from 'node:fs';
import path from 'node:path';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';

const [, , folder = '.'] = process.argv;
const file = path.join(folder, 'version-2.sparekey');
let tick = Date.parse('2026-02-01T00:00:00.000Z');
const inventory = await openInventory({ file, clock: () => (tick += 1_000) });
const hex = (byte: string, length: number): string => byte.repeat(length);
const at = '2025-12-24T12:00:00.000Z';
const key = {
  id: 'k1',
  label: '青い鍵 🔑',
  role: 'daily',
  owner: 'Mika',
  place: '金庫1',
  carriedOn: '鞄',
  identifiedBy: 'vendor-serial',
  vendorSerial: '12345678',
  aaguid: '2fc0579f811347eab116bb5a8db9202a',
  model: 'YubiKey 5 NFC',
  manufacturer: 'Yubico',
  product: 'YubiKey OTP+FIDO+CCID',
  firmware: '5.4.3',
  formFactor: 'keychain-a',
  transports: ['nfc', 'usb'],
  pinSet: true,
  pinBlocked: false,
  pinMinLength: 4,
  alwaysUv: false,
  existing: 1,
  remaining: 24,
  firstSeen: at,
  lastSeen: at,
  lastRead: at,
  lastReadComplete: true,
  needsReread: false,
  lostAt: null,
};
const enrolment = {
  id: 'e1',
  keyId: 'k1',
  evidence: 'read',
  serviceId: null,
  rpId: 'example.com',
  rpIdHash: hex('ab', 32),
  userId: hex('01', 16),
  userName: 'alice\u0000\ud83d\udd11',
  userDisplayName: null,
  credentialId: hex('cd', 32),
  algorithm: -8,
  credProtect: 3,
  firstSeen: at,
  asOf: at,
  vanishedAt: null,
  vanishedBy: null,
  note: null,
};
const told = {
  ...enrolment,
  evidence: 'told',
  serviceId: 'github',
  rpId: null,
  rpIdHash: null,
  userId: null,
  userName: 'alice',
  credentialId: null,
  algorithm: null,
  credProtect: null,
  note: 'U2F',
};
const way = {
  id: 'w1',
  serviceId: 'github',
  rpId: null,
  userId: null,
  userName: 'alice',
  kind: 'recovery-codes',
  providerId: null,
  name: 'Codes',
  place: '金庫１',
  carriedOn: null,
  link: null,
  validFrom: null,
  validUntil: null,
  hours: null,
  contact: null,
  asOf: at,
  note: null,
};
const document = {
  format: 'sparekey-inventory',
  version: 2,
  exportedAt: at,
  demo: false,
  keys: [
    key,
    { ...key, id: 'k2', label: 'Spare', vendorSerial: null, identifiedBy: 'told', role: 'spare', lastRead: null },
    { ...key, id: 'k3', label: 'Lost', vendorSerial: '3', role: null, lostAt: '2026-01-05T00:00:00.000Z' },
  ],
  enrolments: [
    enrolment,
    { ...enrolment, id: 'e2', credentialId: hex('ef', 32), vanishedAt: at, vanishedBy: 'deleted' },
    { ...told, id: 'e3', keyId: 'k2' },
    { ...told, id: 'e4', keyId: 'k3', note: null },
  ],
  otherWaysIn: [
    way,
    {
      ...way,
      id: 'w2',
      kind: 'synced-passkey',
      providerId: 'icloud-keychain',
      name: 'iCloud Keychain',
      place: null,
      carriedOn: '鞄',
      link: 'https://example.com/entry',
    },
    {
      ...way,
      id: 'w3',
      serviceId: null,
      rpId: 'sso.example.org',
      userName: null,
      kind: 'helpdesk',
      name: 'Desk',
      place: null,
      validFrom: at,
      validUntil: '2027-01-01T00:00:00.000Z',
      hours: '9–17',
      contact: '03-1234-5678',
      note: 'Bring a badge.',
    },
  ],
  accountMarks: [{ id: 'm1', serviceId: 'github', userId: null, userName: 'alice', importance: 'high', asOf: at }],
  corrections: [{ serviceId: 'github', fields: { maxKeys: 2 }, base: null, source: null, asOf: at }],
  losses: [
    {
      id: 'l1',
      at: '2026-01-05T00:00:00.000Z',
      keyIds: ['k3'],
      keyLabels: ['Lost'],
      otherWayIds: ['w9'],
      items: [
        {
          id: '1',
          task: 'remove-lost-key',
          accountId: 'github|name:alice',
          serviceId: 'github',
          serviceName: 'GitHub',
          userName: 'alice',
          opensWith: ['Spare'],
          doneAt: '2026-01-06T00:00:00.000Z',
        },
      ],
      closedAt: null,
      note: 'On the train.',
    },
  ],
  backupSessions: [
    {
      id: 's1',
      primaryKeyId: 'k1',
      spareKeyId: 'k2',
      startedAt: at,
      changedAt: at,
      closedAt: null,
      items: [{ accountId: 'github|name:alice', state: 'told', at, reason: null }],
    },
  ],
  policy: { name: 'house.yaml', text: 'version: 1\n', adoptedAt: at },
  dismissals: [{ id: 'stale:k1', at, until: null }],
  preferences: { staleAfterDays: 200, allowPasskeyEndpoints: false },
  activity: [{ id: 'a1', at, kind: 'key-first-seen', keyId: 'k1', keyLabel: '青い鍵 🔑', details: {} }],
};
const preview = await inventory.previewImport(JSON.stringify(document));
if (!preview.ok) throw new Error(preview.failure.kind);
await inventory.applyImport(preview.value.token);
await inventory.setPassphrase(Buffer.from('fixture passphrase'));
const json = await inventory.exportJson();
if (!json.ok) throw new Error(json.failure.kind);
fs.writeFileSync(path.join(folder, 'version-2.json'), json.value);
await inventory.close();
