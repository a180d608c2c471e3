/** A JSON schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Returns the names that a file of rules may have at a path. */
export function allowedNames(root: JsonSchema, path: readonly PropertyKey[]): readonly string[] {
  const properties = schemaAt(root, path)['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** Returns the list that is expected at a path, as it is written; empty where no list of fixed words is. */
export function expectedList(root: JsonSchema, path: readonly PropertyKey[]): string {
  const words = partOf(schemaAt(root, path), 'items')['enum'];
  return Array.isArray(words) ? `[${words.join(', ')}]` : '';
}

function schemaAt(root: JsonSchema, path: readonly PropertyKey[]): JsonSchema {
  let at = root;
  for (const name of path)
    at = typeof name === 'number' ? partOf(at, 'items') : partOf(partOf(at, 'properties'), String(name));
  return at;
}

function partOf(schema: JsonSchema, name: string): JsonSchema {
  const part = Object.hasOwn(schema, name) ? schema[name] : undefined;
  return typeof part === 'object' && part !== null ? (part as JsonSchema) : {};
}
