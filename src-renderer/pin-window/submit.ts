import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { ApiOf } from '../../src-shared/ipc/define-contract.ts';
import type { PinContract, PinRecipient, PinResult, PinSubmission } from '../../src-shared/ipc/pin-contract.ts';

import { sealText } from './seal-secret.ts';

export type PinApi = ApiOf<PinContract>['pin'];

interface Secrets {
  readonly first: string;
  readonly next: string | null;
  /** A first PIN is used for one reading once it is set. */
  readonly thenRead: boolean;
}

/** Submits what was typed and waits for the verdict; null: it was not taken. */
export type SubmitSecret = (secrets: Secrets) => Promise<Outcome<null> | null>;

/** Submits PINs to the key host over the port, past the main process, sealed with the key that it sends first. */
export function submitToKeyHost(api: PinApi, port: MessagePort): SubmitSecret {
  let attempt = 0;
  let settle: ((result: PinResult) => void) | null = null;
  const recipient = new Promise<PinRecipient['recipient']>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<PinRecipient | PinResult>) =>
      'recipient' in data ? resolve(data.recipient) : settle?.(data);
  });
  return async ({ first, next, thenRead }) => {
    const to = await recipient;
    const submission: PinSubmission = {
      attempt: ++attempt,
      pin: await sealText(to, first),
      next: next === null ? null : await sealText(to, next),
    };
    // The main process writes the attempt down before anything is sent.
    if (!(await api.submitting({ thenRead }))) return null;
    const result = new Promise<PinResult>((resolve) => {
      settle = (received) => {
        if (received.attempt === submission.attempt) resolve(received);
      };
    });
    port.postMessage(submission);
    return (await result).outcome;
  };
}

/** Submits passphrases and recovery codes to the main process, which holds the inventory, sealed with its key. */
export function submitToMain(api: PinApi, recipient: PinRecipient['recipient']): SubmitSecret {
  return async ({ first }) => api.submitSecret({ secret: await sealText(recipient, first) });
}
