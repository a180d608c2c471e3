import { z } from 'zod';
import { keyCheckSchema } from '../domain/check-schema.ts';
import { checkActions } from '../domain/check.ts';
import { builtInProfiles } from '../domain/check-profile.ts';
import { deskStateSchema } from '../domain/desk-schema.ts';
import { noteSchema, shortTextSchema } from '../domain/fields-schema.ts';
import { modelListSchema } from '../domain/model-list-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { policyProblemSchema } from '../domain/policy-schema.ts';
import { event, request } from './define-contract.ts';

const nothing = z.void();
const done = outcomeSchema(z.null());
const id = z.string().min(1).max(100);
const writtenFile = outcomeSchema(z.strictObject({ file: z.string() }).nullable());
const profileName = z.string().max(500);

/** Result of a choice of a file for the desk. Null: the person cancelled. */
const chosenListSchema = outcomeSchema(
  z
    .discriminatedUnion('state', [
      z.strictObject({ state: z.literal('taken') }),
      /** A profile with mistakes. */
      z.strictObject({ state: z.literal('refused'), file: z.string(), problems: z.array(policyProblemSchema) }),
      /** A tenant with several passkey profiles: the person says which counts, by `takeModels`. */
      z.strictObject({ state: z.literal('several'), names: z.array(profileName) }),
    ])
    .nullable(),
);

/** Result of a choice of a file of models that is only asked about. Null: the person cancelled. */
const askedModelsSchema = outcomeSchema(
  z
    .discriminatedUnion('state', [
      z.strictObject({ state: z.literal('taken'), list: modelListSchema }),
      z.strictObject({ state: z.literal('several'), names: z.array(profileName) }),
    ])
    .nullable(),
);

/** The desk of the issue check: while it is open every key that is plugged in is checked. */
export const checkContract = {
  /** Opens the desk; keys that are plugged in already are taken as if they came now. */
  open: request(nothing, deskStateSchema),
  close: request(nothing, z.null()),
  changed: event(deskStateSchema),
  /** Changes those that are named. Another profile counts for the key that is there, too: it is checked again. */
  set: request(
    z
      .strictObject({
        profile: z.enum(builtInProfiles).exactOptional(),
        by: shortTextSchema.nullable().exactOptional(),
        record: z.boolean().exactOptional(),
      })
      .refine((change) => Object.keys(change).length > 0),
    z.null(),
  ),
  /** Records that somebody has read that earlier choices are lost. */
  noticed: request(nothing, z.null()),
  /** Asks for a file: a profile, a list of models, a list of delivered keys. */
  choose: request(z.strictObject({ list: z.enum(['profile', 'models', 'goods-in']) }), chosenListSchema),
  /** Uses one of the passkey profiles of the file that was chosen last. */
  takeModels: request(z.strictObject({ name: profileName }), done),
  /** Returns the models of the desk; null: it has no list. */
  models: request(nothing, modelListSchema.nullable()),
  /** Asks for a file of models, for the question who would be shut out; the desk keeps its own. */
  askModels: request(nothing, askedModelsSchema),
  /** Reads one of the passkey profiles of the file that was asked about last. */
  askProfile: request(z.strictObject({ name: profileName }), outcomeSchema(modelListSchema)),
  drop: request(z.strictObject({ list: z.enum(['models', 'goods-in']) }), z.null()),
  /** Checks the key that is there once more, with the asset tag that was typed or scanned. */
  again: request(z.strictObject({ assetTag: shortTextSchema.nullable() }), done),
  /** Tests the key that was checked last and is still there, by two touches and its PIN where it has one; then it is checked again. */
  test: request(z.strictObject({ handle: keyHandleSchema }), done),
  /** Checks that are not in the inventory, as long as this program runs. */
  unrecorded: request(nothing, z.array(keyCheckSchema)),
  /** Writes a note on a check that is kept. */
  note: request(z.strictObject({ id, text: noteSchema }), done),
  /** Records what a person decided after a check that is kept. */
  decide: request(
    z.strictObject({
      id,
      action: z.enum(checkActions),
      by: shortTextSchema.min(1),
      to: shortTextSchema.min(1).nullable(),
      why: noteSchema,
    }),
    done,
  ),
  /** Writes the slip of a check, where the person says. Null: they cancelled. */
  saveSlip: request(z.strictObject({ id, format: z.enum(['pdf', 'html']) }), writtenFile),
  /** Asks for a file name and writes the checks of today as CSV. Null: the person cancelled. */
  saveToday: request(nothing, writtenFile),
} as const;
