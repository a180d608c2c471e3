import type { CapabilityReason } from '../domain/capability.ts';
import type { KeyFinding } from '../domain/plugged-key.ts';
import type { OperationFailure } from '../domain/operation-failure.ts';
import { assertNever } from '../lib/assert-never.ts';
import { udevCommands } from '../lib/udev-rule.ts';
import { isMessageKey } from './english.ts';
import type { MessageValues, Translate } from './translator.ts';

export interface FailureMessage {
  /** The failure, one sentence. */
  readonly text: string;
  /** The next step of the person; null where nothing needs doing. */
  readonly next: string | null;
  /** Commands to run, word for word, where the next step is a command. */
  readonly commands: readonly string[];
}

/** Formats a failure in words, with the next step. */
export function failureMessage(t: Translate, failure: OperationFailure): FailureMessage {
  const values = valuesOf(t, failure);
  const text = t(`failure.${failure.kind}`, values);
  switch (failure.kind) {
    case 'no-permission':
      return {
        text,
        next: t(`failure.no-permission.next.${failure.platform}`),
        commands: failure.platform === 'linux' ? udevCommands : [],
      };
    case 'inventory-replaced':
      return {
        text,
        next: t('failure.inventory-replaced.next', values),
        commands: failure.detail === 'not-protected' ? [] : ['sparekey inventory accept'],
      };
    case 'cancelled':
    case 'not-supported':
      return { text, next: null, commands: [] };
    default:
      return { text, next: t(`failure.${failure.kind}.next`, values), commands: [] };
  }
}

/** Explains an empty passkey list: why it could not be read, or that there is truly nothing. */
export function emptyListMessage(t: Translate, reason: CapabilityReason | null, complete = true): string {
  if (reason !== null && reason !== 'preview-only') return t(`reason.${reason}`);
  return complete ? t('empty.none') : t('empty.incomplete');
}

/** Describes what a key does against the specification. */
export function findingMessage(t: Translate, { kind, detail }: KeyFinding): string {
  const key = `finding.${kind}`;
  return isMessageKey(key) ? t(key, { detail }) : t('finding.unusual', { detail: `${kind}: ${detail}` });
}

/** Formats a code that came with a failure or a finding in words; a code without words is shown as it is. */
function wordsFor(
  t: Translate,
  area: 'invalid' | 'feature' | 'operation',
  code: string,
  names: readonly string[] = [],
): string {
  const key = `${area}.${code}`;
  return isMessageKey(key) ? t(key, { names: names.join(t('list.separator')) }) : code;
}

/** Returns a CTAP status as people search for it. */
function statusText(code: number): string {
  return `0x${code.toString(16).padStart(2, '0')}`;
}

function valuesOf(t: Translate, failure: OperationFailure): MessageValues {
  switch (failure.kind) {
    case 'pin-wrong':
      return { retriesLeft: failure.retriesLeft ?? -1 };
    case 'pin-too-short':
      return { minimum: failure.minimum };
    case 'pin-too-long':
      return { maximum: failure.maximum, maximumBytes: failure.maximumBytes };
    case 'inventory-replaced':
      // The names of choices in a message have no hyphens.
      return { detail: failure.detail.replaceAll('-', '_') };
    case 'key-broke-protocol':
    case 'inventory-unreadable':
    case 'file-not-written':
    case 'unexpected':
      return { detail: failure.detail };
    case 'input-invalid':
      return { detail: wordsFor(t, 'invalid', failure.detail, failure.names) };
    case 'key-refused':
      return { status: failure.status, code: statusText(failure.code) };
    case 'not-supported':
      return { feature: wordsFor(t, 'feature', failure.feature) };
    case 'outcome-unknown':
      return {
        operation: wordsFor(t, 'operation', failure.operation),
        code: failure.code === undefined ? 'none' : statusText(failure.code),
      };
    case 'ambiguous-key':
      return { count: failure.count };
    case 'pin-needs-replug':
    case 'pin-blocked':
    case 'pin-not-set':
    case 'pin-already-set':
    case 'pin-change-required':
    case 'pin-malformed':
    case 'pin-same':
    case 'pin-refused-by-policy':
    case 'pin-required':
    case 'touch-timed-out':
    case 'touch-refused':
    case 'cancelled':
    case 'confirmation-expired':
    case 'key-removed':
    case 'key-changed':
    case 'key-busy':
    case 'key-not-answering':
    case 'passkey-not-found':
    case 'storage-full':
    case 'no-permission':
    case 'key-host-restarted':
    case 'no-such-key':
    case 'inventory-locked':
    case 'inventory-needs-passphrase':
    case 'inventory-wrong-passphrase':
    case 'inventory-damaged':
    case 'inventory-newer':
    case 'inventory-not-demo':
    case 'inventory-read-only':
    case 'disk-full':
      return {};
    default:
      return assertNever(failure);
  }
}
