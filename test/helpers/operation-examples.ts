import type { RunInput } from '../../src-main/keys/opened-key.ts';
import type { OperationName, OperationOutcome } from '../../src-shared/operations/operation-names.ts';
import { type KeySetup, type OneKey, oneKey, pinOf, someCredentials, testPin, valueOf } from './simulated-core.ts';

/** Request of one operation in the tests that do something to every operation. */
export interface OperationExample<Name extends OperationName> {
  /** Keys on which it takes another course; the first one is the usual one. */
  readonly setups: readonly KeySetup[];
  /** The key is unlocked before. */
  readonly unlocked: boolean;
  readonly input: (one: OneKey) => RunInput<Name>;
}

const noWink = { capabilityFlags: 0x04 };

export const operationExamples: { readonly [Name in OperationName]: OperationExample<Name> } = {
  'read-key': { setups: [{}], unlocked: false, input: () => ({}) },
  // Keys from before CTAP 2.1 give the token and list by other commands.
  unlock: { setups: [{}, { personality: 'yubikey52' }], unlocked: false, input: () => ({ pin: pinOf(testPin) }) },
  'list-passkeys': { setups: [{}], unlocked: true, input: () => ({}) },
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
  identify: {
    setups: [{}, { quirks: noWink }, { personality: 'ctap20', quirks: noWink }],
    unlocked: false,
    input: () => ({ byTouch: false }),
  },
};

/** Creates a key on which an operation can be asked for, with nothing in its log. */
export async function exampleKey(name: OperationName, setup: KeySetup): Promise<OneKey> {
  const one = await oneKey({ credentials: someCredentials(2, 3), touch: () => 'approve', ...setup });
  await unlockExample(name, one);
  return one;
}

/** Unlocks the key again where the operation needs that, and clears the log. */
export async function unlockExample(name: OperationName, one: OneKey): Promise<void> {
  if (operationExamples[name].unlocked && !one.of(one.key).unlocked) {
    valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) }));
  }
  one.key.log.clear();
}

/** Asks for one operation as its example says. */
export function runExample<Name extends OperationName>(name: Name, one: OneKey): Promise<OperationOutcome<Name>> {
  return one.manager.run(name, one.handle(), operationExamples[name].input(one));
}

function firstPasskey({ key }: OneKey): { readonly rpIdHash: string; readonly credentialId: string } {
  const [first] = key.state.credentials;
  if (first === undefined) throw new Error('nothing stored');
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return { rpIdHash: hex(first.rpIdHash), credentialId: hex(first.id) };
}
