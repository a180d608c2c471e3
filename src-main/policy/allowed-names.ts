import { z } from 'zod';
import { policySchema } from '../../src-shared/domain/policy-schema.ts';

type Schema = Readonly<Record<string, unknown>>;

const root = z.toJSONSchema(policySchema, { io: 'input' }) as Schema;

/** Returns the names that a policy may have at a path. */
export function allowedNames(path: readonly PropertyKey[]): readonly string[] {
  const properties = schemaAt(path)['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** Returns the list that is expected at a path, as it is written; empty where no list of fixed words is. */
export function expectedList(path: readonly PropertyKey[]): string {
  const words = partOf(schemaAt(path), 'items')['enum'];
  return Array.isArray(words) ? `[${words.join(', ')}]` : '';
}

function schemaAt(path: readonly PropertyKey[]): Schema {
  let at = root;
  for (const name of path)
    at = typeof name === 'number' ? partOf(at, 'items') : partOf(partOf(at, 'properties'), String(name));
  return at;
}

function partOf(schema: Schema, name: string): Schema {
  const part = Object.hasOwn(schema, name) ? schema[name] : undefined;
  return typeof part === 'object' && part !== null ? (part as Schema) : {};
}
