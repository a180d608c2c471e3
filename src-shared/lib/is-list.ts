/** Checks whether a value is a list; unlike Array.isArray it keeps the type of a read-only one. */
export function isList<Value>(value: Value): value is Extract<Value, readonly unknown[]> {
  return Array.isArray(value);
}
