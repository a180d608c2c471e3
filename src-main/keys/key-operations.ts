import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { OperationProgress } from '../../src-shared/domain/progress.ts';
import { credentialManagementCommands } from '../ctap2/commands/credential-management.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/get-info.ts';
import {
  type CredentialManagementSupport,
  credentialManagementSupport,
} from '../ctap2/credential-management-support.ts';
import { CtapError } from '../ctap2/ctap-error.ts';
import type { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { changePin, setPin } from './change-pin.ts';
import { deletePasskey, type EditContext, renamePasskey } from './edit-passkeys.ts';
import { identify } from './identify.ts';
import type { Opening } from './key-access.ts';
import { keyCapabilities } from './key-capabilities.ts';
import type { PasskeyReference } from './key-manager.ts';
import type { KeyRecord } from './key-record.ts';
import { listPasskeys } from './list-passkeys.ts';
import { type PinLockState, pinState } from './pin-state.ts';
import { readKey, readLock } from './read-key.ts';
import { KeyFailure, toOperationFailure } from './to-operation-failure.ts';
import { requireUsablePin, unlockAndList } from './unlock.ts';

export interface OperationsContext {
  readonly modelOf: (aaguid: string) => string | null;
  readonly rpIdOfHash: (rpIdHash: string) => string | null;
  readonly now: () => Date;
  readonly onProgress: (progress: OperationProgress) => void;
}

/** CTAP 2.1 §6.5.2.2: no key has more PIN tries. */
const fullTries = 8;

type Supported = Extract<CredentialManagementSupport, { readonly canRename: boolean }>;

/** The operations themselves, each on an open key whose turn it is. They throw; the manager gives failures their names. */
export class KeyOperations {
  readonly #context: OperationsContext;

  constructor(context: OperationsContext) {
    this.#context = context;
  }

  /** Reads the key without PIN and touch and brings the record up to date. */
  async read(record: KeyRecord, { session, signal }: Opening): Promise<void> {
    const memory = { ledger: record.retries, needsReplug: record.needsReplug, blocked: record.blocked };
    const { info, facts } = await readKey(session, record.device, memory, this.#context.modelOf, signal);
    record.info = info;
    record.freshLock = facts.pin;
    record.view = { ...record.view, state: info === null ? 'u2f-only' : 'ready', problem: null, facts };
  }

  async unlockAndList(record: KeyRecord, opening: Opening, pin: Pin): Promise<PasskeyListing> {
    const info = requireFido2(record);
    const support = requireListing(info);
    if (info.forcePinChange) throw new KeyFailure({ kind: 'pin-change-required' });
    const lock = await this.#lock(record, opening, info);
    requireUsablePin(pin, info, lock);
    record.dropToken();
    record.freshLock = null;
    try {
      const { token, listing } = await unlockAndList({
        session: opening.session,
        info,
        pin,
        signal: opening.signal,
        triesBefore: lock.retriesLeft,
        readTriesAgain: async () => (await this.#lock(record, opening, info)).retriesLeft,
        list: (fresh) => this.#listWith(record, opening, support, fresh),
      });
      record.keepToken(token, performance.now());
      record.retries.restored();
      if (lock.retriesLeft !== null && lock.retriesLeft < fullTries) await this.#showTries(record, opening, info);
      return listing;
    } catch (error) {
      return await this.#afterPin(record, opening, info, error);
    }
  }

  async list(record: KeyRecord, opening: Opening): Promise<PasskeyListing> {
    const { support, token } = requireUnlocked(record);
    return this.#listWith(record, opening, support, token);
  }

  async deletePasskey(
    record: KeyRecord,
    opening: Opening,
    passkey: PasskeyReference,
  ): Promise<{ readonly stillListed: boolean; readonly listing: PasskeyListing | null }> {
    const { support, token } = requireUnlocked(record);
    requireListed(record, passkey);
    opening.signal.throwIfAborted();
    await deletePasskey(this.#editContext(opening, support, token), passkey.credentialId);
    const listing = await this.#listAgain(record, opening, support, token);
    const stillListed = listing?.passkeys.some(({ credentialId }) => credentialId === passkey.credentialId) ?? false;
    return { stillListed, listing };
  }

  async renamePasskey(
    record: KeyRecord,
    opening: Opening,
    reference: PasskeyReference,
    names: { readonly userName: string; readonly userDisplayName: string },
  ): Promise<{ readonly passkey: Credential | null }> {
    const { support, token } = requireUnlocked(record);
    if (!support.canRename) throw new KeyFailure({ kind: 'not-supported', feature: 'rename-passkey' });
    const passkey = requireListed(record, reference);
    opening.signal.throwIfAborted();
    const renamed = await renamePasskey(this.#editContext(opening, support, token), passkey, names);
    if (record.listing !== null && renamed !== null) {
      const passkeys = record.listing.passkeys.map((known) => (known === passkey ? renamed : known));
      record.listing = { ...record.listing, passkeys };
    }
    return { passkey: renamed };
  }

  async setPin(record: KeyRecord, opening: Opening, pin: Pin): Promise<void> {
    await setPin({ session: opening.session, info: requireFido2(record), signal: opening.signal }, pin);
    record.retries.restored();
    await this.#readAfter(record, opening);
  }

  async changePin(record: KeyRecord, opening: Opening, current: Pin, next: Pin): Promise<void> {
    const info = requireFido2(record);
    requireUsablePin(current, info, await this.#lock(record, opening, info));
    record.freshLock = null;
    try {
      const context = { session: opening.session, info, signal: opening.signal };
      await changePin(context, current, next);
    } catch (error) {
      await this.#afterPin(record, opening, info, error, 'change-pin');
    }
    // CTAP 2.1 §6.5.5.6: every token of the key has ended.
    record.dropToken();
    record.retries.restored();
    await this.#readAfter(record, opening);
  }

  async identify(record: KeyRecord, { session, signal }: Opening): Promise<{ readonly by: 'wink' | 'touch' }> {
    const { handle } = record;
    const onKeepalive = (step: 'working' | 'touch'): void =>
      this.#context.onProgress({ handle, operation: 'identify', step, done: null, total: null });
    return { by: await identify(session, record.info, signal, onKeepalive) };
  }

  async #listWith(
    record: KeyRecord,
    { session, signal }: Opening,
    support: Supported,
    token: PinUvAuthToken,
  ): Promise<PasskeyListing> {
    const { handle } = record;
    const listing = await listPasskeys({
      session,
      commands: credentialManagementCommands(support.command),
      token,
      signal,
      rpIdOfHash: this.#context.rpIdOfHash,
      now: this.#context.now,
      onProgress: (done, total) =>
        this.#context.onProgress({ handle, operation: 'list-passkeys', step: 'working', done, total }),
    });
    record.noteTokenUse(performance.now());
    record.listing = listing;
    const { facts } = record.view;
    if (facts !== null) {
      const passkeys = { existing: listing.existing, remaining: listing.remaining ?? facts.passkeys.remaining };
      record.view = { ...record.view, facts: { ...facts, passkeys } };
    }
    return listing;
  }

  /** Some keys end a token with each write, some stop answering: the deletion is done all the same. */
  async #listAgain(
    record: KeyRecord,
    opening: Opening,
    support: Supported,
    token: PinUvAuthToken,
  ): Promise<PasskeyListing | null> {
    try {
      return await this.#listWith(record, opening, support, token);
    } catch (error) {
      if (error instanceof CtapError) record.dropToken();
      return null;
    }
  }

  /** Getting a key's facts anew after a change is not worth failing the change for. */
  async #readAfter(record: KeyRecord, opening: Opening): Promise<void> {
    try {
      await this.read(record, opening);
    } catch (error) {
      const failure = toOperationFailure(error, { operation: 'read-key', changesKey: false });
      record.view = { ...record.view, problem: failure };
    }
  }

  async #lock(record: KeyRecord, { session, signal }: Opening, info: AuthenticatorInfo): Promise<PinLockState> {
    const memory = { ledger: record.retries, needsReplug: record.needsReplug, blocked: record.blocked };
    record.freshLock ??= await readLock(session, info, memory, signal);
    return record.freshLock;
  }

  /** Completes a refused PIN with the tries left (principle 4), remembers locks, and shows both. Always throws. */
  async #afterPin(
    record: KeyRecord,
    opening: Opening,
    info: AuthenticatorInfo,
    error: unknown,
    operation = 'list-passkeys',
  ): Promise<never> {
    record.freshLock = null;
    if (!(error instanceof CtapError)) throw error;
    if (error.status === 'PIN_INVALID') record.retries.missed();
    if (error.status === 'PIN_AUTH_BLOCKED') record.needsReplug = true;
    if (error.status === 'PIN_BLOCKED') record.blocked = true;
    let retriesLeft: number | null = null;
    try {
      const lock = await this.#lock(record, opening, info);
      retriesLeft = lock.retriesLeft;
      const { facts } = record.view;
      if (facts !== null) record.view = { ...record.view, facts: withPin(facts, info, lock) };
    } catch {
      // The key left or fell silent after refusing: the refusal is what matters; the number is then not known.
      retriesLeft = record.retries.report(null);
    }
    throw new KeyFailure(toOperationFailure(error, { operation, changesKey: true, retriesLeft }), { cause: error });
  }

  /** After misses the right PIN fills the key's counter again; a key without misses is not asked a second time. */
  async #showTries(record: KeyRecord, opening: Opening, info: AuthenticatorInfo): Promise<void> {
    try {
      const lock = await this.#lock(record, opening, info);
      const { facts } = record.view;
      if (facts !== null) record.view = { ...record.view, facts: withPin(facts, info, lock) };
    } catch {
      // The passkeys have been listed; that the key left or fell silent after that shows elsewhere.
    }
  }

  #editContext({ session }: Opening, support: Supported, token: PinUvAuthToken): EditContext {
    const commands = credentialManagementCommands(support.command);
    return { session, commands, token, rpIdOfHash: this.#context.rpIdOfHash };
  }
}

