export const languages = ['system', 'en', 'ja'] as const;
export const themes = ['system', 'light', 'dark'] as const;
/** The languages that messages exist in. */
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

export interface Settings {
  readonly language: (typeof languages)[number];
  readonly theme: (typeof themes)[number];
}

export const defaultSettings: Settings = { language: 'system', theme: 'system' };

/** Statements at the top of the window, shown as long as they are true. */
export const banners = [
  'demo', // simulated keys only
  'test-runtime', // not the official Electron
  'test-runtime-real-keys',
  'sandbox-off', // started as root
  'key-host-restarted',
  'inventory-readable', // neither keychain nor passphrase protects the file
] as const;
export type Banner = (typeof banners)[number];

export interface AppStatus {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly locale: Locale;
  readonly dark: boolean;
  readonly settings: Settings;
  readonly banners: readonly Banner[];
  readonly demo: boolean;
  readonly dataLocation: string;
}
