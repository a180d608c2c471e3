import { randomBytes } from 'node:crypto';
import type { Capability } from '../../../src-shared/domain/capability.ts';
import { signInTestRpId } from '../../../src-shared/domain/sign-in-test.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { writeAttestationObject } from '../../ctap2/attestation-object.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { TokenPermission } from '../../ctap2/commands/client-pin.ts';
import { type Assertion, getAssertion } from '../../ctap2/commands/get-assertion.ts';
import { getInfo } from '../../ctap2/commands/get-info.ts';
import { makeCredential, type MakeCredentialResponse } from '../../ctap2/commands/make-credential.ts';
import type { MessageAuthenticator } from '../../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { Pin } from '../../ctap2/pin-uv-auth/pin.ts';
import type { ExchangeOptions } from '../../ctaphid/ctaphid-channel.ts';
import { type ClientData, createClientData } from '../client-data.ts';
import { deadlines } from '../deadlines.ts';
import { yes } from '../key-capabilities.ts';
import { leftNothing } from '../left-nothing.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { withFailureContext } from '../operation-failure.ts';
import { requireFido2 } from '../requirements.ts';
import { withPinToken } from '../with-pin-token.ts';

type Opened = OpenedKey<'working' | 'touch' | 'look'>;

const context = { operation: 'sign-in-test', step: 'use-token', changesKey: false } as const;
/** COSE numbers of what we verify, the usual ones first. */
const algorithms = [-7, -8, -35, -36, -257];

/** Returns whether a credential can be created on the key: every FIDO2 key does that. */
export function capability(): Capability {
  return yes;
}

/**
 * Creates a credential that is not stored on the key, signs in with it, and looks whether something was left all the same. Two touches; a PIN, where
 * the key has one, goes with the registration. A token ends with the touch that it was used for, and a PIN that was typed once is sent once: a key
 * that verifies its user always is asked to sign in silently, which it may do without. Throws KeyFailure.
 */
export async function run(
  opened: Opened,
  { pinIfSet: pin }: RunInput<'sign-in-test'>,
): Promise<OutputOf<'sign-in-test'>> {
  requireFido2(opened.record);
  const info = await readInfo(opened);
  try {
    const creation = createClientData('webauthn.create', signInTestRpId);
    const created = await withToken(opened, info, pin, (token) => register(opened, info, creation, token));
    const credentialId = created.authenticatorData.attestedCredential?.credentialId ?? new Uint8Array();
    const signIn = createClientData('webauthn.get', signInTestRpId);
    const way = wayToSignIn(info);
    const asserted = await signInWith(opened, credentialId, signIn, way);
    return {
      aaguid: toHex(info.aaguid),
      created: { clientData: creation.json, attestationObject: toHex(writeAttestationObject(created)) },
      asserted: {
        clientData: signIn.json,
        credentialId: asserted.credentialId === null ? null : toHex(asserted.credentialId),
        authenticatorData: toHex(asserted.authenticatorDataBytes),
        signature: toHex(asserted.signature),
        silent: way.up === false,
      },
      leftNothing: await leftNothing(opened, signInTestRpId, info.remainingDiscoverableCredentials),
    };
  } finally {
    pin?.wipe();
  }
}

async function readInfo({ session, signal, record }: Opened): Promise<AuthenticatorInfo> {
  record.info = await session.send(getInfo, null, { ...deadlines.quick, signal });
  return record.info;
}

/** Registers with a token for the PIN where one is given. */
async function withToken<Value>(
  opened: Opened,
  info: AuthenticatorInfo,
  pin: Pin | null,
  use: (token: MessageAuthenticator | null) => Promise<Value>,
): Promise<Value> {
  if (pin === null) return use(null);
  const purpose = {
    operation: 'sign-in-test',
    permissions: TokenPermission.makeCredential,
    rpId: signInTestRpId,
    pin,
    isFirstUse: (name: string) => name === makeCredential.name,
  } as const;
  return withPinToken(opened, info, purpose, (token) => use(token).finally(() => token.wipe()));
}

async function register(
  opened: Opened,
  info: AuthenticatorInfo,
  clientData: ClientData,
  token: MessageAuthenticator | null,
): Promise<MakeCredentialResponse> {
  // A key with a fingerprint and no PIN, which creates nothing without verification, verifies by itself.
  const byFinger = token === null && info.options.get('uv') === true && !isPinSet(info) && !createsUnverified(info);
  const request = {
    clientDataHash: clientData.hash,
    rp: { id: signInTestRpId, name: 'Sparekey' },
    user: { id: new Uint8Array(randomBytes(16)), name: 'Sign-in test', displayName: 'Sign-in test' },
    algorithms,
    options: { rk: false, ...(byFinger && { uv: true }) },
    ...authenticated(clientData, token),
  };
  const sending = opened.session.send(makeCredential, request, touchOptions(opened, 1));
  return withFailureContext(context, sending);
}

/** Returns how a key is asked to sign in without its PIN. */
function wayToSignIn({ options }: AuthenticatorInfo): { readonly up?: false; readonly uv?: true } {
  if (options.get('alwaysUv') !== true) return {};
  return options.get('uv') === true ? { uv: true } : { up: false };
}

async function signInWith(
  opened: Opened,
  credentialId: Uint8Array,
  { hash }: ClientData,
  options: { readonly up?: false; readonly uv?: true },
): Promise<Assertion> {
  const request = { rpId: signInTestRpId, clientDataHash: hash, allowCredentialIds: [credentialId], options };
  return withFailureContext(context, opened.session.send(getAssertion, request, touchOptions(opened, 2)));
}

function isPinSet({ options }: AuthenticatorInfo): boolean {
  return options.get('clientPin') === true;
}

function createsUnverified({ options }: AuthenticatorInfo): boolean {
  return options.get('makeCredUvNotRqd') === true && options.get('alwaysUv') !== true;
}

function authenticated({ hash }: ClientData, token: MessageAuthenticator | null) {
  return token === null ? {} : { pinUvAuth: { protocol: token.protocol, param: token.authenticate(hash) } };
}

/** Returns the limits of a command that waits for a touch, and announces which of the two it is. */
function touchOptions({ signal, report }: Opened, touch: 1 | 2): ExchangeOptions {
  return {
    ...deadlines.touch,
    signal,
    onKeepalive: (step) => (step === 'touch' ? report(step, touch, 2) : report(step)),
  };
}
