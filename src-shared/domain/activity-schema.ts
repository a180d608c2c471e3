import { z } from 'zod';
import { operationHistories } from '../operations/operation-names.ts';
import { type Activity, type ActivityKind, otherActivityKinds } from './activity.ts';
import { isoDateSchema } from './fields-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const activityKinds: readonly ActivityKind[] = [...otherActivityKinds, ...operationHistories];

export const activitySchema = schemaOf<Activity>()(
  z.strictObject({
    id: z.string(),
    at: isoDateSchema,
    kind: z.enum(activityKinds),
    keyId: z.string().nullable(),
    keyLabel: z.string().nullable(),
    details: z.record(z.string(), z.string()),
  }),
);
