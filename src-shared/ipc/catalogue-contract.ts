import { z } from 'zod';
import { advisorySchema } from '../domain/advisory-schema.ts';
import { catalogueCorrectionSchema, correctedFieldsSchema } from '../domain/catalogue-correction-schema.ts';
import { catalogueServiceSchema, otherWayProviderSchema } from '../domain/catalogue-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { siteSchema } from '../domain/site-schema.ts';
import { event, type Received, request } from './define-contract.ts';

const nothing = z.void();
const serviceId = z.string().min(1).max(100);
const done = outcomeSchema(z.null());

/** Change of the catalogue under a correction; `field` is null where it is about the whole entry. */
const correctionNewsSchema = z.strictObject({
  kind: z.enum(['changed', 'agrees', 'entry-gone', 'now-listed']),
  field: correctedFieldsSchema.keyof().nullable(),
  /** now-listed: the catalogue's own entry for the service that the person added. */
  otherServiceId: z.string().nullable(),
});

/** A correction of the person's with what the catalogue says of the same service today (null: it has no such entry). */
const storedCorrectionSchema = z.strictObject({
  correction: catalogueCorrectionSchema,
  name: z.string(),
  nameJa: z.string().nullable(),
  catalogue: correctedFieldsSchema.nullable(),
  news: z.array(correctionNewsSchema),
});
export type StoredCorrection = Received<typeof storedCorrectionSchema>;

/** Services with what the public suffix list says of their hosts. */
const sentServicesSchema = z.strictObject({ services: z.array(catalogueServiceSchema), sites: z.array(siteSchema) });
export type SentServices = Received<typeof sentServicesSchema>;

/** Requests of windows about the catalogue. Services always have the person's corrections applied. */
export const catalogueContract = {
  services: request(nothing, sentServicesSchema),
  /** The services, after a correction was saved or removed. */
  changed: event(sentServicesSchema),
  otherWays: request(nothing, z.array(otherWayProviderSchema)),
  advisories: request(nothing, z.array(advisorySchema)),
  /** Opens an advisory's page in the system browser; the host is shown before. */
  openAdvisory: request(z.strictObject({ advisoryId: z.string().min(1).max(100) }), done),
  /** The catalogue's own entry of a service, without corrections; null for one that it lacks. */
  entry: request(
    z.strictObject({ serviceId }),
    z
      .strictObject({
        fields: correctedFieldsSchema,
        rpIdConfidence: z.string(),
        asOf: z.string(),
        sources: z.array(z.string()),
      })
      .nullable(),
  ),
  corrections: request(nothing, outcomeSchema(z.array(storedCorrectionSchema))),
  /** Keeps the corrected fields of a service; what equals the catalogue is left out. */
  saveCorrection: request(
    z.strictObject({ serviceId, fields: correctedFieldsSchema, source: z.string().trim().max(500).nullable() }),
    done,
  ),
  /** Assigns an RP ID to a service: one of the list, or a new one of the person's own. */
  assignRpId: request(
    z.strictObject({
      rpId: z.string().min(1).max(253),
      owner: z.union([
        z.strictObject({ serviceId }),
        z.strictObject({ newServiceName: z.string().trim().min(1).max(100) }),
      ]),
    }),
    done,
  ),
  removeCorrection: request(z.strictObject({ serviceId }), done),
  /** Asks for a file name and writes the corrections there as a contribution (docs/catalogue.md). Null: the person cancelled. */
  exportContribution: request(nothing, outcomeSchema(z.strictObject({ file: z.string() }).nullable())),
};
