import { mostSamples, type SampleStatus, sampleStatuses } from '../../src-shared/domain/fingerprint.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { CapturedSample } from '../ctap2/commands/bio-enrollment.ts';
import { deadlines } from './deadlines.ts';
import type { FingerprintAccess } from './fingerprint-access.ts';
import type { OpenedKey } from './opened-key.ts';
import { KeyFailure, withFailureContext } from './operation-failure.ts';
import { enumerateTemplates } from './read-fingerprints.ts';

type Enrolling = OpenedKey<'finger' | 'look'>;

/** Status of a key that takes no more: it ends the enrolment. */
const databaseFull = 0x0c;

/** Time that a sensor is asked to wait for one touch of a finger, in milliseconds, and touches in a row that may fail to come. */
const sampleTimeoutMs = 15_000;
const mostMissed = 2;

/**
 * Reads samples until the key has the fingerprint, announcing what it says of each. Returns its template ID (hex), also where it was given up too
 * late. Throws KeyFailure: nothing is on the key then, unless it says `outcome-unknown`.
 */
export async function enrolFingerprint(
  opened: Enrolling,
  access: FingerprintAccess,
  samples: number | null,
  before: readonly string[],
): Promise<string> {
  try {
    return await takeSamples(opened, access, samples);
  } catch (error) {
    const enrolled = await endEnrolment(opened, access);
    const [added, ...more] = enrolled?.filter((templateId) => !before.includes(templateId)) ?? [];
    if (added !== undefined && more.length === 0) return added;
    if (opened.signal.aborted && enrolled !== null) throw new KeyFailure({ kind: 'cancelled' }, { cause: error });
    throw error;
  }
}

async function takeSamples(
  opened: Enrolling,
  { commands, token }: FingerprintAccess,
  samples: number | null,
): Promise<string> {
  const { session, signal, report } = opened;
  const options = { ...deadlines.touch, signal };
  const limit = { token, timeoutMs: sampleTimeoutMs };
  signal.throwIfAborted();
  report('finger', 0, samples);
  const first = await withFailureContext(sampling(isLast(samples)), session.send(commands.enrollBegin, limit, options));
  const { templateId } = first;
  let sample: CapturedSample = first;
  let missed = 0;
  const total = samples ?? sample.remainingSamples + 1;
  for (let taken = 1; taken <= mostSamples; taken++) {
    const { lastSampleStatus, remainingSamples } = sample;
    const status = statusName(lastSampleStatus);
    report('finger', Math.max(0, total - remainingSamples), total, status);
    if (remainingSamples === 0) return toHex(templateId);
    if (lastSampleStatus === databaseFull) throw new KeyFailure({ kind: 'fingerprints-full' });
    missed = status === 'no-user-activity' ? missed + 1 : 0;
    if (missed >= mostMissed) throw new KeyFailure({ kind: 'touch-timed-out' });
    signal.throwIfAborted();
    const next = session.send(commands.enrollCaptureNextSample, { ...limit, templateId }, options);
    sample = await withFailureContext(sampling(isLast(remainingSamples)), next);
  }
  throw new KeyFailure({ kind: 'enrolment-lost' });
}

/** Returns the name of a status by its number: the list has them in the order of CTAP 2.1 §6.7.2, without 0C. */
function statusName(number: number): SampleStatus {
  if (number === databaseFull) return 'other';
  return sampleStatuses[number < databaseFull ? number : number - 1] ?? 'other';
}

/** Checks whether the key may have the whole fingerprint with one more sample: only then can a missing answer leave one on it. */
function isLast(remaining: number | null): boolean {
  return remaining === null || remaining <= 1;
}

function sampling(changesKey: boolean) {
  return { operation: 'add-fingerprint', step: 'enrol', changesKey } as const;
}

/** Ends an enrolment on the key, which forgets its samples, and lists what is on it; null where the key does not answer any more. */
async function endEnrolment(
  { session, record }: Enrolling,
  access: FingerprintAccess,
): Promise<readonly string[] | null> {
  const options = { ...deadlines.list, signal: record.gone };
  try {
    await session.send(access.commands.cancelCurrentEnrollment, null, options);
    const templates = await enumerateTemplates(session, access, options, true);
    return templates.map(({ templateId }) => toHex(templateId));
  } catch {
    return null;
  }
}
