import { z } from 'zod';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { reportRequestSchema } from '../domain/report-schema.ts';
import { request } from './define-contract.ts';

const writtenFile = outcomeSchema(z.strictObject({ file: z.string() }).nullable());
const choice = reportRequestSchema.shape;

/** Reports: made by the main process from its own inventory, written where the person says in the system's dialog. */
export const reportsContract = {
  /** Creates a report and asks for a file name. Null: the person cancelled. */
  export: request(reportRequestSchema, writtenFile),
  /** The recovery plan for what is lost or might be; with `lossId` the checklist of a recorded loss as it stands. */
  exportRecoveryPlan: request(
    z.strictObject({
      format: z.enum(['pdf', 'html']),
      language: choice.language,
      lostKeyIds: choice.lostKeyIds,
      lostWayIds: choice.lostWayIds,
      lostDeviceIds: choice.lostDeviceIds,
      lostAccountIds: choice.lostAccountIds,
      pinKnownKeyIds: choice.pinKnownKeyIds,
      lossId: choice.lossId,
    }),
    writtenFile,
  ),
  /** Shows the report that was written last in the file manager. */
  showLast: request(z.void(), z.null()),
} as const;
