import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { CtapError, CtapResponseError } from './ctap-error.ts';

/** Returns how a command ended that threw: the name of its status, or why no answer counts. */
export function sentStatus(error: unknown): string {
  if (error instanceof CtapError) {
    return error.status === 'unknown' ? `0x${error.code.toString(16).padStart(2, '0')}` : error.status;
  }
  if (error instanceof CtapHidError) return error.reason;
  return error instanceof CtapResponseError ? 'malformed' : 'failed';
}
