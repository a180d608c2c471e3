import type { z } from 'zod';

/** A type with everything in it read-only, as domain types are written; byte strings as they are. */
export type ReadonlyAll<Type> = Type extends Uint8Array
  ? Type
  : Type extends object
    ? { readonly [Key in keyof Type]: ReadonlyAll<Type[Key]> }
    : Type;

/**
 * True for two types that are the very same: two conditional types are related only if what they test against is identical. Written out, since
 * a named type for each half would be compared by its argument, where `any` is as good as a string.
 */
type IsSame<Left, Right> =
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the parameter keeps the conditional types from being resolved
  (<Type>() => Type extends Left ? 1 : 2) extends <Type>() => Type extends Right ? 1 : 2 ? true : false;

/**
 * Checks at compile time that a schema parses to exactly the written type, `schemaOf<Settings>()(z.strictObject({ … }))`: neither a field
 * nor an alternative may be missing on either side. Returns the schema itself.
 */
export function schemaOf<Written>() {
  return <Schema extends z.ZodType>(
    schema: IsSame<ReadonlyAll<z.output<Schema>>, Written> extends true
      ? Schema
      : { readonly 'the schema does not parse to the written type': ReadonlyAll<z.output<Schema>> },
  ): Schema => schema as Schema;
}
