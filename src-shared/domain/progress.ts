import type { ProgressStep } from '../operations/define-operation.ts';
import type { OperationName } from '../operations/operation-names.ts';
import type { SampleStatus } from './fingerprint.ts';
import type { KeyHandle } from './plugged-key.ts';

/** Step of a running operation, and what the person has to do. Waiting is data, not a spinner. */
export interface OperationProgress {
  readonly handle: KeyHandle;
  readonly operation: OperationName;
  readonly step: ProgressStep;
  /** Entries read so far and the number the key announced, for long reads; null where unknown. */
  readonly done: number | null;
  readonly total: number | null;
  /** Status of the last sample of a finger; null where none was taken. */
  readonly sample: SampleStatus | null;
}
