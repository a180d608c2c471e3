import type { CoverageInput } from './coverage-input.ts';
import type { AnalysedKey } from './analysed-key.ts';
import type { CandidateKeyFinder } from './candidate-keys.ts';
import type { MethodContext } from './other-methods.ts';

/** The context that all accounts of an analysis share. */
export interface AnalysisContext extends MethodContext {
  readonly clock: Pick<CoverageInput, 'now' | 'staleAfterDays'>;
  readonly keys: ReadonlyMap<string, AnalysedKey>;
  /** Place of each key in the report. */
  readonly order: ReadonlyMap<string, number>;
  readonly possible: CandidateKeyFinder;
}
