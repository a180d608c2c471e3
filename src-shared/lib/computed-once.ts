/** Returns a function that computes a value once for each object, and keeps it as long as there is that object. */
export function computedOnce<Source extends object, Value>(
  compute: (source: Source) => Value,
): (source: Source) => Value {
  const known = new WeakMap<Source, { readonly value: Value }>();
  return (source) => {
    let found = known.get(source);
    if (found === undefined) known.set(source, (found = { value: compute(source) }));
    return found.value;
  };
}
