import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { ApiOf } from '../../src-shared/ipc/define-contract.ts';
import type { PinContract, PinResult, PinSubmission } from '../../src-shared/ipc/pin-contract.ts';

export type PinApi = ApiOf<PinContract>['pin'];

interface Secrets {
  readonly first: string;
  readonly next: string | null;
  /** A first PIN is used for one reading once it is set. */
  readonly thenRead: boolean;
}

/** Submits what was typed and waits for the verdict; null: it was not taken. */
export type SubmitSecret = (secrets: Secrets) => Promise<Outcome<null> | null>;

const utf8 = new TextEncoder();

/** Submits PINs to the key host over the port, past the main process; ours is wiped as soon as the message is out. */
export function submitToKeyHost(api: PinApi, port: MessagePort): SubmitSecret {
  let attempt = 0;
  let settle: ((result: PinResult) => void) | null = null;
  port.onmessage = (event: MessageEvent<PinResult>) => settle?.(event.data);
  return async ({ first, next, thenRead }) => {
    const submission: PinSubmission = {
      attempt: ++attempt,
      pin: utf8.encode(first),
      next: next === null ? null : utf8.encode(next),
    };
    try {
      // The main process writes the attempt down before anything is sent.
      if (!(await api.submitting({ thenRead }))) return null;
      const result = new Promise<PinResult>((resolve) => {
        settle = (received) => {
          if (received.attempt === submission.attempt) resolve(received);
        };
      });
      port.postMessage(submission);
      wipe(submission);
      return (await result).outcome;
    } finally {
      wipe(submission);
    }
  };
}

/** Submits passphrases and recovery codes to the main process, which holds the inventory. */
export function submitToMain(api: PinApi): SubmitSecret {
  return async ({ first }) => {
    const secret = utf8.encode(first);
    try {
      return await api.submitSecret({ secret });
    } finally {
      secret.fill(0);
    }
  };
}

function wipe(submission: PinSubmission): void {
  submission.pin.fill(0);
  submission.next?.fill(0);
}
