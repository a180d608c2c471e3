import type { CapabilityReason } from '../domain/capability.ts';
import type { KeyFinding } from '../domain/plugged-key.ts';
import type { OperationFailure } from '../domain/operation-failure.ts';
import { udevCommands } from '../lib/udev-rule.ts';
import { isMessageKey } from './english.ts';
import type { Translate } from './translator.ts';

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
  return { text: textOf(t, failure), next: nextStepOf(t, failure), commands: commandsFor(failure) };
}

/** Explains an empty passkey list: why it could not be read, or that there is truly nothing. */
export function emptyListMessage(t: Translate, reason: CapabilityReason | null, complete = true): string {
  if (reason !== null && reason !== 'preview-only') return t(`reason.${reason}`);
  return complete ? t('empty.none') : t('empty.incomplete');
}

/** Describes what a key does against the specification. */
export function findingMessage(t: Translate, { kind, detail }: KeyFinding): string {
  const key = `finding.${kind}` as const;
  return isMessageKey(key) ? t(key, { detail }) : t('finding.unusual', { detail: `${kind}: ${detail}` });
}

/** Formats a code that came with a failure or a finding in words; a code without words is shown as it is. */
function wordsFor(
  t: Translate,
  area: 'invalid' | 'feature' | 'setting' | 'operation',
  code: string,
  names: readonly string[] = [],
): string {
  const key = `${area}.${code}` as const;
  return isMessageKey(key) ? t(key, { names: names.join(t('list.separator')) }) : code;
}

/** Returns what a key cannot do, in words: a feature, a setting, or an operation as a whole. */
function featureText(t: Translate, feature: string): string {
  const area = (['feature', 'setting'] as const).find((name) => isMessageKey(`${name}.${feature}`));
  return wordsFor(t, area ?? 'operation', feature);
}

/** Returns a CTAP status as people search for it. */
function statusText(code: number): string {
  return `0x${code.toString(16).padStart(2, '0')}`;
}

function textOf(t: Translate, failure: OperationFailure): string {
  switch (failure.kind) {
    case 'pin-wrong':
      return t(`failure.${failure.kind}`, {
        retriesLeft: failure.retriesLeft ?? -1,
        needsReplug: failure.needsReplug ? 'yes' : 'no',
      });
    case 'finger-not-recognised':
      return t(`failure.${failure.kind}`, { retriesLeft: failure.retriesLeft ?? -1 });
    case 'pin-too-short':
      return t(`failure.${failure.kind}`, { minimum: failure.minimum, pin: failure.pin });
    case 'pin-too-long':
      return t(`failure.${failure.kind}`, {
        maximum: failure.maximum,
        maximumBytes: failure.maximumBytes,
        pin: failure.pin,
      });
    case 'inventory-replaced':
      return t(`failure.${failure.kind}`, { detail: choiceOf(failure.detail) });
    case 'key-broke-protocol':
    case 'hid-unusable':
    case 'inventory-unreadable':
    case 'file-not-written':
    case 'output-not-written':
    case 'unexpected':
      return t(`failure.${failure.kind}`, { detail: failure.detail });
    case 'input-invalid':
      return t(`failure.${failure.kind}`, { detail: wordsFor(t, 'invalid', failure.detail, failure.names) });
    case 'key-refused':
    case 'pin-way-refused':
      return t(`failure.${failure.kind}`, { status: failure.status, code: statusText(failure.code) });
    case 'passkey-refused':
      return t(`failure.${failure.kind}`, {
        status: failure.status,
        code: statusText(failure.code),
        listed: failure.stillListed === true ? 'yes' : 'unknown',
      });
    case 'not-supported':
      return t(`failure.${failure.kind}`, { feature: featureText(t, failure.feature) });
    case 'outcome-unknown':
      return t(`failure.${failure.kind}`, {
        operation: wordsFor(t, 'operation', failure.operation),
        code: failure.code === undefined ? 'none' : statusText(failure.code),
      });
    case 'reset-stopped':
      return t(`failure.${failure.kind}`, { why: choiceOf(failure.why) });
    case 'ambiguous-key':
      return t(`failure.${failure.kind}`, { count: failure.count });
    default:
      return t(`failure.${failure.kind}`);
  }
}

function nextStepOf(t: Translate, failure: OperationFailure): string | null {
  switch (failure.kind) {
    case 'no-permission':
      return t(`failure.${failure.kind}.next.${failure.platform}`);
    case 'inventory-replaced':
      return t(`failure.${failure.kind}.next`, { detail: choiceOf(failure.detail) });
    case 'file-not-written':
      return t(`failure.${failure.kind}.next`, { detail: failure.detail });
    case 'finger-not-recognised':
      return t(`failure.${failure.kind}.next`, { retriesLeft: failure.retriesLeft ?? -1 });
    case 'pin-too-short':
    case 'pin-too-long':
      return t(`failure.${failure.kind}.next`, { pin: failure.pin });
    case 'input-invalid':
      return t(`failure.${failure.kind}.next`, { detail: choiceOf(failure.detail) });
    case 'pin-refused-by-policy':
      return t(`failure.${failure.kind}.next`, { rules: choiceOf(failure.rules ?? 'none') });
    case 'reset-stopped':
      return t(`failure.${failure.kind}.next`, { why: choiceOf(failure.why) });
    case 'outcome-unknown':
      return t(`failure.${failure.kind}.next`, { operation: choiceOf(failure.operation) });
    case 'cancelled':
    case 'not-supported':
      return null;
    default:
      return t(`failure.${failure.kind}.next`);
  }
}

function commandsFor(failure: OperationFailure): readonly string[] {
  if (failure.kind === 'no-permission' && failure.platform === 'linux') return udevCommands;
  return failure.kind === 'inventory-replaced' && failure.detail !== 'not-protected'
    ? ['sparekey inventory accept']
    : [];
}

/** Returns the name by which a message chooses its text: such names have no hyphens. */
function choiceOf(detail: string): string {
  return detail.replaceAll('-', '_');
}
