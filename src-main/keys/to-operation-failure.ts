import type { FailureKind, OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { assertNever } from '../../src-shared/lib/assert-never.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import { PinUvAuthError } from '../ctap2/pin-uv-auth/pin-uv-auth-error.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { HidError, type HidErrorReason } from '../hid/hid-error.ts';
import { KeyGoneError } from './key-gone-error.ts';
import { type FailureContext, statusMeaning } from './status-meaning.ts';

/** The only place that knows both the errors of the lower layers and what a person can act on. */
export function toOperationFailure(
  error: unknown,
  context: FailureContext,
  platform: NodeJS.Platform = process.platform,
): OperationFailure {
  if (error instanceof KeyFailure) return error.failure;
  if (error instanceof CtapError) {
    return error.status === 'unknown'
      ? { kind: 'key-refused', status: 'unknown', code: error.code }
      : statusMeaning[error.status](context, error.status, error.code);
  }
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

/** Runs one step of an operation and gives what it throws the meaning that the step has. */
export async function during<Value>(context: FailureContext, step: Promise<Value>): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    throw new KeyFailure(toOperationFailure(error, context), { cause: error });
  }
}

/**
 * As during(), but leaves the key's own refusal (CtapError) to the caller, who completes it with the tries left. Everything
 * else may have cost a try.
 */
export async function duringPinUse<Value>(context: FailureContext, step: Promise<Value>): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    if (error instanceof CtapError) throw error;
    throw new KeyFailure(toOperationFailure(error, context), { cause: error });
  }
}

/** Narrows a failure to the kinds that an operation declares; any other one is a defect and says so. */
export function declaredFailure<Kind extends FailureKind>(
  failure: OperationFailure,
  kinds: readonly Kind[],
): Extract<OperationFailure, { kind: Kind | 'unexpected' }> {
  return isOneOf(failure, kinds) ? failure : { kind: 'unexpected', detail: `undeclared failure: ${failure.kind}` };
}

function isOneOf<Kind extends FailureKind>(
  failure: OperationFailure,
  kinds: readonly Kind[],
): failure is Extract<OperationFailure, { kind: Kind | 'unexpected' }> {
  return failure.kind === 'unexpected' || kinds.some((kind) => kind === failure.kind);
}

function channelFailure(error: CtapHidError, context: FailureContext, platform: NodeJS.Platform): OperationFailure {
  // Reliability decision 6: sent and unanswered is neither success nor failure, and never repeated.
  if (error.sent && context.changesKey && error.reason !== 'device-error') {
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
