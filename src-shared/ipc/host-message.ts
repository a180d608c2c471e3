import { z } from 'zod';

const leafName = z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/);
const requestId = z.number().int().nonnegative();

/** Main process → key host. */
export const toHostSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('request'), id: requestId, leaf: leafName, input: z.unknown() }),
  z.strictObject({ type: z.literal('cancel'), id: requestId }),
  z.strictObject({ type: z.literal('ping'), id: requestId }),
  /** End cleanly: cancel what runs, wipe, close, exit. */
  z.strictObject({ type: z.literal('close') }),
]);
export type ToHost = z.infer<typeof toHostSchema>;

/** Key host → main process. The envelope's value is parsed by the schema of the leaf. */
export const fromHostSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('reply'),
    id: requestId,
    envelope: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: z.unknown() }),
      z.strictObject({
        ok: z.literal(false),
        error: z.strictObject({ code: z.enum(['malformed-input', 'failed']), message: z.string() }),
      }),
    ]),
  }),
  z.strictObject({ type: z.literal('event'), leaf: leafName, payload: z.unknown() }),
  z.strictObject({ type: z.literal('pong'), id: requestId }),
]);
export type FromHost = z.infer<typeof fromHostSchema>;