type Facts = NonNullable<KeyRecord['view']['facts']>;

function withPin(facts: Facts, info: AuthenticatorInfo, lock: PinLockState): Facts {
  const pin = pinState(info, lock);
  const canBeFound = { wink: facts.ctaphid.wink, touch: true };
  return { ...facts, pin, capabilities: keyCapabilities(credentialManagementSupport(info), pin, canBeFound) };
}

function requireFido2({ info }: KeyRecord): AuthenticatorInfo {
  if (info === null) throw new KeyFailure({ kind: 'not-supported', feature: 'fido2' });
  return info;
}

function requireListing(info: AuthenticatorInfo): Supported {
  const support = credentialManagementSupport(info);
  if (support.command === null) throw new KeyFailure({ kind: 'not-supported', feature: 'list-passkeys' });
  return support;
}

function requireUnlocked(record: KeyRecord): { readonly support: Supported; readonly token: PinUvAuthToken } {
  const support = requireListing(requireFido2(record));
  if (record.token === null) throw new KeyFailure({ kind: 'pin-required' });
  return { support, token: record.token };
}

/** What is edited must have been listed through this very plug-in: never an index, never another key's passkey. */
function requireListed(record: KeyRecord, { rpIdHash, credentialId }: PasskeyReference): Credential {
  const found = record.listing?.passkeys.find(
    (passkey) => passkey.credentialId === credentialId && passkey.rpIdHash === rpIdHash,
  );
  if (found === undefined) throw new KeyFailure({ kind: 'passkey-not-found' });
  return found;
}
