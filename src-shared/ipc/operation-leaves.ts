import { z } from 'zod';
import type { Outcome } from '../domain/outcome.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import type { KeyHandle } from '../domain/plugged-key.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { leafName, type LeafName } from '../operations/leaf-name.ts';
import type { InputOf, OperationName, OutputOf } from '../operations/operation-names.ts';
import { operations } from '../operations/operations.ts';
import { request, type RequestLeaf } from './define-contract.ts';

type OnKey<Name extends OperationName> = { readonly handle: KeyHandle } & InputOf<Name>;

type Schema<Value> = z.ZodType<Value, Value>;

/** The leaves of some operations, by their names in a contract. */
export type OperationLeaves<Names extends OperationName> = {
  readonly [Name in Names as LeafName<Name>]: RequestLeaf<Schema<OnKey<Name>>, Schema<Outcome<OutputOf<Name>>>>;
};

/** Returns the schema of what one operation is asked for with: the key, and its input without PINs. */
export function operationInput<Name extends OperationName>(name: Name): Schema<OnKey<Name>> {
  const schema: z.ZodType = z.strictObject({ handle: keyHandleSchema, ...operations[name].input.shape });
  return schema as Schema<OnKey<Name>>;
}

/** Creates a request leaf for each of these operations. No PIN is in it. */
export function operationLeaves<Name extends OperationName>(names: readonly Name[]): OperationLeaves<Name> {
  const leaves = names.map((name) => [
    leafName(name),
    request(operationInput(name), outcomeSchema(operations[name].output)),
  ]);
  return Object.fromEntries(leaves) as OperationLeaves<Name>;
}
