import fs from 'node:fs';
import path from 'node:path';
import { unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';
import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import type { ForgottenKey, Inventory } from '../../../src-main/inventory/inventory.ts';
import { listing, must, passkey, pluggedKey } from '../../unit/inventory/inventory-fixture.ts';

/** One change of an inventory, or several that belong together. */
export interface Step {
  readonly name: string;
  /** Runs the change; returns the path of a file that must be there from then on, if it made one. */
  run(inventory: Inventory): Promise<string | void>;
  /** Whether the same process must have done the step before: a run that is to be killed does not begin with this one. */
  readonly continues?: true;
  /** The name of an earlier step whose state shows in the middle of this one, which is more than one commit. */
  readonly passes?: string;
}

/** The first is that of the files of earlier versions, too. */
export const secrets = { first: 'fixture passphrase', second: 'staple and hammer' } as const;
export const bytesOf = (secret: string): Uint8Array => new Uint8Array(Buffer.from(secret));

const blue = pluggedKey({ vendorSerial: '1' });
const red = pluggedKey({ vendorSerial: '2' });
const account = { serviceId: 'github', userId: null, userName: 'alice' } as const;
const way = { ...unsaidOfOtherWay, ...account, rpId: null, kind: 'recovery-codes', name: 'Codes' } as const;
const device = { owner: null, place: 'Desk', carriedOn: null, simIn: null, note: null } as const;

const content = (inventory: Inventory) => must(inventory.snapshot());
const last = (records: readonly { readonly id: string }[]): string => records.at(-1)?.id ?? 'nobody';
const keyAt = async (inventory: Inventory, index: number): Promise<string> =>
  (await content(inventory)).keys[index]?.id ?? 'nobody';

const check: KeyCheck = {
  id: 'c0ffee',
  at: '2026-11-22T09:30:00.000Z',
  profile: 'returned-key',
  verdict: 'cannot-tell',
  key: {
    keyId: null,
    label: null,
    vendorSerial: '1',
    usbSerial: null,
    assetTag: 'AT-1',
    aaguid: null,
    model: null,
    product: 'Key',
    firmware: null,
  },
  findings: [],
  milliseconds: 900,
  by: 'Aoki',
  note: null,
  decision: null,
  answered: [],
};

let begun = '';
let forgotten: ForgottenKey | null = null;

/** Every kind of change that an inventory takes, in an order in which each has something to do. */
export const everyChange: readonly Step[] = [
  { name: 'listing', run: record('alice', 'bob', 'carol') },
  { name: 'key', run: (one) => done(one.recordKey(red)) },
  { name: 'second listing', run: (one) => done(one.recordListing(red, listing([passkey('alice')]))) },
  { name: 'listing again', run: record('alice', 'bob', 'dave') },
  {
    name: 'unchanged',
    run: async (one) => {
      const [{ id: keyId, lastRead } = { id: '', lastRead: null }] = (await content(one)).keys;
      const since = lastRead ?? '';
      await must(one.recordUnchanged({ keyId, since, readAt: since }));
    },
  },
  { name: 'seen', run: (one) => done(one.recordSeen(pluggedKey({ vendorSerial: '1', firmware: '5.7.0' }))) },
  {
    name: 'edit key',
    run: async (one) =>
      done(one.editKey(await keyAt(one, 0), { label: 'Blue', role: 'daily', assetTag: 'AT-1', note: '新品' })),
  },
  { name: 'record by hand', run: async (one) => done(one.addManual(byHand(await keyAt(one, 1), 'erin'))) },
  { name: 'other way', run: (one) => done(one.addOtherWayIn(way)) },
  {
    name: 'edit other way',
    run: async (one) => done(one.editOtherWayIn(last((await content(one)).otherWaysIn), { ...way, place: 'Safe' })),
  },
  { name: 'device', run: (one) => done(one.addDevice({ ...device, kind: 'phone', label: 'Phone' })) },
  {
    name: 'phone number',
    run: async (one) => {
      const simIn = last((await content(one)).devices);
      await must(one.addDevice({ ...device, kind: 'phone-number', label: 'Number', simIn }));
    },
  },
  {
    name: 'edit device',
    run: async (one) => done(one.editDevice(last((await content(one)).devices), { place: 'Bag', note: '鍵' })),
  },
  {
    name: 'way through a device',
    run: async (one) => {
      const deviceId = last((await content(one)).devices);
      await must(one.addOtherWayIn({ ...way, kind: 'sms', name: 'SMS', requires: [{ type: 'device', deviceId }] }));
    },
  },
  { name: 'backup', run: backup },
  {
    name: 'many by hand',
    run: async (one) => {
      const keyId = await keyAt(one, 1);
      const enrolments = Array.from({ length: 40 }, (_, index) => byHand(keyId, `person ${String(index)}`));
      const key = { ref: 'r', label: 'Third', role: null, owner: 'Ann', place: null, carriedOn: null };
      await must(one.addBulk({ keys: [key], enrolments, otherWaysIn: [{ ...way, name: 'More codes' }] }));
    },
  },
  {
    name: 'attach',
    run: async (one) =>
      done(one.attachRecord('other-way', last((await content(one)).otherWaysIn), 'github|name:alice')),
  },
  { name: 'join accounts', run: (one) => done(one.joinAccounts('github|name:alice', 'github|name:erin')) },
  { name: 'mark account', run: (one) => done(one.markAccount(account, 'high')) },
  {
    name: 'assign service',
    run: (one) => done(one.assignService({ serviceId: 'github', userId: '01', userName: 'alice' })),
  },
  { name: 'check', run: (one) => done(one.recordCheck(check)) },
  { name: 'note on it', run: async (one) => done(one.noteOnCheck(last((await content(one)).checks), '返却品')) },
  {
    name: 'decision on it',
    run: async (one) =>
      done(
        one.decideCheck(last((await content(one)).checks), {
          action: 'hand-over',
          at: '2026-11-30T09:00:00.000Z',
          by: 'Aoki',
          to: 'Mika',
          why: '確認済み',
        }),
      ),
  },
  { name: 'policy', run: (one) => done(one.setPolicy({ name: 'policy.yaml', text: 'version: 1\n' })) },
  {
    name: 'correction',
    run: (one) =>
      done(one.saveCorrection({ serviceId: 'github', fields: { maxKeys: 5 }, base: null, source: 'its page' })),
  },
  { name: 'put aside', run: (one) => done(one.dismiss('reminder', null)) },
  {
    name: 'preferences',
    run: (one) => done(one.setPreferences({ staleAfterDays: 90, allowPasskeyEndpoints: false })),
  },
  {
    name: 'backup session',
    run: async (one) => {
      const [primaryKeyId, spareKeyId] = [await keyAt(one, 0), await keyAt(one, 1)];
      await must(one.startBackupSession({ primaryKeyId, spareKeyId }));
    },
  },
  {
    name: 'item of it',
    run: async (one) => {
      const item = { state: 'skipped', reason: 'no longer used' } as const;
      await must(one.setBackupItem(last((await content(one)).backupSessions), 'github|name:alice', item));
    },
  },
  {
    name: 'end of it',
    run: async (one) => done(one.closeBackupSession(last((await content(one)).backupSessions))),
  },
  {
    name: 'begin an operation',
    run: async (one) => {
      const { credentialId } = passkey('bob');
      const keyId = await keyAt(one, 0);
      begun = (await must(one.journalBegin({ keyId, operation: 'delete-passkey', credentialId }))).id;
    },
  },
  { name: 'end it', continues: true, run: (one) => done(one.journalEnd(begun, 'done')) },
  {
    name: 'deletion on an unknown key',
    run: (one) => done(one.noteDeletion({ keyLabel: 'Somebody’s', rpId: 'example.com', userName: 'alice' })),
  },
  { name: 'loss', run: loseSecondKey },
  {
    name: 'item of the loss',
    run: async (one) => done(one.setLossItem(last((await content(one)).losses), 'item', true)),
  },
  { name: 'end of the loss', run: async (one) => done(one.closeLoss(last((await content(one)).losses))) },
  { name: 'found', run: async (one) => done(one.markFound(await keyAt(one, 1))) },
  {
    name: 'device lost',
    run: async (one) => done(one.setDeviceLost((await content(one)).devices[0]?.id ?? '', 'lost')),
  },
  { name: 'import', run: importDocument },
  { name: 'second backup', run: backup },
  { name: 'passphrase', run: (one) => done(one.setPassphrase(bytesOf(secrets.first))) },
  { name: 'edit under it', run: async (one) => done(one.editKey(await keyAt(one, 0), { place: 'Drawer' })) },
  { name: 'recovery code', run: (one) => done(one.createRecoveryCode()) },
  { name: 'another passphrase', run: (one) => done(one.setPassphrase(bytesOf(secrets.second))) },
  { name: 'sealed backup', run: backup },
  { name: 'no keychain', run: (one) => done(one.setKeychain(false)) },
  { name: 'no passphrase', run: (one) => done(one.setPassphrase(null)) },
  { name: 'open backup', run: backup },
  { name: 'large listing', run: record(...Array.from({ length: 300 }, (_, index) => `account ${String(index)}`)) },
  {
    name: 'remove by hand',
    run: async (one) => {
      const told = (await content(one)).enrolments.filter(({ evidence }) => evidence === 'told');
      await must(one.removeManual(last(told)));
    },
  },
  {
    name: 'remove other way',
    run: async (one) => done(one.removeOtherWayIn(last((await content(one)).otherWaysIn))),
  },
  { name: 'another device', run: (one) => done(one.addDevice({ ...device, kind: 'computer', label: 'Computer' })) },
  { name: 'remove device', run: async (one) => done(one.removeDevice(last((await content(one)).devices))) },
  { name: 'separate', run: async (one) => done(one.separateAccounts(last((await content(one)).sameAccounts))) },
  { name: 'no correction', run: (one) => done(one.removeCorrection('github')) },
  { name: 'no policy', run: (one) => done(one.setPolicy(null)) },
  { name: 'forget key', run: forgetLast },
  {
    name: 'restore key',
    continues: true,
    run: async (one) => {
      if (forgotten === null) throw new Error('no key was forgotten');
      await must(one.restoreKey(forgotten));
    },
  },
  { name: 'forget it again', run: forgetLast },
  { name: 'restore', passes: 'open backup', run: (one) => restore(one, 0) },
  { name: 'edit after it', run: async (one) => done(one.editKey(await keyAt(one, 0), { owner: 'Ann' })) },
  {
    name: 'restore what is sealed',
    passes: 'sealed backup',
    run: async (one) => {
      await restore(one, 1);
      await must(one.unlock(bytesOf(secrets.second)));
    },
  },
  { name: 'edit after that', run: async (one) => done(one.editKey(await keyAt(one, 0), { owner: 'Bob' })) },
  { name: 'from scratch', run: async (one) => (await must(one.startFromScratch())).keptAside ?? undefined },
  { name: 'first listing again', run: record('alice') },
  { name: 'erase', run: (one) => done(one.eraseEverything()) },
  { name: 'once more', run: record('alice', 'bob') },
];

async function done(outcome: Parameters<typeof must>[0]): Promise<void> {
  await must(outcome);
}

async function forgetLast(inventory: Inventory): Promise<void> {
  forgotten = await must(inventory.forgetKey(last((await content(inventory)).keys)));
}

/** Records a listing of the first key. */
function record(...names: readonly string[]): Step['run'] {
  return (one) => done(one.recordListing(blue, listing(names.map((name) => passkey(name)))));
}

function byHand(keyId: string, userName: string) {
  return { keyId, serviceId: 'github', rpId: null, userName, note: 'x'.repeat(userName.length * 20) };
}

async function backup(inventory: Inventory): Promise<string> {
  return (await must(inventory.backup())).file;
}

/** Restores a backup by its place in the list, newest first. */
async function restore(inventory: Inventory, index: number): Promise<void> {
  await must(inventory.restore((await inventory.status()).backups[index]?.file ?? ''));
}

async function loseSecondKey(inventory: Inventory): Promise<void> {
  const item: Parameters<Inventory['recordLoss']>[0]['items'][number] = {
    id: 'item',
    task: 'remove-lost-key',
    accountId: 'github|name:alice',
    serviceId: 'github',
    serviceName: 'GitHub',
    userName: 'alice',
    opensWith: ['Blue'],
  };
  await must(
    inventory.recordLoss({ keyIds: [await keyAt(inventory, 1)], otherWayIds: [], note: 'train', items: [item] }),
  );
}

async function importDocument(inventory: Inventory): Promise<void> {
  const json = fs.readFileSync(path.resolve('test/vectors/inventory/version-3.json'), 'utf8');
  await must(inventory.applyImport((await must(inventory.previewImport(json))).token));
}
