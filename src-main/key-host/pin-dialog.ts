import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import { type PinResult, type PinSubmission, pinSubmissionSchema } from '../../src-shared/ipc/pin-contract.ts';
import { assertNever } from '../../src-shared/lib/assert-never.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { KeyManager } from '../keys/key-manager.ts';
import type { HostPort } from './host-process.ts';

export interface PinDialogueInput {
  readonly handle: KeyHandle;
  readonly purpose: 'unlock' | 'set' | 'change';
}

export interface PinDialogueResult {
  readonly listing: PasskeyListing | null;
}

type Attempt = Outcome<PinDialogueResult>;

/** The person may try again in the same dialog; everything else ends it. */
const retryable: ReadonlySet<OperationFailure['kind']> = new Set([
  'pin-wrong',
  'pin-too-short',
  'pin-too-long',
  'pin-malformed',
  'pin-same',
  'pin-refused-by-policy',
]);

/**
 * Takes PINs from a PIN window's port and tries each once on the key the dialog was opened for, until one succeeds, the
 * key leaves, or the signal aborts. Submissions that arrive while one is being tried are wiped and ignored (reliability
 * D-06). PIN bytes are zeroed here as soon as the try has ended.
 */
export async function runPinDialogue(
  manager: KeyManager,
  input: PinDialogueInput,
  port: HostPort | undefined,
  signal: AbortSignal,
  onAttempt: (failure: OperationFailure | null) => void,
): Promise<Outcome<PinDialogueResult>> {
  if (port === undefined) return failed({ kind: 'unexpected', detail: 'no port came with the dialog' });
  const connected = port;
  return new Promise((resolve) => {
    let busy = false;
    let over = false;
    let accepted = false;

    const end = (outcome: Attempt): void => {
      if (over) return;
      over = true;
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
      connected.close();
      resolve(outcome);
    };
    // While a try runs, its own outcome tells what happened to the key.
    const onAbort = (): void => {
      if (!busy) end(failed({ kind: 'cancelled' }));
    };
    const accept = (): void => {
      if (accepted) return;
      accepted = true;
      onAttempt(null);
    };
    const unsubscribe = manager.subscribe((event) => {
      if (event.type !== 'keys-changed') return;
      const key = event.keys.find((candidate) => candidate.handle === input.handle);
      if (key === undefined && !busy) end(failed({ kind: 'key-removed' }));
      if (key?.unlocked === true && busy && input.purpose === 'unlock') accept();
    });

    async function take(submission: PinSubmission): Promise<void> {
      busy = true;
      const outcome = await attempt(manager, input, submission, signal);
      busy = false;
      if (outcome.ok) accept();
      else onAttempt(outcome.failure);
      const key = manager.keys().find((candidate) => candidate.handle === input.handle);
      const result: PinResult = {
        attempt: submission.attempt,
        outcome: outcome.ok ? success(null) : outcome,
        pin: key?.facts?.pin ?? null,
      };
      if (!over) connected.postMessage(result);
      if (outcome.ok || !retryable.has(outcome.failure.kind)) return end(outcome);
      if (signal.aborted) end(failed({ kind: 'cancelled' }));
      else if (key === undefined) end(failed({ kind: 'key-removed' }));
    }

    signal.addEventListener('abort', onAbort, { once: true });
    connected.on('message', ({ data }) => {
      const parsed = pinSubmissionSchema.safeParse(data);
      if (!parsed.success) return;
      const fits = (parsed.data.next !== null) === (input.purpose === 'change');
      if (busy || over || !fits) wipe(parsed.data);
      else void take(parsed.data);
    });
    connected.on('close', () => {
      if (!busy) end(failed({ kind: 'cancelled' }));
    });
    connected.start();
    if (!manager.keys().some((key) => key.handle === input.handle)) end(failed({ kind: 'key-removed' }));
  });
}

async function attempt(
  manager: KeyManager,
  input: PinDialogueInput,
  submission: PinSubmission,
  signal: AbortSignal,
): Promise<Attempt> {
  const pin = Pin.fromUtf8(submission.pin);
  const next = submission.next === null ? null : Pin.fromUtf8(submission.next);
  try {
    if (pin === null || (submission.next !== null && next === null)) return failed({ kind: 'pin-malformed' });
    return await send(manager, input, pin, next, signal);
  } catch {
    // The manager answers expected failures as values; anything thrown is a defect and may not carry PIN material out.
    return failed({ kind: 'unexpected', detail: 'the PIN could not be handed to the key' });
  } finally {
    pin?.wipe();
    next?.wipe();
    wipe(submission);
  }
}

async function send(
  manager: KeyManager,
  { handle, purpose }: PinDialogueInput,
  pin: Pin,
  next: Pin | null,
  signal: AbortSignal,
): Promise<Attempt> {
  switch (purpose) {
    case 'unlock': {
      const outcome = await manager.unlockAndList(handle, pin, { signal });
      return outcome.ok ? success({ listing: outcome.value }) : outcome;
    }
    case 'set': {
      const outcome = await manager.setPin(handle, pin, { signal });
      return outcome.ok ? success({ listing: null }) : outcome;
    }
    case 'change': {
      if (next === null) return failed({ kind: 'input-invalid', detail: 'no new PIN' });
      const outcome = await manager.changePin(handle, pin, next, { signal });
      return outcome.ok ? success({ listing: null }) : outcome;
    }
    default:
      return assertNever(purpose);
  }
}

function wipe(submission: PinSubmission): void {
  submission.pin.fill(0);
  submission.next?.fill(0);
}
