/*
 * Made version-1.sparekey and version-1.json with the code of schema version 1 (passphrase: "fixture passphrase"). They are never made again:
 * they stand for the files that people have. Run: node test/vectors/inventory/make-version-1.ts FOLDER
 */
import fs from 'node:fs';
import path from 'node:path';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { parseDocument } from '../../../src-main/inventory/transfer/import-json.ts';

const [, , folder = '.'] = process.argv;
const file = path.join(folder, 'version-1.sparekey');
let tick = Date.parse('2026-01-01T00:00:00.000Z');
const inventory = await openInventory({ file, clock: () => (tick += 1_000) });
const hex = (byte: string, length: number): string => byte.repeat(length);
const at = '2025-12-24T12:00:00.000Z';
const key = {
  id: 'k1',
  label: '青い鍵 🔑',
  role: 'daily',
  owner: 'Mika',
  place: null,
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
  existing: 1,
  remaining: 24,
  firstSeen: at,
  lastSeen: at,
  lastRead: at,
  lastReadComplete: true,
  needsReread: false,
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
const way = {
  id: 'w1',
  serviceId: 'github',
  rpId: null,
  userId: null,
  userName: 'alice',
  kind: 'recovery-codes',
  name: 'Codes',
  place: '金庫',
  asOf: at,
  note: null,
};
const document = {
  format: 'sparekey-inventory',
  version: 1,
  exportedAt: at,
  demo: false,
  keys: [
    key,
    { ...key, id: 'k2', label: 'Spare', vendorSerial: null, identifiedBy: 'told', role: 'spare', lastRead: null },
  ],
  enrolments: [
    enrolment,
    { ...enrolment, id: 'e2', credentialId: hex('ef', 32), vanishedAt: at, vanishedBy: 'deleted' },
    {
      ...enrolment,
      id: 'e3',
      keyId: 'k2',
      evidence: 'told',
      serviceId: 'github',
      rpId: null,
      rpIdHash: null,
      userId: null,
      credentialId: null,
      algorithm: null,
      credProtect: null,
      note: 'U2F',
    },
  ],
  otherWaysIn: [way],
  activity: [{ id: 'a1', at, kind: 'key-first-seen', keyId: 'k1', keyLabel: '青い鍵 🔑', details: {} }],
};
const json = JSON.stringify(document);
parseDocument(json, false);
const preview = await inventory.previewImport(json);
if (!preview.ok) throw new Error(preview.failure.kind);
await inventory.applyImport(preview.value.token);
await inventory.setPassphrase(Buffer.from('fixture passphrase'));
const snapshot = await inventory.snapshot();
if (!snapshot.ok) throw new Error(snapshot.failure.kind);
const { keys, enrolments, otherWaysIn, activity } = snapshot.value;
fs.writeFileSync(
  path.join(folder, 'version-1.json'),
  `${JSON.stringify({ keys, enrolments, otherWaysIn, activity }, null, 2)}\n`,
);
await inventory.close();
