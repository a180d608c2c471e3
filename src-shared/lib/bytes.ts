/** Joins byte strings into one new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes(parts, (length) => new Uint8Array(length));
}

/** Joins byte strings into the array that `create` makes of their length in all. */
export function joinBytes<Joined extends Uint8Array>(
  parts: readonly Uint8Array[],
  create: (length: number) => Joined,
): Joined {
  const joined = create(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares two public byte strings. Not for secrets: it ends at the first difference. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
