/** A name of an operation as a member of a contract: `rename-passkey` is `renamePasskey`. */
export type LeafName<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<LeafName<Rest>>}`
  : Name;

/** Returns the name of an operation as a member of a contract. */
export function leafName<Name extends string>(name: Name): LeafName<Name> {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) as LeafName<Name>;
}
