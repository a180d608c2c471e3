import { z } from 'zod';
import { type DoctorFinding, doctorFindingKinds, doctorSeverities } from './doctor-finding.ts';
import { schemaOf } from './typed-schema.ts';

export const doctorFindingSchema = schemaOf<DoctorFinding>()(
  z.strictObject({
    kind: z.enum(doctorFindingKinds),
    severity: z.enum(doctorSeverities),
    data: z.record(z.string(), z.string()),
  }),
);
