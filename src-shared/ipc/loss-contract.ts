import { z } from 'zod';
import { accountIdSchema, noteSchema } from '../domain/fields-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { request } from './define-contract.ts';

const id = z.string().min(1).max(100);
const ids = z.array(id).max(10_000);
const done = outcomeSchema(z.null());

/** A real loss and its checklist, which the main process makes from its own inventory; the window only names what is lost. */
export const lossContract = {
  record: request(
    z.strictObject({
      keyIds: ids,
      otherWayIds: ids,
      deviceIds: ids.exactOptional(),
      accountIds: z.array(accountIdSchema).max(10_000).exactOptional(),
      pinKnownKeyIds: ids,
      note: noteSchema.nullable(),
    }),
    outcomeSchema(z.strictObject({ lossId: z.string() })),
  ),
  tick: request(z.strictObject({ lossId: id, itemId: id, done: z.boolean() }), done),
  close: request(z.strictObject({ lossId: id }), done),
  /** Opens the page where a service's keys are removed, after its host was shown. */
  openPage: request(z.strictObject({ serviceId: id }), done),
} as const;
