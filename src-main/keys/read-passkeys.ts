import type { Credential, ListingProblem, PasskeyListing } from '../../src-shared/domain/credential.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import {
  type CredentialManagementCommands,
  type CredentialsMetadata,
  meansNoCredentials,
} from '../ctap2/commands/credential-management.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { CtapStatusName } from '../ctap2/status-codes.ts';
import type { StoredCredential, StoredRp } from '../ctap2/stored-credential.ts';
import type { ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import { deadlines } from './deadlines.ts';
import { enumerate, type Enumerated } from './enumerate.ts';
import { toCredential } from './to-credential.ts';

export interface ListingContext {
  readonly session: CtapSession;
  readonly commands: CredentialManagementCommands;
  readonly token: PinUvAuthToken;
  readonly signal?: AbortSignal | undefined;
  /** Receives what the key is at: `touch` while it waits for its owner. */
  readonly onKeepalive?: ((state: 'working' | 'touch') => void) | undefined;
  readonly onProgress?: ((done: number, total: number | null) => void) | undefined;
  /** Finds the full RP ID of a hash among known services, for keys that shorten RP IDs. */
  readonly rpIdOfHash: (rpIdHash: string) => string | null;
  /** Wall clock for `readAt`. */
  readonly now: () => Date;
}

/**
 * Reads every passkey: metadata, then all RPs, then the credentials of each RP (breadth first, because keys keep one
 * enumeration and old Solo firmware mixes nested ones up). Costs 1 + R + C transactions, 2 where the key is empty.
 * Throws CtapError, CtapHidError; malformed entries become problems and never end the list.
 */
export async function readPasskeys(context: ListingContext): Promise<PasskeyListing> {
  const problems: ListingProblem[] = [];
  const metadata = await readMetadata(context, problems);
  const exchange = exchangeOf(context);

  const rps = await enumerate<StoredRp>({
    atMost: metadata?.existing ?? null,
    begin: async () => {
      const head = await context.session.send(context.commands.enumerateRpsBegin, context, exchange);
      return { total: head.total, first: head.rp };
    },
    next: () => context.session.send(context.commands.enumerateRpsNext, null, exchange),
    onProblem: (index, message) => problems.push({ at: `service ${index + 1}`, message }),
  });

  const passkeys: Credential[] = [];
  let complete = rps.complete;
  for (const [index, rp] of rps.entries.entries()) {
    const at = `service ${index + 1} (${rp.rpId ?? 'no RP ID'})`;
    for (const message of rp.problems) problems.push({ at, message });
    const { rpIdHash } = rp;
    if (rpIdHash === null) {
      complete = false;
      continue;
    }
    const hash = toHex(rpIdHash);
    if (rps.entries.findIndex((other) => other.rpIdHash !== null && toHex(other.rpIdHash) === hash) < index) {
      problems.push({ at, message: 'the same RP ID hash was listed before' });
      continue;
    }
    const atMost = metadata === null ? null : metadata.existing - passkeys.length;
    const stored = await enumerateOfRp(context, rpIdHash, atMost, (entry, message) =>
      problems.push({ at: `${at}, passkey ${entry + 1}`, message }),
    );
    if (stored.announced === 0) problems.push({ at, message: 'the key names this service and lists no passkey of it' });
    // Only where the key counts its passkeys can a service without any be a complete answer.
    if (!stored.complete || (stored.announced === 0 && metadata === null)) complete = false;
    if (stored.announced !== stored.entries.length) {
      problems.push({
        at,
        message: `the key announced ${stored.announced} passkeys and gave ${stored.entries.length}`,
      });
    }
    for (const [entry, credential] of stored.entries.entries()) {
      for (const message of credential.problems) problems.push({ at: `${at}, passkey ${entry + 1}`, message });
      const passkey = toCredential(rp, rpIdHash, credential, context.rpIdOfHash);
      if (passkey === null) complete = false;
      else passkeys.push(passkey);
    }
    context.onProgress?.(passkeys.length, metadata?.existing ?? null);
  }
  if (rps.announced !== rps.entries.length) {
    problems.push({ at: 'services', message: `the key announced ${rps.announced} and gave ${rps.entries.length}` });
  }
  return finish(context, metadata, markRepeated(passkeys), problems, complete);
}

/** Lists the stored credentials of one RP, asked for by the hash that the key gave. Costs one transaction each. */
export async function enumerateOfRp(
  context: Pick<ListingContext, 'session' | 'commands' | 'token' | 'signal' | 'onKeepalive'>,
  rpIdHash: Uint8Array,
  atMost: number | null,
  onProblem: (index: number, message: string) => void,
): Promise<Enumerated<StoredCredential>> {
  const exchange = exchangeOf(context);
  return enumerate<StoredCredential>({
    atMost,
    begin: async () => {
      const request = { token: context.token, rpIdHash };
      const head = await context.session.send(context.commands.enumerateCredentialsBegin, request, exchange);
      return { total: head.total, first: head.credential };
    },
    next: () => context.session.send(context.commands.enumerateCredentialsNext, null, exchange),
    onProblem,
  });
}

async function readMetadata(context: ListingContext, problems: ListingProblem[]): Promise<CredentialsMetadata | null> {
  try {
    return await context.session.send(context.commands.getCredsMetadata, context, exchangeOf(context));
  } catch (error) {
    // Old Solo 1 firmware says so instead of two zeros.
    if (meansNoCredentials(error)) return { existing: 0, remaining: 0 };
    const isRefused = error instanceof CtapError && !endsListing.has(error.status);
    if (!isRefused && !(error instanceof CtapResponseError)) throw error;
    problems.push({ at: 'counts', message: error.message });
    return null;
  }
}

/** Statuses that are no matter of the counts: the token, the owner's word, or a key that is at something else. */
const endsListing: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName>([
  'CHANNEL_BUSY',
  'LOCK_REQUIRED',
  'PROCESSING',
  'USER_ACTION_PENDING',
  'OPERATION_PENDING',
  'OPERATION_DENIED',
  'KEEPALIVE_CANCEL',
  'USER_ACTION_TIMEOUT',
  'ACTION_TIMEOUT',
  'PIN_BLOCKED',
  'PIN_AUTH_INVALID',
  'PIN_AUTH_BLOCKED',
  'PIN_NOT_SET',
  'PUAT_REQUIRED',
  'PIN_TOKEN_EXPIRED',
]);

function exchangeOf({ signal, onKeepalive }: Pick<ListingContext, 'signal' | 'onKeepalive'>): ExchangeOptions {
  return { ...deadlines.list, signal, onKeepalive };
}

function markRepeated(passkeys: readonly Credential[]): Credential[] {
  const seen = new Map<string, number>();
  for (const { credentialId } of passkeys) seen.set(credentialId, (seen.get(credentialId) ?? 0) + 1);
  return passkeys.map((passkey) =>
    (seen.get(passkey.credentialId) ?? 0) > 1 ? { ...passkey, notes: [...passkey.notes, 'listed-twice'] } : passkey,
  );
}

function finish(
  context: ListingContext,
  metadata: CredentialsMetadata | null,
  passkeys: readonly Credential[],
  problems: ListingProblem[],
  complete: boolean,
): PasskeyListing {
  const counted = metadata?.existing ?? passkeys.length;
  if (counted !== passkeys.length) {
    problems.push({
      at: 'counts',
      message: `the key counts ${counted} passkeys and listed ${passkeys.length}`,
    });
  }
  return {
    // A key that counts fewer than it lists is wrong: what it listed is there.
    existing: metadata === null ? null : Math.max(counted, passkeys.length),
    remaining: metadata?.remaining ?? null,
    passkeys: [...passkeys],
    problems,
    complete: complete && counted <= passkeys.length,
    readAt: context.now().toISOString(),
  };
}
