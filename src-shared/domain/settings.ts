export const languages = ['system', 'en', 'ja'] as const;
export const themes = ['system', 'light', 'dark'] as const;
/** The languages that messages exist in. */
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

export interface Settings {
  readonly language: (typeof languages)[number];
  readonly theme: (typeof themes)[number];
  /** Whether the system's notices are used for what happens while the window is not looked at. */
  readonly notices: boolean;
  /** Whether Sparekey stays in the tray once its window is closed. */
  readonly tray: boolean;
}

export const defaultSettings: Settings = { language: 'system', theme: 'system', notices: true, tray: false };

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
