import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { schemaOf } from '../../../src-shared/domain/typed-schema.ts';

interface Place {
  readonly name: string;
  readonly kind: 'house' | 'safe';
  readonly rooms: readonly { readonly floor: number | null }[];
}

const rooms = z.array(z.strictObject({ floor: z.number().nullable() }));

// The compiler is the test: without the error that is expected, `npm run check:types` fails.
describe('a schema of a written type', () => {
  test('is taken where it parses to exactly that type, and is the schema itself', () => {
    const schema = z.strictObject({ name: z.string(), kind: z.enum(['house', 'safe']), rooms });
    expect(schemaOf<Place>()(schema)).toBe(schema);
  });

  test('is refused where a field is missing, is too much, or may be absent', () => {
    // @ts-expect-error -- no rooms
    schemaOf<Place>()(z.strictObject({ name: z.string(), kind: z.enum(['house', 'safe']) }));
    const more = z.strictObject({ name: z.string(), kind: z.enum(['house', 'safe']), rooms, owner: z.string() });
    // @ts-expect-error -- an owner, which the type lacks
    schemaOf<Place>()(more);
    const optional = z.strictObject({ name: z.string().optional(), kind: z.enum(['house', 'safe']), rooms });
    // @ts-expect-error -- the name may be absent
    schemaOf<Place>()(optional);
    expect(optional.safeParse({ kind: 'safe', rooms: [] }).success).toBe(true);
  });

  test('is refused where a list of values differs by one, either way', () => {
    const fewer = z.strictObject({ name: z.string(), kind: z.enum(['house']), rooms });
    // @ts-expect-error -- no safe
    schemaOf<Place>()(fewer);
    const more = z.strictObject({ name: z.string(), kind: z.enum(['house', 'safe', 'bank']), rooms });
    // @ts-expect-error -- a bank, which the type lacks
    schemaOf<Place>()(more);
    expect(more.shape.kind.options).toContain('bank');
  });

  test('is refused where a difference lies deep inside, or anything is taken', () => {
    const deep = z.array(z.strictObject({ floor: z.number() }));
    // @ts-expect-error -- the floor may be null
    schemaOf<Place>()(z.strictObject({ name: z.string(), kind: z.enum(['house', 'safe']), rooms: deep }));
    const anything = z.strictObject({ name: z.any(), kind: z.enum(['house', 'safe']), rooms });
    // @ts-expect-error -- `any` is not a string
    schemaOf<Place>()(anything);
    expect(anything.safeParse({ name: 1, kind: 'safe', rooms: [] }).success).toBe(true);
  });
});
