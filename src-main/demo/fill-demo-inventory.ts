import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { type OtherWayIn, unsaidOfOtherWay } from '../../src-shared/domain/other-way-in.ts';
import { createDemoKeys, type DemoKey } from '../../src-virtual-key/demo-keys.ts';
import { createVirtualTransport, type VirtualTransport } from '../../src-virtual-key/virtual-transport.ts';
import { type Core, createCore } from '../create-core.ts';
import { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { Inventory, OtherWayInEdit } from '../inventory/inventory.ts';

/** The clock of the inventory that is filled, in milliseconds since 1970: set to the time of each record. */
export interface DemoTime {
  now: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const work = 'hana@morikoubou.example';
const admin = 'admin@morikoubou.example';
const personal = 'hana.mori@gmail.example';
const vault = 'hana.mori@mail.example';

/** The keys that were read already, first and last so many days ago; the old one is no sure way in any more. */
const about = [
  { id: 'daily', role: 'daily', read: [520, 0], ring: true, owner: 'demo.owner' },
  { id: 'spare', role: 'spare', read: [510, 12], ring: false, owner: 'demo.owner' },
  { id: 'work', role: 'daily', read: [380, 20], ring: false, owner: 'demo.owner.work' },
  { id: 'old', role: 'off-site', read: [500], ring: false, owner: 'demo.owner' },
] as const;

/**
 * Fills the inventory of the demonstration: keys that were read, one of them in a bag with the phone and one old, accounts of every kind that
 * the analysis knows, and other ways in. Reads the simulated keys, whose seeds are fixed.
 */
export async function fillDemoInventory(inventory: Inventory, t: Translate, time: DemoTime): Promise<void> {
  const keyIds = await readEveryKey(inventory, t, time);
  const { daily, spare } = { daily: keyIds.get('daily'), spare: keyIds.get('spare') };
  if (daily === undefined || spare === undefined) throw new Error('the demonstration has no daily and spare key');
  for (const [keyId, serviceId, rpId, userName] of [
    [daily, null, 'fastmail.com', 'hana@fastmail.example'],
    [spare, null, 'fastmail.com', 'hana@fastmail.example'],
  ] as const) {
    requireOk(await inventory.addManual({ keyId, serviceId, rpId, userName, note: null }));
  }
  for (const edit of otherWays(t, time.now)) requireOk(await inventory.addOtherWayIn(edit));
  for (const [serviceId, userName, importance] of [
    ['microsoft-entra-id', admin, 'high'],
    ['domain:dropbox.com', vault, 'low'],
  ] as const) {
    requireOk(await inventory.markAccount({ serviceId, userId: null, userName }, importance));
  }
}

function otherWays(t: Translate, now: number): readonly OtherWayInEdit[] {
  const hours = (count: number) => new Date(now + count * 60 * 60 * 1000).toISOString();
  return [
    way('recovery-codes', t('demo.codes'), {
      rpId: 'signin.aws.amazon.com',
      userName: 'hana-admin',
      providerId: 'recovery-codes',
      place: t('demo.codes.place'),
    }),
    way('synced-passkey', 'Google Password Manager', {
      serviceId: 'google-account',
      userName: personal,
      providerId: 'google-password-manager',
    }),
    way('synced-passkey', 'iCloud', {
      serviceId: 'amazon-jp',
      userName: vault,
      providerId: 'apple-icloud-keychain',
    }),
    way('windows-hello', t('demo.hello'), {
      serviceId: 'windows-signin-entra-joined',
      userName: work,
      providerId: 'windows-hello-for-business',
      place: t('demo.place.office'),
    }),
    way('microsoft-authenticator', t('demo.authenticator'), {
      serviceId: 'microsoft-entra-id',
      userName: work,
      providerId: 'microsoft-authenticator-passkey',
      carriedOn: t('demo.ring'),
    }),
    way('helpdesk', t('demo.helpdesk'), {
      serviceId: 'microsoft-entra-id',
      userName: admin,
      providerId: 'helpdesk-reset',
      hours: t('demo.helpdesk.hours'),
      contact: '03-0000-0000',
    }),
    way('temporary-access-pass', t('demo.pass'), {
      serviceId: 'microsoft-entra-id',
      userName: admin,
      providerId: 'temporary-access-pass',
      validFrom: hours(-1),
      validUntil: hours(7),
    }),
    // Known by nobody: both lie in the vault, which hangs on one key.
    way('password', t('demo.securities'), {
      serviceId: 'rakuten-securities',
      userName: 'HANA0417',
      requires: [{ type: 'account', serviceId: 'bitwarden', userName: vault, accountId: null }],
    }),
  ];
}

function way(kind: OtherWayIn['kind'], name: string, more: Partial<OtherWayInEdit>): OtherWayInEdit {
  return {
    ...unsaidOfOtherWay,
    serviceId: null,
    rpId: null,
    userId: null,
    userName: null,
    kind,
    name,
    ...more,
  };
}

async function readEveryKey(inventory: Inventory, t: Translate, time: DemoTime): Promise<ReadonlyMap<string, string>> {
  const demoKeys = createDemoKeys();
  const transport = createVirtualTransport(demoKeys.map(({ key }) => key));
  const core = await createCore({ transport });
  await core.keys.refresh();
  const keyIds = new Map<string, string>();
  const today = time.now;
  for (const { id, role, read, ring, owner } of about) {
    const demoKey = demoKeys.find((candidate) => candidate.id === id);
    if (demoKey === undefined) continue;
    const { present, listing } = await readKey(core, transport, demoKey);
    for (const daysAgo of read) {
      time.now = today - daysAgo * dayMs;
      const keyId = keyIds.get(id);
      const answer = keyId === undefined ? { newKey: true as const, label: t(`demo.key.${id}`) } : { keyId };
      const then = { ...listing, readAt: new Date(time.now).toISOString() };
      keyIds.set(id, requireOk(await inventory.recordListing(present, then, answer)).keyId);
    }
    const carriedOn = ring ? t('demo.ring') : null;
    const edit = { role, place: t(`demo.place.${id}`), owner: t(owner), carriedOn };
    requireOk(await inventory.editKey(keyIds.get(id) ?? '', edit));
  }
  time.now = today;
  await core.close();
  return keyIds;
}

async function readKey(
  core: Core,
  transport: VirtualTransport,
  { key, pin }: DemoKey,
): Promise<{ readonly present: PluggedKey; readonly listing: PasskeyListing }> {
  const plugged = core.keys.keys().find(({ path }) => path === transport.pathOf(key));
  const bytes = Pin.fromUtf8(new TextEncoder().encode(pin ?? ''));
  if (plugged === undefined || bytes === null) throw new Error('a demo key is not plugged in');
  const listing = requireOk(await core.keys.run('unlock', plugged.handle, { pin: bytes }));
  return { listing, present: core.keys.keys().find(({ handle }) => handle === plugged.handle) ?? plugged };
}

function requireOk<Value>(
  outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: { kind: string } },
): Value {
  if (!outcome.ok) throw new Error(`the demonstration cannot be set up: ${outcome.failure.kind}`);
  return outcome.value;
}
