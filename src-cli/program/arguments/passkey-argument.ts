import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailed, UsageError } from '../command-failure.ts';

const shortestPrefix = 8;
/** No credential ID is shorter (WebAuthn); shorter text in base64 is a mistyped word. */
const shortestDecoded = 16;
const mostListed = 5;

/** A credential ID as it was typed, in lower-case hex: one text can be hex and base64 at once. */
export interface CredentialIdArgument {
  /** The whole ID or a beginning of it; null where it is not hex. */
  readonly hex: string | null;
  /** The whole ID; null where it is neither base64 nor base64url. */
  readonly decoded: string | null;
}

/**
 * Finds the passkey that an argument names: a whole credential ID, or a beginning of it in hex that fits one passkey only. Throws UsageError for
 * the hash of an RP ID, which other programs list beside it: it names a website, not a passkey.
 */
export function namedPasskey(context: CommandContext, listing: PasskeyListing, argument: string): Credential {
  const wanted = requireCredentialId(context, argument);
  const isWhole = (id: string): boolean => id === wanted.hex || id === wanted.decoded;
  const isBeginning = (id: string): boolean => wanted.hex !== null && id.startsWith(wanted.hex);
  const exact = listing.passkeys.filter(({ credentialId }) => isWhole(credentialId));
  const ofWebsite = listing.passkeys.filter(({ rpIdHash }) => isWhole(rpIdHash) || isBeginning(rpIdHash));
  if (exact.length === 0 && ofWebsite.length > 0) throw websiteNamed(context, argument, ofWebsite);
  const fitting = exact.length > 0 ? exact : listing.passkeys.filter(({ credentialId }) => isBeginning(credentialId));
  const [only] = fitting;
  if (only === undefined) throw new CommandFailed({ kind: 'passkey-not-found' });
  if (new Set(fitting.map(({ credentialId, rpIdHash }) => `${rpIdHash}${credentialId}`)).size > 1) {
    throw new UsageError(context.t('cli.usage.several-passkeys', { count: fitting.length }));
  }
  return only;
}

/** Reads a credential ID in hex (either case), base64 or base64url. Refuses anything else, before a PIN is asked for. Throws UsageError. */
export function requireCredentialId({ t }: Pick<CommandContext, 't'>, argument: string): CredentialIdArgument {
  const text = argument.trim().replace(/…$/, '');
  const isHex = /^[0-9a-f]+$/i.test(text) && text.length >= shortestPrefix;
  const wanted = { hex: isHex ? text.toLowerCase() : null, decoded: decode(text) };
  if (wanted.hex === null && wanted.decoded === null) {
    throw new UsageError(t('cli.usage.credential-id', { digits: shortestPrefix }));
  }
  return wanted;
}

function decode(text: string): string | null {
  const [, symbols] = /^((?:[\w-]+|[A-Za-z0-9+/]+))={0,2}$/.exec(text) ?? [];
  if (symbols === undefined || symbols.length % 4 === 1) return null;
  const bytes = Buffer.from(symbols, 'base64url');
  return bytes.length < shortestDecoded ? null : toHex(bytes);
}

function websiteNamed({ t }: CommandContext, argument: string, passkeys: readonly Credential[]): UsageError {
  const rpIds = [...new Set(passkeys.map(({ rpId, rpIdHash }) => rpId ?? `#${rpIdHash}`))];
  const website = rpIds.map((rpId) => displayRpId(rpId, 80)).join(t('list.separator'));
  const ids = passkeys.slice(0, mostListed).map(({ credentialId }) => credentialId);
  return new UsageError(
    t('cli.usage.rp-id-hash', { argument: displayText(argument, 90), website, ids: ids.join(t('list.separator')) }),
  );
}
