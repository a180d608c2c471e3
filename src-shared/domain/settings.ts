import { z } from 'zod';

export const languageSchema = z.enum(['system', 'en', 'ja']);
export const themeSchema = z.enum(['system', 'light', 'dark']);

export const settingsSchema = z.strictObject({ language: languageSchema, theme: themeSchema });
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = { language: 'system', theme: 'system' };

/** What the window must say at the top as long as it is true. */
export const bannerSchema = z.enum([
  'demo', // simulated keys only
  'test-runtime', // not the official Electron
  'test-runtime-real-keys',
  'sandbox-off', // started as root
  'key-host-restarted',
  'inventory-readable', // neither keychain nor passphrase protects the file
]);
export type Banner = z.infer<typeof bannerSchema>;

export const appStatusSchema = z.strictObject({
  version: z.string(),
  electron: z.string(),
  platform: z.string(),
  locale: z.enum(['en', 'ja']),
  dark: z.boolean(),
  settings: settingsSchema,
  banners: z.array(bannerSchema),
  demo: z.boolean(),
  dataLocation: z.string(),
});
export type AppStatus = z.infer<typeof appStatusSchema>;
