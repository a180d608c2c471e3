import type { FailureKind, OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { FailureOf, OperationName } from '../../src-shared/operations/operation-names.ts';
import { operations } from '../../src-shared/operations/operations.ts';
import { assertNever } from '../../src-shared/lib/assert-never.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import { PinUvAuthError } from '../ctap2/pin-uv-auth/pin-uv-auth-error.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { HidError, type HidErrorReason } from '../../src-shared/hid/hid-error.ts';
import { KeyGoneError } from './key-gone-error.ts';
import { type FailureContext, statusesInDoubt, statusMeaning } from './status-meaning.ts';

/** Returns what a person can act on: the only place that knows that and the errors of the lower layers. */
export function toOperationFailure(
  error: unknown,
  context: FailureContext,
  platform: NodeJS.Platform = process.platform,
): OperationFailure {
  if (error instanceof KeyFailure) return error.failure;
  if (error instanceof CtapError) return statusFailure(error, context);
  if (error instanceof CtapHidError) return channelFailure(error, context, platform);
  if (error instanceof HidError) return hidFailure(error.reason, error.message, platform);
  if (error instanceof KeyGoneError) return { kind: error.reason === 'removed' ? 'key-removed' : 'key-changed' };
  if (error instanceof CtapResponseError || error instanceof PinUvAuthError) {
    return { kind: 'key-broke-protocol', detail: error.message };
  }
  if (error instanceof DOMException && error.name === 'AbortError') return { kind: 'cancelled' };
  return { kind: 'unexpected', detail: error instanceof Error ? `${error.name}: ${error.message}` : 'not an error' };
}

/** A failure that was recognised where it arose; carried up as an exception to the edge of the layer. */
export class KeyFailure extends Error {
  override readonly name = 'KeyFailure';
  readonly failure: OperationFailure;

  constructor(failure: OperationFailure, options?: { cause?: unknown }) {
    super(failure.kind, options);
    this.failure = failure;
  }
}

/** Waits for one step of an operation. Throws KeyFailure with the meaning that the step gives to what went wrong. */
export async function withFailureContext<Value>(context: FailureContext, step: Promise<Value>): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    throw error instanceof KeyFailure ? error : new KeyFailure(toOperationFailure(error, context), { cause: error });
  }
}

/**
 * Returns a failure as one that the operation declares. A status whose meaning the operation does not have is a refusal
 * with that status, so that no answer of a key is ever a defect of ours.
 */
export function declaredFailure<Name extends OperationName>(operation: Name, error: unknown): FailureOf<Name> {
  const failure = toOperationFailure(error, { operation, step: 'read', changesKey: false });
  if (isDeclared(operation, failure)) return failure;
  const refusal = refusalOf(error);
  const general: OperationFailure =
    refusal === null
      ? { kind: 'unexpected', detail: `undeclared failure: ${failure.kind}` }
      : { kind: 'key-refused', status: refusal.status, code: refusal.code };
  if (isDeclared(operation, general)) return general;
  throw new Error(`${operation} declares no ${general.kind}`, { cause: error });
}

/** Returns the status with which the key refused, where an error says so or was caused by one that does. */
export function refusalOf(error: unknown): CtapError | null {
  if (error instanceof CtapError) return error;
  return error instanceof KeyFailure && error.cause instanceof CtapError ? error.cause : null;
}

function isDeclared<Name extends OperationName>(
  operation: Name,
  failure: OperationFailure,
): failure is FailureOf<Name> {
  const declared: readonly FailureKind[] = operations[operation].failures;
  return declared.includes(failure.kind);
}

function statusFailure({ status, code }: CtapError, context: FailureContext): OperationFailure {
  const { operation } = context;
  if (context.changesKey && operations[operation].changesKey && statusesInDoubt.has(status)) {
    return { kind: 'outcome-unknown', operation, code };
  }
  return status === 'unknown' ? { kind: 'key-refused', status, code } : statusMeaning[status](context, status, code);
}

function channelFailure(error: CtapHidError, context: FailureContext, platform: NodeJS.Platform): OperationFailure {
  // Sent and unanswered is neither success nor failure, and never repeated; the same goes for an ERROR that does not say that nothing was done.
  if (error.sent && context.changesKey) {
    return { kind: 'outcome-unknown', operation: context.operation };
  }
  switch (error.reason) {
    case 'timeout':
      return { kind: 'key-not-answering' };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'busy':
      return { kind: 'key-busy' };
    case 'device-error':
      return { kind: 'key-refused', status: 'CTAPHID_ERROR', code: error.code ?? 0 };
    case 'protocol':
      return { kind: 'key-broke-protocol', detail: error.message };
    case 'too-long':
      return { kind: 'not-supported', feature: context.operation };
    case 'transport':
      return hidFailure(error.hidReason ?? 'io', error.message, platform);
    default:
      return assertNever(error.reason);
  }
}

function hidFailure(reason: HidErrorReason, message: string, platform: NodeJS.Platform): OperationFailure {
  switch (reason) {
    case 'gone':
    case 'closed':
      return { kind: 'key-removed' };
    case 'permission':
      return { kind: 'no-permission', platform: platformName(platform) };
    case 'busy':
      return { kind: 'key-busy' };
    case 'unsupported':
      return { kind: 'not-supported', feature: 'report-size' };
    case 'timeout':
      return { kind: 'key-not-answering' };
    case 'unusable':
      return { kind: 'hid-unusable', detail: message };
    case 'io':
      return { kind: 'unexpected', detail: message };
    default:
      return assertNever(reason);
  }
}

function platformName(platform: NodeJS.Platform): 'linux' | 'windows' | 'macos' | 'other' {
  if (platform === 'linux') return 'linux';
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'macos' : 'other';
}
