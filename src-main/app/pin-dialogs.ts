import type { BrowserWindow, MessagePortMain } from 'electron';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle, PinState } from '../../src-shared/domain/plugged-key.ts';
import type { EmittersOf, HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { PinContract, PinDialog, PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';

export type KeyPinPurpose = 'unlock' | 'set' | 'change';

/** What the dialogs need of Electron, so that their course can be tested without windows. */
export interface PinWindowPlatform {
  open(): BrowserWindow;
  createChannel(): { readonly forHost: MessagePortMain; readonly forWindow: MessagePortMain };
  sendPort(window: BrowserWindow, port: MessagePortMain): void;
  fit(window: BrowserWindow, height: number): void;
  emitters(window: BrowserWindow): EmittersOf<PinContract>;
}

export interface PinDialoguesOptions {
  readonly platform: PinWindowPlatform;
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly appearance: () => Pick<PinDialog, 'locale' | 'dark'>;
}

/** Told before a PIN is handed to the key host, and how that ended; for the journal. */
export interface AttemptObserver {
  begin(): Promise<void>;
  end(failure: OperationFailure | null): Promise<void>;
}

export interface PinDialogs {
  /** Asks for a PIN of one plugged-in key; ends when it was taken, the window was closed or the key left. */
  askForKey(
    purpose: KeyPinPurpose,
    handle: KeyHandle,
    key: PinWindowKey,
    observer: AttemptObserver | null,
  ): Promise<Outcome<{ readonly listing: PasskeyListing | null }>>;
  /** Asks for the inventory's passphrase (or recovery code); `submit` answers each try and wipes nothing. */
  askForPassphrase(
    mode: 'passphrase-unlock' | 'passphrase-set',
    submit: (secret: Uint8Array) => Promise<Outcome<null>>,
  ): Promise<Outcome<null>>;
  showRecoveryCode(code: string): Promise<void>;
  /** The open PIN window, if any; only its calls are answered. */
  window(): BrowserWindow | null;
  readonly handlers: HandlersOf<PinContract>;
  /** The key host reports the end of a try. */
  attemptEnded(handle: KeyHandle, failure: OperationFailure | null): void;
  /** What the key says of its PIN may have changed. */
  keyChanged(handle: KeyHandle, pin: PinState): void;
  close(): void;
}

interface Running {
  readonly window: BrowserWindow;
  readonly dialog: PinDialog;
  readonly handle: KeyHandle | null;
  readonly emit: EmittersOf<PinContract>;
  /** Handed over once, to the page that asks first. */
  port: MessagePortMain | null;
  readonly observer: AttemptObserver | null;
  readonly submit: ((secret: Uint8Array) => Promise<Outcome<null>>) | null;
  readonly closed: AbortController;
  attemptOpen: boolean;
  accepted: boolean;
}

/** Runs the PIN windows: at most one at a time, each bound to one key, each with a process of its own. */
export function createPinDialogs(options: PinDialoguesOptions): PinDialogs {
  let running: Running | null = null;

  function open(
    dialog: Omit<PinDialog, 'locale' | 'dark'>,
    more: Partial<Pick<Running, 'handle' | 'port' | 'observer' | 'submit'>>,
  ): Running {
    close();
    const window = options.platform.open();
    const started: Running = {
      window,
      dialog: { ...dialog, ...options.appearance() },
      emit: options.platform.emitters(window),
      handle: more.handle ?? null,
      port: more.port ?? null,
      observer: more.observer ?? null,
      submit: more.submit ?? null,
      closed: new AbortController(),
      attemptOpen: false,
      accepted: false,
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

  async function endAttempt(which: Running, failure: OperationFailure | null): Promise<void> {
    if (!which.attemptOpen) return;
    which.attemptOpen = false;
    await which.observer?.end(failure);
  }

  async function askForKey(
    purpose: KeyPinPurpose,
    handle: KeyHandle,
    key: PinWindowKey,
    observer: AttemptObserver | null,
  ): Promise<Outcome<{ readonly listing: PasskeyListing | null }>> {
    const { forHost, forWindow } = options.platform.createChannel();
    const dialog = { mode: purpose, key, recoveryCode: null };
    const started = open(dialog, { handle, port: forWindow, observer });
    const outcome = await options.host.keys.pinDialog(
      { handle, purpose },
      {
        signal: started.closed.signal,
        ports: [forHost],
        // Unlocking changes nothing on the key but a counter; the others may have changed the PIN.
        sentOperation: () => (started.attemptOpen && purpose !== 'unlock' ? `${purpose}-pin` : null),
      },
    );
    await endAttempt(started, outcome.ok ? null : outcome.failure);
    if (outcome.ok) destroy(started);
    // The window stays with words until the person closes it (reliability D-23: disarmed, not vanished).
    else if (!started.window.isDestroyed()) started.emit.pin.ended(outcome.failure);
    return outcome;
  }

  async function askForPassphrase(
    mode: 'passphrase-unlock' | 'passphrase-set',
    submit: (secret: Uint8Array) => Promise<Outcome<null>>,
  ): Promise<Outcome<null>> {
    return new Promise((resolve) => {
      const started = open(
        { mode, key: null, recoveryCode: null },
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
      const started = open({ mode: 'recovery-code', key: null, recoveryCode: code }, {});
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
      submitting: async () => {
        const current = opened(running);
        if (current.attemptOpen || current.handle === null) return false;
        current.attemptOpen = true;
        await current.observer?.begin();
        return running === current;
      },
      submitSecret: async ({ secret }) => {
        const current = opened(running);
        try {
          if (current.submit === null || current.attemptOpen) return failed({ kind: 'input-invalid', detail: 'busy' });
          current.attemptOpen = true;
          const outcome = await current.submit(secret);
          current.attemptOpen = false;
          return outcome.ok ? success(null) : outcome;
        } finally {
          secret.fill(0);
        }
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
    askForPassphrase,
    showRecoveryCode,
    window: () => running?.window ?? null,
    handlers,
    attemptEnded: (handle, failure) => {
      const current = running;
      if (current === null || current.handle !== handle) return;
      void endAttempt(current, failure);
      if (failure !== null) return;
      current.accepted = true;
      destroy(current);
    },
    keyChanged: (handle, pin) => {
      const key = running?.dialog.key ?? null;
      if (running !== null && running.handle === handle && key !== null) running.emit.pin.keyChanged({ ...key, pin });
    },
    close,
  };
}

function opened(running: Running | null): Running {
  // The sender check lets only the open PIN window through, so this is a race with its end.
  if (running === null) throw new Error('no PIN window is open');
  return running;
}
