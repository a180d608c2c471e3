import { z } from 'zod';
import { schemaOf } from './typed-schema.ts';
import { type WindowPlace, zoomLimits } from './window-place.ts';

const pixels = z.number().int().min(-100_000).max(100_000);

export const windowPlaceSchema = schemaOf<WindowPlace>()(
  z.strictObject({
    bounds: z.strictObject({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) }).nullable(),
    maximised: z.boolean(),
    zoomLevel: z.number().min(zoomLimits.least).max(zoomLimits.most),
  }),
);
