import { defaultSettings } from '../../src-shared/domain/settings.ts';
import type { FakeWorld } from './fake-api.ts';
import { catalogueService, emptySnapshot, inventoryKey, keyView, readEnrolment } from './fake-data.ts';

/** Creates two keys; GitHub on both, Bank on the blue one only, Forum on the spare only. */
export function twoKeys(): FakeWorld {
  const base = {
    services: [catalogueService('github', 'GitHub'), catalogueService('bank', 'Bank')],
    advisories: [],
    otherWays: [],
  };
  return {
    ...base,
    status: {
      version: '0.1.0',
      electron: '45.4.1',
      platform: 'linux',
      locale: 'en',
      dark: false,
      settings: defaultSettings,
      banners: [],
      demo: false,
      dataLocation: '/data/inventory',
    },
    keys: [keyView(1, { remembered: { keyId: 'blue', label: 'Blue', strength: 'vendor-serial' } })],
    inventoryStatus: {
      state: 'open',
      location: '/data/inventory/inventory.db',
      protection: { keychain: true, passphrase: false, recoveryCode: false },
      keychainAvailable: true,
      replaced: null,
      readOnly: false,
      demo: false,
      backups: [],
    },
    snapshot: {
      ...emptySnapshot,
      keys: [inventoryKey('blue', 'Blue'), inventoryKey('spare', 'Spare', { role: 'spare', vendorSerial: '2' })],
      enrolments: [
        readEnrolment('blue', 'github.com', 'mika'),
        readEnrolment('spare', 'github.com', 'mika'),
        readEnrolment('blue', 'bank.com', 'mika@bank'),
        readEnrolment('spare', 'forum.example', 'mika-forum'),
      ],
    },
  };
}
