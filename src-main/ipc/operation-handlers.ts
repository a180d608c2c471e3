import type { MessagePortMain } from 'electron';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import { runOnHost } from '../../src-shared/ipc/run-on-host.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { leafName, type LeafName } from '../../src-shared/operations/leaf-name.ts';
import { type KeyJournal, withJournal } from '../../src-shared/operations/operation-journal.ts';
import {
  type DirectOperationName,
  directOperationNames,
  type HostOperationName,
  type InputOf,
  type OutputOf,
  type PinOperationName,
  takesPin,
  takesPinIfSet,
} from '../../src-shared/operations/operation-names.ts';
import type { KeyViews } from './key-views.ts';
import type { AroundAttempt, FirstPin, PinDialogs, PinQuestion } from './pin-dialogs.ts';
import { pinWindowKey } from './pin-window-key.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { pinPurpose } from './pin-purpose.ts';
import type { OpenOperations } from './open-operations.ts';

export interface WindowOperationsOptions {
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly inventory: Inventory;
  readonly views: KeyViews;
  readonly dialogs: PinDialogs;
  readonly operations: OpenOperations;
  readonly locale: () => Locale;
}

/** Operations on keys as windows have them: on a key that is plugged in, cancelled with it, in the journal. */
export interface WindowOperations {
  /** Runs something on a key that is there; it can be cancelled. */
  withKey<Value>(
    handle: KeyHandle,
    run: (key: KeyView, signal: AbortSignal) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>>;
  /** Performs an operation that takes no PIN. */
  run<Name extends HostOperationName>(
    key: KeyView,
    name: Name,
    input: InputOf<Name>,
    signal: AbortSignal,
  ): Promise<Outcome<OutputOf<Name>>>;
  /**
   * Opens the PIN window for an operation and carries it out; without one where the key has no PIN and needs none for it. `expected`: the label of the key
   * that the person was asked for.
   */
  askPin<Name extends PinOperationName>(
    handle: KeyHandle,
    name: Name,
    input: InputOf<Name>,
    expected?: string,
  ): Promise<Outcome<OutputOf<Name>>>;
  /** Opens the PIN window for a first PIN, and reads the passkeys with it where the person wants that. */
  askFirstPin(handle: KeyHandle): Promise<Outcome<FirstPin>>;
}

/** Creates the operations on keys as windows have them. */
export function createWindowOperations(options: WindowOperationsOptions): WindowOperations {
  const { host, inventory, views, dialogs, operations } = options;

  function journalOf({ remembered }: KeyView): KeyJournal | null {
    return remembered === null ? null : { journal: inventory, keyId: remembered.keyId };
  }

  async function withKey<Value>(
    handle: KeyHandle,
    run: (key: KeyView, signal: AbortSignal) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    const key = views.get(handle);
    if (key === null) return failed({ kind: 'key-removed' });
    return operations.run(handle, (signal) => run(key, signal));
  }

  const run: WindowOperations['run'] = (key, name, input, signal) =>
    withJournal(journalOf(key), name, input, () => runOnHost(host, name, key.handle, input, { signal }));

  return {
    withKey,
    run,
    askPin: (handle, name, input, expected) =>
      withKey(handle, async (key, signal) => {
        if (takesPinIfSet(name) && key.facts?.pin.set !== true) return run(key, name, input, signal);
        const question = await questionOf(key, name, input, expected);
        return question.ok ? dialogs.askForKey(question.value) : question;
      }),
    askFirstPin: (handle) =>
      withKey(handle, async (key) => {
        const question = await questionOf(key, 'set-pin', {});
        return question.ok ? dialogs.askForFirstPin(question.value) : question;
      }),
  };

  async function questionOf<Name extends PinOperationName>(
    key: KeyView,
    name: Name,
    input: InputOf<Name>,
    expected?: string,
  ): Promise<Outcome<PinQuestion<Name>>> {
    const { handle, facts, problem } = key;
    if (facts === null) return failed(problem ?? { kind: 'key-not-answering' });
    const snapshot = await inventory.snapshot();
    const shown = pinWindowKey(key, {
      recognition: await views.recognise(handle),
      remembered: snapshot.ok ? snapshot.value.keys : [],
      activity: snapshot.ok ? snapshot.value.activity : [],
      expected,
    });
    const purpose = pinPurpose(createTranslator(options.locale()), name, input);
    return success({ name, handle, input, key: shown, purpose, around: aroundAttempt(journalOf(key), name, input) });
  }
}

/** Returns how each try of a PIN is written down; one that changes nothing is not. */
function aroundAttempt<Name extends PinOperationName>(
  journal: KeyJournal | null,
  name: Name,
  input: InputOf<Name>,
): AroundAttempt {
  // What a try gives is the output of the operation that it is made for.
  return (send) => withJournal(journal, name, input, send as () => Promise<Outcome<OutputOf<Name>>>);
}

/** Work after an operation that did something or may have, e.g. reading again what it changed. */
export type AfterOperation = Partial<
  Readonly<Record<DirectOperationName, (key: KeyView, signal: AbortSignal) => Promise<void>>>
>;

type DirectHandlers = Pick<HandlersOf<AppContract>['keys'], LeafName<DirectOperationName>>;

/** Creates the handler of every operation that windows ask for as it is. */
export function createDirectHandlers(
  { withKey, run, askPin }: WindowOperations,
  after: AfterOperation,
): DirectHandlers {
  const handlerOf =
    <Name extends DirectOperationName>(name: Name) =>
    ({ handle, ...input }: { readonly handle: KeyHandle } & InputOf<Name>): Promise<Outcome<unknown>> => {
      if (takesPin(name)) return askPin(handle, name, input as InputOf<typeof name>);
      return withKey(handle, async (key, signal) => {
        const outcome = await run(key, name, input as InputOf<Name>, signal);
        if (outcome.ok || outcome.failure.kind === 'outcome-unknown') await after[name]?.(key, signal);
        return outcome;
      });
    };
  const handlers = directOperationNames.map((name) => [leafName(name), handlerOf(name)]);
  return Object.fromEntries(handlers) as DirectHandlers;
}
