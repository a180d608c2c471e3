import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import {
  type PinRecipient,
  type PinResult,
  type PinSubmission,
  pinSubmissionSchema,
} from '../../src-shared/ipc/pin-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { InputOf, OutputOf, PinOperationName } from '../../src-shared/operations/operation-names.ts';
import { operations } from '../../src-shared/operations/operations.ts';
import { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { KeyManager } from '../keys/key-manager.ts';
import type { RunInput } from '../keys/opened-key.ts';
import { createSecretRecipient } from '../secrets/secret-recipient.ts';
import type { HostPort } from './host-process.ts';

/** An operation that PINs are asked for. */
export interface PinDialogInput<Name extends PinOperationName> {
  readonly name: Name;
  readonly handle: KeyHandle;
  readonly input: InputOf<Name>;
}

/** PINs as they were typed, in UTF-8. */
interface TypedPins {
  readonly pin: Uint8Array;
  readonly next: Uint8Array | null;
}

/** The person may try again in the same dialog; everything else ends it. */
const retryable: ReadonlySet<OperationFailure['kind']> = new Set([
  'pin-wrong',
  'pin-way-refused',
  'pin-too-short',
  'pin-too-long',
  'pin-malformed',
  'pin-same',
  'pin-refused-by-policy',
]);

/**
 * Receives PINs from a PIN window's port and tries each once on the key the dialog was opened for, until one succeeds, the key leaves, or
 * the signal aborts. Submissions that arrive while one is being tried are ignored, so that a held Enter key or a double click spends one try.
 * PINs come sealed for this dialog; their bytes are zeroed as soon as they are the operation's, which wipes them when they have been sent.
 */
export async function runPinDialog<Name extends PinOperationName>(
  manager: KeyManager,
  asked: PinDialogInput<Name>,
  port: HostPort | undefined,
  signal: AbortSignal,
  onAttempt: (failure: OperationFailure | null) => void,
): Promise<Outcome<OutputOf<Name>>> {
  if (port === undefined) return failed({ kind: 'unexpected', detail: 'no port came with the dialog' });
  const connected = port;
  return new Promise((resolve) => {
    let busy = false;
    let over = false;
    let accepted = false;
    const recipient = createSecretRecipient();

    const end = (outcome: Outcome<OutputOf<Name>>): void => {
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
      const key = event.keys.find((candidate) => candidate.handle === asked.handle);
      if (key === undefined && !busy) end(failed({ kind: 'key-removed' }));
      if (key?.unlocked === true && busy && asked.name === 'unlock') accept();
    });

    /** Returns what was typed; null where it was not sealed for this dialog. */
    async function openBoth({ pin, next }: PinSubmission): Promise<TypedPins | null> {
      const [first, second] = await Promise.all([recipient.open(pin), next === null ? null : recipient.open(next)]);
      if (first !== null && (next === null || second !== null)) return { pin: first, next: second };
      first?.fill(0);
      second?.fill(0);
      return null;
    }

    async function take(submission: PinSubmission): Promise<void> {
      busy = true;
      const typed = await openBoth(submission);
      const malformed = failed({ kind: 'pin-malformed' as const });
      const outcome = typed === null ? malformed : await attempt(manager, asked, typed, signal);
      busy = false;
      if (outcome.ok) accept();
      else onAttempt(outcome.failure);
      const key = manager.keys().find((candidate) => candidate.handle === asked.handle);
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
      const fits = (parsed.data.next !== null) === (operations[asked.name].pins.length === 2);
      if (!busy && !over && fits) void take(parsed.data);
    });
    connected.on('close', () => {
      if (!busy) end(failed({ kind: 'cancelled' }));
    });
    connected.start();
    connected.postMessage({ recipient: recipient.publicKey } satisfies PinRecipient);
    if (!manager.keys().some((key) => key.handle === asked.handle)) end(failed({ kind: 'key-removed' }));
  });
}

async function attempt<Name extends PinOperationName>(
  manager: KeyManager,
  { name, handle, input }: PinDialogInput<Name>,
  typed: TypedPins,
  signal: AbortSignal,
): Promise<Outcome<OutputOf<Name>>> {
  const pin = Pin.fromUtf8(typed.pin);
  const next = typed.next === null ? null : Pin.fromUtf8(typed.next);
  // What the operation holds is wiped when it has been sent; the listing that follows takes longer.
  typed.pin.fill(0);
  typed.next?.fill(0);
  try {
    if (pin === null || (typed.next !== null && next === null)) return failed({ kind: 'pin-malformed' });
    const [first, second] = operations[name].pins;
    const pins = second === undefined ? { [first]: pin } : { [first]: pin, [second]: next };
    return await manager.run(name, handle, { ...input, ...pins } as RunInput<Name>, { signal });
  } catch {
    // The manager answers expected failures as values; anything thrown is a defect and may not carry PIN material out.
    return failed({ kind: 'unexpected', detail: 'the PIN could not be handed to the key' });
  } finally {
    pin?.wipe();
    next?.wipe();
  }
}
