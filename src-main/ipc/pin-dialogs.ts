import type { BrowserWindow, MessagePortMain } from 'electron';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle, PinState } from '../../src-shared/domain/plugged-key.ts';
import { createSecretRecipient, type SecretRecipient } from '../secrets/secret-recipient.ts';
import type { EmittersOf, HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { PinContract, PinDialog, PinMode, PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import { runOnHost } from '../../src-shared/ipc/run-on-host.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import {
  type InputOf,
  isJournaled,
  type OutputOf,
  type PinOperationName,
} from '../../src-shared/operations/operation-names.ts';
import { operations } from '../../src-shared/operations/operations.ts';

/** Part of Electron that the dialogs need, so that their course can be tested without windows. */
export interface PinWindowPlatform {
  open(): BrowserWindow;
  createChannel(): { readonly forHost: MessagePortMain; readonly forWindow: MessagePortMain };
  sendPort(window: BrowserWindow, port: MessagePortMain): void;
  fit(window: BrowserWindow, height: number): void;
  emitters(window: BrowserWindow): EmittersOf<PinContract>;
}

export interface PinDialogsOptions {
  readonly platform: PinWindowPlatform;
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly appearance: () => Pick<PinDialog, 'locale' | 'dark'>;
}

/** Writes one try down before its PIN is handed to the key host, and how it ended; not sent where that is refused. */
export type AroundAttempt = (send: () => Promise<Outcome<unknown>>) => Promise<Outcome<unknown>>;

/** An operation that a PIN window is opened for. */
export interface PinQuestion<Name extends PinOperationName> {
  readonly name: Name;
  readonly handle: KeyHandle;
  readonly input: InputOf<Name>;
  readonly key: PinWindowKey;
  /** Purpose of the PIN, where the form does not say it; else null. */
  readonly purpose: string | null;
  readonly around: AroundAttempt;
}

/** A first PIN that was set; the reading that followed with the same PIN, or null where none was wanted. */
export interface FirstPin {
  readonly listing: Outcome<PasskeyListing> | null;
}

export interface PinDialogs {
  /** Asks for the PINs of one operation; ends when they were taken, the window was closed or the key left. */
  askForKey<Name extends PinOperationName>(question: PinQuestion<Name>): Promise<Outcome<OutputOf<Name>>>;
  /** Asks for a first PIN; where the person wants it, the window hands the same PIN over once more, for one reading. */
  askForFirstPin(question: PinQuestion<'set-pin'>): Promise<Outcome<FirstPin>>;
  /** Asks for the inventory's passphrase (or recovery code); `submit` answers each try and wipes nothing. */
  askForPassphrase(
    mode: 'passphrase-unlock' | 'passphrase-set',
    submit: (secret: Uint8Array) => Promise<Outcome<null>>,
  ): Promise<Outcome<null>>;
  showRecoveryCode(code: string): Promise<void>;
  /** Returns the open PIN window, if any; only its calls are answered. */
  window(): BrowserWindow | null;
  readonly handlers: HandlersOf<PinContract>;
  /** Handles the end of a try, which the key host reports. */
  attemptEnded(handle: KeyHandle, failure: OperationFailure | null): void;
  /** Shows what the key now reports of its PIN. */
  keyChanged(handle: KeyHandle, pin: PinState): void;
  close(): void;
}

interface Running {
  readonly window: BrowserWindow;
  readonly dialog: PinDialog;
  readonly handle: KeyHandle | null;
  readonly emit: EmittersOf<PinContract>;
  /** Opens what is submitted to this process. */
  readonly recipient: SecretRecipient | null;
  /** Handed over once, to the page that asks first. */
  port: MessagePortMain | null;
  readonly around: AroundAttempt | null;
  readonly submit: ((secret: Uint8Array) => Promise<Outcome<null>>) | null;
  readonly closed: AbortController;
  /** A try that was handed over, or is being written down. */
  attempt: Attempt | null;
  /** Reason why a try was not sent. */
  refusal: OperationFailure | null;
  accepted: boolean;
  submitting: boolean;
  /** After a first PIN: whether it is read with, and whether that is going on. */
  reading: 'no' | 'wanted' | 'now';
}

interface Attempt {
  /** Ends the try. */
  end: (outcome: Outcome<unknown>) => void;
  /** Settles once that is written down. */
  written: Promise<unknown>;
}

const pinModes = { pin: 'unlock', pinIfSet: 'confirm', newPin: 'set' } as const;

/** Runs the PIN windows: at most one at a time, each bound to one key, each with a process of its own. */
export function createPinDialogs(options: PinDialogsOptions): PinDialogs {
  let running: Running | null = null;

  function open(
    dialog: Omit<PinDialog, 'locale' | 'dark' | 'recipient'>,
    more: Partial<Pick<Running, 'handle' | 'port' | 'around' | 'submit'>>,
  ): Running {
    close();
    const window = options.platform.open();
    const recipient = more.submit === undefined ? null : createSecretRecipient();
    const started: Running = {
      window,
      recipient,
      dialog: { ...dialog, ...options.appearance(), recipient: recipient?.publicKey ?? null },
      emit: options.platform.emitters(window),
      handle: more.handle ?? null,
      port: more.port ?? null,
      around: more.around ?? null,
      submit: more.submit ?? null,
      closed: new AbortController(),
      attempt: null,
      refusal: null,
      accepted: false,
      submitting: false,
      reading: 'no',
    };
    running = started;
    window.once('closed', () => {
      if (running === started) running = null;
      // An accepted PIN is not taken back by closing its window: the reading goes on.
      if (!started.accepted) started.closed.abort();
    });
    window.webContents.once('render-process-gone', () => destroy(started));
    return started;
  }

  function destroy(which: Running): void {
    // destroy, not close: the page gets no chance to stay, and its process ends with it.
    if (!which.window.isDestroyed()) which.window.destroy();
  }

  function close(): void {
    if (running !== null) destroy(running);
  }

  /** Writes a try down; returns whether it may be sent now. */
  function beginAttempt(which: Running, around: AroundAttempt): Promise<boolean> {
    let end: Attempt['end'] = () => undefined;
    const ended = new Promise<Outcome<unknown>>((resolve) => {
      end = resolve;
    });
    return new Promise((resolve) => {
      const send = (): Promise<Outcome<unknown>> => {
        resolve(running === which);
        return ended;
      };
      const written = around(send).then((outcome) => {
        // Where it was sent the answer has been given, and this changes nothing.
        if (!outcome.ok && which.attempt?.end === end) {
          which.refusal = outcome.failure;
          which.closed.abort();
        }
        resolve(false);
      });
      which.attempt = { end, written };
    });
  }

  async function endAttempt(which: Running, outcome: Outcome<unknown>): Promise<void> {
    const { attempt } = which;
    which.attempt = null;
    attempt?.end(outcome);
    await attempt?.written;
  }

  function openFor(question: PinQuestion<PinOperationName>): readonly [Running, MessagePortMain] {
    const { name, handle, key, purpose, around } = question;
    const { forHost, forWindow } = options.platform.createChannel();
    const shown = { mode: modeOf(name), key, purpose, recoveryCode: null };
    return [open(shown, { handle, port: forWindow, around }), forHost];
  }

  /** Runs one operation with the PINs that the window hands over. */
  async function perform<Name extends PinOperationName>(
    started: Running,
    { name, handle, input }: Pick<PinQuestion<Name>, 'name' | 'handle' | 'input'>,
    port: MessagePortMain,
  ): Promise<Outcome<OutputOf<Name>>> {
    const answered = await runOnHost(options.host, name, handle, input, {
      signal: started.closed.signal,
      ports: [port],
      // Before a try nothing can have happened; unlocking changes nothing on the key but a counter.
      sentOperation: () => (started.attempt !== null && isJournaled(name) ? name : null),
    });
    const outcome = started.refusal === null ? answered : failed(started.refusal);
    await endAttempt(started, outcome);
    return outcome;
  }

  function finish(started: Running, outcome: Outcome<unknown>): void {
    if (outcome.ok) destroy(started);
    // The window stays with words until the person closes it: disarmed, not vanished.
    else if (!started.window.isDestroyed()) started.emit.pin.ended(outcome.failure);
  }

  async function askForKey<Name extends PinOperationName>(
    question: PinQuestion<Name>,
  ): Promise<Outcome<OutputOf<Name>>> {
    const [started, port] = openFor(question);
    const outcome = await perform(started, question, port);
    finish(started, outcome);
    return outcome;
  }

  async function askForFirstPin(question: PinQuestion<'set-pin'>): Promise<Outcome<FirstPin>> {
    const [started, port] = openFor(question);
    const set = await perform(started, question, port);
    if (!set.ok || started.reading === 'no' || started.window.isDestroyed()) {
      finish(started, set);
      return set.ok ? success({ listing: null }) : set;
    }
    started.reading = 'now';
    started.accepted = false;
    const { forHost, forWindow } = options.platform.createChannel();
    options.platform.sendPort(started.window, forWindow);
    const listing = await perform(started, { name: 'unlock', handle: question.handle, input: {} }, forHost);
    // The PIN is set whatever became of the reading, and the key can be read as any other.
    destroy(started);
    return success({ listing });
  }

  async function askForPassphrase(
    mode: 'passphrase-unlock' | 'passphrase-set',
    submit: (secret: Uint8Array) => Promise<Outcome<null>>,
  ): Promise<Outcome<null>> {
    return new Promise((resolve) => {
      const started = open(
        { mode, key: null, purpose: null, recoveryCode: null },
        {
          submit: async (secret) => {
            const outcome = await submit(secret);
            if (outcome.ok) {
              resolve(outcome);
              // After this answer has left: the page must not see its own end as an error.
              setImmediate(() => destroy(started));
            }
            return outcome;
          },
        },
      );
      started.closed.signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })), { once: true });
    });
  }

  async function showRecoveryCode(code: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const started = open({ mode: 'recovery-code', key: null, purpose: null, recoveryCode: code }, {});
      started.closed.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  const handlers: HandlersOf<PinContract> = {
    pin: {
      dialog: () => {
        const current = opened(running);
        if (current.port !== null) {
          options.platform.sendPort(current.window, current.port);
          current.port = null;
        }
        return current.dialog;
      },
      submitting: async ({ thenRead }) => {
        const current = opened(running);
        if (current.attempt !== null || current.around === null) return false;
        // Reading changes nothing on the key: it is not written down.
        if (current.reading === 'now') return beginAttempt(current, (send) => send());
        current.reading = thenRead && current.dialog.mode === 'set' ? 'wanted' : 'no';
        return beginAttempt(current, current.around);
      },
      submitSecret: async ({ secret: sealed }) => {
        const current = opened(running);
        if (current.submit === null || current.submitting) return failed({ kind: 'input-invalid', detail: 'busy' });
        current.submitting = true;
        const secret = (await current.recipient?.open(sealed)) ?? null;
        try {
          if (secret === null) return failed({ kind: 'input-invalid', detail: 'not-sealed' });
          const outcome = await current.submit(secret);
          return outcome.ok ? success(null) : outcome;
        } finally {
          current.submitting = false;
          secret?.fill(0);
        }
      },
      blink: async () => {
        const { handle, dialog, closed } = opened(running);
        if (handle === null || dialog.key?.canBlink !== true) return null;
        await runOnHost(options.host, 'identify', handle, { byTouch: false }, { signal: closed.signal });
        return null;
      },
      print: () => {
        opened(running).window.webContents.print({});
        return null;
      },
      fit: ({ height }) => {
        options.platform.fit(opened(running).window, height);
        return null;
      },
      close: () => {
        // After this answer has left.
        setImmediate(close);
        return null;
      },
    },
  };

  return {
    askForKey,
    askForFirstPin,
    askForPassphrase,
    showRecoveryCode,
    window: () => running?.window ?? null,
    handlers,
    attemptEnded: (handle, failure) => {
      const current = running;
      if (current === null || current.handle !== handle) return;
      // A try that succeeded is written down with what the operation gives.
      if (failure !== null) void endAttempt(current, failed(failure));
      if (failure === null) {
        current.accepted = true;
        if (current.reading !== 'wanted') destroy(current);
      } else if (current.reading === 'now') {
        // One reading with a PIN that was just set, never a second.
        current.refusal = failure;
        current.closed.abort();
      }
    },
    keyChanged: (handle, pin) => {
      const key = running?.dialog.key ?? null;
      if (running !== null && running.handle === handle && key !== null) running.emit.pin.keyChanged({ ...key, pin });
    },
    close,
  };
}

/** Returns the form that asks for the PINs of an operation. */
function modeOf(name: PinOperationName): PinMode {
  const [first, second] = operations[name].pins;
  return second === undefined ? pinModes[first] : 'change';
}

function opened(running: Running | null): Running {
  // The sender check lets only the open PIN window through, so this is a race with its end.
  if (running === null) throw new Error('no PIN window is open');
  return running;
}
