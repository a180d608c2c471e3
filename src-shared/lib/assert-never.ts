/** Fails to compile where a union still has an unhandled member; throws where the compiler was lied to. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
