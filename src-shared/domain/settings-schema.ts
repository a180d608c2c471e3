import { z } from 'zod';
import { type AppStatus, banners, languages, locales, type Settings, themes } from './settings.ts';
import { schemaOf } from './typed-schema.ts';

export const localeSchema = z.enum(locales);

export const settingsSchema = schemaOf<Settings>()(
  z.strictObject({ language: z.enum(languages), theme: z.enum(themes), notices: z.boolean(), tray: z.boolean() }),
);

export const appStatusSchema = schemaOf<AppStatus>()(
  z.strictObject({
    version: z.string(),
    electron: z.string(),
    platform: z.string(),
    locale: localeSchema,
    dark: z.boolean(),
    settings: settingsSchema,
    banners: z.array(z.enum(banners)),
    demo: z.boolean(),
    dataLocation: z.string(),
  }),
);
