import { z } from 'zod';
import { accountRisks } from './account-risk.ts';
import { type CoveragePicture, type LastPicture, pictureLimits, pictureMarks } from './last-picture.ts';
import { localeSchema } from './settings-schema.ts';
import { schemaOf } from './typed-schema.ts';

const text = z.string().max(pictureLimits.letters);
const risk = z.enum(accountRisks);
const cell = z.strictObject({ mark: z.enum(pictureMarks), sole: z.boolean(), old: z.boolean() });

export const coveragePictureSchema = schemaOf<CoveragePicture>()(
  z.strictObject({
    locale: localeSchema,
    title: text,
    counts: z.array(z.strictObject({ risk, count: z.number().int().min(0) })).max(accountRisks.length),
    keys: z.array(z.strictObject({ name: text, lost: z.boolean() })).max(pictureLimits.keys),
    rows: z
      .array(
        z.strictObject({
          service: text,
          user: text,
          risk,
          verdict: text,
          way: text,
          cells: z.array(cell).max(pictureLimits.keys),
        }),
      )
      .max(pictureLimits.rows),
  }),
);

export const lastPictureSchema = schemaOf<LastPicture>()(
  z.strictObject({ asOf: z.iso.datetime(), picture: coveragePictureSchema }),
);
