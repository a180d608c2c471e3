import { z } from 'zod';

const triState = z.union([z.boolean(), z.literal('unknown')]);

/** One service of the catalogue, as the program uses it (catalog/services.json holds more, with sources). */
export const catalogueServiceSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameJa: z.string().optional(),
  rpIds: z.array(z.string()),
  rpIdConfidence: z.string(),
  domains: z.array(z.string()),
  acceptsSecurityKeys: triState,
  multipleKeys: triState,
  /** Number of keys the service takes, where known. */
  maxKeys: z.union([z.number().int(), z.literal('unknown')]),
  singleSlot: z.boolean().optional(),
  /** Synced passkeys are refused. */
  deviceBoundOnly: triState,
  minKeysRecommended: z.number().int(),
  addKeyUrl: z.string(),
  sharesCredentialWith: z.string().optional(),
  category: z.string(),
});
export type CatalogueService = z.infer<typeof catalogueServiceSchema>;

/** One authenticator model by AAGUID. */
export const catalogueModelSchema = z.object({
  model: z.string(),
  vendor: z.string(),
  kind: z.string(),
  formFactors: z.array(z.string()),
});
export type CatalogueModel = z.infer<typeof catalogueModelSchema>;
