import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { HidDeviceInfo } from '../../src-shared/hid/hid-transport.ts';
import { KeyFailure } from './operation-failure.ts';

type PolicyFailure = Extract<OperationFailure, { kind: 'pin-refused-by-policy' }>;

const token2Vendor = 0x349e;

/**
 * Returns an error with what the maker of the key documents of the PINs that it takes, where the key refused a new PIN by rules
 * of its own: getInfo does not tell them, so the key's refusal is the first that is heard of them.
 */
export function explainPolicy(error: unknown, { vendorId }: Pick<HidDeviceInfo, 'vendorId'>): unknown {
  if (!(error instanceof KeyFailure) || error.failure.kind !== 'pin-refused-by-policy') return error;
  const failure: PolicyFailure = { ...error.failure, rules: vendorId === token2Vendor ? 'token2-pin-plus' : null };
  return new KeyFailure(failure, { cause: error.cause });
}
