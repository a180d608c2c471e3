import type { z } from 'zod';
import type { FailureKind } from '../domain/operation-failure.ts';
import { commonFailures } from './failure-kinds.ts';

/** Steps of a running operation: what is going on, or what the person has to do. */
export const progressSteps = [
  'working',
  'touch',
  'look',
  'hold',
  'finger',
  'remove-key',
  'insert-key',
  'finished',
] as const;
export type ProgressStep = (typeof progressSteps)[number];

/** PINs that an operation takes; `pinIfSet` is null for a key without one. They are no part of its input: they go around the main process (docs/decisions/0007). */
type PinName = 'pin' | 'pinIfSet' | 'newPin';

/**
 * Access of windows to an operation: they ask for it as it is (`direct`), they get what was read with it together with where that was stored
 * (`reading`), they ask with a confirmation that the main process gave out (`confirmed`), or not at all (`never`).
 */
type WindowUse = 'direct' | 'reading' | 'confirmed' | 'never';

interface OperationFacts {
  readonly pins: readonly PinName[];
  /** Besides those that every operation has. */
  readonly failures: readonly FailureKind[];
  /**
   * Whether it writes to the key: then it is sent once, is not cancelled half-way, is written down before it is sent, and no answer means
   * "outcome unknown".
   */
  readonly changesKey: boolean;
  /** The capability that a key must have; answered by the operation of that name. */
  readonly needs: string | null;
  /** The steps that it announces besides `finished`. */
  readonly progress: readonly ProgressStep[];
  readonly window: WindowUse;
  /** The line of activity of an operation that changes the key. */
  readonly history: string | null;
}

interface OperationSchemas<Input extends z.ZodObject, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  /** Returns the details for its entry of the activity; nothing where it is left out. */
  details?(input: z.output<Input>, output: z.output<Output>): Readonly<Record<string, string>>;
  /** Checks whether the key changed where it did not refuse: without it, it did. */
  isDone?(output: z.output<Output>): boolean;
}

export type Operation = OperationFacts & OperationSchemas<z.ZodObject, z.ZodType>;

/** Returns one entry of the table of operations, with its failures complete. */
export function defineOperation<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  const Facts extends OperationFacts,
>(definition: OperationSchemas<Input, Output> & Facts) {
  const failures: readonly ((typeof commonFailures)[number] | Facts['failures'][number])[] = [
    ...commonFailures,
    ...definition.failures,
  ];
  return { ...definition, failures };
}
