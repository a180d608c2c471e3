import { entriesOf } from '../../src-main/ctap2/large-blob-array.ts';
import { blobIdOf } from '../../src-main/keys/read-blobs.ts';
import type { RunInput } from '../../src-main/keys/opened-key.ts';
import type { OperationName, OperationOutcome } from '../../src-shared/operations/operation-names.ts';
import { keyProof } from '../../src-main/keys/key-proof.ts';
import type { KeyProof } from '../../src-shared/domain/key-proof.ts';
import { personalities } from '../../src-virtual-key/personalities.ts';
import type { Personality } from '../../src-virtual-key/personality.ts';
import { type KeySetup, type OneKey, oneKey, pinOf, someCredentials, testPin, valueOf } from './simulated-core.ts';

/** Request of one operation in the tests that do something to every operation. */
export interface OperationExample<Name extends OperationName> {
  /** Keys on which it takes another course; the first one is the usual one. */
  readonly setups: readonly KeySetup[];
  /** The key is unlocked before. */
  readonly unlocked: boolean;
  readonly input: (one: OneKey) => RunInput<Name>;
}

const withFingers: KeySetup = { personality: 'bio', fingerprints: ['left', 'right'] };
/** Its blobs are written in one fragment. */
const withBlobs: KeySetup = {
  personality: 'yubikey57',
  credentials: [
    { rpId: 'ssh.example', userId: '01', userName: 'hana', blob: 'a certificate' },
    { rpId: 'notes.example', userId: '02', userName: 'hana', blob: 'a note' },
  ],
};
/** A key from before CTAP 2.1 final: the same numbers under command 40, and a token without permissions. */
export const previewOfFingers: Personality = {
  ...personalities.bio,
  versions: ['FIDO_2_0', 'FIDO_2_1_PRE'],
  commands: [0x01, 0x02, 0x04, 0x06, 0x07, 0x08, 0x40, 0x41],
  protocols: [1],
  permissions: false,
  configurable: false,
};

const noWink = { capabilityFlags: 0x04 };

export const operationExamples: { readonly [Name in OperationName]: OperationExample<Name> } = {
  'read-key': { setups: [{}], unlocked: false, input: () => ({}) },
  'check-key': {
    setups: [{}, { personality: 'yubikey52' }],
    unlocked: false,
    input: (one) => ({
      known: one.key.state.credentials
        .slice(0, 2)
        .map(({ rpId, id }) => ({ rpId, credentialId: Buffer.from(id).toString('hex') })),
    }),
  },
  // Keys from before CTAP 2.1 give the token and list by other commands.
  unlock: { setups: [{}, { personality: 'yubikey52' }], unlocked: false, input: () => ({ pin: pinOf(testPin) }) },
  'unlock-by-finger': { setups: [withFingers], unlocked: false, input: () => ({}) },
  'list-passkeys': { setups: [{}], unlocked: true, input: () => ({}) },
  'keep-read-access': {
    setups: [{ personality: 'persistent23' }],
    unlocked: false,
    input: () => ({ keyId: 'a key', pin: pinOf(testPin) }),
  },
  'recheck-passkeys': {
    setups: [{ personality: 'persistent23' }],
    unlocked: false,
    input: () => ({ keyId: 'a key', since: null }),
  },
  'delete-passkey': { setups: [{}], unlocked: true, input: firstPasskey },
  'rename-passkey': {
    setups: [{}],
    unlocked: true,
    input: (one) => ({ ...firstPasskey(one), userName: 'new', userDisplayName: 'name' }),
  },
  'set-pin': { setups: [{ withoutPin: true }], unlocked: false, input: () => ({ newPin: pinOf('another-pin') }) },
  'change-pin': {
    setups: [{}],
    unlocked: false,
    input: () => ({ pin: pinOf(testPin), newPin: pinOf('another-pin') }),
  },
  'change-setting': {
    // A key that nothing protects wants no token.
    setups: [{}, { withoutPin: true }],
    unlocked: false,
    input: ({ key }) => ({
      change: { setting: 'always-uv', on: !key.state.alwaysUv },
      pinIfSet: key.state.pinSet ? pinOf(testPin) : null,
    }),
  },
  'unlock-fingerprints': {
    setups: [withFingers, { personality: previewOfFingers, fingerprints: ['left'] }],
    unlocked: false,
    input: () => ({ pin: pinOf(testPin) }),
  },
  'list-fingerprints': { setups: [withFingers], unlocked: true, input: () => ({}) },
  'add-fingerprint': {
    setups: [withFingers, { personality: previewOfFingers }],
    unlocked: true,
    input: () => ({ name: '' }),
  },
  'rename-fingerprint': {
    setups: [withFingers],
    unlocked: true,
    input: (one) => ({ templateId: firstFinger(one), name: 'thumb' }),
  },
  'remove-fingerprint': {
    setups: [withFingers],
    unlocked: true,
    input: (one) => ({ templateId: firstFinger(one) }),
  },
  'unlock-blobs': { setups: [withBlobs], unlocked: false, input: () => ({ pin: pinOf(testPin) }) },
  'list-blobs': { setups: [withBlobs], unlocked: true, input: () => ({}) },
  'read-blob': { setups: [withBlobs], unlocked: true, input: (one) => ({ blobId: firstBlob(one) }) },
  'delete-blob': { setups: [withBlobs], unlocked: true, input: (one) => ({ blobId: firstBlob(one) }) },
  reset: {
    // However long a test takes: the key has just been plugged in.
    setups: [
      { personality: { ...personalities.strict21, resetWindowMs: Infinity } },
      { personality: { ...personalities.yubikey54, resetWindowMs: Infinity }, yubicoSerial: 4711 },
    ],
    unlocked: false,
    input: (one) => ({ expected: proofOf(one) }),
  },
  'sign-in-test': {
    // Keys without a PIN, from before permissions, and those that verify their user always.
    setups: [{}, { withoutPin: true }, { personality: 'ctap20' }, { alwaysUv: true }],
    unlocked: false,
    input: ({ key }) => ({ pinIfSet: key.state.pinSet ? pinOf(testPin) : null }),
  },
  identify: {
    setups: [{}, { quirks: noWink }, { personality: 'ctap20', quirks: noWink }],
    unlocked: false,
    input: () => ({ byTouch: false }),
  },
};

