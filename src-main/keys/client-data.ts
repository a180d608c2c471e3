import { hash, randomBytes } from 'node:crypto';

/** Data that a website has signed by a key (WebAuthn §5.8.1). */
export interface ClientData {
  readonly json: string;
  /** SHA-256. */
  readonly hash: Uint8Array;
}

/** Creates client data with a challenge that nobody can know before. */
export function createClientData(type: 'webauthn.create' | 'webauthn.get', rpId: string): ClientData {
  const challenge = randomBytes(32).toString('base64url');
  const json = JSON.stringify({ type, challenge, origin: `https://${rpId}`, crossOrigin: false });
  return { json, hash: new Uint8Array(hash('sha256', json, 'buffer')) };
}
