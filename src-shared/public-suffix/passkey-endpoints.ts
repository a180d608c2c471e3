import { siteOf } from './site-of.ts';

/** The addresses at which a website says that passkeys are added and managed (W3C "Relying Party Passkey Endpoints"). Https addresses. */
export interface PasskeyEndpoints {
  readonly enroll: string | null;
  readonly manage: string | null;
}

/** Path of the document at the RP ID's own host. */
export const passkeyEndpointsPath = '/.well-known/passkey-endpoints';

const longestAddress = 2_000;

/** Checks whether two host names belong to one registrable domain (public suffix list, private section included). */
export function sameSite(left: string, right: string): boolean {
  const { domain } = siteOf(left);
  return domain !== null && domain === siteOf(right).domain;
}

/**
 * Reads the document of a website. Null for what is not a JSON object. An address counts only if it is plain https on the
 * website's own registrable domain: another site could be anybody's.
 */
export function readPasskeyEndpoints(rpId: string, text: string): PasskeyEndpoints | null {
  const document = parsed(text);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  const { enroll, manage } = document as Readonly<Record<string, unknown>>;
  return { enroll: ownPage(rpId, enroll), manage: ownPage(rpId, manage) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function ownPage(rpId: string, address: unknown): string | null {
  if (typeof address !== 'string' || address.length > longestAddress) return null;
  if (/[\s\p{Cc}\\]/u.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return plain && sameSite(rpId, url.hostname) ? url.href : null;
}