/** Creates a key on which an operation can be asked for, with nothing in its log. */
export async function exampleKey(name: OperationName, setup: KeySetup): Promise<OneKey> {
  const one = await oneKey({ credentials: someCredentials(2, 3), touch: () => 'approve', ...setup });
  if (name === 'recheck-passkeys') await runExample('keep-read-access', one);
  await unlockExample(name, one);
  return one;
}

/** Unlocks the key again where the operation needs that, and clears the log. */
export async function unlockExample(name: OperationName, one: OneKey): Promise<void> {
  if (operationExamples[name].unlocked && !one.of(one.key).unlocked) {
    const unlocking = name.includes('fingerprint')
      ? 'unlock-fingerprints'
      : name.includes('blob')
        ? 'unlock-blobs'
        : 'unlock';
    valueOf(await one.manager.run(unlocking, one.handle(), { pin: pinOf(testPin) }));
  }
  // Whatever was refused of them before, they are listed.
  if (name.includes('blob') && operationExamples[name].unlocked) {
    valueOf(await one.manager.run('list-blobs', one.handle(), {}));
  }
  one.key.log.clear();
}

/** Asks for one operation as its example says. */
export function runExample<Name extends OperationName>(name: Name, one: OneKey): Promise<OperationOutcome<Name>> {
  return one.manager.run(name, one.handle(), operationExamples[name].input(one));
}

function proofOf({ of, key }: OneKey): KeyProof {
  const proof = keyProof(of(key));
  if (proof === null) throw new Error('the key has not been read');
  return proof;
}

function firstFinger({ key }: OneKey): string {
  const [first] = key.state.fingerprints;
  if (first === undefined) throw new Error('no fingerprint');
  return first.id;
}

/** Returns the name of the first blob of the key: the beginning of the hash of its entry. */
function firstBlob({ key }: OneKey): string {
  const [first] = entriesOf(key.state.largeBlobs) ?? [];
  if (first === undefined) throw new Error('no blob');
  return blobIdOf(first);
}

function firstPasskey({ key }: OneKey): { readonly rpIdHash: string; readonly credentialId: string } {
  const [first] = key.state.credentials;
  if (first === undefined) throw new Error('nothing stored');
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return { rpIdHash: hex(first.rpIdHash), credentialId: hex(first.id) };
}
