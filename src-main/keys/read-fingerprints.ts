import type { FingerprintListing, FingerprintSensor } from '../../src-shared/domain/fingerprint.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { BioEnrollmentCommands, EnrolledTemplate } from '../ctap2/commands/bio-enrollment.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import type { ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import { deadlines } from './deadlines.ts';
import type { FingerprintAccess } from './fingerprint-access.ts';
import type { OpenedKey } from './opened-key.ts';
import { refusalOf, withFailureContext } from './operation-failure.ts';
import { readAfterChange } from './read-after-change.ts';
import { readUvRetries } from './read-uv-retries.ts';
import { requireFido2 } from './requirements.ts';
import { watchOwner } from './watch-owner.ts';

/** Reads what a sensor says of itself, and how often a finger may still fail. What a key does not tell is null. */
async function readSensor(
  opened: OpenedKey,
  info: AuthenticatorInfo,
  { getFingerprintSensorInfo }: BioEnrollmentCommands,
): Promise<FingerprintSensor> {
  const { session, signal } = opened;
  const options = { ...deadlines.quick, signal };
  const told = await orNothing(session.send(getFingerprintSensorInfo, null, options));
  return {
    kind: told?.fingerprintKind === 1 ? 'touch' : told?.fingerprintKind === 2 ? 'swipe' : null,
    samples: told?.maxCaptureSamples ?? null,
    nameBytes: told?.maxFriendlyName ?? null,
    triesLeft: await readUvRetries(opened, info),
  };
}

/** Lists the fingerprints for an operation and keeps the listing. Throws KeyFailure. */
export async function listFingerprints(
  operation: OperationName,
  opened: OpenedKey<'look'>,
  access: FingerprintAccess,
  mayBeEmpty = true,
): Promise<FingerprintListing> {
  const { session, signal, record, knowledge } = opened;
  const info = requireFido2(record);
  const options = { ...deadlines.list, signal, onKeepalive: watchOwner(opened) };
  const reading = enumerateTemplates(session, access, options, mayBeEmpty);
  const templates = await withFailureContext({ operation, step: 'use-token', changesKey: false }, reading);
  record.noteTokenUse(performance.now());
  const sensor = await withFailureContext(
    { operation, step: 'read', changesKey: false },
    readSensor(opened, info, access.commands),
  );
  const fingerprints = templates.map(({ templateId, name }) => ({ templateId: toHex(templateId), name }));
  record.fingerprints = { fingerprints, sensor, readAt: knowledge.now().toISOString() };
  return record.fingerprints;
}

/**
 * Reads fingerprints and facts again after a change, whether or not it was given up meanwhile. Null where the list could not be read any more: the
 * change stands. Some keys end a token with each write.
 */
export async function listAfterChange(
  operation: OperationName,
  opened: OpenedKey<'look'>,
  access: FingerprintAccess,
  mayBeEmpty: boolean,
): Promise<FingerprintListing | null> {
  const { record } = opened;
  const lasting = { ...opened, signal: record.gone };
  let listing: FingerprintListing | null = null;
  try {
    listing = await listFingerprints(operation, lasting, access, mayBeEmpty);
  } catch (error) {
    record.fingerprints = null;
    if (refusalOf(error) !== null) record.dropToken();
  }
  // Whether a finger is enrolled at all stands in getInfo.
  await readAfterChange(lasting);
  return listing;
}

/** Reads the list as the key gives it; one without fingerprints refuses that (CTAP 2.1 §6.7.6). After a change that leaves some a refusal is one. */
export async function enumerateTemplates(
  session: CtapSession,
  { commands, token }: FingerprintAccess,
  options: ExchangeOptions,
  mayBeEmpty: boolean,
): Promise<readonly EnrolledTemplate[]> {
  try {
    return await session.send(commands.enumerateEnrollments, { token }, options);
  } catch (error) {
    if (mayBeEmpty && error instanceof CtapError && error.status === 'INVALID_OPTION') return [];
    throw error;
  }
}

/** Reads what a key may not know how to tell. */
async function orNothing<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CtapError || error instanceof CtapResponseError) return null;
    throw error;
  }
}
