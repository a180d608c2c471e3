// Shows the window in an ordinary browser over a fake API: for looking at it while Electron is not at hand.
import type { SparekeyApi } from '../../../src-renderer/api.ts';
import { navigationStore, type View, views } from '../../../src-renderer/stores/navigation-store.ts';
import { createFakeSparekey, type FakeAnswers, ok } from '../fake-api.ts';
import { credentialOf, emptySnapshot, listingOf, now } from '../fake-data.ts';
import { largeWorld, smallWorld } from './world.ts';

const wanted = new URLSearchParams(location.search);
const keyCount = Number(wanted.get('keys') ?? 0);
const world = keyCount > 0 ? largeWorld(keyCount, Number(wanted.get('accounts') ?? 100)) : smallWorld();
const empty = wanted.has('empty');
const state = world.inventoryStatus.state;
const wantedState = (['damaged', 'needs-passphrase', 'newer', 'locked'] as const).find(
  (one) => one === wanted.get('state'),
);

const blue = world.snapshot.enrolments.filter((one) => one.keyId === 'k1' && one.evidence === 'read');
const deletionPreview = {
  confirmationId: 'c1',
  expiresAt: now,
  keyLabel: 'Blue, key ring',
  passkey: credentialOf(blue[0] ?? world.snapshot.enrolments[0] ?? fail()),
  serviceName: 'GitHub',
  otherKeys: wanted.has('only') ? [] : ['Spare in the safe', 'Laptop nano'],
  otherWaysIn: [],
  onlyKnownWay: wanted.has('only'),
  lastForService: wanted.has('only'),
  closedToo: [],
};
const answers: FakeAnswers = {
  'keys.listPasskeys': () =>
    ok({
      listing: listingOf(
        blue.map((one, index) => credentialOf(one, index === 3 ? { notes: ['rp-id-shortened', 'listed-twice'] } : {})),
        { problems: wanted.has('problems') ? [{ at: 'RP 4', message: 'entry 2 is not a map' }] : [], complete: true },
      ),
      stored: { state: 'stored', keyId: 'k1', isNew: false },
    }),
  'keys.unlock': () => ok({ listing: listingOf([]), stored: { state: 'which-key', candidates: ['k2', 'k3'] } }),
  'keys.prepareDelete': () => ok(deletionPreview),
  'inventory.previewImport': () =>
    ok({
      token: 't',
      addedKeys: 1,
      mergedKeys: 2,
      addedEnrolments: 14,
      addedOtherWaysIn: 1,
      addedOther: 0,
      unchanged: 22,
      conflicts: [{ what: 'Label', ours: 'Blue, key ring', theirs: 'Blue' }],
      undecidedKeys: [{ keyId: 'k9', label: 'Old', candidates: [{ keyId: 'k1', label: 'Blue' }] }],
    }),
  'demo.keys': () => [
    { id: 'd1', name: 'YubiKey 5C NFC (5.7)', pin: '123456', plugged: true, hasSensor: true },
    { id: 'd2', name: 'YubiKey 5C Nano (5.4)', pin: '424242', plugged: true, hasSensor: false },
    { id: 'd3', name: 'Security Key NFC, no PIN', pin: null, plugged: true, hasSensor: false },
    { id: 'd4', name: 'CTAP 2.0 key', pin: '0000', plugged: false, hasSensor: false },
    { id: 'd5', name: 'U2F only', pin: null, plugged: false, hasSensor: false },
  ],
};
const fake = createFakeSparekey(
  {
    ...world,
    keys: wanted.has('no-plugged') ? [] : world.keys,
    snapshot: empty ? emptySnapshot : world.snapshot,
    inventoryStatus: { ...world.inventoryStatus, state: wantedState ?? state },
    status: {
      ...world.status,
      locale: wanted.get('lang') === 'ja' ? 'ja' : 'en',
      dark: wanted.has('dark'),
      banners: wanted.has('banners') ? ['demo', 'test-runtime', 'sandbox-off', 'inventory-readable'] : ['demo'],
    },
  },
  answers,
);
declare global {
  interface Window {
    fakeSparekey: typeof fake;
  }
}
Object.assign(window, { sparekey: fake.api satisfies SparekeyApi, fakeSparekey: fake });
const view: View | undefined = views.find((one) => one === wanted.get('view'));
if (view !== undefined) navigationStore.setState({ view });
await import('../../../src-renderer/main.tsx');

function fail(): never {
  throw new Error('the world has no enrolment');
}
