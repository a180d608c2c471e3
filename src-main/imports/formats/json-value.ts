/** Returns the member of a JSON object; undefined where there is none, or the value is no object. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
    return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** Returns a text of a JSON object; empty where there is none. */
export function textMember(value: unknown, ...names: readonly string[]): string {
  let at = value;
  for (const name of names) at = member(at, name);
  return typeof at === 'string' ? at : '';
}

/** Returns the elements of a JSON list; none where it is no list. */
export function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
