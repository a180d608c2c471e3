import type { CheckState, CheckVerdict } from '../../../src-shared/domain/check.ts';
import type { Tone } from '../../components/tone.ts';

/** Sign of each state of a finding. */
export const stateTones: Readonly<Record<CheckState, Tone>> = {
  ok: 'done',
  notice: 'warning',
  failed: 'failed',
  unknown: 'unknown',
};

/** Sign of each verdict. */
export const verdictTones: Readonly<Record<CheckVerdict, Tone>> = {
  issue: 'done',
  'do-not-issue': 'failed',
  'cannot-tell': 'unknown',
};
