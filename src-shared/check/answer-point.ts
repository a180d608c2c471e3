import type { FailureKind } from '../domain/operation-failure.ts';
import type { CheckQuestion, DraftFinding } from './check-question.ts';

/** Failures of a reading that have sentences of their own; all others are `other`. */
const variants: Partial<Record<FailureKind, string>> = {
  'key-not-answering': 'silent',
  'key-removed': 'removed',
  'key-changed': 'removed',
  'no-permission': 'no-permission',
  'hid-unusable': 'no-permission',
  'key-busy': 'busy',
  'key-broke-protocol': 'broken',
  cancelled: 'cancelled',
  'key-host-restarted': 'cancelled',
};

/** Finds whether the key answers as a FIDO2 key. It counts for every profile: nothing else can be seen of one that does not. */
export function answerFinding({ key, reading, failure }: CheckQuestion): DraftFinding {
  const finding = (variant: string, state: DraftFinding['state']): DraftFinding => ({
    point: 'answer',
    variant,
    state,
    values: { versions: key.facts?.versions.join(', ') ?? '' },
    always: true,
  });
  if (failure !== null) return finding(variants[failure.kind] ?? 'other', 'unknown');
  if (key.state === 'unsupported') return finding('unsupported', 'unknown');
  if (key.facts === null || reading === null) return finding('other', 'unknown');
  if (reading.info !== null) return finding('fido2', 'ok');
  const isOff = reading.vendor?.switchedOff?.usb.includes('FIDO2') === true;
  return finding(isOff ? 'fido2-off' : 'u2f-only', 'failed');
}
